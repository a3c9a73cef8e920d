"""Taking a pack away in a chat, and bringing it back: who may, who notices, and what used it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.incoming import Press
from bot.chat.messages import ClosedRound, Mark, Notice, Reply, Scoreboard
from bot.delivery.clock import VirtualClock
from bot.library.bringing_wording import BACK
from bot.library.cache import LibraryCache
from bot.library.imports import store
from bot.library.model import UNDO_TIME
from bot.library.removal import purge
from tests.builders import ALICE, BOB, HERE, NOON, THERE, pack, quotes_of
from tests.world import World, opened, refused, words

SAID = ("Nobody in Lisbon reads the plan until it is on fire and the minutes burn as well.",
        "Tea comes first in Zurich, decisions come later, and the regrets go into the minutes.")  # fmt: skip
ELSEWHERE = replace(HERE, workspace="elsewhere")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples and a pack of one's own, whose quotes come last."""
    async with opened(tmp_path) as made:
        await store(made.services, pack("talk", *SAID), workspace_id=HERE.workspace_id)
        yield made


async def remove(world: World, name: str = "talk") -> Reply:
    """/quotes remove by a manager."""
    return await world.ask(ALICE, "quotes remove", manager=True, pack=name)


async def undo(world: World, told: Reply, *, manager: bool = True, workspace: str = HERE.workspace) -> Reply:
    """The button below."""
    assert isinstance(told, Notice)
    (button,) = told.buttons
    world.serial += 1
    place = replace(HERE, workspace=workspace)
    return await world.engine.press(
        Press(key=f"u{world.serial}", place=place, user=ALICE, at=NOON, id=button.id, manager=manager)
    )


async def numbers(world: World) -> list[int]:
    """The quotes of that pack."""
    return [q.number for q in quotes_of(await world.services.libraries.library(HERE.workspace_id), "talk")]


async def test_nothing_of_it_is_found_any_more(world: World) -> None:
    """By no road, on another process neither, and its numbers say why; its old buttons do as well."""
    own = await numbers(world)
    other = LibraryCache(world.services.store)
    assert "talk" in str((await other.library(HERE.workspace_id)).packs)
    card = await world.ask(ALICE, "quote", search=f"#{own[0]}")
    told = await remove(world)

    assert "“talk” is removed" in words(told)
    assert "was taken out or is not quoted here any more" in refused(
        await world.ask(ALICE, "quote", search=f"#{own[0]}")
    )
    assert SAID[0] not in words(await world.ask(ALICE, "whosaid", words=SAID[0]))
    assert "“talk” was removed." in refused(await world.ask(ALICE, "quiz start", pack="talk"))
    assert not set(own) & set((await other.library(HERE.workspace_id))._contents.quotes)
    for button in card.buttons:  # type: ignore[union-attr]
        assert "was taken out" in refused(await world.press(ALICE, button.id))
    listed = words(await world.ask(ALICE, "quotes packs"))
    assert "talk: removed; /quotes enable pack=talk brings it back" in listed
    assert "A sample that came with Quoth." in words(await world.ask(ALICE, "quote"))


@pytest.mark.parametrize("way", ["button", "command"])
async def test_it_comes_back_as_it_was(world: World, way: str) -> None:
    """With its numbers; a second undo has nothing to do."""
    own = await numbers(world)
    told = await remove(world)
    back = (
        await undo(world, told)
        if way == "button"
        else await world.ask(ALICE, "quotes enable", manager=True, pack="talk")
    )

    assert isinstance(back, Notice)
    assert back.mark is Mark.RIGHT
    assert await numbers(world) == own
    assert "here already, or gone for good" in refused(await undo(world, told))


async def test_after_a_day_it_is_gone_for_good(world: World) -> None:
    """Until then it is kept."""
    clock = world.services.clock
    assert isinstance(clock, VirtualClock)
    told = await remove(world)
    clock.move_to(NOON + UNDO_TIME)
    await purge(world.services)
    assert "removed" in words(await world.ask(ALICE, "quotes packs"))
    clock.move_to(NOON + UNDO_TIME + timedelta(seconds=1))
    await purge(world.services)

    assert "removed" not in words(await world.ask(ALICE, "quotes packs"))
    assert "gone for good" in refused(await undo(world, told))
    assert "There is no pack" in refused(await world.ask(ALICE, "quotes enable", manager=True, pack="talk"))


