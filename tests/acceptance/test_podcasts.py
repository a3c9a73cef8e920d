"""A podcast that is followed: its episodes with a transcript come in by themselves, once; trouble is told once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from typing_extensions import override

from bot.chat.directories import TypedNames
from bot.chat.incoming import MessageRef, Place
from bot.chat.messages import Listing, Reply
from bot.feeds.episodes import look_at_due
from bot.feeds.wording import MOST_LAST
from bot.library.followed import EACH_LOOK, MOST, RECENT, TRIES
from bot.library.quota import Quota
from bot.library.rows.feeds import FeedRows
from bot.library.withheld import NOTHING
from bot.privacy.rows.departures import DepartureRows
from bot.storage.tables.feeds import feed as feeds
from tests.builders import ALICE, BOB, HERE, NOON
from tests.feeds import feed, item
from tests.platform.web import Web, a_web, fetcher
from tests.searched import places
from tests.world import Silent, World, opened, refused, words

HOUR = 3600
LINES = (
    "Nobody reads the plan until the day it catches fire in the {word} kitchen.",
    "We wrote the {word} plan down once, and the kettle was the only one who followed it.",
    "Every {word} meeting that could have been a letter was a letter once, before somebody answered it.",
    "I keep the {word} minutes in a drawer so that nobody ever has to read them twice.",
)


def transcript(word: str, *, names: bool = True) -> bytes:
    """An episode of two voices, as WebVTT."""
    cues = []
    for number, line in enumerate(LINES * 2):
        name = ("Ada Novak", "Ben Osei")[number % 2]
        said = line.format(word=f"{word} {'first' if number < 4 else 'second'}")
        voice = f"<v {name}>{said}</v>" if names else said
        cues.append(f"00:0{number}:00.000 --> 00:0{number}:50.000\n{voice}\n")
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


class Ears(Silent):
    """Hears what is sent to whom."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Heard."""
        self.told.append((place.user_id, words(reply)))
        return await super().post(place, reply, nonce)


class Show:
    """A podcast on the web, whose episodes come out one by one, a day apart, the first at noon."""

    def __init__(self, web: Web) -> None:
        self.web, self.items = web, list[str]()
        self.link = web.at("/feed.xml")

    def publish(self, word: str, data: bytes | None = None, *, text: bool = True) -> None:
        """One more episode, with its transcript unless not."""
        address = self.web.put(f"/{word}.vtt", transcript(word) if data is None else data, "text/vtt")
        at = NOON + timedelta(days=len(self.items))
        told = [(address, "text/vtt")] if text else []
        self.items.insert(0, item(f"About the {word}", *told, guid=word, date=f"{at:%a, %d %b %Y %H:%M:%S} GMT"))
        self.put()

    def add_transcript(self, word: str) -> None:
        """An episode that had none gets it."""
        where = next(i for i, each in enumerate(self.items) if f">{word}<" in each)
        told = f'<podcast:transcript url="/{word}.vtt" type="text/vtt"/></item>'
        self.items[where] = self.items[where].replace("</item>", told)
        self.put()

    def put(self) -> None:
        """What lies there now, with a tag of its own."""
        data = feed(self.items)
        self.web.put("/feed.xml", data, "application/rss+xml", ETag=f'"{hash(data)}"')

    @property
    def looks(self) -> int:
        """How often the feed was asked for."""
        return sum(request.path == "/feed.xml" for request in self.web.asked)


@pytest.fixture
def ears() -> Ears:
    """Who listens."""
    return Ears()


@pytest.fixture
async def show() -> AsyncIterator[Show]:
    """With an episode."""
    async with a_web() as web:
        made = Show(web)
        made.publish("kettle")
        yield made


@pytest.fixture
async def world(tmp_path: Path, ears: Ears) -> AsyncIterator[World]:
    """The samples, a way out into that web, and somebody who hears."""
    async with opened(tmp_path, messenger=ears) as made:
        made.services = made.engine.services = replace(made.services, fetcher=fetcher())
        yield made


