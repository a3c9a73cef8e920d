"""Kept mixes: whose they are, how many there may be, and that a mix is played as it was kept."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.discord.outgoing import render as on_discord
from bot.chat.incoming import Request
from bot.chat.messages import Listing, Notice
from bot.games.model import Difficulty, Game, Pace, Teams
from bot.games.presets import MOST, NOT_KEPT
from bot.games.rows.games import GameRows
from tests.builders import ALICE, BOB, HERE
from tests.world import World, opened, refused, words

ELSEWHERE = replace(HERE, workspace="T2")
OPTIONS = {
    "mode": "who-said,closest", "rounds": "2", "seconds": "25", "teams": "balanced", "difficulty": "easy",
    "pace": "relaxed", "pack": "the-round-table", "changes": "yes", "begin": "now", "thread": "yes",
}  # fmt: skip


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples."""
    async with opened(tmp_path) as made:
        yield made


async def game(world: World) -> Game:
    """The one that began last here."""
    table = await world.services.store.read(lambda tx: tx[GameRows].newest(HERE, threads=True))
    assert table is not None
    return table.game


async def test_every_option_of_a_game_is_kept(world: World) -> None:
    """But when it is played: that is no part of a mix."""
    known = {o.name for o in world.engine.registry.get("quiz start").options} - NOT_KEPT
    assert set(OPTIONS) == known
    assert {o.name for o in world.engine.registry.get("quiz preset save").options} == {*known, "name"}

    await world.ask(ALICE, "quiz preset save", name="All of it", **OPTIONS)  # type: ignore[arg-type]
    await world.ask(BOB, "quiz preset use", name="all-of it")

    rules = (await game(world)).rules
    assert (rules.mode, rules.rounds, rules.seconds, rules.pack) == ("who-said,closest", 2, 25, "the-round-table")
    assert (rules.teams, rules.difficulty, rules.pace) == (Teams.BALANCED, Difficulty.EASY, Pace.RELAXED)
    assert rules.changes
    assert rules.thread
    assert not rules.lobby
    assert (await game(world)).host == BOB.id


async def test_who_kept_a_mix_and_managers_change_it(world: World) -> None:
    """Everybody plays it; another workspace knows nothing of it."""
    await world.ask(ALICE, "quiz preset save", name="friday", mode="who-said", rounds="2")

    assert "somebody else" in refused(await world.ask(BOB, "quiz preset save", name="Friday", mode="agree"))
    assert "somebody else" in refused(await world.ask(BOB, "quiz preset delete", name="friday"))
    assert "None is so far" in refused(await world.ask(BOB, "quiz preset use", place=ELSEWHERE, name="friday"))
    assert "is changed" in words(await world.ask(BOB, "quiz preset save", manager=True, name="friday", mode="agree"))
    assert "somebody else" in refused(await world.ask(ALICE, "quiz preset delete", name="friday"))
    gone = words(await world.ask(BOB, "quiz preset delete", name="friday"))
    assert "/quiz preset save name=friday mode=agree" in gone
    assert "No mix is kept here yet" in words(await world.ask(ALICE, "quiz preset list"))


async def test_a_mix_is_played_by_its_button(world: World) -> None:
    """Whoever presses is the host; a mix that is gone cannot be played, nor one by who may start no game."""
    await world.ask(ALICE, "quiz preset save", name="friday", mode="who-said", rounds="2", begin="now")
    listed = await world.ask(BOB, "quiz preset list")
    assert isinstance(listed, Listing)
    assert [b.label for b in listed.buttons] == ["Play friday", "Keep a mix…", "Delete one…"]

    play = listed.buttons[0].id
    assert "2 rounds" in words(await world.press(BOB, play))
    assert (await game(world)).host == BOB.id
    await world.ask(BOB, "quiz stop")
    await world.ask(ALICE, "settings set", manager=True, name="restricted", value="quiz")
    assert "is for managers" in refused(await world.press(BOB, play))
    assert "is for managers" in refused(await world.ask(BOB, "quiz preset use", name="friday"))
    await world.ask(ALICE, "quiz preset delete", name="friday")
    assert "earlier moment" in refused(await world.press(ALICE, play, manager=True))


async def test_there_is_room_for_so_many(world: World) -> None:
    """One more is refused, and nothing is lost; a name that is kept can still be changed."""
    for number in range(MOST):
        await world.ask(ALICE, "quiz preset save", name=f"mix {number}", rounds="3")

    assert f"{MOST} mixes are kept here" in refused(await world.ask(ALICE, "quiz preset save", name="more", rounds="3"))
    assert "is changed" in words(await world.ask(ALICE, "quiz preset save", name="mix 7", rounds="4"))
    listed = await world.ask(ALICE, "quiz preset list")
    assert isinstance(listed, Listing)
    assert len(listed.lines) == MOST
    assert len(listed.buttons) <= 10


@pytest.mark.parametrize("name", ["@everyone", "<@U1>", "***", "a/b", "`x`", "🙂"])
async def test_what_is_no_name_is_refused(world: World, name: str) -> None:
    """Signs that mean something elsewhere, and nothing to read."""
    assert "A mix is called by words" in refused(await world.ask(ALICE, "quiz preset save", name=name, rounds="3"))
    assert isinstance(await world.ask(ALICE, "quiz preset list"), Notice)


async def test_its_names_are_suggested(world: World) -> None:
    """By how they begin, here alone."""
    for name in ("Friday lunch", "numbers"):
        await world.ask(ALICE, "quiz preset save", name=name, rounds="3")

    async def found(place: object, command: str, typed: str) -> list[str]:
        asked = world.request(BOB, command)
        request = Request(key="typing", place=place, user=BOB, at=asked.at, command=command)  # type: ignore[arg-type]
        return [each.value for each in await world.engine.complete(request, "name", typed)]

    for command in ("quiz preset use", "quiz preset delete", "quiz preset save"):
        assert await found(HERE, command, "lun") == ["Friday lunch"]
        assert await found(HERE, command, "") == ["Friday lunch", "numbers"]
        assert await found(ELSEWHERE, command, "") == []


async def test_a_mix_whose_pack_is_gone_says_so(world: World) -> None:
    """Nothing begins; the mix stays."""
    await world.ask(ALICE, "quiz preset save", name="friday", pack="the-round-table")
    await world.ask(ALICE, "quotes disable", manager=True, pack="the-round-table")

    assert "the-round-table" in refused(await world.ask(BOB, "quiz preset use", name="friday"))
    assert "Kept mixes" in words(await world.ask(BOB, "quiz preset list"))


async def test_the_command_that_plays_a_mix_is_whole_on_discord(world: World) -> None:
    """By its option, whatever words the name has."""
    kept = await world.ask(ALICE, "quiz preset save", name="Friday lunch", mode="who-said")
    listed = await world.ask(ALICE, "quiz preset list")
    for reply in (kept, listed):
        assert "`/quiz preset use name:Friday lunch`" in str(on_discord(reply))
