"""PostgreSQL: psycopg's asynchronous driver, a pool, and another try when two transactions met."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.ports import Transaction
from bot.storage.transaction import SqlTransaction

T = TypeVar("T")
POOL = 10
TRIES = 5
# serialization_failure, deadlock_detected
_AGAIN = frozenset({"40001", "40P01"})


class PostgresqlStore:
    """bot.ports.Store on a server."""

    def __init__(self, url: URL) -> None:
        self.engine = create_async_engine(url, pool_size=POOL, max_overflow=0, pool_pre_ping=True, hide_parameters=True)

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction, again if it collided with another."""
        for attempt in range(1, TRIES):
            try:
                return await self._run(lambda c: work(SqlTransaction(c, writes=True)))
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _AGAIN:
                    raise
            await asyncio.sleep(0.01 * 2**attempt)
        return await self._run(lambda c: work(SqlTransaction(c, writes=True)))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one snapshot; the server refuses writes."""
        return await self._run(lambda c: work(_read_only(c)))

    async def close(self) -> None:
        """Close the pool."""
        await self.engine.dispose()

    async def _run(self, work: Callable[[Connection], T]) -> T:
        async with self.engine.begin() as connection:
            return await connection.run_sync(work)


def _read_only(connection: Connection) -> SqlTransaction:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    return SqlTransaction(connection, writes=False)
