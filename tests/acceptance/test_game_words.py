"""What is said around a game: how long it is, why it ended, whether a clock runs, who may go on."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.incoming import User
from bot.chat.messages import Notice, OpenRound, Scoreboard
from bot.errors import DeliveryError
from bot.games.refusals import NoGame
from bot.library.imports import store
from content.model import Item, Pack
from tests.acceptance.test_outbox import Wall, failing
from tests.builders import ALICE, BOB, HERE, THERE, later, pack
from tests.world import World, opened, refused, words


async def test_no_countdown_runs_on_screen_while_the_game_is_paused(tmp_path: Path) -> None:
    """Nor for a round that is posted in the pause; when it goes on, the countdown is that of the time left."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", seconds="30")
        await world.at(10)
        await world.ask(ALICE, "quiz pause")
        shown = wall.edits[-1]
        assert isinstance(shown, OpenRound)
        assert shown.closes_at is None
        assert "Paused; the clock stands, with 20 seconds left." in words(shown)
        await world.at(100)
        await world.ask(ALICE, "quiz resume")
        shown = wall.edits[-1]
        assert isinstance(shown, OpenRound)
        assert shown.closes_at is not None
        assert (shown.closes_at - world.services.clock.now()).total_seconds() == 20


async def test_a_round_that_is_posted_in_a_pause_counts_nothing_down(tmp_path: Path) -> None:
    """Its clock has not begun; it shows what it will have."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.engine.handle(world.request(ALICE, "quiz start", mode="who-said", seconds="30"))
        await world.ask(ALICE, "quiz pause")
        shown = wall.posts[-1][1]
        assert isinstance(shown, OpenRound)
        assert shown.closes_at is None
        assert "with 30 seconds left" in words(shown)


def kettle(*cups: int) -> Pack:
    """A pack of so many written items."""
    items = tuple(
        Item(id=f"kettle-{n}", kind="hand-written", stimulus="", stem=f"How many cups hold {n} pints?", key=f"{n} cups")
        for n in cups
    )
    return replace(pack("kettle"), quotes=(), turns=(), speakers=(), items=items, fingerprint=f"kettle {cups}")


async def brought(world: World, made: Pack) -> None:
    """The pack is there from now on."""
    await store(world.services, made, workspace_id=HERE.workspace_id)


def closing(wall: Wall) -> str:
    """The last line of the final board."""
    board = wall.posts[-1][1]
    assert isinstance(board, Scoreboard)
    return board.closing


async def test_who_asks_for_more_rounds_than_there_are_is_told_at_the_start(tmp_path: Path) -> None:
    """And the channel counts to what there is."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await brought(world, kettle(4, 5))
        said = await world.ask(ALICE, "quiz start", pack="kettle")
        assert "Only 2 questions in kettle fit into one game" in words(said)
        assert "Round 1 of 2 ·" in words(wall.posts[-1][1])


@pytest.mark.parametrize("teams", ["none", "named"])
async def test_the_same_is_told_in_a_lobby_and_before_a_thread(tmp_path: Path, teams: str) -> None:
    """Whatever comes first."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await brought(world, kettle(4))
        said = await world.ask(ALICE, "quiz start", pack="kettle", teams=teams, thread="yes")
        assert "Only one question in kettle can be asked in one game, so it is not 10 rounds." in words(said)
        assert "1 round" in words(wall.posts[0][1])


async def test_a_game_says_why_it_ended_when_its_items_ran_out(tmp_path: Path) -> None:
    """The pack was imported anew meanwhile, with less in it."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await brought(world, kettle(4, 5, 6))
        await world.ask(ALICE, "quiz start", pack="kettle", rounds="3")
        asked = (await world.table()).round
        assert asked is not None
        await brought(world, kettle(int(asked.item.key.split()[0])))
        await world.ask(ALICE, "quiz skip")
        assert closing(wall).startswith("Nothing is left to ask after 1 round.")


async def test_a_game_says_that_its_pack_is_gone(tmp_path: Path) -> None:
    """A manager let it rest."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await brought(world, kettle(4, 5, 6))
        await world.ask(ALICE, "quiz start", pack="kettle", rounds="3")
        await world.ask(ALICE, "quotes disable", pack="kettle", manager=True)
        await world.ask(ALICE, "quiz skip")
        assert closing(wall).startswith("The pack was removed after 1 round, so nothing is left to ask.")


async def test_a_game_says_that_what_is_left_is_asked_elsewhere(tmp_path: Path) -> None:
    """Two channels play the same two items."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await brought(world, kettle(4, 5))
        await world.ask(ALICE, "quiz start", pack="kettle")
        await world.ask(BOB, "quiz start", pack="kettle", place=THERE)
        await world.ask(ALICE, "quiz skip")
        assert closing(wall).startswith("What is left after 1 round is being asked elsewhere right now.")


