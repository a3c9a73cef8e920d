"""Requests that had their effect."""

from datetime import datetime

from sqlalchemy import select

from bot.storage.rows import inserted
from bot.storage.tables.base import inbox
from bot.storage.transaction import Rows

# How the key begins under which somebody shared by a button: it is kept longer than others.
SHARED = "share:"


class InboxRows(Rows):
    """Requests that had their effect already."""

    def admit(self, platform: str, key: str, at: datetime) -> bool:
        """True the first time this request comes, False for every redelivery."""
        return inserted(self._connection, inbox, {"platform": platform, "request_key": key, "received_at": at})

    def has(self, platform: str, key: str) -> bool:
        """Whether it came already."""
        mine = (inbox.c.platform == platform) & (inbox.c.request_key == key)
        return self._connection.execute(select(inbox.c.request_key).where(mine)).first() is not None
