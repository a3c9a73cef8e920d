"""Live games at a time: the reminder and the game come once, whoever works on them, and whatever is in their way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.incoming import MessageRef, Place, PressId, Problem
from bot.chat.messages import Lobby, Notice, OpenRound, Reply
from bot.chat.places import own_workspace
from bot.daily.rows import DailyRows
from bot.daily.rules.model import DeliveryState, Subscription, SubscriptionState
from bot.errors import DeliveryError
from bot.games.model import Ending, GameState
from bot.games.rows.games import GameRows
from bot.games.verbs import JOIN
from bot.privacy.wording import FORGET
from tests.builders import ALICE, BOB, HERE, NOON
from tests.world import Silent, World, opened_on, refused, words

HOUR = 3600.0
THREE = {"at": "15:00", "rounds": "1", "begin": "", "timezone": "UTC"}


class Channel(Silent):
    """Keeps what is posted, and may be closed."""

    def __init__(self) -> None:
        self.posts: list[tuple[Place, Reply]] = []
        self.closed: Problem | None = None

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Stands, unless the channel is closed; what one person is told arrives anyway."""
        if self.closed and not place.user_id:
            raise DeliveryError("closed", retry_after=None)
        self.posts.append((place, reply))
        return MessageRef(place=place, id=f"{nonce}-{len(self.posts)}")

    async def check(self, place: Place) -> Problem | None:
        """What was set."""
        return None if place.user_id else self.closed

    def shown(self, kind: type[Reply]) -> list[str]:
        """The posts of a kind, in words."""
        return [words(reply) for _, reply in self.posts if isinstance(reply, kind)]

    def notes(self) -> list[str]:
        """What Alice was told."""
        return [r.text for p, r in self.posts if p.user_id == ALICE.id and isinstance(r, Notice)]


@asynccontextmanager
async def process(url: str, channel: Channel, at: datetime = NOON) -> AsyncIterator[World]:
    """One process on that database, and the channel that all share."""
    async with opened_on(url, channel, at=at) as world:
        yield world


async def scheduled(world: World) -> Subscription:
    """What is scheduled here."""
    (found,) = await world.services.store.read(lambda tx: tx[DailyRows].at(HERE))
    return found


async def outcomes(world: World) -> list[str]:
    """What the ledger says, oldest first."""
    to = await scheduled(world)
    found = await world.services.store.read(lambda tx: tx[DailyRows].recent(to.id, 50))
    return [f"{d.day:%a} {d.state}{d.reason and ' '}{d.reason}" for d in reversed(found)]


async def start(world: World, **options: str) -> str:
    """What Alice is told who sets it."""
    return words(await world.ask(ALICE, "quiz start", manager=True, **{**THREE, **options}))  # type: ignore[arg-type]


async def test_who_is_in_at_the_reminder_plays_from_the_first_round(fresh_url: str) -> None:
    """And who set it is not waited for, unless they come in too."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        assert "today at 15:00" in await start(world)
        await world.at(2 * HOUR)
        assert channel.shown(Lobby) == []
        await world.at(2 * HOUR + 3000)
        assert len(channel.shown(Lobby)) == 1
        game = (await world.table()).game
        await world.press(BOB, str(PressId(JOIN, game.id, 4)))
        await world.at(3 * HOUR - 1)
        assert (await world.table()).game.state is GameState.LOBBY
        await world.at(3 * HOUR)

        table = await world.table()
        assert [p.user_id for p in table.players if p.joined] == [BOB.id]
        assert table.game.state is GameState.RUNNING
        assert len(channel.shown(OpenRound)) == 1
        assert (await scheduled(world)).state is SubscriptionState.ENDED
        assert await outcomes(world) == ["Sun sent"]


async def test_one_that_begins_in_a_few_minutes_lets_people_in_at_once(fresh_url: str) -> None:
    """Where nothing was ever scheduled; while another game runs, as soon as that is over."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        assert "can come in now" in await start(world, at="12:05")
        assert len(channel.shown(Lobby)) == 1
        await world.ask(ALICE, "quiz stop")
        await world.ask(BOB, "quiz start", pace="relaxed")
        assert "as soon as that is over" in await start(world, at="12:06")
        await world.ask(BOB, "quiz stop")
        await world.at(90)
        assert len(channel.shown(Lobby)) == 2