async def test_a_manager_who_stops_a_game_is_no_host(tmp_path: Path) -> None:
    """The board says who it was."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said")
        await world.ask(BOB, "quiz stop", manager=True)
        assert closing(wall).startswith("A manager stopped it.")


async def test_a_host_alone_goes_on_after_their_answer_and_others_may_still_come_in(tmp_path: Path) -> None:
    """The round is not closed by the answer; it closes by Next, and then somebody else may have answered."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said")
        said = await world.ask(ALICE, "quiz answer", text="A")
        assert isinstance(said, Notice)
        assert [b.label for b in said.buttons] == ["Next"]
        await world.at(5)
        assert len(wall.posts) == 1
        other = await world.ask(BOB, "quiz answer", text="B")
        assert isinstance(other, Notice)
        assert other.buttons == ()
        assert "Only the one who started" in refused(await world.press(BOB, said.buttons[0].id))
        assert "On it goes" in words(await world.press(ALICE, said.buttons[0].id))
        assert "Round 2" in words(wall.posts[-1][1])


async def test_a_host_who_stays_alone_need_not_press_next(tmp_path: Path) -> None:
    """The deadline closes the round as ever."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", seconds="20")
        said = await world.ask(ALICE, "quiz answer", text="A")
        await world.at(19.9)
        assert len(wall.posts) == 1
        await world.at(20)
        assert "Round 2" in words(wall.posts[-1][1])
        assert isinstance(said, Notice)
        assert "closed" in refused(await world.press(ALICE, said.buttons[0].id))


async def test_the_next_clock_leaves_time_to_read_the_reveal(tmp_path: Path) -> None:
    """Six to twelve seconds more than the round takes, and the countdown shows them."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", seconds="20")
        await world.at(20)
        shown = wall.posts[-1][1]
        assert isinstance(shown, OpenRound)
        assert "20 seconds after a moment to read the last answer." in words(shown)
        assert shown.closes_at is not None
        more = (shown.closes_at - later(40)).total_seconds()
        assert 6 <= more <= 12
        asked = (await world.table()).round
        assert asked is not None
        assert (asked.opens_at, asked.closes_at) == (later(20 + more), shown.closes_at)


def line(wall: Wall) -> str:
    """What the channel's line above a thread says now."""
    return next(words(edit) for edit in reversed(wall.edits) if isinstance(edit, Notice))


async def test_a_thread_is_named_pointed_to_and_closed_after_the_board(tmp_path: Path) -> None:
    """After pack and date; the channel's line says at last that it is over, and who won."""
    wall = Wall()
    wall.closing = failing(DeliveryError("slow down", retry_after=2), 1)
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "settings set", manager=True, name="timezone", value="Pacific/Kiritimati")
        await world.ask(ALICE, "quiz start", pack="the-round-table", mode="who-said", thread="yes", rounds="1")
        assert wall.names == ["Quiz: The round table, Mon 2 Mar 2026"]
        assert words(wall.posts[0][1]) == (
            "Quiz: The round table, Mon 2 Mar 2026. 1 round, played in the thread of this message. Come in."
        )
        await world.at(1)
        thread = replace(HERE, thread=wall.threads[0])
        asked = (await world.table(thread)).round
        assert asked is not None
        letter = "ABCD"[asked.item.options.index(asked.item.key)]
        await world.ask(BOB, "quiz answer", place=thread, text=letter)
        await world.at(100)
        assert "in the thread of this message is over. Won by Bob. The one round is played." in line(wall)
        assert wall.closed == []
        await world.at(110)
        assert isinstance(wall.posts[-1][1], Scoreboard)
        assert wall.closed == [(wall.threads[0], len(wall.posts))]
        assert len(wall.posts) == 3


async def test_a_thread_that_may_not_be_closed_stays_open(tmp_path: Path) -> None:
    """Its board stands all the same, once, and can be put right."""
    wall = Wall()
    wall.closing = failing(DeliveryError("no right", retry_after=None), 1)
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", thread="yes", rounds="1")
        await world.at(1)
        thread = replace(HERE, thread=wall.threads[0])
        await world.at(100)
        assert [type(reply) for _, reply in wall.posts[2:]] == [Scoreboard]
        wall.edits.clear()
        await world.ask(ALICE, "quiz void", place=thread)
        assert Scoreboard in map(type, wall.edits)