async def say(world: World, command: str, **options: str) -> Reply:
    """By Alice, who manages."""
    return await world.ask(ALICE, command, manager=True, **options)  # type: ignore[arg-type]


async def packs(world: World) -> list[str]:
    """What is used here, samples left out, the oldest first."""
    library = await world.services.libraries.library(HERE.workspace_id)
    return [p.info.name for p in sorted(library.packs.values(), key=lambda p: p.info.id) if not p.info.sample]


async def hours(world: World, count: float) -> None:
    """So many hours after noon the feeds that are due are looked at, and what is to be sent goes out."""
    await world.at(count * HOUR)
    await look_at_due(world.services)
    await world.outbox.flush()


async def test_an_episode_comes_in_at_once_and_the_next_by_itself(world: World, show: Show) -> None:
    """Under its own title; what was there before stays out; once an hour at most the feed is asked for."""
    show.publish("ladder")
    told = await say(world, "quotes follow", feed=show.link)

    assert isinstance(told, Listing)
    assert told.title == "“The long table” is followed from now on"
    assert "“About the ladder”: Imported “about-the-ladder”" in words(told)
    assert await packs(world) == ["about-the-ladder"]
    show.publish("window")
    await hours(world, 0.9)
    assert (await packs(world), show.looks) == (["about-the-ladder"], 1)
    await hours(world, 1)
    assert (await packs(world), show.looks) == (["about-the-ladder", "about-the-window"], 2)
    library = await world.services.libraries.library(HERE.workspace_id)
    source = library.pack("about-the-window").info.source
    assert (source.title, source.date) == ("About the window", f"{NOON + timedelta(days=2):%Y-%m-%d}")


async def test_what_did_not_change_is_not_sent_again(world: World, show: Show) -> None:
    """The server is asked with the tag it gave."""
    await say(world, "quotes follow", feed=show.link)
    for hour in (1, 2, 3):
        await hours(world, hour)
    asked = [r for r in show.web.asked if r.path == "/feed.xml"]
    assert ["If-None-Match" in r.headers for r in asked] == [False, False, True, True]


async def test_two_processes_bring_an_episode_in_once(world: World, show: Show) -> None:
    """Whoever holds the lease; each transcript is fetched once."""
    await say(world, "quotes follow", feed=show.link, last="0")
    show.publish("ladder")
    await world.at(HOUR)
    looked = await asyncio.gather(*(look_at_due(world.services) for _ in range(4)))

    assert sum(looked) == 1
    assert await packs(world) == ["about-the-ladder"]
    assert sum(request.path == "/ladder.vtt" for request in show.web.asked) == 1


@pytest.mark.parametrize("taken_over", [True, False])
async def test_a_look_whose_lease_was_lost_keeps_nothing(world: World, show: Show, taken_over: bool) -> None:
    """One that was followed no more meanwhile, or taken over."""
    await say(world, "quotes follow", feed=show.link, last="0")
    show.publish("ladder")
    await world.at(HOUR)
    answer = show.web.pages["/ladder.vtt"]

    async def lost_meanwhile(request):  # type: ignore[no-untyped-def]
        if taken_over:
            other = update(feeds).values(lease="another's")
            await world.services.store.write(lambda tx: tx[FeedRows]._connection.execute(other))
        else:
            await say(world, "quotes unfollow", feed="1")
        return await answer(request)

    show.web.pages["/ladder.vtt"] = lost_meanwhile
    await look_at_due(world.services)
    assert await packs(world) == []


