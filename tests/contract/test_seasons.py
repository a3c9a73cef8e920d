"""Seasons of boards: each point counts in one of them, before and after its game is folded; closing happens once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.chat.incoming import PressId
from bot.chat.messages import Scoreboard
from bot.games.verbs import CLOSE, REOPEN, SEASON
from bot.people.rows import PeopleRows, SeasonRows
from bot.storage.tables.games import game as games
from bot.storage.transaction import Transaction
from tests.builders import ALICE, BOB, ELSEWHERE, HERE, NOON, THERE
from tests.contract.retained import DAY, WORKSPACE, believing, play
from tests.world import World, refused, words


def boards(tx: Transaction) -> list[list[tuple[str, str, int]]]:
    """What was scored in each season."""
    return [
        sorted(tx[PeopleRows].points(WORKSPACE, None, season.began_at, season.closed_at))
        for season in tx[SeasonRows].all(WORKSPACE)
    ]


@pytest.mark.usefixtures("at_once")
async def test_each_point_counts_in_one_season_though_games_are_folded(world: World) -> None:
    """Also of a game in whose midst a season ended: that one stays whole."""
    both = {"alice": [True, True, False], "bob": [False, True, True]}
    store = world.services.store

    def history(tx: Transaction) -> None:
        for number, days in enumerate((90, 80, 70, 60, 50)):
            play(tx, f"g{number}", HERE, NOON - days * DAY, both)
            play(tx, f"there{number}", THERE, NOON - days * DAY, both)
        # Rounds were scored a minute apart.
        tx[SeasonRows].close(WORKSPACE, 1, NOON - 75 * DAY)
        tx[SeasonRows].close(WORKSPACE, 2, NOON - 60 * DAY + timedelta(seconds=90))

    await store.write(history)
    before = await store.read(boards)
    assert [sum(won for *_, won in told) for told in before] == [1600, 1000, 1400]

    await believing(world).run()
    assert await store.read(boards) == before
    folded = await store.read(lambda tx: set(tx._connection.execute(select(games.c.id).where(games.c.gone)).scalars()))
    assert folded == {"g0", "g1", "g2", "there0", "there1", "there2"}


async def test_a_season_is_closed_once_and_opened_again_within_ten_minutes(world: World) -> None:
    """By managers alone; of two who press at once one is told that it was done."""
    await world.services.store.write(lambda tx: play(tx, "g1", HERE, NOON - DAY, {"alice": [True], "bob": [False]}))
    assert "Close it…" not in words(await world.ask(BOB, "quiz season"))
    for verb, subject in ((SEASON, "1"), (CLOSE, "1"), (REOPEN, "1")):
        assert "Only managers" in refused(await world.press(BOB, str(PressId(verb, subject))))
    for change in ("close", "undo"):
        assert "Only managers" in refused(await world.ask(BOB, "quiz season", change=change))
    for subject in ("0", "2", "x", "-1"):
        assert "earlier moment" in refused(await world.press(ALICE, str(PressId(CLOSE, subject)), manager=True))

    told = [
        words(reply)
        for reply in await asyncio.gather(
            *(world.press(who, str(PressId(CLOSE, "1")), manager=True) for who in (ALICE, BOB))
        )
    ]
    assert sorted("is closed already" in each for each in told) == [False, True]
    assert [s.number for s in await world.services.store.read(lambda tx: tx[SeasonRows].all(WORKSPACE))] == [1, 2]
    assert "Nobody has points" in words(await world.ask(ALICE, "quiz season"))
    shown = await world.ask(ALICE, "quiz season", number="1")
    assert isinstance(shown, Scoreboard)
    assert [(s.name, s.points) for s in shown.standings] == [("Alice", 100)]
    assert "There is no season 3" in refused(await world.ask(ALICE, "quiz season", number="3"))
    other = await world.services.store.read(lambda tx: tx[SeasonRows].all(ELSEWHERE.workspace_id))
    assert [s.number for s in other] == [1]

    await world.at(600)
    assert "Undone" in words(await world.press(ALICE, str(PressId(REOPEN, "1")), manager=True))
    assert "Alice" in words(await world.ask(ALICE, "quiz season"))
    await world.press(ALICE, str(PressId(CLOSE, "1")), manager=True)
    await world.at(1201)
    assert "stays closed" in refused(await world.press(ALICE, str(PressId(REOPEN, "1")), manager=True))
    assert "Leaderboard of all time" in words(await world.ask(ALICE, "quiz leaderboard", period="all"))
    assert "Nobody has points" in words(await world.ask(ALICE, "quiz leaderboard", period="season"))