async def test_only_managers_and_only_their_own(world: World) -> None:
    """By command and by button; what came for everybody rests instead."""
    assert "for managers" in refused(await world.ask(BOB, "quotes remove", pack="talk"))
    assert "/quotes disable pack=the-round-table" in refused(await remove(world, "the-round-table"))
    assert "There is no pack “nowhere”" in refused(await remove(world, "nowhere"))
    assert "There is no pack “talk”" in refused(
        await world.ask(ALICE, "quotes remove", place=ELSEWHERE, manager=True, pack="talk")
    )
    told = await remove(world)
    assert "for managers" in refused(await undo(world, told, manager=False))
    assert "gone for good" in refused(await undo(world, told, workspace="elsewhere"))
    assert "gone for good" in refused(await world.engine.press(
        Press(key="x", place=HERE, user=ALICE, at=NOON, id=f"q1.{BACK}.²x.0", manager=True)))  # fmt: skip


async def test_a_game_with_it_ends_when_its_round_closes(world: World) -> None:
    """The round that is open is finished; its board follows, and nobody is stuck."""
    await world.ask(ALICE, "quiz start", pack="talk", mode="missing-word", seconds="20")
    told = await remove(world)
    assert "1 game played with it: what is open is finished, and nothing more is asked." in words(told)
    await world.at(60)

    assert (await world.table()).game.state == "over"


async def test_a_lobby_whose_pack_is_gone_ends_by_itself(world: World) -> None:
    """Whoever begins it is told why; left alone it is over when its time is."""
    await world.ask(ALICE, "quiz start", pack="talk", teams="named")
    await world.ask(BOB, "quiz join")
    await remove(world)
    assert "“talk” was removed." in refused(await world.ask(ALICE, "quiz begin"))
    await world.at(3600)

    assert (await world.table()).game.state == "over"


async def test_a_solo_game_with_it_ends_after_its_question(world: World) -> None:
    """With its result."""
    await world.ask(ALICE, "quiz start", pack="talk", pace="solo", mode="missing-word")
    await remove(world)
    answered = await world.ask(ALICE, "quiz answer", text="A")
    assert isinstance(answered, ClosedRound)
    told = await world.press(ALICE, answered.buttons[0].id)

    assert isinstance(told, Scoreboard)


async def test_a_switched_off_pack_ends_its_game_too(world: World) -> None:
    """Whatever takes a pack away."""
    await world.ask(ALICE, "quiz start", pack="talk", mode="missing-word", seconds="20")
    await world.ask(ALICE, "quotes disable", manager=True, pack="talk")
    await world.at(60)

    assert (await world.table()).game.state == "over"


async def test_a_daily_post_from_it_rests_and_goes_on(world: World) -> None:
    """It is told; another pack with that title does not step in; once it is back the posts come again."""
    place = THERE
    await world.ask(ALICE, "daily set", place=place, manager=True, time="09:00", timezone="UTC", pack="talk")
    await store(world.services, replace(pack("other", "A completely different talk was held on that day."),
                                        source=pack("talk").source), workspace_id=HERE.workspace_id)  # fmt: skip
    told = await remove(world)
    assert "1 daily post drawn from it: nothing comes until it is back" in words(told)
    await world.at(21.5 * 3600)
    assert "the pack had nothing to post" in words(await world.ask(ALICE, "daily show", place=place))
    await undo(world, told)
    await world.at(45.5 * 3600)

    shown = words(await world.ask(ALICE, "daily show", place=place))
    assert "posted (#" in shown


async def test_what_rests_or_was_removed_is_told_as_that(world: World) -> None:
    """By every command that takes a pack or a number, and for members too; elsewhere it is unknown."""
    (number, *_), place = await numbers(world), replace(HERE, channel="c9")
    for verb, why in (("disable", "“talk” rests here."), ("remove", "“talk” was removed.")):
        await world.ask(ALICE, f"quotes {verb}", manager=True, pack="talk")
        on = f"{why} /quotes enable pack=talk brings it back."
        assert refused(await world.ask(BOB, "quiz start", place=place, pack="Talk")) == on
        assert refused(await world.ask(ALICE, "daily set", manager=True, time="09:00", pack="talk")) == on
        assert refused(await world.ask(ALICE, "quotes export", manager=True, pack="talk")) == on
        shown = refused(await world.ask(BOB, "quote", search=f"#{number}"))
        assert shown.startswith(f"#{number} is in “talk”, which rests here." if verb == "disable" else f"#{number} was")
        abroad = replace(place, workspace="elsewhere")
        assert "There is no pack “talk”" in refused(await world.ask(BOB, "quiz start", place=abroad, pack="talk"))
        assert "There is no quote" in refused(await world.ask(BOB, "quote", place=abroad, search=f"#{number}"))
        await world.ask(ALICE, "quotes enable", manager=True, pack="talk")
        assert f"#{number}" in words(await world.ask(BOB, "quote", search=f"#{number}"))
