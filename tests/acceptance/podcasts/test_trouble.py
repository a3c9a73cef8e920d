"""What goes wrong with a podcast is told once, stops no other episode, and is tried again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from typing_extensions import override

from bot.chat.directories import TypedNames
from bot.chat.incoming import Place
from bot.library.followed import TRIES
from bot.library.quota import Quota
from tests.acceptance.podcasts.show import Ears, Show, hours, packs, say, transcript
from tests.builders import ALICE, HERE
from tests.feeds import item
from tests.world import World, words


async def test_trouble_is_told_once_and_again_after_a_success(world: World, show: Show, ears: Ears) -> None:
    """To whoever follows it, privately; what passes by itself not before it lasts; looks become rarer."""
    await say(world, "quotes follow", feed=show.link)
    good = show.web.pages["/feed.xml"]
    show.web.fail("/feed.xml", 404)
    for hour in (1, 3, 7, 15):
        await hours(world, hour)
    assert [who for who, _ in ears.told] == [ALICE.id]
    assert "“The long table”, which you follow: 127.0.0.2 says that there is nothing" in ears.told[0][1]
    assert "nothing at that link" in words(await say(world, "quotes follow"))
    assert show.looks == 5
    await hours(world, 16)
    assert show.looks == 5
    show.web.pages["/feed.xml"] = good
    await hours(world, 40)
    assert "Last time" not in words(await say(world, "quotes follow"))
    show.web.fail("/feed.xml", 503)
    for hour in (50, 60):
        await hours(world, hour)
    assert len(ears.told) == 1
    await hours(world, 70)
    assert len(ears.told) == 2


@pytest.mark.parametrize("kind", ["unreadable", "gone"])
async def test_an_episode_that_cannot_be_used_stops_no_other(world: World, show: Show, ears: Ears, kind: str) -> None:
    """It is told once, tried again and left at last; a better transcript that comes meanwhile is taken."""
    await say(world, "quotes follow", feed=show.link, last="0")
    show.publish("ladder", b"WEBVTT\n\nnothing in it")
    if kind == "gone":
        show.web.fail("/ladder.vtt", 404)
    show.publish("window")
    await hours(world, 1)
    assert await packs(world) == ["about-the-window"]
    assert len(ears.told) == 1
    assert "“About the ladder”: " in ears.told[0][1]
    for hour in range(2, TRIES + 3):
        await hours(world, hour)
    assert sum(request.path == "/ladder.vtt" for request in show.web.asked) == TRIES
    assert len(ears.told) == 1
    assert "Last time" not in words(await say(world, "quotes follow"))


async def test_of_an_episode_too_what_passes_by_itself_is_not_told_before_it_lasts(
    world: World, show: Show, ears: Ears
) -> None:
    """One hour without its server is no trouble."""
    await say(world, "quotes follow", feed=show.link, last="0")
    show.publish("ladder")
    good = show.web.pages["/ladder.vtt"]
    show.web.fail("/ladder.vtt", 503)
    for hour in (1, 2):
        await hours(world, hour)
    assert ears.told == []
    await hours(world, 3)
    assert [who for who, _ in ears.told] == [ALICE.id]
    show.web.pages["/ladder.vtt"] = good
    await hours(world, 4)
    assert await packs(world) == ["about-the-ladder"]
    assert len(ears.told) == 1


class Gone(TypedNames):
    """Nobody is there any more."""

    @override
    async def is_there(self, place: Place, user_id: str) -> bool | None:
        return False


async def test_who_left_is_told_of_no_trouble(world: World, show: Show, ears: Ears) -> None:
    """It is no podcast of theirs any more."""
    await say(world, "quotes follow", feed=show.link)
    show.web.fail("/feed.xml", 404)
    world.services.directories.add(HERE.platform, Gone())
    await hours(world, 1)
    assert ears.told == []
    assert "nothing at that link" in words(await say(world, "quotes follow"))


async def test_a_mended_transcript_is_taken(world: World, show: Show) -> None:
    """While it is still tried."""
    await say(world, "quotes follow", feed=show.link, last="0")
    show.publish("ladder", b"")
    await hours(world, 1)
    show.web.put("/ladder.vtt", transcript("ladder"), "text/vtt")
    await hours(world, 2)
    assert await packs(world) == ["about-the-ladder"]


async def test_the_next_best_transcript_serves_where_the_best_does_not(world: World, show: Show) -> None:
    """Of several types."""
    await say(world, "quotes follow", feed=show.link, last="0")
    bad, good = show.web.put("/bad.json", b"{}", "application/json"), show.web.put("/good.vtt", transcript("ladder"))
    show.items.insert(0, item("Ladder", (bad, "application/json"), (good, "text/vtt")))
    show.put()
    await hours(world, 1)
    assert await packs(world) == ["ladder"]


async def test_a_full_workspace_waits(world: World, show: Show, ears: Ears) -> None:
    """Its limit of a day holds for what comes in by itself too; no episode is lost for it."""
    await say(world, "quotes follow", feed=show.link, last="0")
    with limited(world, Quota(workspace_mb_per_day=0)):
        show.publish("ladder")
        await hours(world, 1)
        assert await packs(world) == []
        assert "A workspace may bring in 0 MB a day" in ears.told[0][1]
    await hours(world, 2)
    assert await packs(world) == ["about-the-ladder"]


@contextmanager
def limited(world: World, quota: Quota) -> Iterator[None]:
    """With a quota for a while."""
    before = world.services
    world.services = world.engine.services = replace(before, quota=quota)
    yield
    world.services = world.engine.services = before
