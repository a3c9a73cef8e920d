"""A store whose transactions are timed and whose failures are counted; whoever uses it notices nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TypeVar

from typing_extensions import override

from bot.errors import StorageError
from bot.metrics import Metrics
from bot.storage.store import Store
from bot.storage.transaction import Transaction

T = TypeVar("T")


class MeteredStore(Store):
    """Does what `store` does, and tells of each transaction how long it took, and whether the database failed at it."""

    def __init__(self, store: Store, metrics: Metrics) -> None:
        self._store, self._metrics = store, metrics

    @override
    async def write(self, work: Callable[[Transaction], T]) -> T:
        with self._told("write"):
            return await self._store.write(work)

    @override
    async def write_with_others(self, work: Callable[[Transaction], T]) -> T:
        with self._told("write"):
            return await self._store.write_with_others(work)

    @override
    async def read(self, work: Callable[[Transaction], T]) -> T:
        with self._told("read"):
            return await self._store.read(work)

    @override
    async def check(self) -> None:
        with self._told("check"):
            await self._store.check()

    @override
    async def close(self) -> None:
        await self._store.close()

    @contextmanager
    def _told(self, way: str) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        except StorageError as error:
            self._metrics.database_failed(type(error).__name__)
            raise
        finally:
            self._metrics.database_answered(way, perf_counter() - began)
