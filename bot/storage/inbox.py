"""Requests that had their effect, and quotes that were shown."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.messages import Place
from bot.storage.rows import PLACE, inserted, place_values
from bot.storage.tables import inbox, shown

_ADD = insert(shown)
_NEWEST = (
    select(shown.c.number)
    .where(*(shown.c[name] == bindparam(name) for name in PLACE))
    .group_by(shown.c.number)
    .order_by(func.max(shown.c.id).desc())
    .limit(bindparam("most"))
)


class InboxRows:
    """bot.ports.Inbox."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def admit(self, platform: str, key: str, at: datetime) -> bool:
        """True once for a key."""
        return inserted(self._connection, inbox, {"platform": platform, "request_key": key, "received_at": at})


class ShownRows:
    """bot.ports.Shown."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def recent(self, place: Place, limit: int) -> tuple[int, ...]:
        """Newest first; a number shown twice counts at its newest."""
        return tuple(self._connection.execute(_NEWEST, {**place_values(place), "most": limit}).scalars())

    def add(self, place: Place, number: int, at: datetime) -> None:
        """One more row."""
        self._connection.execute(_ADD, {**place_values(place), "number": number, "at": at})
