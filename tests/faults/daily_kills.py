"""Daily posts while their senders are killed at random moments: each channel has one message for each date, no more.

Real processes, real HTTP, kill -9. Processes are forked from one that has everything imported, so that a thousand of
them do not spend the test on starting.
"""

import asyncio
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from ctypes import c_double
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from multiprocessing.context import ForkServerProcess
from typing import Any

from sqlalchemy import func, select

from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Schedule, Slot
from bot.daily.rules.lateness import JITTER
from bot.daily.rules.model import Style, Subscription
from bot.delivery.clock import SystemClock
from bot.delivery.outbox import LEASE_SECONDS
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.tables.daily import delivery
from bot.storage.transaction import Transaction
from tests.faults import poster
from tests.faults.chat import ChatService, Kind, Service
from tests.faults.platforms import ShakyDiscord, ShakySlack

FIRST = date(2026, 3, 2)
EIGHT = wall_time(20)
POSTERS = 2
Begin = Callable[[], ForkServerProcess]
PATIENCE = 600.0
# How long none is killed though nothing is sent: until the client library of a platform has found its feet.
# From so large a share on, at least one of them has to stand still.
HALF = 0.5
LONGEST = {Kind.NONCE: 1.0, Kind.HISTORY: 1.0, Kind.SLACK: 1.5, Kind.DISCORD: 4.0}


@dataclass
class Outcome:
    """What was done and seen."""

    deliveries: int
    kills: int = 0
    stops: int = 0
    missed: int = 0
    doubled: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    told_to_wait: int = 0
    answers_lost: int = 0


async def run(
    database_url: str,
    kind: Kind,
    *,
    channels: int,
    days: int,
    kills: int,
    seed: int,
    posters: int = POSTERS,
    stops: float = 0.05,
) -> Outcome:
    """Let so many channels have their daily post for so many days while senders are killed at least so often.

    So large a share of the killings only makes a sender stand still for longer than its claims last.
    """
    rng, start = random.Random(seed), time.monotonic()
    outcome = Outcome(channels * days)
    store = await open_store(database_url)
    async with service(kind, channels, seed) as chat:
        await _subscribe(store, chat.places)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.poster"])
        # Without a lock: whoever is killed would keep it for ever.
        ahead = context.RawValue(c_double, 0.0)

        def begin() -> ForkServerProcess:
            process = context.Process(target=poster.main, args=(database_url, chat.url, kind.value, ahead), daemon=True)
            process.start()
            return process

        killer = asyncio.create_task(_kill([begin] * posters, chat, outcome, rng, 0.9 * channels * days / kills, stops))
        try:
            for day in range(days):
                due = datetime.combine(FIRST + timedelta(days=day), EIGHT, UTC)
                ahead.value = due.timestamp() - time.time()
                wanted = channels * (day + 1)
                await _until(lambda n=wanted: _counted(store, n), killer)  # type: ignore[misc]
                # All are made; those that were spread are due by now.
                ahead.value += JITTER.total_seconds()
                await _until(lambda n=wanted: _counted(store, n, settled=True), killer)  # type: ignore[misc]
            await _until(lambda: _reached(outcome, kills, stood_still=stops >= HALF), killer)
        finally:
            killer.cancel()
            await asyncio.gather(killer, return_exceptions=True)
        await _count(store, chat, outcome, channels, days)
    await store.close()
    outcome.seconds = time.monotonic() - start
    return outcome


async def _kill(
    begin: Sequence[Begin], chat: Service, outcome: Outcome, rng: random.Random, every: float, stops: float
) -> None:
    """Kill one of them at random, about once in so many posts, or when none was sent for a while.

    A share of them is not killed but stands still until its claims have run out, and goes on believing in them.
    """
    processes = [start() for start in begin]
    try:
        while True:
            enough = chat.count() + rng.expovariate(1 / every)
            patience = time.monotonic() + rng.uniform(0.0, LONGEST[chat.kind])
            await _passed(chat, enough, patience)
            await asyncio.sleep(rng.uniform(0.0, 0.02))
            victim = rng.randrange(len(processes))
            if rng.random() < stops:
                await _stop(processes[victim])
                outcome.stops += 1
                continue
            processes[victim].kill()
            processes[victim].join()
            outcome.kills += 1
            processes[victim] = begin[victim]()
    finally:
        for process in processes:
            process.kill()
            process.join()


async def _stop(process: ForkServerProcess) -> None:
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    await asyncio.sleep(1.3 * LEASE_SECONDS)
    os.kill(process.pid, signal.SIGCONT)


async def _passed(chat: Service, messages: float, patience: float) -> None:
    while chat.count() < messages and time.monotonic() < patience:  # noqa: ASYNC110
        await asyncio.sleep(0.005)


def service(kind: Kind, channels: int, seed: int) -> Service:
    """The chat service of that kind."""
    match kind:
        case Kind.DISCORD:
            return ShakyDiscord(channels, seed)
        case Kind.SLACK:
            return ShakySlack(channels, seed)
        case Kind.NONCE | Kind.HISTORY:
            return ChatService(kind, channels=channels, seed=seed)


async def _subscribe(store: Store, places: Sequence[Place]) -> None:
    """Every channel at eight in the evening."""
    await store_samples(Services(store=store, libraries=LibraryCache(store), clock=SystemClock(), rng=random.Random(1)))

    def put(tx: Transaction) -> None:
        for n, place in enumerate(places):
            tx[DailyRows].put(
                Subscription(
                    id=f"s{n}", place=place, pack="",
                    style=Style.QUOTE, schedule=Schedule(time=EIGHT, zone="UTC"), set_by="ann",
                    set_by_name="Ann", next=Slot(FIRST, datetime.combine(FIRST, EIGHT, UTC)), warned=True,
                )
            )  # fmt: skip

    await store.write(put)


async def _until(reached: Callable[[], Awaitable[bool]], killer: "asyncio.Task[None]") -> None:
    """Wait for something while the killing goes on."""
    until = time.monotonic() + PATIENCE
    while not await reached():
        assert time.monotonic() < until, "stuck"
        if killer.done():
            killer.result()
        await asyncio.sleep(0.1)


async def _counted(store: Store, expected: int, *, settled: bool = False) -> bool:
    """Whether so many deliveries are made, or have their outcome."""

    def look(tx: Transaction) -> int:
        rows = select(func.count()).select_from(delivery)
        rows = rows.where(delivery.c.state != "waiting") if settled else rows
        return int(tx[DailyRows]._connection.execute(rows).scalar_one())

    return await store.read(look) >= expected


async def _reached(outcome: Outcome, kills: int, *, stood_still: bool) -> bool:
    return outcome.kills >= kills and (outcome.stops > 0 or not stood_still)


async def _count(store: Store, chat: Service, outcome: Outcome, channels: int, days: int) -> None:
    """By channel and message at the service, by channel and date in the ledger."""

    def look(tx: Transaction) -> list[Any]:
        rows = select(delivery.c.subscription_id, delivery.c.local_date, delivery.c.state)
        return list(tx[DailyRows]._connection.execute(rows))

    ledger = await store.read(look)
    outcome.outcomes = Counter(row.state for row in ledger)
    standing = chat.standing()
    outcome.missed = sum(max(0, days - standing[p.channel]) for p in chat.places)
    outcome.doubled = sum(max(0, standing[p.channel] - days) for p in chat.places)
    assert len({(row.subscription_id, row.local_date) for row in ledger}) == len(ledger) == channels * days
    outcome.told_to_wait, outcome.answers_lost = chat.told_to_wait, chat.answers_lost
