"""Whether a database can be used: told in the log once when it cannot, and once when it can again.

While a database does not answer, whoever asks would wait for as long as it takes to notice. So one at a time asks, and
the others are told at once.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, ExceptionContext, event

from bot.errors import StorageAway, StorageError, StorageUnwritable

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Trouble:
    error: StorageError
    began: float
    last: float
    asking: bool = False


class Watch:
    """Knows about reading and writing apart: a full disk stops one of them only. Safe to use from several threads.

    `means` tells what an error means, or None for one that says nothing about the database. With `together` it answers
    to everybody or to nobody; a file may be locked against writing alone.
    """

    def __init__(self, means: Callable[[BaseException], StorageError | None], *, together: bool) -> None:
        self._means, self._together = means, together
        self._lock = threading.Lock()
        self._troubles: dict[bool, _Trouble] = {}
        self._told: set[str] = set()
        self._worked_at = {True: 0.0, False: 0.0}

    def translate(self, engine: Engine) -> None:
        """Let the errors of that engine mean something where they are raised, within a transaction as well."""

        @event.listens_for(engine, "handle_error")
        def _handle(context: ExceptionContext) -> StorageError | None:
            # A connection that broke while nobody used it is only made anew.
            return None if context.is_pre_ping else self._means(context.original_exception)

    @contextmanager
    def over(self, *, writes: bool, since: float) -> Iterator[None]:
        """Around the use of the database; `since` is when it was asked for, on the steady clock.

        Raises StorageError for what the database failed at, and at once while it does not answer to somebody else.
        """
        asking = self._enter(writes=writes, since=since)
        try:
            yield
        except Exception as error:
            meant = error if isinstance(error, StorageError) else self._means(error)
            if meant is None:
                # A refusal, say: the database did what it was asked for.
                self._worked(writes=False)
                raise
            # It may have worked for others since, who asked later.
            if since >= self._worked_at[writes] or not isinstance(meant, StorageAway):
                self.failed(meant, writes=writes)
            raise meant from None
        else:
            self._worked(writes=writes)
        finally:
            if asking:
                asking.asking = False

    def _enter(self, *, writes: bool, since: float) -> _Trouble | None:
        with self._lock:
            trouble = self._troubles.get(writes)
            if trouble is None or not isinstance(trouble.error, StorageAway):
                return None
            if trouble.asking or since < trouble.last:
                raise StorageAway(str(trouble.error))
            trouble.asking = True
            return trouble

    def fails(self, *, writes: bool) -> bool:
        """Whether it failed last."""
        return writes in self._troubles

    @property
    def cannot_write(self) -> bool:
        """Whether writing failed last. A transaction that had nothing to write tells nothing about it."""
        trouble = self._troubles.get(True)
        return trouble is not None and isinstance(trouble.error, StorageUnwritable)

    def failed(self, error: StorageError, *, writes: bool) -> None:
        """Take note that it cannot be used."""
        with self._lock:
            now, known, other = time.monotonic(), self._troubles.get(writes), self._troubles.get(not writes)
            if isinstance(error, StorageAway | StorageUnwritable):
                self._troubles[writes] = known or _Trouble(error, now, now)
                same = [t for t in (known, other) if t is not None and type(t.error) is type(error)]
                self._troubles[writes].error, self._troubles[writes].last = error, now
                told = bool(same)
            else:
                # What does not end by itself comes and goes with what is asked for: it is told once.
                told = str(error) in self._told
                self._told.add(str(error))
        if not told:
            _log.error("%s", error)

    @property
    def answered_at(self) -> float:
        """When it did last what it was asked for, on the steady clock."""
        return max(self._worked_at.values())

    def _worked(self, *, writes: bool) -> None:
        for way in (True, False) if writes or self._together else (False,):
            self._worked_at[way] = time.monotonic()
        if not self._troubles:
            return
        with self._lock:
            over = [self._troubles.pop(way) for way in list(self._troubles) if self._is_over(way, writes=writes)]
            left = {type(t.error) for t in self._troubles.values()}
        for kind in {type(t.error) for t in over} - left:
            began = min(t.began for t in over if type(t.error) is kind)
            _log.warning("the database works again, after %.0f s", time.monotonic() - began)

    def _is_over(self, way: bool, *, writes: bool) -> bool:
        return writes or not way or (self._together and isinstance(self._troubles[way].error, StorageAway))
