"""Messages that are deleted, and such of which nobody can tell whether they stand: a game goes on or ends in order."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.forms import Form
from bot.chat.incoming import MessageRef, Place, PressId, Problem, User
from bot.chat.messages import ClosedRound, Lobby, Notice, OpenRound, Reply, Scoreboard
from bot.daily.rows import DailyRows
from bot.errors import DeliveryError, DeliveryUnknown, MessageGone
from bot.games.model import GameState, RoundState
from bot.games.posts import ROUND_DOUBT
from bot.games.rows.games import GameRows
from bot.games.rules.lobby import LOBBY_SECONDS
from bot.library.imports import store
from bot.storage.transaction import Transaction
from content.packs import read_file
from tests.acceptance.test_outbox import Wall, failing
from tests.builders import ALICE, BOB, HERE, THERE
from tests.world import World, opened, refused, words

KETTLE = Path(__file__).parent / "conversations" / "kettle.toml"


def kinds(wall: Wall, place: Place = HERE) -> list[type[Reply]]:
    """What was posted in a place, in its order."""
    return [type(reply) for p, (_, reply) in zip(wall.places, wall.posts, strict=True) if p == place]


def notes(wall: Wall) -> list[str]:
    """What Alice was written directly."""
    hers = Place.of_user(HERE.platform, HERE.workspace, ALICE.id)
    return [words(reply) for p, (_, reply) in zip(wall.places, wall.posts, strict=True) if p == hers]


def blind() -> Wall:
    """The answer to the next post is lost, and nothing can ever be looked for."""
    wall = Wall()
    wall.after = failing(DeliveryUnknown("cut off"), 1)
    wall.looking = failing(DeliveryUnknown("history is closed to me"), 99)
    return wall


def deleting(wall: Wall, *messages: str) -> Callable[[MessageRef], None]:
    """Somebody deleted these."""

    def gone(ref: MessageRef) -> None:
        if ref.id in messages:
            raise MessageGone("there is no such message")

    return gone


async def round_id(world: World, place: Place = HERE) -> str:
    """The newest round."""
    asked = (await world.table(place)).round
    assert asked is not None
    return asked.id


@pytest.mark.parametrize("verb", ["answer", "hint", "skip"])
async def test_a_press_proves_that_the_message_stands(tmp_path: Path, verb: str) -> None:
    """It is adopted: the round opens, the press counts, the message shows the deadline, and the game goes on in it."""
    wall = blind()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", rounds="2")
        await world.at(10)
        press_id = str(PressId(verb, await round_id(world)))
        assert "opens in a moment" in refused(await world.press(ALICE, press_id))
        told = words(await world.press(ALICE, press_id, message="m1"))

        assert {"answer": "·", "hint": "half", "skip": "Skipped"}[verb] in told
        edit = wall.edits[-1]
        if verb == "skip":
            assert isinstance(edit, ClosedRound)
        else:
            assert isinstance(edit, OpenRound)
            assert edit.closes_at is not None
            assert len((await world.table()).answers) == {"answer": 1, "hint": 0}[verb]
            await world.ask(ALICE, "quiz skip")
        await world.at(100)
        assert kinds(wall) == [OpenRound, OpenRound, Scoreboard]
        assert notes(wall) == []


async def test_many_press_at_once_what_nobody_knew_of(tmp_path: Path) -> None:
    """One press adopts the message, and all of them count."""
    async with opened(tmp_path, blind()) as world:
        await world.ask(ALICE, "quiz start", mode="who-said")
        await world.at(10)
        press_id = str(PressId("answer", await round_id(world)))
        crowd = [User(id=f"u{n}", name=f"U{n}") for n in range(8)]
        replies = await asyncio.gather(*(world.press(user, press_id, message="m1") for user in crowd))

        assert ["·" in words(reply) for reply in replies] == [True] * 8
        assert len((await world.table()).answers) == 8


async def test_a_typed_answer_s_button_proves_it_too(tmp_path: Path) -> None:
    """The form opens, though a moment before nobody knew that the round stands."""
    async with opened(tmp_path, blind()) as world:
        await store(world.services, read_file(KETTLE), workspace_id=HERE.workspace_id)
        await world.ask(ALICE, "quiz start", pack="kettle")
        await world.at(10)

        assert isinstance(await world.press(BOB, str(PressId("type", await round_id(world))), message="m1"), Form)


async def test_only_a_press_in_its_place_proves_anything(tmp_path: Path) -> None:
    """Not one elsewhere, nor one whose message nobody else sees; and what stands is overtaken by nothing."""
    wall = blind()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said")
        await world.at(10)
        press_id = str(PressId("answer", await round_id(world)))
        refused(await world.press(BOB, press_id, place=THERE, message="m9"))
        refused(await world.press(BOB, press_id))
        assert (await world.table()).round.state is RoundState.PENDING  # type: ignore[union-attr]
        await world.press(BOB, press_id, message="m1")
        await world.press(ALICE, press_id, message="m2")
        shown: list[str] = []
        wall.editing = lambda ref: shown.append(ref.id)
        await world.ask(ALICE, "quiz skip")

        assert shown == ["m1"]


async def test_nobody_presses(tmp_path: Path) -> None:
    """The game ends with a board and a word to its host; another can begin. A late press takes the buttons away."""
    wall = blind()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said")
        old = await round_id(world)
        await world.at(10)
        assert (await world.table()).game.state is GameState.RUNNING
        await world.at(11 + ROUND_DOUBT)

        assert (await world.table()).game.state is GameState.OVER
        assert kinds(wall) == [OpenRound, Scoreboard]
        assert ["twice" in note for note in notes(wall)] == [True]
        assert "No game" in refused(await world.press(BOB, str(PressId("answer", old)), message="m1"))
        assert isinstance(wall.edits[-1], ClosedRound)
        assert await world.services.store.read(lambda tx: tx[GameRows].asked_items(HERE)) == frozenset()
        await world.ask(ALICE, "quiz start", mode="who-said")
        assert kinds(wall) == [OpenRound, Scoreboard, OpenRound]


async def test_a_doubt_holds_up_nothing_else_there(tmp_path: Path) -> None:
    """The game is stopped meanwhile, and its board stands at once."""
    wall = blind()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said")
        await world.at(10)
        await world.ask(ALICE, "quiz stop")
        assert kinds(wall) == [OpenRound, Scoreboard]
        await world.at(11 + ROUND_DOUBT)

        assert kinds(wall) == [OpenRound, Scoreboard]
        assert notes(wall) == []


async def test_a_lobby_that_nobody_can_tell_of_ends_no_game(tmp_path: Path) -> None:
    """Who joins by its button proves that it stands; and people join by the command as well."""
    wall = blind()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", teams="named", rounds="2")
        await world.at(10)
        join = str(PressId("join", (await world.table()).game.id, 1))
        await world.press(BOB, join, message="m1")
        assert isinstance(wall.edits[-1], Lobby)
        await world.at(LOBBY_SECONDS + 30)
        assert (await world.table()).game.state is GameState.RUNNING

    (tmp_path / "other").mkdir()
    wall = blind()
    async with opened(tmp_path / "other", wall) as world:
        await world.ask(ALICE, "quiz start", teams="named", rounds="2")
        await world.at(10)
        for seconds in (LOBBY_SECONDS + 1, LOBBY_SECONDS + 20):
            await world.at(seconds)
        assert (await world.table()).game.state is GameState.RUNNING
        assert kinds(wall) == [Lobby, OpenRound]


async def test_a_deleted_round_is_posted_anew_once(tmp_path: Path) -> None:
    """Under another nonce, with its answers and its deadline; deleted again, the game ends with a board and a word."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", seconds="100")
        first = wall.posts[0][0]
        wall.editing = deleting(wall, first)
        await world.ask(BOB, "quiz answer", text="A")
        await world.at(6)
        second, shown = wall.posts[1]
        assert second != first
        assert isinstance(shown, OpenRound)
        assert shown.answered == "1 of 2 have answered"
        assert (await world.table()).round.closes_at.timestamp() == shown.closes_at.timestamp()  # type: ignore[union-attr]
        await world.press(ALICE, str(PressId("answer", await round_id(world), 1)), message=second)
        wall.editing = deleting(wall, first, second)
        await world.at(12)

        assert kinds(wall) == [OpenRound, OpenRound, Scoreboard]
        assert ["deleted" in note for note in notes(wall)] == [True]
        table = await world.table()
        assert table.game.state is GameState.OVER
        assert table.round is not None
        assert (table.round.state, table.round.void) == (RoundState.CLOSED, True)
        assert "No answers yet" in words(await world.ask(BOB, "quoth home"))


