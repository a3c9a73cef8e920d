"""Games under load: ten thousand racing answers, long random games, a thousand games at once in one process."""

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings

from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.app.handlers import handlers
from bot.chat.incoming import Place, Request, User
from bot.delivery.clock import SystemClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.delivery.scheduler import EmbeddedJobs
from bot.games.model import Round, RoundState
from bot.games.rows.games import GameRows
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.tables.games import round_
from bot.storage.transaction import Transaction
from bot.storage.wakeups import DUE, POST
from tests.databases import create_database, postgresql_server
from tests.faults import race
from tests.stateful.test_random_bluffs import RandomBluffs
from tests.stateful.test_random_games import RandomGames
from tests.world import Silent

GAMES, PLAYERS = 20, 125
AT_ONCE, STARTING_SECONDS, ROUND_SECONDS = 1000, 60, 40
# A bluff takes six requests before its first clock ends.
BLUFFS_AT_ONCE = int(os.environ.get("BLUFFS_AT_ONCE", "1000"))
BLUFF_EVERY_SECONDS, BLUFF_SECONDS = 0.12, 60


async def racing() -> None:
    """Four processes, every player on all four."""
    with postgresql_server() as server:
        pace = await race.run(create_database(server), games=GAMES, players=PLAYERS)
    answers = race.PROCESSES * GAMES * PLAYERS
    print(f"\n{race.PROCESSES} processes on one PostgreSQL, {answers} answers: {pace:.0f} a second")
    print("  every point is as the model says")


def random_games() -> None:
    """More and longer random games than the tests play."""
    for machine, what in ((RandomGames, "games"), (RandomBluffs, "bluffs")):
        case = machine.TestCase
        case.settings = settings(
            max_examples=120, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
        )
        start = time.perf_counter()
        case("runTest").runTest()
        took = time.perf_counter() - start
        print(f"\n120 random {what} of up to 60 steps beside the model: no difference ({took:.0f} s)")


async def a_thousand_games() -> None:
    """Start a thousand games over a minute and measure how late their rounds close."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{Path(folder)}/quoth.db")
        clock = SystemClock()
        services = Services(store=store, libraries=LibraryCache(store), clock=clock, rng=random.Random(1))
        await store_samples(services)
        lateness = await _lateness(services)
        await store.close()
    ranked = sorted(lateness)
    p50, p99 = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)]
    print(f"\n{AT_ONCE} games at once in one process, {len(ranked)} rounds closed at their deadline (SQLite)")
    print(f"  lateness p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, worst {ranked[-1] * 1000:.0f} ms")


async def a_thousand_bluffs() -> None:
    """The same of bluffs, in which the clock ends both phases: two of three players write, and nobody chooses."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{Path(folder)}/quoth.db")
        services = Services(store=store, libraries=LibraryCache(store), clock=SystemClock(), rng=random.Random(1))
        await store_samples(services)
        turn, close = GameRows.turn_round, GameRows.close_round
        turned, closed = await _bluffs_late(services)
        GameRows.turn_round = turn  # type: ignore[method-assign]
        GameRows.close_round = close  # type: ignore[method-assign]
        await store.close()
    print(f"\n{BLUFFS_AT_ONCE} bluffs at once in one process, each phase ended by its clock (SQLite)")
    for what, late in (("writing", turned), ("choosing", closed)):
        ranked = sorted(late)
        p50, p99 = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)]
        print(f"  {what:8} {len(ranked):5} ended, late by p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, "
              f"worst {ranked[-1] * 1000:.0f} ms")  # fmt: skip


async def _bluffs_late(services: Services) -> tuple[list[float], list[float]]:
    engine, jobs = Engine(services), EmbeddedJobs(services.clock)
    outbox = Outbox(services, POSTS, Messengers({"terminal": Silent()}))
    turned, closed, over = _observe_phases(services)
    serving = asyncio.create_task(jobs.run(handlers(engine, outbox, jobs)))

    async def ask(number: int, user: str, command: str, **options: str) -> None:
        place = Place(platform="terminal", workspace="local", channel=f"c{number}")
        request = Request(
            key=f"{number} {user} {command}", place=place, user=User(id=user, name=user), at=services.clock.now(),
            command=command, options=options,
        )  # fmt: skip
        await engine.handle(request)
        jobs.wake(POST, "", services.clock.now())

    async def play(number: int) -> None:
        seconds = str(BLUFF_SECONDS)
        await ask(number, "ann", "quiz start", rounds="1", seconds=seconds, mode="bluff", pack="the-round-table")
        for user in ("bea", "cy"):
            await ask(number, user, "quiz join")
        await ask(number, "ann", "quiz begin")
        while not await services.store.read(_is_asked(number)):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        for user in ("bea", "cy"):
            await ask(number, user, "quiz answer", text=f"{user} had hidden it in the drawer of {user}")
        jobs.wake(DUE, "", services.clock.now())

    async with asyncio.TaskGroup() as group:
        for number in range(BLUFFS_AT_ONCE):
            group.create_task(play(number))
            await asyncio.sleep(BLUFF_EVERY_SECONDS)
    jobs.wake(DUE, "", services.clock.now())
    await over.wait()
    await jobs.drain(5)
    await serving
    return turned, closed


