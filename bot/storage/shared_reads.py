"""Reads that everybody needs, done once for all who ask at the same time."""

import asyncio
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from bot.storage.store import Store
from bot.storage.transaction import Transaction

T = TypeVar("T")


class SharedReads:
    """Of reads with the same key one is under way at a time; all who come meanwhile share the next.

    So nobody gets what was read before they asked, and two hundred requests at once cost a few reads. A read that is
    shared must mean the same to all: its key names everything it depends on.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._under_way: dict[Hashable, asyncio.Task[Any]] = {}
        self._next: dict[Hashable, asyncio.Task[Any]] = {}

    async def read(self, key: Hashable, work: Callable[[Transaction], T]) -> T:
        """What `work` reads. Raises what it raises, for all who share it."""
        if key not in self._next:
            self._next[key] = asyncio.create_task(self._after(self._under_way.get(key), key, work))
        # Whoever gives up waiting takes nothing from the others.
        shared: T = await asyncio.shield(self._next[key])
        return shared

    async def _after(self, before: "asyncio.Task[Any] | None", key: Hashable, work: Callable[[Transaction], T]) -> T:
        if before is not None:
            await asyncio.wait([before])
        self._under_way[key] = self._next.pop(key)
        try:
            return await self._store.read(work)
        finally:
            if key not in self._next:
                del self._under_way[key]
