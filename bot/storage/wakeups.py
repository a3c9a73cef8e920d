"""Jobs that are asked for in the transaction that causes them, where Procrastinate serves wake-ups (QUOTH_JOBS).

A job says which kind of work to look at and for which id, never more: what is to be done stands in the rows. One kind
of work for one id waits once in the queue, however often it is asked for. A store that was not opened for the queue
asks for nothing; what is due is found by the next tick.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from bot.storage.transaction import Rows

# Posts to send and games to look at, which are asked for where rows are written; schedules, which have ticks alone.
POST, DUE, DAILY = "post", "due", "daily"
# All jobs are in the queue of that name, and the names of their tasks begin with it.
QUEUE = "quoth"
# Whose jobs go first when several wait.
PRIORITIES = {DUE: 30, POST: 20, DAILY: 10}
# On an engine: its transactions ask for jobs; on a connection: which kinds the transaction at hand asked for.
QUEUED, _ASKED = "quoth_queued", "quoth_asked"
_THERE = text("SELECT to_regclass('procrastinate.procrastinate_jobs') IS NOT NULL")
_WAKE = text("SELECT procrastinate.quoth_wake(:kind, :subject, :wait, :lock, :priority)")
_TICK = text(
    "SELECT procrastinate.quoth_tick(t.kind, t.seconds, t.priority) FROM unnest(CAST(:kinds AS text[]), "
    "CAST(:seconds AS float8[]), CAST(:priorities AS integer[])) AS t (kind, seconds, priority)"
)
_COUNTS = text(
    "SELECT status = 'failed' AS aside, count(*) FROM procrastinate.procrastinate_jobs "
    "WHERE queue_name = :queue AND status IN ('todo', 'doing', 'failed') GROUP BY 1"
)
_PRUNE = text(
    "DELETE FROM procrastinate.procrastinate_jobs WHERE id IN (SELECT j.id FROM procrastinate.procrastinate_jobs j "
    "WHERE j.queue_name = :queue AND j.status NOT IN ('todo', 'doing') AND NOT EXISTS (SELECT 1 "
    "FROM procrastinate.procrastinate_events e WHERE e.job_id = j.id AND e.at >= :before) LIMIT :limit)"
)


@dataclass(frozen=True, slots=True)
class WakeUp:
    """A kind of work, for an id, in so many seconds. `at` tells two of the same kind and id in the future apart."""

    kind: str
    subject: str = ""
    seconds: float = 0.0
    at: str = ""

    @property
    def lock(self) -> str:
        """By which it waits once."""
        return f"{self.kind}:{self.subject}@{self.at}" if self.at else f"{self.kind}:{self.subject}"


def wake(connection: Connection, kind: str) -> None:
    """Let that kind of work be looked at once this transaction is kept; nothing comes of one that is not."""
    if connection.get_execution_options().get(QUEUED):
        connection.info.setdefault(_ASKED, set()).add(kind)


def begin(connection: Connection) -> None:
    """A transaction begins, which has asked for nothing yet: the connection may remember one that failed."""
    connection.info.pop(_ASKED, None)


def keep(connection: Connection) -> None:
    """Last thing in a transaction: put what it asked for into the queue, so that nobody waits long for its rows."""
    for kind in sorted(connection.info.pop(_ASKED, ())):
        _wake(connection, WakeUp(kind))


def _wake(connection: Connection, asked: WakeUp) -> None:
    connection.execute(_WAKE, {
        "kind": asked.kind, "subject": asked.subject, "wait": asked.seconds, "lock": asked.lock,
        "priority": PRIORITIES.get(asked.kind, 0),
    })  # fmt: skip


class QueueRows(Rows):
    """The queue in transactions of its own. Where there is none, nothing waits in it."""

    def wake(self, asked: Sequence[WakeUp]) -> None:
        """Let these wait in the queue, each once."""
        for each in sorted(asked, key=lambda a: a.lock):
            _wake(self._connection, each)

    def tick(self, every: dict[str, float]) -> None:
        """Let each of these kinds wait in the queue once in so many seconds of the database's clock, whoever asks."""
        self._connection.execute(_TICK, {
            "kinds": list(every), "seconds": [float(seconds) for seconds in every.values()],
            "priorities": [PRIORITIES.get(kind, 0) for kind in every],
        })  # fmt: skip

    def counts(self) -> tuple[int, int]:
        """How many jobs wait or run, and how many were set aside."""
        if not self._is_there():
            return 0, 0
        found = {bool(aside): int(n) for aside, n in self._connection.execute(_COUNTS, {"queue": QUEUE})}
        return found.get(False, 0), found.get(True, 0)

    def prune(self, before: datetime, limit: int) -> int:
        """Delete jobs that ended, or were set aside, before that; returns how many."""
        if not self._is_there():
            return 0
        return self._connection.execute(_PRUNE, {"queue": QUEUE, "before": before, "limit": limit}).rowcount

    def _is_there(self) -> bool:
        return self._connection.dialect.name == "postgresql" and bool(self._connection.execute(_THERE).scalar())
