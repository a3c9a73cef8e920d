"""Handlers at work in this process: one at a time for a kind and an id, and none that fails stops the others."""

import asyncio
import logging

from bot.delivery.jobs import Handler
from bot.errors import StorageError
from bot.metrics import NOBODY, Metrics
from bot.storage.store import Clock

# In a rush every request wakes the same few handlers: one run so often serves them all.
AGAIN_SECONDS = 0.05
_log = logging.getLogger(__name__)


class Runs:
    """Runs at most one handler for a (kind, id) at a time; what is asked for meanwhile lets it run once more."""

    def __init__(self, clock: Clock, metrics: Metrics = NOBODY) -> None:
        self._clock, self._metrics = clock, metrics
        self._tasks: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._again: set[tuple[str, str]] = set()
        self._failing: set[str] = set()
        self._closing = False

    def start(self, kind: str, subject: str, handler: Handler) -> "asyncio.Task[None] | None":
        """Let it run; None where it runs already, and will once more."""
        job = kind, subject
        if job in self._tasks:
            self._again.add(job)
            return None
        task = asyncio.create_task(self._run(kind, subject, handler), name=f"{kind} {subject}")
        self._tasks[job] = task
        return task

    async def drain(self, seconds: float) -> None:
        """Let nothing run once more, and wait, at most so many seconds, for what runs."""
        self._closing = True
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds)

    async def _run(self, kind: str, subject: str, handler: Handler) -> None:
        job = kind, subject
        try:
            while True:
                self._again.discard(job)
                await self._safely(kind, subject, handler)
                if job not in self._again or self._closing:
                    return
                await asyncio.sleep(AGAIN_SECONDS)
        finally:
            del self._tasks[job]

    async def _safely(self, kind: str, subject: str, handler: Handler) -> None:
        """One that fails must not stop the others; that is told when it begins and when it ends."""
        try:
            await handler(subject)
        except StorageError:
            pass  # the storage tells when that begins and when it ends; the next sweep tries again
        except Exception:  # noqa: BLE001 - whatever it was, it is tried again
            if kind not in self._failing:
                _log.exception("the handler of %s %s failed; the next sweep tries again", kind, subject)
            self._failing.add(kind)
        else:
            self._metrics.ran(kind, self._clock.now())
            if kind in self._failing:
                _log.warning("the handler of %s works again", kind)
            self._failing.discard(kind)
