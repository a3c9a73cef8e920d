"""Requests that had their effect, and quotes that were shown."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from bot.messages import Place
from bot.storage.rows import at_place, inserted, place_values
from bot.storage.tables import inbox, shown


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
        rows = select(shown.c.number).where(at_place(shown, place)).group_by(shown.c.number)
        newest = rows.order_by(func.max(shown.c.id).desc()).limit(limit)
        return tuple(self._connection.execute(newest).scalars())

    def add(self, place: Place, number: int, at: datetime) -> None:
        """One more row."""
        self._connection.execute(insert(shown).values(**place_values(place), number=number, at=at))
