"""Requests that had their effect."""

from datetime import datetime

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