def _is_asked(number: int) -> Callable[[Transaction], bool]:
    """Whether the round of that game stands."""
    place = Place(platform="terminal", workspace="local", channel=f"c{number}")

    def look(tx: Transaction) -> bool:
        table = tx[GameRows].newest(place)
        return table is not None and table.round is not None and table.round.state is not RoundState.PENDING

    return look


def _observe_phases(services: Services) -> tuple[list[float], list[float], asyncio.Event]:
    """How long after its deadline each phase ended; the event tells when all did."""
    turn, close, over, loop = GameRows.turn_round, GameRows.close_round, asyncio.Event(), asyncio.get_running_loop()
    after_writing: list[float] = []
    closed: list[float] = []

    def late(rows: GameRows, round_id: str) -> float:
        closes_at = rows._connection.execute(round_.select().where(round_.c.id == round_id)).one().closes_at
        return float((services.clock.now() - closes_at) / timedelta(seconds=1))

    def timed_turn(self: GameRows, turned: Round) -> bool:
        after = late(self, turned.id)
        done = turn(self, turned)
        after_writing.extend([after] if done else [])
        return done

    def timed_close(self: GameRows, round_id: str) -> bool:
        after = late(self, round_id)
        done = close(self, round_id)
        closed.extend([after] if done else [])
        if len(closed) == BLUFFS_AT_ONCE:
            loop.call_soon_threadsafe(over.set)
        return done

    GameRows.turn_round = timed_turn  # type: ignore[method-assign]
    GameRows.close_round = timed_close  # type: ignore[method-assign]
    return after_writing, closed, over


async def _lateness(services: Services) -> list[float]:
    engine, outbox, jobs = (
        Engine(services),
        Outbox(services, POSTS, Messengers({"terminal": Silent()})),
        EmbeddedJobs(services.clock),
    )
    lateness: list[float] = []
    over = _observe(services, lateness)
    serving = asyncio.create_task(jobs.run(handlers(engine, outbox, jobs)))
    for number in range(AT_ONCE):
        at = services.clock.now()
        options = {"rounds": "2", "seconds": str(ROUND_SECONDS), "mode": "who-said", "begin": "now"}
        place = Place(platform="terminal", workspace="local", channel=f"c{number}")
        request = Request(
            key=str(number), place=place, user=User(id="ann", name="Ann"), at=at, command="quiz start", options=options
        )
        await engine.handle(request)
        jobs.wake(POST, "", at)
        await asyncio.sleep(STARTING_SECONDS / AT_ONCE)
    jobs.wake(DUE, "", services.clock.now())
    await over.wait()
    await jobs.drain(5)
    await serving
    return lateness


def _observe(services: Services, lateness: list[float]) -> asyncio.Event:
    """Note how long after its deadline each round is closed; the event tells when all were."""
    close, over, loop = GameRows.close_round, asyncio.Event(), asyncio.get_running_loop()

    def timed(self: GameRows, round_id: str) -> bool:
        done = close(self, round_id)
        closes_at = self._connection.execute(round_.select().where(round_.c.id == round_id)).one().closes_at
        if done and closes_at is not None:
            lateness.append((services.clock.now() - closes_at) / timedelta(seconds=1))
        if len(lateness) == 2 * AT_ONCE:
            loop.call_soon_threadsafe(over.set)
        return done

    GameRows.close_round = timed  # type: ignore[method-assign]
    return over


def main() -> None:
    """Print every table."""
    asyncio.run(a_thousand_bluffs())
    asyncio.run(a_thousand_games())
    asyncio.run(racing())
    random_games()


if __name__ == "__main__":
    main()
