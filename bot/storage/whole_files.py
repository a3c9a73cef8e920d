"""Files that are there as a whole or not at all."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import ExceptionContext

from bot import private
from bot.errors import StorageDamaged, StorageError
from bot.storage import trouble

# What SQLite lays beside a database, and the database itself.
BESIDE = ("", "-wal", "-shm", "-journal")
Means = Callable[[BaseException], StorageError | None]


def identity_of(path: Path) -> tuple[int, int] | None:
    """By which a file is known whatever it is called; None where there is none."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """An empty file beside the one that is meant, 0600; it is gone at the end unless it was moved."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        private.make_folder(file.parent)
        private.make_file(part)
    except OSError as error:
        raise StorageError(f"{file} cannot be written ({error.strerror}): name a place where you may write.") from None
    try:
        yield part
    finally:
        for end in BESIDE:
            with suppress(OSError):
                part.with_name(part.name + end).unlink()


@contextmanager
def written(part: Path, file: Path) -> Iterator[Connection]:
    """One transaction on a file that nobody else knows; there is no journal, a failure takes the file away."""
    sentence = f"{file} cannot be written: see whether its disk is full."

    def means(error: BaseException) -> StorageError | None:
        if trouble.breaks_rules(error):
            return StorageDamaged(
                f"what is to be copied breaks the rules of its tables, it is damaged: {trouble.MEND}."
            )
        return StorageError(sentence) if trouble.of_sqlite(part, error) else None

    engine = telling(create_engine(f"sqlite:///{part}", poolclass=NullPool, hide_parameters=True), means)

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        yield connection


def telling(engine: Engine, means: Means) -> Engine:
    """The engine, whose errors are sentences."""

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> StorageError | None:
        return means(context.original_exception)

    return engine


def put(part: Path, path: Path) -> None:
    """Give it its name, unless something has it by now; what an earlier database left empty beside it goes."""
    if path.exists():
        raise occupied(str(path))
    for end in BESIDE[1:]:
        path.with_name(path.name + end).unlink(missing_ok=True)
    try:
        os.link(part, path)
    except FileExistsError:
        raise occupied(str(path)) from None
    except OSError:
        # Not every file system has links.
        part.rename(path)


def settle(path: Path) -> None:
    """See that it is on the disk; a folder cannot be asked everywhere."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def occupied(where: str) -> StorageError:
    """The refusal to overwrite."""
    return StorageError(
        f"there is a database already ({where}): stop Quoth and move it away, or name an empty place in DATABASE_URL."
    )
