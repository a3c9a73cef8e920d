"""What one process of several does at a time: send to a channel, or do a piece of upkeep."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.delivery.rows.batons import BatonRows
from bot.errors import StorageError
from bot.storage.perseverance import Perseverance
from bot.storage.store import Store

# A dead process's batons are free after this time; a live one renews those of long work.
LEASE_SECONDS = 6.0
RENEW = 0.3
# Upkeep that another process does is waited for without haste.
UPKEEP_SECONDS = 0.5
_log = logging.getLogger(__name__)


class Batons:
    """Those of one process, by a name of its own."""

    def __init__(self, store: Store, *, lease: float = LEASE_SECONDS) -> None:
        self._store, self._lease = store, lease
        self._id = secrets.token_hex(8)

    async def wait_for(self, name: str, *, look: float = 0.0) -> None:
        """Hold it once nobody else does, looking every so many seconds at most. Raises StorageError."""
        while True:
            seconds = await self._take(name)
            if not seconds:
                return
            await asyncio.sleep(max(seconds, look))

    async def give(self, name: str, *, rest: float = 0.0) -> None:
        """Let others have it after so many seconds; where that cannot be written its lease ends by itself."""
        with suppress(StorageError):
            await self._store.write(lambda tx: tx[BatonRows].give(name, self._id, rest=rest))

    @asynccontextmanager
    async def held(self, name: str, *, wait: bool = False) -> AsyncIterator[bool]:
        """Whether it is this process's for as long as it takes; unless it is to `wait`, somebody else may have it.

        Raises StorageError.
        """
        if wait:
            await self.wait_for(name, look=UPKEEP_SECONDS)
        elif await self._take(name):
            yield False
            return
        renewing = asyncio.create_task(self._renew(name), name=f"baton {name}")
        try:
            yield True
        finally:
            renewing.cancel()
            await self.give(name)

    async def _take(self, name: str) -> float:
        return await self._store.write(lambda tx: tx[BatonRows].take(name, self._id, lease=self._lease))

    async def _renew(self, name: str) -> None:
        renewing = Perseverance(_log, "keeping the work that one process does at a time")
        while True:
            await asyncio.sleep(RENEW * self._lease)
            with renewing.turn():
                await self._store.write(lambda tx: tx[BatonRows].renew(name, self._id, lease=self._lease))
