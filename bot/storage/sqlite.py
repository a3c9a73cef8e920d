"""SQLite: one writer thread with BEGIN IMMEDIATE, a few readers with plain BEGIN, WAL between them.

Two writers would only wait for each other, and a read that turns into a write fails at once; so there is one. It is
synchronous because a hop to a thread costs a fraction of what an asynchronous driver costs a statement
(tests/benchmarks/writes.py prints both).
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from bot.ports import Transaction
from bot.storage.transaction import SqlTransaction

T = TypeVar("T")
READERS = 4
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "journal_size_limit=67108864",
)


class SqliteStore:
    """bot.ports.Store on one file."""

    def __init__(self, path: Path) -> None:
        self.writer = _engine(path, "BEGIN IMMEDIATE", pool=1)
        self._reader = _engine(path, "BEGIN", "query_only=ON", pool=READERS)
        self._write_thread = ThreadPoolExecutor(1, "quoth-write")
        self._read_threads = ThreadPoolExecutor(READERS, "quoth-read")

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in the writer thread, in one transaction."""
        return await self._run(self._write_thread, self.writer, lambda c: work(SqlTransaction(c, writes=True)))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on a snapshot; the connection refuses writes."""
        return await self._run(self._read_threads, self._reader, lambda c: work(SqlTransaction(c, writes=False)))

    async def close(self) -> None:
        """Wait for what runs, then let go."""
        await asyncio.to_thread(self._close)

    async def _run(self, threads: ThreadPoolExecutor, engine: Engine, work: Callable[[Connection], T]) -> T:
        def in_transaction() -> T:
            with engine.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(threads, in_transaction)

    def _close(self) -> None:
        for threads in (self._write_thread, self._read_threads):
            threads.shutdown(wait=True)
        for engine in (self.writer, self._reader):
            engine.dispose()


def _engine(path: Path, begin: str, *pragmas: str, pool: int) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool if pool == 1 else QueuePool,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
        **({} if pool == 1 else {"pool_size": pool, "max_overflow": 0}),
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver must not begin transactions by itself: it would begin deferred ones.
        connection.isolation_level = None
        for pragma in (*_PRAGMAS, *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