async def test_a_deleted_reveal_is_posted_anew_and_the_next_round_follows(tmp_path: Path) -> None:
    """It is found out when the round closes. What was deleted of old rounds, or of boards, stays away."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", rounds="4")
        wall.editing = deleting(wall, wall.posts[0][0])
        await world.ask(ALICE, "quiz skip")
        assert kinds(wall) == [OpenRound, ClosedRound, OpenRound]
        wall.editing = deleting(wall, *(nonce for nonce, _ in wall.posts))
        await world.ask(ALICE, "quiz void")
        assert kinds(wall) == [OpenRound, ClosedRound, OpenRound]
        assert (await world.table()).game.state is GameState.RUNNING


async def test_a_reveal_that_is_deleted_twice_ends_the_game(tmp_path: Path) -> None:
    """The next round, which was to follow, is not shown any more."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", seconds="100")
        wall.editing = deleting(wall, wall.posts[0][0])
        await world.ask(BOB, "quiz answer", text="A")
        await world.at(6)
        wall.editing = deleting(wall, *(nonce for nonce, _ in wall.posts))
        await world.ask(ALICE, "quiz skip")
        await world.at(20)

        assert kinds(wall) == [OpenRound, OpenRound, Scoreboard]
        assert (await world.table()).game.state is GameState.OVER
        assert len(notes(wall)) == 1


