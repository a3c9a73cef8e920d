"""Daily posts: every zone over ten years, a year in two of them, and the tick beside a scheduler's job per channel."""

import asyncio
import gc
import logging
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time

from apscheduler.events import EVENT_JOB_MISSED
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Schedule, Slot
from bot.daily.rules.model import Style, Subscription
from bot.daily.use_cases.tick import tick
from bot.delivery.clock import VirtualClock
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.transaction import Transaction
from tests.databases import create_database, postgresql_server
from tests.year import dates, posts_by_date
from tests.zones import TIMES, Count, check, every_zone, random_time

FIRST, LAST = date(2026, 1, 1), date(2035, 12, 31)
YEAR = datetime(2026, 1, 1, 12, tzinfo=UTC)
DUE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIZES, AT_ONCE, PAGE = (1_000, 10_000, 100_000), 10_000, 5_000
HEARTBEAT = 0.001
IDLE_TICKS = 200


def main() -> None:
    """Print every table."""
    zones()
    asyncio.run(years())
    asyncio.run(ticks())


def zones() -> None:
    """All of them, ten years, four fixed times and one at random."""
    names = every_zone()
    start = time.perf_counter()
    with ProcessPoolExecutor() as pool:
        count = sum(pool.map(_zone, names, chunksize=20), Count())
    print(f"\nlocal days: {len(names)} zones, {FIRST} to {LAST}, at {', '.join(map(str, TIMES))} and a random minute")
    print(f"  {count.resolved:,} resolved in {time.perf_counter() - start:.0f} s, {len(count.wrong)} wrong")
    for what, often in sorted(count.seen.items()):
        print(f"  {often:,} {what}")
    assert count.wrong == []


def _zone(name: str) -> Count:
    return check(name, FIRST, LAST, [*TIMES, random_time(random.Random(name))])


async def years() -> None:
    """A year of a channel lived through: messages by local date, from the day after it was set."""
    print("\na year of a channel, every message of it by its local date")
    for zone in ("Europe/Berlin", "America/Los_Angeles"):
        for wall in ("00:00", "02:30"):
            posted = await posts_by_date(zone, wall, YEAR, 365)
            print(f"  {zone:20} {wall}  {posted.total()} messages on {len(posted)} dates")
            assert posted == dict.fromkeys(dates(zone, YEAR, 365), 1)


async def ticks() -> None:
    """The tick on both engines, and a scheduler that holds a job for each channel."""
    print(f"\nthe tick: idle with so many subscriptions, then {AT_ONCE:,} of them due at once")
    print("  engine       subscriptions  idle, median (ms)  10,000 due (s)  rows a second  longest stall (ms)")
    with tempfile.TemporaryDirectory() as folder, postgresql_server() as server:
        for size in SIZES:
            await _measure("sqlite", f"sqlite:///{folder}/{size}.db", size)
        for size in SIZES:
            await _measure("postgresql", create_database(server), size)
    await _scheduler()


async def _measure(engine: str, url: str, size: int) -> None:
    async with _world(url, size) as services:
        # As a serving process does.
        gc.freeze()
        idle = [await _seconds_of_tick(services, DUE - timedelta(hours=1)) for _ in range(IDLE_TICKS)]
        due = min(size, AT_ONCE)
        stalls: list[float] = []
        watching = asyncio.create_task(_watch(stalls))
        start = time.perf_counter()
        made = await tick(services, ["terminal"], DUE)
        taken = time.perf_counter() - start
        watching.cancel()
        assert made == due
        worked = f"{taken:14.2f} {made / taken:14.0f} {max(stalls) * 1000:19.1f}"
        print(f"  {engine:12} {size:13,} {statistics.median(idle) * 1000:18.2f} {worked}", flush=True)


async def _seconds_of_tick(services: Services, at: datetime) -> float:
    start = time.perf_counter()
    assert await tick(services, ["terminal"], at) == 0
    return time.perf_counter() - start


async def _watch(stalls: list[float]) -> None:
    """How much longer than asked the loop sleeps."""
    while True:
        start = time.perf_counter()
        await asyncio.sleep(HEARTBEAT)
        stalls.append(time.perf_counter() - start - HEARTBEAT)


@asynccontextmanager
async def _world(url: str, size: int) -> AsyncIterator[Services]:
    store = await open_store(url)
    services = Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(DUE), rng=random.Random(1))
    await store_samples(services)
    for first in range(0, size, PAGE):
        await store.write(lambda tx, first=first: _subscribe(tx, first, min(first + PAGE, size)))  # type: ignore[misc]
    yield services
    await store.close()


def _subscribe(tx: Transaction, first: int, last: int) -> None:
    """The first ten thousand are due at nine, the others the next day."""
    for n in range(first, last):
        at = DUE if n < AT_ONCE else DUE + timedelta(days=1)
        tx[DailyRows].put(
            Subscription(
                id=f"s{n:06}", place=Place(platform="terminal", workspace="local", channel=f"c{n}"), pack="",
                style=Style.QUOTE, schedule=Schedule(time=wall_time(9), zone="UTC"), set_by="ann", set_by_name="Ann",
                next=Slot(at.date(), at), warned=True,
            )
        )  # fmt: skip


async def _scheduler() -> None:
    """APScheduler as one would use it at first: a job for each channel, all due at one moment."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    ran: list[int] = []
    missed: list[object] = []

    async def job() -> None:
        ran.append(1)

    scheduler.add_listener(missed.append, EVENT_JOB_MISSED)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler.start(paused=True)
    start = time.perf_counter()
    at = datetime.now(UTC) + timedelta(seconds=20)
    for _ in range(AT_ONCE):
        scheduler.add_job(job, "cron", hour=at.hour, minute=at.minute, second=at.second)
    added = time.perf_counter() - start
    stalls: list[float] = []
    scheduler.resume()
    watching = asyncio.create_task(_watch(stalls))
    await asyncio.sleep(max(0.0, (at - datetime.now(UTC)).total_seconds()) + 5)
    watching.cancel()
    scheduler.shutdown(wait=False)
    print(
        f"  beside it, APScheduler with a job for each of {AT_ONCE:,} channels: added in {added:.1f} s at every start, "
        f"stall {max(stalls) * 1000:.0f} ms, {len(ran):,} ran, {len(missed):,} missed"
    )


if __name__ == "__main__":
    main()
