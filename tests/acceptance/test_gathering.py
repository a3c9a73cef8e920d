"""Before the first round others are given a moment to come in: in channels, and nowhere else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.engine import Engine
from bot.chat.incoming import Place, Problem, User
from bot.chat.messages import Lobby, OpenRound, Reply
from bot.games.model import Ending, GameState
from tests.builders import ALICE, BOB, HERE
from tests.cheating import MINE, Listening
from tests.world import World, opened, refused, words

CY = User(id="cy", name="Cy")


@pytest.fixture
def ears() -> Listening:
    """What is posted."""
    return Listening()


@pytest.fixture
async def world(tmp_path: Path, ears: Listening) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path, ears) as made:
        yield made


def posted(ears: Listening) -> list[str]:
    """What everybody reads, oldest first."""
    return [text for _, text in ears.told]


async def test_others_have_twenty_seconds_to_come_in(world: World, ears: Listening) -> None:
    """Who starts, what, how long, from which pack; then the first round by itself, which waits for those who are in."""
    told = await world.ask(ALICE, "quiz start", begin="", rounds="6", pack="the-round-table")
    assert "else in 20 seconds" in words(told)
    [lobby] = posted(ears)
    assert "Alice starts a quiz: 6 rounds, about 5 minutes, from The round table" in lobby
    assert "[i] I'm in" in lobby

    table = await world.table()
    joined = await world.press(BOB, f"q1.join.{table.game.id}.4")
    assert "Bob is in" in words(joined)
    await world.at(19.9)
    assert (await world.table()).game.state is GameState.LOBBY
    await world.at(20)
    assert (await world.table()).game.state is GameState.RUNNING
    assert "Alice's game: a quiz · the players" in posted(ears)[-2]
    assert "Round 1 of 6" in posted(ears)[-1]
    await world.at(33)
    for who in (ALICE, BOB):
        await world.ask(who, "quiz answer", text="A")
    await world.at(34)
    assert (await world.table()).round is not None
    assert "Round 2 of 6" in posted(ears)[-1]  # nobody else was waited for, though it was the first round


async def test_the_host_begins_when_everybody_is_in(world: World, ears: Listening) -> None:
    """Nobody else does; somebody may come in later."""
    await world.ask(ALICE, "quiz start", begin="")
    assert "Only the one who started" in refused(await world.ask(BOB, "quiz begin"))
    await world.ask(ALICE, "quiz begin")
    assert "Round 1 of 10" in posted(ears)[-1]
    assert "Rounds wait for you now" in words(await world.ask(CY, "quiz join"))


@pytest.mark.parametrize(
    ("place", "options"),
    [(HERE, {"begin": "now"}), (HERE, {"begin": "", "pace": "solo"}), (MINE, {"begin": ""})],
    ids=["now", "solo", "direct"],
)
async def test_nobody_waits_for_nobody(world: World, place: Place, options: dict[str, str]) -> None:
    """Not by choice, not alone, not in direct messages."""
    told: Reply = await world.ask(ALICE, "quiz start", place=place, rounds="2", **options)  # type: ignore[arg-type]

    assert not isinstance(told, Lobby)
    assert "lobby" not in words(told)


async def test_a_rematch_asks_nobody_to_come_in_again(world: World, ears: Listening) -> None:
    """And Play again does."""
    await world.ask(ALICE, "quiz start", rounds="1", mode="who-said")
    await world.ask(BOB, "quiz join")
    await world.ask(ALICE, "quiz stop")
    game = (await world.table()).game
    told = words(await world.press(BOB, f"q1.rematch.{game.id}.0"))
    assert "Everybody who had joined is in again." in told
    table = await world.table()
    assert {p.user_id for p in table.players if p.joined} == {"alice", "bob"}
    assert table.game.host == "bob"
    assert "A game is running here already" in refused(await world.press(ALICE, f"q1.again.{game.id}.0"))
    await world.ask(BOB, "quiz stop")
    assert "else in 20 seconds" in words(await world.press(ALICE, f"q1.again.{game.id}.0"))


@pytest.mark.parametrize("verb", ["again", "rematch"])
async def test_where_nothing_can_be_posted_any_more_no_game_begins_anew(world: World, verb: str) -> None:
    """By a button of the last board as by the command; alone it goes on, nothing of that is posted."""

    async def left(place: Place) -> Problem | None:
        return Problem.NOT_HERE

    for pace in ("normal", "solo"):
        await world.ask(ALICE, "quiz start", pace=pace, rounds="1")
        await world.ask(ALICE, "quiz stop")
    games = [await world.table(p) for p in (HERE, replace(HERE, channel="solo:alice"))]
    world.engine = Engine(world.services, check=left)

    assert "I am not a member here" in refused(await world.press(BOB, f"q1.{verb}.{games[0].game.id}.0"))
    assert isinstance(await world.press(ALICE, f"q1.again.{games[1].game.id}.0"), OpenRound)
    assert (await world.table()).game.id == games[0].game.id


async def test_what_takes_three_is_given_up_when_two_came(world: World, ears: Listening) -> None:
    """After its minute, with the reason; the next game can begin."""
    await world.ask(ALICE, "quiz start", begin="", mode="bluff")
    await world.ask(BOB, "quiz join")
    assert "2 players are in" in refused(await world.ask(ALICE, "quiz begin"))
    await world.at(60)
    assert (await world.table()).game.ending is Ending.TOO_FEW
    assert "It takes 3 players, and 2 players came." in posted(ears)[-1]
    assert "lobby" in words(await world.ask(BOB, "quiz start", begin=""))
    assert "here you are alone" in refused(await world.ask(ALICE, "quiz start", place=MINE, mode="bluff"))
