"""Where people of other companies read along nothing is posted or asked but what is public; on both engines."""

from dataclasses import replace

import pytest
from typing_extensions import override

from bot.chat.directories import TypedNames
from bot.chat.incoming import Place
from bot.chat.messages import QuoteCard, Reply
from bot.daily.rows import DailyRows
from bot.games.model import GameState
from bot.games.rows.games import GameRows
from bot.library.imports import store
from content.packs import read_file
from tests.builders import ALICE, BOB, HERE, later
from tests.contract.test_exports import FIXTURES
from tests.contract.test_own_words import pack_of, talk
from tests.world import World, refused, words

GUESTS = replace(HERE, channel="guests")
DAY = 86_400


class Rooms(TypedNames):
    """One channel is shared, from a moment on."""

    def __init__(self) -> None:
        self.shared: set[str] = set()
        self.unknown = False

    @override
    async def is_shared(self, place: Place) -> bool | None:
        return None if self.unknown else place.channel in self.shared


async def furnished(world: World) -> Rooms:
    """With a talk of the workspace's own."""
    rooms = Rooms()
    world.services.directories.add(HERE.platform, rooms)
    await store(world.services, pack_of(talk(1), "talk"), workspace_id=HERE.workspace_id)
    return rooms


async def test_nothing_of_the_workspace_is_told_asked_or_set_there(world: World) -> None:
    """By its name, at random, by words or by number; elsewhere as before."""
    rooms = await furnished(world)
    rooms.shared.add(GUESTS.channel)
    seen: list[Reply] = [await world.ask(BOB, "quote", place=GUESTS) for _ in range(30)]
    seen += [await world.ask(BOB, "quote", search=str(number), place=GUESTS) for number in range(190, 220)]
    seen += [await world.ask(BOB, "whosaid", words="a kettle outlives the oldest violin", place=GUESTS)]
    seen += [await world.ask(ALICE, name, place=GUESTS, manager=True) for name in ("quotes list", "quotes packs")]
    assert not [reply for reply in map(words, seen) if "Thackeray" in reply or "talk" in reply.split()]
    assert any(isinstance(reply, QuoteCard) for reply in seen)
    for command, options in (("quiz start", {"rounds": "1"}), ("daily set", {"time": "09:00", "timezone": "UTC"})):
        told = refused(await world.ask(ALICE, command, place=GUESTS, manager=True, pack="talk", **options))
        assert "talk" in told
    assert "Thackeray" in words(await world.ask(BOB, "quote", search="Zoe Thackeray"))


async def test_what_was_set_before_ends_with_the_sharing(world: World) -> None:
    """A daily post of an own pack is left out, a game goes on with nothing more of it."""
    rooms = await furnished(world)
    await world.ask(ALICE, "daily set", place=GUESTS, manager=True, time="09:00", timezone="UTC", pack="talk")
    await world.ask(ALICE, "quiz start", place=GUESTS, pack="talk", rounds="5", mode="who-said")
    rooms.shared.add(GUESTS.channel)
    await world.ask(ALICE, "quiz skip", place=GUESTS)
    await world.at(60)
    table = await world.services.store.read(lambda tx: tx[GameRows].newest(GUESTS))
    assert table is not None
    assert table.game.state is GameState.OVER
    await world.at(DAY)
    recent = await world.services.store.read(lambda tx: tx[DailyRows].recent(tx[DailyRows].at(GUESTS)[0].id, 5))
    assert [(one.state.value, one.reason) for one in recent] == [("skipped", "empty")]


@pytest.mark.parametrize("when", ["made", "sent"])
async def test_while_nobody_can_tell_a_daily_post_waits(world: World, when: str) -> None:
    """It is neither left out nor posted, and comes soon after; whoever asks meanwhile is told what is public alone."""
    rooms = await furnished(world)
    await world.ask(ALICE, "daily set", place=GUESTS, manager=True, time="09:00", timezone="UTC", pack="talk")

    async def became() -> list[tuple[str, str]]:
        recent = await world.services.store.read(lambda tx: tx[DailyRows].recent(tx[DailyRows].at(GUESTS)[0].id, 5))
        return [(one.state.value, one.reason) for one in recent]

    if when == "sent":
        world.services.clock.move_to(later(DAY - 3 * 3600))  # type: ignore[attr-defined]
        await world.engine.due.tick(world.outbox.platforms)
    rooms.unknown = True
    await world.at(DAY - 3 * 3600)
    assert await became() == ([] if when == "made" else [("waiting", "")])
    assert "no pack" in refused(await world.ask(ALICE, "quiz start", place=GUESTS, pack="talk")).casefold()
    rooms.unknown = False
    await world.at(DAY - 3 * 3600 + 10)
    assert await became() == [("sent", "")]


async def test_while_nobody_can_tell_a_game_waits_and_goes_on(world: World) -> None:
    """In an ordinary channel: it neither ends nor asks anything else, and its round is closed once that is known."""
    rooms = await furnished(world)
    await store(world.services, read_file(FIXTURES / "lighthouse.md"), workspace_id=HERE.workspace_id)
    await world.ask(ALICE, "quiz start", place=GUESTS, pack="lighthouse", rounds="5")
    await world.ask(BOB, "quiz answer", place=GUESTS, text="A")
    rooms.unknown = True
    await world.at(300)
    table = await world.services.store.read(lambda tx: tx[GameRows].newest(GUESTS))
    assert table is not None
    assert (table.game.state, table.round and table.round.number) == (GameState.RUNNING, 1)
    rooms.unknown = False
    await world.at(310)
    table = await world.services.store.read(lambda tx: tx[GameRows].newest(GUESTS))
    assert table is not None
    assert (table.game.state, table.round and table.round.number) == (GameState.RUNNING, 2)


async def test_own_questions_and_speakers_of_own_packs_are_told_elsewhere(world: World) -> None:
    """A manager's list and form too; statistics name nobody of a pack that is not public."""
    rooms = await furnished(world)
    await world.ask(ALICE, "quiz start", place=GUESTS, pack="talk", rounds="5", mode="who-said", pace="relaxed")
    for _ in range(5):
        await world.ask(BOB, "quiz answer", place=GUESTS, text="A")
        await world.ask(ALICE, "quiz skip", place=GUESTS)
    await world.ask(ALICE, "quiz add", manager=True, question="What is our kettle called?", right="Bertha")
    voices = ("Thackeray", "Osei", "Moreau", "Anand")
    told = words(await world.ask(BOB, "quiz stats", place=GUESTS))
    assert [voice for voice in voices if voice in told]

    rooms.shared.add(GUESTS.channel)
    told = words(await world.ask(BOB, "quiz stats", place=GUESTS))
    assert not [voice for voice in voices if voice in told]
    for command, options in (("quiz list", {}), ("quiz edit", {"number": "1"})):
        asked = await world.ask(ALICE, command, place=GUESTS, manager=True, **options)
        assert "stay among you" in refused(asked)
        assert "kettle" in words(await world.ask(ALICE, command, manager=True, **options))  # type: ignore[arg-type]
