"""Wake-ups in this process: a heap of wake-ups behind one timer, and a static tick that finds what was left.

APScheduler drives the tick alone, never a job for each game or channel: ten thousand of its jobs due at one instant
were measured to be dropped, all of them.
"""

import asyncio
import heapq
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from typing_extensions import override

from bot.delivery.jobs import Handler, Jobs
from bot.delivery.runs import Runs
from bot.library.watched import LOOK_SECONDS
from bot.metrics import NOBODY, Metrics
from bot.storage.store import Clock
from bot.storage.wakeups import DAILY

SWEEP = "sweep"
SWEEP_SECONDS = 1.0
DAILY_SECONDS = 30.0
DROP = "drop"
# Which feeds are due is looked at so often; each is looked at once an hour at most.
FEEDS, FEEDS_SECONDS = "feeds", 60.0
# What is over is deleted so often; whether a backup is due is looked at so often.
RETENTION, RETENTION_SECONDS = "retention", 3600.0
BACKUP, BACKUP_SECONDS = "backup", 60.0
# Whether linked members are there still is asked so often.
ABSENCE, ABSENCE_SECONDS = "absence", 900.0
# What a process keeps for itself of content that is gone, it lets go so often.
FORGET, FORGET_SECONDS = "forget", 3600.0


class EmbeddedJobs(Jobs):
    """Runs at most one handler for a (kind, id) at a time; a wake-up that comes meanwhile lets it run once more."""

    def __init__(
        self, clock: Clock, *, sweep: float = SWEEP_SECONDS, daily: float = DAILY_SECONDS, drop: float = LOOK_SECONDS,
        metrics: Metrics = NOBODY,
    ) -> None:  # fmt: skip
        self._clock = clock
        self._seconds = {
            SWEEP: sweep, DAILY: daily, DROP: drop, FEEDS: FEEDS_SECONDS, RETENTION: RETENTION_SECONDS,
            BACKUP: BACKUP_SECONDS, ABSENCE: ABSENCE_SECONDS, FORGET: FORGET_SECONDS,
        }  # fmt: skip
        self._heap: list[tuple[datetime, str, str]] = []
        self._news = asyncio.Event()
        self._runs = Runs(clock, metrics)
        self._closing = False

    @override
    def wake(self, kind: str, subject: str, at: datetime) -> None:
        heapq.heappush(self._heap, (at, kind, subject))
        self._news.set()

    @override
    async def run(self, handlers: Mapping[str, Handler]) -> None:
        """ "sweep" is woken every second, "daily", "drop", "feeds" and "backup" at once and then every so often.

        What nobody handles here is not woken.
        """
        ticks = AsyncIOScheduler(timezone=UTC)
        for kind, seconds in self._seconds.items():
            if kind in handlers:
                ticks.add_job(
                    self._tick, "interval", [kind], seconds=seconds, coalesce=True, max_instances=1,
                    misfire_grace_time=None,
                )  # fmt: skip
        ticks.start()
        for kind in (DAILY, DROP, FEEDS, BACKUP):
            self.wake(kind, "", self._clock.now())
        try:
            while not self._closing:
                self._start_due(handlers)
                await self._wait()
        finally:
            ticks.shutdown(wait=False)

    @override
    async def drain(self, seconds: float) -> None:
        self._closing = True
        self._news.set()
        await self._runs.drain(seconds)

    async def _tick(self, kind: str) -> None:
        self.wake(kind, "", self._clock.now())

    async def _wait(self) -> None:
        seconds = (self._heap[0][0] - self._clock.now()).total_seconds() if self._heap else None
        if seconds is None or seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), seconds)
        self._news.clear()

    def _start_due(self, handlers: Mapping[str, Handler]) -> None:
        now = self._clock.now()
        while self._heap and self._heap[0][0] <= now:
            _, kind, subject = heapq.heappop(self._heap)
            if kind in handlers:
                self._runs.start(kind, subject, handlers[kind])
