"""The Jobs port on Procrastinate's queue: what anybody asks for is done by whichever process is free.

Wake-ups wait in the database, once each, and ticks come once for all processes. What a process keeps for itself, such
as its libraries, it follows by itself. Rows that are due stay the truth: a job that is lost is made up for by the next
tick, one that is doubled finds nothing to do.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime

from typing_extensions import override

from bot.delivery.jobs import Handler, Jobs
from bot.delivery.queue.worker import QueueWorker
from bot.delivery.runs import AGAIN_SECONDS, Runs
from bot.delivery.scheduler import (
    ABSENCE,
    ABSENCE_SECONDS,
    BACKUP,
    BACKUP_SECONDS,
    DAILY_SECONDS,
    DROP,
    FEEDS,
    FEEDS_SECONDS,
    RETENTION,
    RETENTION_SECONDS,
    SWEEP,
    SWEEP_SECONDS,
    EmbeddedJobs,
)
from bot.library.watched import LOOK_SECONDS
from bot.metrics import NOBODY, Metrics
from bot.storage.perseverance import Perseverance
from bot.storage.store import Clock, Store
from bot.storage.wakeups import DAILY, DUE, POST, QueueRows, WakeUp

_log = logging.getLogger(__name__)


class QueuedJobs(Jobs):
    """`own` are the kinds that this process does for itself alone; everything else goes through the queue."""

    def __init__(
        self, database_url: str, store: Store, clock: Clock, *, own: Collection[str], sweep: float = SWEEP_SECONDS,
        daily: float = DAILY_SECONDS, metrics: Metrics = NOBODY,
    ) -> None:  # fmt: skip
        self._url, self._store, self._clock, self._own, self._look = database_url, store, clock, own, sweep
        self._mine, self._runs = EmbeddedJobs(clock, metrics=metrics), Runs(clock, metrics)
        self._every = {
            DUE: sweep, POST: sweep, DAILY: daily, DROP: LOOK_SECONDS, FEEDS: FEEDS_SECONDS,
            RETENTION: RETENTION_SECONDS, BACKUP: BACKUP_SECONDS, ABSENCE: ABSENCE_SECONDS,
        }  # fmt: skip
        self._asked: dict[str, WakeUp] = {}
        self._news, self._closing = asyncio.Event(), asyncio.Event()
        self._worker: QueueWorker | None = None

    @override
    def wake(self, kind: str, subject: str, at: datetime) -> None:
        """In so many seconds as it is until then by this process's clock, counted by the database's."""
        if kind in self._own:
            self._mine.wake(kind, subject, at)
            return
        seconds = (at - self._clock.now()).total_seconds()
        asked = WakeUp(kind, subject, seconds, f"{at.timestamp():.3f}") if seconds > 0 else WakeUp(kind, subject)
        self._asked[asked.lock] = asked
        self._news.set()

    @override
    async def run(self, handlers: Mapping[str, Handler]) -> None:
        """Whoever handles nothing but what is its own only asks; what lies in the drop folders is looked at first."""
        shared = {kind: handler for kind, handler in handlers.items() if kind not in (*self._own, SWEEP)}
        work = [self._mine.run({k: h for k, h in handlers.items() if k in self._own}), self._ask()]
        if shared:
            self._worker = QueueWorker(self._url, shared, self._runs, self._wake_now)
            work += [self._worker.run(), self._tick({k: s for k, s in self._every.items() if k in shared})]
            for kind in shared.keys() & {DAILY, FEEDS, BACKUP}:
                self._wake_now(kind, "")
        if DROP in shared:
            self._runs.start(DROP, "", shared[DROP])
        async with asyncio.TaskGroup() as together:
            for each in work:
                together.create_task(each)

    @override
    async def drain(self, seconds: float) -> None:
        self._closing.set()
        self._news.set()
        if self._worker is not None:
            self._worker.stop()
        await asyncio.gather(self._mine.drain(seconds), self._runs.drain(seconds))

    def _wake_now(self, kind: str, subject: str) -> None:
        self.wake(kind, subject, self._clock.now())

    async def _ask(self) -> None:
        """Put what was asked for into the queue, some of it together; what cannot be put there comes with a tick."""
        asking = Perseverance(_log, "asking for jobs")
        while not self._closing.is_set():
            await self._news.wait()
            self._news.clear()
            asked, self._asked = self._asked, {}
            if asked:
                with asking.turn():
                    await self._store.write(lambda tx: tx[QueueRows].wake(list(asked.values())))  # noqa: B023
                await asyncio.sleep(AGAIN_SECONDS)

    async def _tick(self, every: dict[str, float]) -> None:
        ticking = Perseverance(_log, "the tick of the queue of jobs")
        while not self._closing.is_set():
            with ticking.turn():
                await self._store.write(lambda tx: tx[QueueRows].tick(every))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), self._look)
