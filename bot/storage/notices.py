"""Words from one process to the others on a PostgreSQL: that something may be due, or that content changed.

A notice is a hint. It comes with the commit of its transaction and may be lost; what is in the rows is the truth.
"""

import asyncio
import logging

from sqlalchemy import Connection, func, select

from bot.storage.perseverance import Perseverance
from bot.storage.store import Store
from bot.storage.transaction import Rows

CHANNEL = "quoth"
# What is told: something may be due; content changed; and, to whoever begins to listen, that anything may have been.
DUE, CONTENT, ANYTHING = "due", "content", "anything"
# In a rush one notice so often is enough.
AGAIN_SECONDS = 0.05
_log = logging.getLogger(__name__)


def notify(connection: Connection, topic: str) -> None:
    """Tell all processes once the transaction is kept; on SQLite there are no others."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, topic)))


class NoticeRows(Rows):
    """The same as a transaction of its own."""

    def tell(self, topic: str) -> None:
        """Tell all processes."""
        notify(self._connection, topic)


class Teller:
    """Tells a topic soon, and not more often than `AGAIN_SECONDS`. Where that fails, it is found by itself."""

    def __init__(self, store: Store, topic: str) -> None:
        self._store, self._topic = store, topic
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._telling = Perseverance(_log, "telling other processes")

    def tell(self) -> None:
        """There is news."""
        self._again = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name=f"tell {self._topic}")

    async def settle(self) -> None:
        """Wait for what is being told."""
        if self._task is not None:
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        while self._again:
            self._again = False
            with self._telling.turn():
                await self._store.write(lambda tx: tx[NoticeRows].tell(self._topic))
            await asyncio.sleep(AGAIN_SECONDS)
