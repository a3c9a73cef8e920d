"""Opening the database that DATABASE_URL names; every way in which that fails is one sentence."""

import asyncio
import logging
import sqlite3
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot import private
from bot.errors import StorageDamaged, StorageError
from bot.storage import schema, trouble
from bot.storage.store import Store

POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")


async def open_store(database_url: str, *, wait: bool = False, queued: bool = False) -> Store:
    """A store with the schema at head. Raises StorageError; the sentence never shows a password.

    With `wait` a server that does not answer is no error: the store raises StorageAway until it does. With `queued`
    PostgreSQL has Procrastinate's queue, in which transactions ask for jobs.
    """
    url = address(database_url)
    if url.drivername == "sqlite":
        return await _open_sqlite(file_of(url))
    from bot.storage.postgresql import PostgresqlStore

    store = PostgresqlStore(url, queued=queued)
    try:
        await store.open(wait=wait)
    except StorageError:
        await store.close()
        raise
    return store


def address(database_url: str) -> URL:
    """What DATABASE_URL means, with the driver that is used. Raises StorageError."""
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise StorageError(
            "DATABASE_URL is not understood: write sqlite:///path/to/file.db or postgresql://user:password@host/name."
        ) from None
    if url.drivername in POSTGRESQL:
        # psycopg tells of every failed try; one sentence from us is enough.
        logging.getLogger("psycopg").setLevel(logging.ERROR)
        return url.set(drivername="postgresql+psycopg")
    if url.drivername != "sqlite":
        raise StorageError(f"DATABASE_URL names {url.drivername}: only sqlite and postgresql are known.")
    return url


def file_of(url: URL) -> Path:
    """The file of an SQLite address. Raises StorageError."""
    if not url.database or url.database == ":memory:":
        raise StorageError("DATABASE_URL names no file: write sqlite:///path/to/file.db.")
    return Path(url.database)


async def _open_sqlite(path: Path) -> Store:
    from bot.storage.sqlite import SqliteStore

    await asyncio.to_thread(_prepare, path)
    return SqliteStore(path)


def _prepare(path: Path) -> None:
    """See that there is a database at head. What is none, or another program's, is left as it is."""
    from bot.storage.sqlite import reading_engine, writing_engine

    _make_room(path)
    try:
        with reading_engine(path).connect() as connection:
            found = schema.version(connection)
        if found != schema.HEAD:
            engine = writing_engine(path)
            try:
                schema.ensure_on(engine)
            finally:
                engine.dispose()
    except (DBAPIError, sqlite3.Error) as error:
        told = trouble.of_sqlite(path, error)
        if told is None:
            raise
        raise told from None


def must_be_there(url: URL) -> None:
    """What only looks at a database makes none. Raises StorageError for an SQLite file that is not there."""
    if url.drivername != "sqlite":
        return
    path = file_of(url)
    must_be_a_file(path)
    if not path.exists():
        raise StorageError(f"there is no database {path} yet: quoth play or quoth run makes it.")


def must_be_a_file(path: Path) -> None:
    """Or nothing yet. Raises StorageError for a folder, and for what is left of a database."""
    log = path.with_name(path.name + "-wal")
    try:
        is_folder, left = path.is_dir(), not _size(path) and _size(log)
    except OSError as error:
        raise _unopened(path, error) from None
    if is_folder:
        raise StorageError(f"DATABASE_URL names {path}, which is a folder: name a file in it.")
    if left:
        raise StorageDamaged(
            f"the database {path} is empty, though it was used ({log.name} is there): restore your newest backup "
            "(quoth restore FILE), or take both away to begin anew."
        )


def _make_room(path: Path) -> None:
    must_be_a_file(path)
    try:
        private.make_folder(path.parent)
    except OSError:
        raise StorageError(f"DATABASE_URL names {path}, whose folder cannot be made: name another place.") from None
    try:
        private.make_file(path)
    except OSError as error:
        raise _unopened(path, error) from None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _unopened(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"the database {path} cannot be opened ({error.strerror}): let the user that Quoth runs as write the file and "
        "its folder."
    )