async def test_a_process_that_died_is_followed_by_another(fresh_url: str) -> None:
    """Before the reminder, between it and the game, and after: nothing is posted twice, nobody loses their seat."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await start(world)
    async with process(fresh_url, channel) as world:
        await world.at(3 * HOUR - 600)
        await world.press(BOB, str(PressId(JOIN, (await world.table()).game.id, 4)), key="in")
    async with process(fresh_url, channel) as world:
        await world.at(3 * HOUR)
    async with process(fresh_url, channel) as world:
        await world.at(3 * HOUR + 1)
        assert [p.user_id for p in (await world.table()).players if p.joined] == [BOB.id]
        assert (len(channel.shown(Lobby)), len(channel.shown(OpenRound))) == (1, 1)
        assert await outcomes(world) == ["Sun sent"]


async def test_two_processes_open_one_lobby_and_begin_one_game(fresh_url: str) -> None:
    """Both look at the same moment."""
    channel = Channel()
    async with process(fresh_url, channel) as one, process(fresh_url, channel) as other:
        await start(one, days="sun")
        for moment in (3 * HOUR - 600, 3 * HOUR, 3 * HOUR + 1):
            await asyncio.gather(one.at(moment), other.at(moment))
            if moment < 3 * HOUR:
                await one.press(BOB, str(PressId(JOIN, (await one.table()).game.id, 4)))
        assert (len(channel.shown(Lobby)), len(channel.shown(OpenRound))) == (1, 1)
        assert await outcomes(one) == ["Sun sent"]


async def test_a_game_that_runs_already_is_waited_for_and_not_for_long(fresh_url: str) -> None:
    """Ten minutes past its time it is left out, and who set it is told."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await start(world, days="all")
        await world.at(3 * HOUR - 700)
        await world.ask(BOB, "quiz start", pace="relaxed")
        await world.at(3 * HOUR - 600)
        assert channel.shown(Lobby) == []
        await world.ask(BOB, "quiz stop")
        await world.at(3 * HOUR - 500)
        assert len(channel.shown(Lobby)) == 1
        await world.at(3 * HOUR + 60)

        await world.ask(BOB, "quiz start", pace="relaxed")
        for minutes in range(-10, 12):
            await world.at(27 * HOUR + 60 * minutes)
        assert len(channel.shown(Lobby)) == 1
        assert await outcomes(world) == ["Sun sent", "Mon skipped busy"]
        (note,) = channel.notes()
        assert "another game was running there" in note
        assert "The next begins tomorrow at 15:00" in note


async def test_nobody_is_left_alone_with_a_game_that_nobody_came_to(fresh_url: str) -> None:
    """It says so where people could come in, and posts nothing else."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await start(world)
        await world.at(3 * HOUR - 600)
        await world.at(3 * HOUR)
        assert (await world.table()).game.ending is Ending.TOO_FEW
        assert "begins when" not in str(channel.posts)
        kinds = [type(reply).__name__ for _, reply in channel.posts]
        assert kinds == ["Notice", "Lobby"]


@pytest.mark.parametrize("problem", [Problem.GONE, Problem.NOT_ALLOWED])
async def test_a_channel_that_is_closed_ends_one_game_and_stops_a_schedule(fresh_url: str, problem: Problem) -> None:
    """Nobody sits in a lobby that nobody sees; who set it is told once, with the way on."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await start(world, days="all")
        channel.closed = problem
        await world.at(3 * HOUR - 600)
        await world.at(3 * HOUR)
        to = await scheduled(world)
        assert (to.state, to.next) == (SubscriptionState.PAUSED, None)
        assert (await world.table()).game.state is GameState.OVER
        (note,) = channel.notes()
        assert "I stopped the live quiz" in note
        assert "/quiz start at=15:00 days=all rounds=1 in the channel goes on" in note

        channel.closed = None
        await start(world)
        channel.closed = problem
        await world.at(27 * HOUR)
        told = channel.notes()[1:]
        assert len(told) == 1
        assert "was not played" in told[0]


async def test_after_an_outage_a_live_game_is_not_made_up_for(fresh_url: str) -> None:
    """A few minutes late it begins with a moment to come in; hours late nobody is there any more."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await start(world, days="all")
        await world.at(3 * HOUR + 300)
        game = (await world.table()).game
        assert game.begins_at == NOON + timedelta(hours=3, seconds=320)
        await world.at(3 * HOUR + 400)
        await world.at(29 * HOUR)
        assert await outcomes(world) == ["Sun sent", "Mon skipped late"]


@pytest.mark.parametrize(
    ("noon", "wall", "begins"),
    [
        # Clocks go forward at 02:00 to 03:00 on 29 March and back at 03:00 to 02:00 on 25 October.
        (datetime(2026, 3, 28, 12, tzinfo=UTC), "02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, tzinfo=UTC), "03:05", datetime(2026, 3, 29, 1, 5, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), "02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), "16:00", datetime(2026, 10, 25, 15, tzinfo=UTC)),
    ],
)
async def test_clocks_that_change_on_its_day(fresh_url: str, noon: datetime, wall: str, begins: datetime) -> None:
    """One moment is meant, once; the reminder comes ten minutes of everybody's time before."""
    channel = Channel()
    async with process(fresh_url, channel, noon) as world:
        await start(world, at=wall, timezone="Europe/Berlin", days="sun")
        seconds = (begins - NOON).total_seconds()
        await world.at(seconds - 601)
        assert channel.shown(Lobby) == []
        await world.at(seconds - 600)
        assert len(channel.shown(Lobby)) == 1
        await world.press(BOB, str(PressId(JOIN, (await world.table()).game.id, 4)))
        await world.at(seconds - 1)
        assert channel.shown(OpenRound) == []
        await world.at(seconds)
        assert len(channel.shown(OpenRound)) == 1
        await world.at(seconds + 3 * HOUR)
        assert len(channel.shown(Lobby)) == 1