async def test_a_deleted_lobby_is_posted_anew_once(tmp_path: Path) -> None:
    """Then the game ends."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", teams="named")
        wall.editing = deleting(wall, wall.posts[0][0])
        await world.ask(BOB, "quiz join", team="red")
        assert kinds(wall) == [Lobby, Lobby]
        wall.editing = deleting(wall, *(nonce for nonce, _ in wall.posts))
        await world.ask(BOB, "quiz join", team="blue")

        assert (await world.table()).game.state is GameState.OVER
        assert kinds(wall) == [Lobby, Lobby, Scoreboard]
        assert len(notes(wall)) == 1


@pytest.mark.parametrize("problem", [Problem.GONE, Problem.NOT_ALLOWED])
async def test_a_place_that_is_closed_under_an_open_round_ends_the_game(tmp_path: Path, problem: Problem) -> None:
    """Found out by an edit: nobody waits for a round that nobody sees. A trouble with one edit alone ends nothing."""

    class Closed(Wall):
        problem: Problem | None = None

        async def check(self, place: Place) -> Problem | None:
            """What was found."""
            return self.problem

    wall = Closed()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", seconds="100")

        def refuse(_: MessageRef) -> None:
            raise DeliveryError("no", retry_after=None)

        wall.editing = refuse
        await world.ask(BOB, "quiz answer", text="A")
        await world.at(6)
        assert (await world.table()).game.state is GameState.RUNNING
        await world.ask(ALICE, "quiz stop")
        await world.ask(ALICE, "quiz start", mode="who-said", seconds="100")
        wall.problem = problem
        await world.ask(BOB, "quiz answer", text="A")
        await world.at(12)

        assert (await world.table()).game.state is GameState.OVER
        assert len(notes(wall)) == 1


async def test_a_thread_that_is_deleted_ends_its_game_with_a_board_in_the_channel(tmp_path: Path) -> None:
    """Where the board can be seen."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", thread="yes", seconds="100")
        await world.at(1)
        thread = replace(HERE, thread=wall.threads[0])
        assert kinds(wall, thread) == [OpenRound]

        def gone(_: MessageRef) -> None:
            raise DeliveryError("unknown channel", retry_after=None, place_gone=True)

        wall.editing = gone
        await world.ask(BOB, "quiz answer", place=thread, text="A")
        await world.at(7)

        assert kinds(wall) == [Notice, Scoreboard]
        assert ["gone" in note for note in notes(wall)] == [True]


async def test_a_daily_guess_of_which_nobody_could_tell_is_taken_back_by_a_press(tmp_path: Path) -> None:
    """It stands after all, and takes answers; the ledger says so."""
    wall = blind()
    wall.after = lambda: None
    async with opened(tmp_path, wall) as world:
        await world.ask(
            ALICE, "daily set", manager=True, time="9am", timezone="UTC", style="guess", pack="the-round-table"
        )
        wall.after = failing(DeliveryUnknown("cut off"), 1)
        await world.ask(ALICE, "daily now", manager=True)
        await world.at(10)
        assert "perhaps posted" in words(await world.ask(ALICE, "daily show"))

        def newest(tx: Transaction) -> str:
            [only] = tx[DailyRows].recent(tx[DailyRows].at(HERE)[0].id, 5)
            return only.id

        guess = str(PressId("guess", f"{await world.services.store.read(newest)}:0"))
        assert "streak" in words(await world.press(BOB, guess, message="m1"))
        assert "perhaps posted" not in words(await world.ask(ALICE, "daily show"))
