"""A store whose failures are counted; whoever uses it notices nothing."""

from collections.abc import Callable
from typing import TypeVar

from typing_extensions import override

from bot.errors import StorageError
from bot.metrics import Metrics
from bot.storage.store import Store
from bot.storage.transaction import Transaction

T = TypeVar("T")


class MeteredStore(Store):
    """Does what `store` does, and tells of each transaction that the database failed at."""

    def __init__(self, store: Store, metrics: Metrics) -> None:
        self._store, self._metrics = store, metrics

    @override
    async def write(self, work: Callable[[Transaction], T]) -> T:
        try:
            return await self._store.write(work)
        except StorageError as error:
            self._failed(error)
            raise

    @override
    async def read(self, work: Callable[[Transaction], T]) -> T:
        try:
            return await self._store.read(work)
        except StorageError as error:
            self._failed(error)
            raise

    @override
    async def check(self) -> None:
        try:
            await self._store.check()
        except StorageError as error:
            self._failed(error)
            raise

    @override
    async def close(self) -> None:
        await self._store.close()

    def _failed(self, error: StorageError) -> None:
        self._metrics.database_failed(type(error).__name__)
