"""Whether the database can be read and written now; looked at no more than once a second, however many ask."""

import asyncio
import time

from bot.errors import StorageError
from bot.storage.store import Store

FRESH_SECONDS = 1.0


class WriteCheck:
    """The last look at a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._looking: asyncio.Task[StorageError | None] | None = None
        self._ended = 0.0

    async def check(self) -> None:
        """Raises StorageError, like the look it shares."""
        if self._looking is None or (self._looking.done() and time.monotonic() - self._ended > FRESH_SECONDS):
            self._looking = asyncio.create_task(self._look(), name="pulse")
        # Whoever gives up waiting takes nothing from the others.
        trouble = await asyncio.shield(self._looking)
        if trouble is not None:
            raise trouble

    async def _look(self) -> StorageError | None:
        try:
            await self._store.check()
        except StorageError as trouble:
            return trouble
        finally:
            self._ended = time.monotonic()
        return None