async def test_of_a_workspace_that_is_erased_meanwhile_nothing_is_left(world: World, show: Show) -> None:
    """Not even that something was fetched for it."""
    with limited(world, Quota()):
        await say(world, "quotes follow", feed=show.link, last="0")
        show.publish("ladder")
        await world.at(HOUR)
        answer = show.web.pages["/ladder.vtt"]

        async def erased_meanwhile(request):  # type: ignore[no-untyped-def]
            while await world.services.store.write(lambda tx: tx[DepartureRows].erase(HERE.workspace_id, 500)):
                pass
            return await answer(request)

        show.web.pages["/ladder.vtt"] = erased_meanwhile
        await look_at_due(world.services)
    assert await places(world.services.store, HERE.workspace_id) == set()


async def test_many_new_ones_come_in_over_hours(world: World, show: Show) -> None:
    """A few by each look, the oldest first."""
    await say(world, "quotes follow", feed=show.link, last="0")
    for number in range(EACH_LOOK + 1):
        show.publish(f"table{number}")
    await hours(world, 1)
    assert await packs(world) == [f"about-the-table{number}" for number in range(EACH_LOOK)]
    await hours(world, 2)
    assert len(await packs(world)) == EACH_LOOK + 1


async def test_several_come_in_at_once_where_that_is_asked(world: World, show: Show) -> None:
    """The newest ones."""
    for word in ("ladder", "window", "lamp"):
        show.publish(word)
    await say(world, "quotes follow", feed=show.link, last=str(MOST_LAST))
    assert await packs(world) == ["about-the-ladder", "about-the-window", "about-the-lamp"]


async def test_a_transcript_that_comes_later_is_taken(world: World, show: Show) -> None:
    """Days after its episode; for one that was old when it began to be followed it is too late."""
    show.publish("ladder", text=False)
    await say(world, "quotes follow", feed=show.link, last="0")
    await hours(world, 1)
    show.add_transcript("ladder")
    await hours(world, 24)
    assert await packs(world) == ["about-the-ladder"]


async def test_old_episodes_that_get_transcripts_stay_out(world: World, show: Show) -> None:
    """Nobody wants three hundred packs in a night."""
    show.publish("ladder", text=False)
    await world.at((RECENT.days + 3) * 24 * HOUR)
    await say(world, "quotes follow", feed=show.link, last="0")
    show.add_transcript("ladder")
    await hours(world, (RECENT.days + 4) * 24)
    assert await packs(world) == []


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


async def test_where_nobody_is_named_somebody_may_be(world: World, show: Show) -> None:
    """The report says how; then it is tried anew."""
    show.publish("ladder", transcript("ladder", names=False))
    told = words(await say(world, "quotes follow", feed=show.link))
    assert "nobody is named as a speaker in it" in told
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
    await say(world, "privacy link", speaker="Ada Novak", member=BOB.id)
    if way == "optout":
        await world.ask(BOB, "privacy optout", switch="on")
    else:
        await world.press(BOB, (await world.ask(BOB, "privacy forget")).buttons[0].id)  # type: ignore[union-attr]
        found = await world.services.store.read(lambda tx: tx[FeedRows].all(HERE.workspace_id))
        assert [one.speaker for one in found] == [""]
    show.publish("lamp")
    show.publish("kettle2", transcript("kettle2", names=False))
    for hour in (1, 2):
        await hours(world, hour)

    assert "about-the-lamp" in await packs(world)
    assert await own_words(world) == ""
    if way == "forget":
        assert {p for p in await places(world.services.store, "Ada Novak", BOB.id) if p != "pack.title"} == set()
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


async def test_the_newest_episode_comes_first_in_daily_posts_for_a_week(world: World, show: Show, ears: Ears) -> None:
    """Then it is a pack like all others."""
    for word in ("ladder", "window"):
        show.publish(word)
    await say(world, "quotes follow", feed=show.link, last="2")
    await say(world, "daily set", time="18:00", timezone="UTC", style="quote")
    ears.told.clear()
    for day in range(7):
        await world.at((day * 24 + 6) * HOUR)
    posted = [text for who, text in ears.told if (not who and "window" in text) or "ladder" in text]
    assert len(posted) >= 2
    first = ["window" in text for text in posted]
    assert first[0]
    assert first == sorted(first, reverse=True)
