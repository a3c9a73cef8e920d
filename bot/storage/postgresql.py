"""PostgreSQL: psycopg's asynchronous driver, a pool, and another try when two transactions met.

The server may be away when the store is made: then the schema is looked at as soon as it is there.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from typing_extensions import override

from bot.errors import StorageAway, StorageError
from bot.storage import impatience, queue_schema, schema, server_trouble, wakeups
from bot.storage.patience import LONG_SECONDS, PATIENCE_SECONDS
from bot.storage.pulse import beat
from bot.storage.slowness import Slowness
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from bot.storage.watch import Watch

T = TypeVar("T")
POOL = 10
TRIES = 5
# serialization_failure, deadlock_detected
_AGAIN = frozenset({"40001", "40P01"})
# Who found the server silent does not connect anew in the same breath.
_BREATH_SECONDS = 1.0


class PostgresqlStore(Store):
    """The store on a PostgreSQL server; where it is `queued`, what a transaction asks for comes into the queue."""

    def __init__(self, url: URL, *, queued: bool = False) -> None:
        self._url, self._queued = url, queued
        self._watch = Watch(lambda error: server_trouble.of_postgresql(url, error), together=True)
        self._silent = -_BREATH_SECONDS
        self._at_head = False
        self._opening = asyncio.Lock()
        self.engine = self._engine()
        self._watch.translate(self.engine.sync_engine)
        Slowness(server_trouble.server(url)).listen(self.engine.sync_engine)

    async def open(self, *, wait: bool) -> None:
        """Bring the schema to head; with `wait`, once the server answers. Raises StorageError."""
        try:
            await self._open()
        except Exception as error:
            meant = error if isinstance(error, StorageError) else server_trouble.of_postgresql(self._url, error)
            if meant is None:
                raise
            if not (wait and isinstance(meant, StorageAway)):
                raise meant from None
            self._watch.failed(meant, writes=True)

    @override
    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction, again if it collided with another."""

        def writing(connection: Connection) -> T:
            wakeups.begin(connection)
            done = work(Transaction(connection, writes=True))
            wakeups.keep(connection)
            if self._watch.cannot_write:
                beat(connection)
            return done

        with self._watch.over(writes=True, since=time.monotonic()):
            for attempt in range(1, TRIES + 1):
                try:
                    return await self._run(writing)
                except DBAPIError as error:
                    if getattr(error.orig, "sqlstate", None) not in _AGAIN:
                        raise
                await asyncio.sleep(0.01 * 2**attempt)
            raise server_trouble.collided(self._url)

    @override
    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one snapshot; the server refuses writes."""
        with self._watch.over(writes=False, since=time.monotonic()):
            return await self._run(lambda c: work(_read_only(c)))

    @override
    async def check(self) -> None:
        """Write a row. Raises StorageError."""
        with self._watch.over(writes=True, since=time.monotonic()):
            await self._run(beat)

    @override
    async def close(self) -> None:
        """Close the pool."""
        await self.engine.dispose()

    async def _run(self, work: Callable[[Connection], T]) -> T:
        await self._open()
        async with self.engine.begin() as connection:
            return await connection.run_sync(work)

    async def _open(self) -> None:
        if self._at_head:
            return
        async with self._opening:
            if not self._at_head:
                async with self.engine.begin() as connection:
                    ready = await connection.run_sync(self._is_ready)
                if not ready:
                    await asyncio.to_thread(self._prepare)
                self._at_head = True

    def _is_ready(self, connection: Connection) -> bool:
        return schema.version(connection) == schema.HEAD and (not self._queued or queue_schema.is_as_needed(connection))

    def _prepare(self) -> None:
        engine = patient_engine(self._url)
        schema.ensure_on(engine)
        if self._queued:
            queue_schema.ensure_on(engine)

    def _engine(self) -> AsyncEngine:
        return create_async_engine(
            self._url, pool_size=POOL, max_overflow=0, pool_pre_ping=True, hide_parameters=True,
            pool_timeout=PATIENCE_SECONDS,
            connect_args={"async_creator_fn": self._connect, **impatience.defaults(self._url)},
            execution_options={wakeups.QUEUED: self._queued},
        )  # fmt: skip

    async def _connect(self, *arguments: Any, **options: Any) -> psycopg.AsyncConnection[Any]:
        if self._silent > max(self._watch.answered_at, time.monotonic() - _BREATH_SECONDS):
            raise impatience.SilentServer("the server was silent a moment ago")
        async with asyncio.timeout(2 * PATIENCE_SECONDS):
            connection = await impatience.AsyncConnection.connect(*arguments, **options, autocommit=True)
        connection.fell_silent = self._fell_silent
        try:
            await connection.execute(impatience.limits(PATIENCE_SECONDS))
            await connection.set_autocommit(False)
        except BaseException:
            await connection.close()
            raise
        return connection

    def _fell_silent(self) -> None:
        self._silent = time.monotonic()


def patient_engine(url: URL) -> Engine:
    """Connections for long work that nobody waits for in a chat: migrations, backups."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=impatience.defaults(url))

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
        connection = impatience.LongConnection.connect(*arguments, **options, autocommit=True)
        connection.execute(impatience.limits(LONG_SECONDS))
        connection.autocommit = False
        return connection

    return engine


def _read_only(connection: Connection) -> Transaction:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    return Transaction(connection, writes=False)
