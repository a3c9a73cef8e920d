"""The connection by which a process hears what others tell (notices.py), on PostgreSQL."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy import URL

from bot.storage.impatience import defaults
from bot.storage.notices import ANYTHING, CHANNEL
from bot.storage.patience import PATIENCE_SECONDS

# So long nothing is heard before the connection is tried.
QUIET_SECONDS = 15.0
# A connection that was lost is opened anew after so long, doubled up to the longest.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
_log = logging.getLogger(__name__)


class Listener:
    """Hears what other processes tell, by a connection of its own that is opened anew whenever it is lost."""

    def __init__(self, url: URL) -> None:
        self._url, self._lost = url, False

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each topic until cancelled; with ANYTHING whenever a connection begins to hear."""
        pause = FIRST_PAUSE
        while True:
            try:
                async with asyncio.timeout(2 * PATIENCE_SECONDS):
                    connection = await self._connect()
                try:
                    pause = FIRST_PAUSE
                    self._tell_of_return()
                    heard(ANYTHING)
                    await self._hear(connection, heard)
                finally:
                    await connection.close()
            except (psycopg.Error, OSError, TimeoutError) as error:
                self._tell_of_loss(error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await psycopg.AsyncConnection.connect(address, autocommit=True, **defaults(self._url))
        try:
            await connection.execute(f"LISTEN {CHANNEL}".encode())
        except BaseException:
            await connection.close()
            raise
        return connection

    async def _hear(self, connection: psycopg.AsyncConnection[Any], heard: Callable[[str], None]) -> None:
        """A server that is gone without a word is found by asking it something, now and then."""
        while True:
            async for notice in connection.notifies(timeout=QUIET_SECONDS):
                heard(notice.payload)
            async with asyncio.timeout(PATIENCE_SECONDS):
                await connection.execute("SELECT 1")

    def _tell_of_loss(self, error: Exception) -> None:
        if not self._lost:
            _log.warning(
                "what other processes change is noticed a little later for now: the connection that tells of it was "
                "lost (%s)", type(error).__name__,
            )  # fmt: skip
        self._lost = True

    def _tell_of_return(self) -> None:
        if self._lost:
            _log.warning("what other processes change is noticed at once again")
        self._lost = False
