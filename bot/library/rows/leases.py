"""Who looks at which quote at the desk now, so that no two are dealt the same."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.rows import insert
from bot.storage.tables.desk import lease
from bot.storage.transaction import Rows


class LeaseRows(Rows):
    """One row a quote and person, until a moment: they look at it, or skipped it to see others first."""

    def others(self, user_id: str, at: datetime) -> frozenset[int]:
        """Numbers that others look at."""
        theirs = lease.c.user_id != user_id, ~lease.c.skipped, lease.c.until > at
        return frozenset(self._connection.execute(select(lease.c.number).where(*theirs)).scalars())

    def looks_at(self, user_id: str, among: Collection[int], at: datetime) -> int | None:
        """The number that somebody looks at."""
        mine = lease.c.user_id == user_id, ~lease.c.skipped, lease.c.until > at
        held = self._connection.execute(select(lease.c.number).where(*mine)).scalars()
        return next((number for number in held if number in among), None)

    def skipped(self, user_id: str, at: datetime) -> dict[int, datetime]:
        """What somebody skipped, the longest ago first, and until when that holds."""
        mine = lease.c.user_id == user_id, lease.c.skipped, lease.c.until > at
        rows = select(lease.c.number, lease.c.until).where(*mine).order_by(lease.c.until, lease.c.number)
        return {row.number: row.until for row in self._connection.execute(rows)}

    def take(self, number: int, user_id: str, until: datetime, at: datetime) -> None:
        """Let somebody look at that quote and at no other; what is over goes."""
        mine = (lease.c.user_id == user_id) & ~lease.c.skipped
        self._connection.execute(delete(lease).where(mine | (lease.c.until <= at)))
        self._put(number, user_id, until, skipped=False)

    def skip(self, number: int, user_id: str, until: datetime) -> None:
        """They want to see others first."""
        self._put(number, user_id, until, skipped=True)

    def let_go(self, number: int, user_id: str) -> None:
        """They look at it no more, and have not skipped it."""
        self._connection.execute(delete(lease).where(lease.c.number == number, lease.c.user_id == user_id))

    def _put(self, number: int, user_id: str, until: datetime, *, skipped: bool) -> None:
        values = {"until": until, "skipped": skipped}
        new = insert(self._connection, lease).values(number=number, user_id=user_id, **values)
        self._connection.execute(new.on_conflict_do_update(index_elements=["number", "user_id"], set_=values))
