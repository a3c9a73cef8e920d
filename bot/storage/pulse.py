"""Rows that tell when something was: written last, to see whether anything can be, and restored from a backup."""

from datetime import UTC, datetime

from sqlalchemy import Connection, DateTime, func, select

from bot.storage.rows import put
from bot.storage.tables.base import counter
from bot.storage.transaction import Rows

CHECKED, RESTORED = "checked", "restored"


class PulseRows(Rows):
    """The same row, read."""

    def last(self) -> int:
        """When it was written last, in seconds since 1970; 0 for never."""
        written = select(counter.c.value).where(counter.c.name == CHECKED)
        return int(self._connection.execute(written).scalar() or 0)

    def clock(self) -> datetime:
        """What time the database has: a server its own, a file the machine's."""
        if self._connection.dialect.name != "postgresql":
            return datetime.now(UTC)
        return self._connection.execute(select(func.clock_timestamp(type_=DateTime(timezone=True)))).scalar_one()


def restored_now(connection: Connection) -> None:
    """Write when the database was restored."""
    put(connection, counter, "name", {"name": RESTORED, "value": int(datetime.now(UTC).timestamp())})


def beat(connection: Connection) -> None:
    """Write when this was, in seconds since 1970."""
    put(connection, counter, "name", {"name": CHECKED, "value": int(datetime.now(UTC).timestamp())})
