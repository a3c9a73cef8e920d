"""Batons: what one process at a time may do is a row, held as long as a lease lasts."""

from datetime import datetime, timedelta

from sqlalchemy import Update, delete, select, update

from bot.storage.rows import insert, lease_time
from bot.storage.tables.batons import baton
from bot.storage.transaction import Rows

# Who waits for one that somebody holds looks again after so long.
LOOK_SECONDS = 0.1
# One that nobody took for so long is forgotten.
OLD = timedelta(hours=1)
NOBODY = ""


class BatonRows(Rows):
    """Who holds what, measured by the store's own clock, as all leases are."""

    def take(self, name: str, me: str, *, lease: float) -> float:
        """Hold it for so long: 0 when that was done, else after how many seconds to ask again."""
        now = self._now()
        values = {"name": name, "holder": me, "until": now + timedelta(seconds=lease)}
        new = insert(self._connection, baton).values(values)
        mine = {"holder": new.excluded.holder, "until": new.excluded.until}
        taken = new.on_conflict_do_update(index_elements=["name"], set_=mine, where=baton.c.until <= now)
        if self._connection.execute(taken.returning(baton.c.name)).first() is not None:
            return 0.0
        row = self._connection.execute(select(baton.c.holder, baton.c.until).where(baton.c.name == name)).first()
        left = LOOK_SECONDS if row is None else max((row.until - now).total_seconds(), LOOK_SECONDS / 10)
        return min(left, LOOK_SECONDS) if row is None or row.holder != NOBODY else left

    def renew(self, name: str, me: str, *, lease: float) -> bool:
        """Hold it longer; False if it is somebody else's by now."""
        longer = self._mine(name, me).values(until=self._now() + timedelta(seconds=lease))
        return self._connection.execute(longer).rowcount == 1

    def give(self, name: str, me: str, *, rest: float) -> None:
        """Hold it no more; nobody may take it for so many seconds. Nothing happens if it is somebody else's by now."""
        free = self._mine(name, me).values(holder=NOBODY, until=self._now() + timedelta(seconds=rest))
        self._connection.execute(free)

    def clear(self) -> int:
        """Forget those that nobody took for long; returns how many."""
        return self._connection.execute(delete(baton).where(baton.c.until <= self._now() - OLD)).rowcount

    def _mine(self, name: str, me: str) -> Update:
        return update(baton).where(baton.c.name == name, baton.c.holder == me)

    def _now(self) -> datetime:
        return lease_time(self._connection)
