"""A podcast is followed and followed no more; what cannot be followed is refused."""

import pytest

from bot.chat.incoming import User
from bot.chat.messages import Listing
from bot.library.followed import MOST
from bot.library.rows.feeds import FeedRows
from bot.library.withheld import NOTHING
from tests.acceptance.podcasts.show import Show, hours, packs, say, transcript
from tests.builders import ALICE, HERE
from tests.feeds import feed, item
from tests.searched import places
from tests.world import World, refused, words

ADA = User(id="u-ada-73", name="Ada")


async def test_where_nobody_is_named_somebody_may_be(world: World, show: Show) -> None:
    """The report says how; then it is tried anew."""
    show.publish("ladder", transcript("ladder", names=False))
    told = words(await say(world, "quotes follow", feed=show.link))
    assert "no line names a speaker in a way I know" in told
    assert "speaker=NAME" in told
    assert "Ada Novak speaks from now on" in words(
        await say(world, "quotes follow", feed=show.link, speaker="Ada Novak")
    )
    await hours(world, 1)
    library = await world.services.libraries.library(HERE.workspace_id)
    assert [s.name for s in library.pack("about-the-ladder").speakers] == ["Ada Novak"]


async def own_words(world: World) -> str:
    """All that is known of what Bob, who is Ada Novak, said."""
    library = await world.services.libraries.library(HERE.workspace_id)
    view = library.without(NOTHING)
    numbers = [number for number, _ in view.numbers(p for p in library.packs.values() if not p.info.sample)]
    told = [found.quote for number in numbers if (found := view.get(number)) is not None]
    return " ".join(q.text for q in told if q.speaker == "Ada Novak")


@pytest.mark.parametrize("way", ["optout", "forget"])
async def test_whose_words_are_not_kept_says_nothing_in_later_episodes(world: World, show: Show, way: str) -> None:
    """Neither quoted by name nor as who speaks where nobody is named; what others said comes in."""
    show.publish("ladder")
    show.publish("window", transcript("window", names=False))
    await say(world, "quotes follow", feed=show.link, last="2", speaker="Ada Novak")
    assert await own_words(world)
    await say(world, "privacy link", speaker="Ada Novak", member=ADA.id)
    if way == "optout":
        await world.ask(ADA, "privacy optout", switch="on")
    else:
        await world.press(ADA, (await world.ask(ADA, "privacy forget")).buttons[0].id)  # type: ignore[union-attr]
        found = await world.services.store.read(lambda tx: tx[FeedRows].all(HERE.workspace_id))
        assert [one.speaker for one in found] == [""]
    show.publish("lamp")
    show.publish("kettle2", transcript("kettle2", names=False))
    for hour in (1, 2):
        await hours(world, hour)

    assert "about-the-lamp" in await packs(world)
    assert await own_words(world) == ""
    if way == "forget":
        assert {p for p in await places(world.services.store, "Ada Novak", ADA.id) if p != "pack.title"} == set()
        assert "about-the-kettle2" not in await packs(world)
    told = refused(await say(world, "quotes follow", feed=show.web.at("/other.xml"), speaker="Ada Novak"))
    assert "is not quoted here" in told


async def test_what_is_followed_is_listed_and_ended(world: World, show: Show) -> None:
    """By its title, its address or its place; what came in stays, and it is looked at no more."""
    assert "No feed is followed here" in words(await say(world, "quotes follow"))
    for meant in ("the long table", show.link, "1"):
        await say(world, "quotes follow", feed=show.link)
        assert (
            "1. “The long table” at 127.0.0.2: 1 episode came in" in words(await say(world, "quotes follow")) or meant
        )
        assert "no feed called" in refused(await say(world, "quotes unfollow", feed="2")).casefold()
        ended = words(await say(world, "quotes unfollow", feed=meant))
        assert f"/quotes follow feed={show.link}" in ended
    assert await packs(world) == ["about-the-kettle"]
    looks = show.looks
    await hours(world, 5)
    assert show.looks == looks
    assert "No feed is followed" in refused(await say(world, "quotes unfollow", feed="1"))


async def test_what_cannot_be_followed_is_refused(world: World, show: Show) -> None:
    """In one plain sentence; nothing is kept."""
    entities = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>'
    bad = {
        show.web.put("/page", b"<!doctype html><p>Hello", "text/html"): "it is no podcast feed",
        show.web.put("/entities", entities, "text/xml"): "it defines entities",
        show.web.put(
            "/bare", feed([item("A"), item("B")])
        ): "a podcast with 2 episodes, but its feed names no transcript",
        show.web.put("/sound", b"ID3", "audio/mpeg"): "is sound, not text",
        show.web.stream("/endless", None): "larger than 20 MB",
        show.web.lead("/inside", f"http://127.0.0.1:{show.web.port}/feed.xml"): "in the network I run in myself",
        show.web.at("/nothing"): "nothing at that link",
    }
    for link, sentence in bad.items():
        assert sentence in refused(await say(world, "quotes follow", feed=link))
    assert await world.services.store.read(lambda tx: tx[FeedRows].all(HERE.workspace_id)) == []
    assert "for managers" in refused(await world.ask(ALICE, "quotes follow", feed=show.link))
    await say(world, "quotes follow", feed=show.link)
    assert "is followed here already" in refused(await say(world, "quotes follow", feed=show.link))
    assert "This is a podcast's feed" in refused(await say(world, "quotes import", link=show.link))


async def test_so_many_are_followed_and_no_more(world: World, show: Show) -> None:
    """In one workspace."""
    data = feed(show.items)
    for number in range(MOST):
        assert isinstance(await say(world, "quotes follow", feed=show.web.put(f"/f{number}", data), last="0"), Listing)
    assert f"{MOST} podcasts are followed here" in refused(await say(world, "quotes follow", feed=show.link))