async def test_a_thread_that_people_opened_is_not_closed(tmp_path: Path) -> None:
    """The game was a guest there."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", place=replace(HERE, thread="theirs"), mode="who-said", thread="yes")
        await world.ask(ALICE, "quiz stop", place=replace(HERE, thread="theirs"))
        assert isinstance(wall.posts[-1][1], Scoreboard)
        assert wall.closed == []


async def test_the_scores_of_a_game_in_a_thread_are_read_in_its_channel_too(tmp_path: Path) -> None:
    """While it runs and after; on Slack no command can be typed in a thread."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        assert "No game is running" in refused(await world.ask(BOB, "quiz scores"))
        await world.ask(ALICE, "quiz start", mode="who-said", thread="yes")
        await world.at(1)
        assert "Scores so far" in words(await world.ask(BOB, "quiz scores"))
        thread = replace(HERE, thread=wall.threads[0])
        await world.ask(ALICE, "quiz stop", place=thread)
        assert "Final scores" in words(await world.ask(BOB, "quiz scores"))
        assert "Final scores" in words(await world.ask(BOB, "quiz scores", place=thread))
        assert "No game is running" in refused(await world.ask(BOB, "quiz scores", place=THERE))
        assert "No game is running" in refused(await world.ask(BOB, "quiz scores", place=replace(HERE, thread="x")))


@pytest.mark.parametrize("command", ["quiz pause", "quiz skip", "quiz join", "quiz stop", "quiz answer"])
async def test_whoever_plays_beside_the_thread_of_a_game_is_sent_there(tmp_path: Path, command: str) -> None:
    """On Slack by the menu of its messages: no command can be typed in a thread."""
    options = {"text": "A"} if command == "quiz answer" else {}
    async with opened(tmp_path, Wall()) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", thread="yes")
        await world.at(1)
        told = refused(await world.ask(ALICE, command, **options))  # type: ignore[arg-type]
        assert told == "The game here is played in a thread of this channel. Write that there."
        elsewhere = await world.ask(ALICE, command, place=THERE, **options)  # type: ignore[arg-type]
        assert "No game is running" in refused(elsewhere)
    assert "“Quoth here” in the menu of any message of it" in NoGame(below="slack").sentence()


@pytest.mark.parametrize("options", [{"thread": "yes"}, {"teams": "named"}, {"teams": "balanced"}], ids=str)
async def test_who_plays_alone_waits_for_no_thread_and_no_team(tmp_path: Path, options: dict[str, str]) -> None:
    """The round that is shown takes the answer, and nothing is posted."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", pace="solo", **options)  # type: ignore[arg-type]
        assert "You said A · " in words(await world.ask(ALICE, "quiz answer", text="A"))
        assert (wall.posts, wall.threads) == ([], [])


async def test_more_than_five_players_are_found_where_the_board_says(tmp_path: Path) -> None:
    """Seven played in a thread; its board and the line in the channel name the way to all of them."""
    wall = Wall()
    crowd = [User(id=f"u{n}", name=f"Player {n}") for n in range(7)]
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", thread="yes", rounds="1")
        await world.at(1)
        thread = replace(HERE, thread=wall.threads[0])
        for user in crowd:
            await world.ask(user, "quiz answer", place=thread, text="A")
        await world.at(100)
        assert "3 more played; /quiz scores shows everybody." in words(wall.posts[-1][1])
        assert "3 more played; /quiz scores shows everybody." in line(wall)
        for place in (HERE, thread):
            told = words(await world.ask(BOB, "quiz scores", place=place))
            assert all(user.name in told for user in crowd)


async def test_a_lobby_does_not_gather_people_for_nothing(tmp_path: Path) -> None:
    """Whoever begins a game of which there is no question is told at once, and nothing is posted."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await brought(world, kettle(4, 5))
        said = await world.engine.handle(world.request(ALICE, "quiz start", mode="bluff", pack="kettle"))
        assert "There is no “Bluff” question in “kettle”." in refused(said)
        assert wall.posts == []


async def test_a_mix_without_a_question_is_kept_and_that_is_said(tmp_path: Path) -> None:
    """More may be brought in before it is played."""
    async with opened(tmp_path, Wall()) as world:
        await brought(world, kettle(4, 5))
        empty = await world.ask(ALICE, "quiz preset save", name="friday", mode="closest", rounds="5")
        played = await world.ask(ALICE, "quiz preset save", name="monday", mode="hand-written", rounds="2")
        assert words(empty).endswith("So far the packs here have no question for it: /quotes import brings in more.")
        assert words(played).endswith("/quiz preset use name=monday")
