"""SQLite: one writer thread with BEGIN IMMEDIATE, a few readers with plain BEGIN, WAL between them.

Two writers would only wait for each other, and a read that turns into a write fails at once; so there is one. It is
synchronous because a hop to a thread costs a fraction of what an asynchronous driver costs a statement
(tests/benchmarks/writes.py prints both).
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool, StaticPool
from typing_extensions import override

from bot.errors import StorageUnwritable
from bot.storage import trouble
from bot.storage.pulse import PulseRows, beat
from bot.storage.store import Store
from bot.storage.together import Asked, Together, all_in
from bot.storage.transaction import Transaction
from bot.storage.watch import Watch
from bot.storage.whole_files import identity_of

T = TypeVar("T")
READERS = 4
# A transaction that takes longer than an import of a million quotes does not come to its end.
LONGEST_WRITE = 120.0
# SQLITE_IOERR_SHMSIZE
_NO_ROOM_TO_SHARE = 4874
_PRAGMAS: tuple[str, ...] = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "journal_size_limit=67108864",
    # A full disk, where SQLite would sort, stops no look-up.
    "temp_store=MEMORY",
    # What was deleted is overwritten, however SQLite was built: nobody finds it in the file.
    "secure_delete=ON",
)


class SqliteStore(Store):
    """The store on one SQLite file, which must be there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._watch = Watch(lambda error: trouble.of_sqlite(path, error), together=False)
        self.writer = writing_engine(path)
        self._reader = _engine(path, "BEGIN", "query_only=ON", pool=READERS)
        for engine in (self.writer, self._reader):
            self._watch.translate(engine)
        self._write_thread = ThreadPoolExecutor(1, "quoth-write")
        self._read_threads = ThreadPoolExecutor(READERS, "quoth-read")
        self._together = Together(self._write_thread, self._commit)
        self._file = identity_of(path)
        # When what is being written now was begun.
        self._began: float | None = None

    @override
    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in the writer thread, in one transaction."""
        return await self._write(lambda c: work(Transaction(c, writes=True)))

    @override
    async def write_with_others(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in the writer thread, in one transaction with what waited for it meanwhile."""
        return await self._together.done(work)

    @override
    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on a snapshot; the connection refuses writes."""
        since = time.monotonic()

        def in_transaction() -> T:
            with self._watch.over(writes=False, since=since), self._reader.begin() as connection:
                return work(Transaction(connection, writes=False))

        return await asyncio.get_running_loop().run_in_executor(self._read_threads, in_transaction)

    @override
    async def check(self) -> None:
        """Write a row; read one while something large is being written. Raises StorageError."""
        if self._began is None or time.monotonic() - self._began > LONGEST_WRITE or self._watch.fails(writes=True):
            await self._write(beat)
        else:
            await self.read(lambda tx: tx[PulseRows].last())

    @override
    async def close(self) -> None:
        """Wait for what runs, then let go."""
        await asyncio.to_thread(self._close)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        in_transaction = partial(self._in_transaction, work, time.monotonic())
        return await asyncio.get_running_loop().run_in_executor(self._write_thread, in_transaction)

    def _in_transaction(self, work: Callable[[Connection], T], since: float) -> T:
        with self._watch.over(writes=True, since=since):
            self._must_be_there()
            self._began = time.monotonic()
            try:
                with self.writer.begin() as connection:
                    done = work(connection)
                    if self._watch.cannot_write:
                        beat(connection)
                    return done
            finally:
                self._began = None

    def _commit(self, some: Sequence[Asked]) -> None:
        """All of them together; where the database fails at one of them, each alone, so that it shows at which."""
        if len(some) > 1:
            with suppress(Exception):
                self._in_transaction(lambda c: all_in(c, some), max(asked.since for asked in some))
                return
        for asked in some:
            asked.do(partial(self._in_transaction, asked.alone_in, asked.since))

    def _must_be_there(self) -> None:
        """What is written into a file that was taken away is lost with this process."""
        if identity_of(self._path) != self._file:
            raise StorageUnwritable(
                f"the database {self._path} was taken away or replaced while Quoth has it open, and nothing is kept: "
                "stop Quoth, then put it back or restore your newest backup (quoth restore FILE)."
            )

    def _close(self) -> None:
        for threads in (self._write_thread, self._read_threads):
            threads.shutdown(wait=True)
        for engine in (self.writer, self._reader):
            engine.dispose()


def writing_engine(path: Path) -> Engine:
    """One connection, whose transactions may write from their beginning."""
    return _engine(path, "BEGIN IMMEDIATE", pool=1)


def reading_engine(path: Path) -> Engine:
    """Connections that leave a file that is no database, or another program's, as it is."""
    engine = create_engine(
        "sqlite://", creator=lambda: _connect_to_read(path), poolclass=NullPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def text_or_bytes(value: bytes) -> str | bytes:
    """A text factory that keeps what is no text as it stands: a copy loses nothing."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value


def _connect_to_read(path: Path) -> sqlite3.Connection:
    try:
        return _reader_of(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != _NO_ROOM_TO_SHARE:
            raise
        # A full disk, and nobody has it open: whoever is alone needs no file to share.
        return _reader_of(path, "locking_mode=EXCLUSIVE")


def _reader_of(path: Path, *pragmas: str) -> sqlite3.Connection:
    # Opened to write all the same: who may not write leaves the files behind that SQLite lays beside.
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        for pragma in (*pragmas, "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
    except UnicodeDecodeError:
        connection.close()
        raise _malformed() from None
    except sqlite3.Error:
        connection.close()
        raise
    return connection


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
        try:
            for pragma in (*_PRAGMAS, *pragmas):
                connection.execute(f"PRAGMA {pragma}")
        except UnicodeDecodeError:
            raise _malformed() from None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _malformed() -> sqlite3.DatabaseError:
    """What SQLite says of a damaged schema quotes it, and Python cannot decode that: the error as it was meant."""
    error = sqlite3.DatabaseError("malformed database schema")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