async def test_what_was_switched_off_or_left_out_does_not_come(fresh_url: str) -> None:
    """Nor twice on a day on which it was set anew; another time of the same day does."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await start(world)
        assert "Off: the live quiz" in words(await world.ask(ALICE, "daily off", style="once", manager=True))
        await start(world)
        assert "Only the one who started" in refused(await world.ask(BOB, "quiz stop"))
        assert "Off: the live quiz" in words(await world.ask(ALICE, "quiz stop"))
        refused(await world.ask(ALICE, "quiz stop"))
        await start(world, at="16:00")
        await world.at(4 * HOUR)
        assert "today at 18:00" in await start(world, at="18:00")
        await world.at(6 * HOUR)
        assert len(channel.shown(Lobby)) == 2
        states = {d.split()[1] for d in await outcomes(world)}
        assert states == {DeliveryState.SENT}


async def test_who_was_forgotten_is_told_nothing(fresh_url: str) -> None:
    """What they set goes on; what was not played of it is written to nobody."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await start(world, days="sun")
        await world.press(ALICE, str(PressId(FORGET, "me")))
        await world.at(4 * HOUR)

        assert await outcomes(world) == ["Sun skipped late"]
        assert [place for place, _ in channel.posts if place.channel.startswith("@")] == []
        assert (await scheduled(world)).next is not None


async def test_who_was_forgotten_is_not_told_of_a_round_that_nobody_saw(fresh_url: str) -> None:
    """Of the game that was set for them as little as of one that they began themselves."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await start(world)
        await world.at(3 * HOUR - 600)
        await world.press(BOB, str(PressId(JOIN, (await world.table()).game.id, 4)))
        await world.press(ALICE, str(PressId(FORGET, "me")))
        channel.closed = Problem.GONE
        await world.at(3 * HOUR)

        assert (await world.table()).game.state is GameState.OVER
        assert [place for place, _ in channel.posts if place.channel.startswith("@")] == []


async def test_what_cannot_be_set_is_refused(fresh_url: str) -> None:
    """With the way on, and nothing is kept."""
    async with process(fresh_url, Channel()) as world:
        for options, told in (
            ({"at": "", "days": "fri"}, "/quiz start at=16:00 days=fri"),
            ({"pace": "solo"}, "Leave the pace out: /quiz start at=15:00"),
            ({"mode": "missed"}, "Leave it out: /quiz start at=15:00"),
            ({"thread": "yes"}, "/quiz start at=15:00"),
            ({"begin": "now"}, "/quiz start at=15:00"),
            ({"timezone": ""}, "Whose clock?"),
            ({"mode": "who-answered"}, "There is no “Which reply” question"),
        ):
            reply = await world.ask(ALICE, "quiz start", manager=True, **{**THREE, **options})  # type: ignore[arg-type]
            assert told in refused(reply)
        direct = replace(HERE, workspace=own_workspace(ALICE.id))
        reply = await world.ask(ALICE, "quiz start", place=direct, **{**THREE, "mode": "bluff"})  # type: ignore[arg-type]
        assert "here you are alone" in refused(reply)
        assert await world.services.store.read(lambda tx: tx[DailyRows].at(HERE)) == ()
        assert await world.services.store.read(lambda tx: tx[GameRows].newest(HERE)) is None


async def test_what_comes_again_is_for_those_who_may_set_daily_posts(fresh_url: str) -> None:
    """Anybody may set a game for once."""
    async with process(fresh_url, Channel()) as world:
        told = refused(await world.ask(BOB, "quiz start", **{**THREE, "days": "fri"}))  # type: ignore[arg-type]
        assert "is for managers here" in told
        assert "Without the days" in told
        assert "Set: a live quiz" in words(await world.ask(BOB, "quiz start", **THREE))  # type: ignore[arg-type]
