"""Opening the database that DATABASE_URL names; every way in which that fails is one sentence."""

import asyncio
import logging
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.errors import StorageError
from bot.ports import Store
from bot.storage import schema

POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")


async def open_store(database_url: str) -> Store:
    """A store with the schema at head. Raises StorageError; the sentence never shows a password."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise StorageError(
            "DATABASE_URL is not understood: write sqlite:///path/to/file.db or postgresql://user:password@host/name."
        ) from None
    if url.drivername == "sqlite":
        return await _open_sqlite(url)
    if url.drivername in POSTGRESQL:
        return await _open_postgresql(url.set(drivername="postgresql+psycopg"))
    raise StorageError(f"DATABASE_URL names {url.drivername}: only sqlite and postgresql are known.")


async def _open_sqlite(url: URL) -> Store:
    from bot.storage.sqlite import SqliteStore

    if not url.database or url.database == ":memory:":
        raise StorageError("DATABASE_URL names no file: write sqlite:///path/to/file.db.")
    path = Path(url.database)
    _make_room(path)
    store = SqliteStore(path)
    try:
        await asyncio.to_thread(schema.ensure_on, store.writer)
    except DBAPIError as error:
        await store.close()
        raise StorageError(_sqlite_sentence(path, str(error.orig))) from None
    except StorageError:
        await store.close()
        raise
    return store


def _make_room(path: Path) -> None:
    if path.is_dir():
        raise StorageError(f"DATABASE_URL names {path}, which is a folder: name a file in it.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise StorageError(f"DATABASE_URL names {path}, whose folder cannot be made: name another place.") from None


async def _open_postgresql(url: URL) -> Store:
    from bot.storage.postgresql import PostgresqlStore

    # psycopg tells of every failed try; one sentence from us is enough.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    store = PostgresqlStore(url)
    try:
        async with store.engine.begin() as connection:
            await connection.run_sync(schema.ensure)
    except (DBAPIError, OSError) as error:
        await store.close()
        raise StorageError(_postgresql_sentence(url, str(error))) from None
    except StorageError:
        await store.close()
        raise
    return store


def _sqlite_sentence(path: Path, problem: str) -> str:
    if "not a database" in problem:
        return f"DATABASE_URL names {path}, which is no SQLite database: name another file or move this one away."
    if "locked" in problem:
        return f"the database {path} is held by another process: stop it, or name another DATABASE_URL."
    return f"the database {path} cannot be opened ({problem}): check that the file and its folder may be written."


def _postgresql_sentence(url: URL, problem: str) -> str:
    where = f"{url.host or 'the local socket'}:{url.port or 5432}/{url.database or ''}"
    if "password" in problem or "authentication" in problem:
        return f"PostgreSQL at {where} refuses the user or password in DATABASE_URL: check them."
    if "does not exist" in problem:
        return f"PostgreSQL at {where} has no such database or user: create it, or correct DATABASE_URL."
    return f"PostgreSQL at {where} cannot be reached: check DATABASE_URL and that the server runs."
