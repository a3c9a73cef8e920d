"""What an error of a driver means for a person: one sentence, with what to do. None for what is a mistake of ours."""

import sqlite3
from pathlib import Path

import psycopg
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StorageAway, StorageDamaged, StorageError, StorageUnwritable

MEND = "stop Quoth, move it away and restore your newest backup (quoth restore FILE)"
# The extended codes of sqlite3 that mean a write: IOERR_WRITE, _FSYNC, _TRUNCATE, _SHMOPEN, _SHMSIZE, _DIR_FSYNC.
_WRITES = frozenset({778, 1034, 1546, 4618, 4874, 1290})
_PRIMARY = 0xFF
# disk_full, read_only_sql_transaction
_UNWRITABLE = {"53100": "its disk is full: make room", "25006": "it is read-only: name the primary server"}
_DAMAGED = ("XX001", "XX002")
# Connections that break or are not had, a server that stops or starts, statements and locks that took too long.
_AWAY = ("08", "57P", "533", "57014", "55P03", "58")


def of_sqlite(path: Path, error: BaseException) -> StorageError | None:
    """What became of the database file."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, sqlite3.DatabaseError) or isinstance(cause, sqlite3.IntegrityError | sqlite3.DataError):
        return None
    # Without a code it is Python that could not decode a text. The text itself is nobody's business.
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    match code & _PRIMARY:
        case sqlite3.SQLITE_NOTADB:
            return StorageDamaged(
                f"DATABASE_URL names {path}, which is no SQLite database, or a damaged one: name another file, or move "
                "this one away (and restore your newest backup: quoth restore FILE)."
            )
        case sqlite3.SQLITE_CORRUPT:
            return StorageDamaged(f"the database {path} is damaged: {MEND}.")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageAway(
                f"the database {path} is held by another process: stop it, or name another DATABASE_URL."
            )
        case sqlite3.SQLITE_FULL:
            return StorageUnwritable(f"the disk that holds the database {path} is full: make room.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StorageUnwritable(f"the database {path} may not be written: {_OWN}.")
        case sqlite3.SQLITE_CANTOPEN:
            return StorageError(f"the database {path} cannot be opened: {_OWN}.")
        case sqlite3.SQLITE_IOERR if code in _WRITES:
            return StorageUnwritable(f"the database {path} cannot be written: see whether its disk is full or fails.")
        case sqlite3.SQLITE_IOERR:
            return StorageDamaged(f"the database {path} cannot be read: see whether its disk fails, or {MEND}.")
        case sqlite3.SQLITE_ERROR if "no such" in str(cause):
            return StorageDamaged(f"the database {path} lacks a part of its tables: {MEND}.")
        case _:
            return None


_OWN = "let the user that Quoth runs as write the file and its folder"


def of_postgresql(url: URL, error: BaseException) -> StorageError | None:
    """What became of the server, or of the way to it."""
    where = server(url)
    if isinstance(error, PoolTimeout | OSError):
        return _silent(where)
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, psycopg.Error):
        return None
    state = cause.sqlstate or ""
    if state in _UNWRITABLE:
        return StorageUnwritable(f"PostgreSQL at {where} cannot be written: {_UNWRITABLE[state]}.")
    if state in _DAMAGED:
        return StorageDamaged(f"the database of PostgreSQL at {where} is damaged: restore your newest backup.")
    if state.startswith(("28", "3D")):
        return _refused(where, state)
    if state == "42501":
        return StorageError(f"PostgreSQL at {where} does not let this user make or change tables: grant it that.")
    if state.startswith(_AWAY) or isinstance(cause, psycopg.errors.ConnectionTimeout):
        return _silent(where)
    if not state and isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return _unconnected(where, str(cause))
    return None


def server(url: URL) -> str:
    """Where a server is, without any password."""
    return f"{url.host or 'the local socket'}:{url.port or 5432}/{url.database or ''}"


def _unconnected(where: str, problem: str) -> StorageError:
    """Before there is a connection errors have no code, only words."""
    if "password" in problem or "authentication" in problem:
        return _refused(where, "28")
    if "does not exist" in problem:
        return _refused(where, "3D")
    if "timeout" in problem or "silent" in problem:
        return _silent(where)
    return StorageAway(f"PostgreSQL at {where} cannot be reached: check DATABASE_URL and that the server runs.")


def _silent(where: str) -> StorageAway:
    return StorageAway(f"PostgreSQL at {where} does not answer: check that the server runs and is not overloaded.")


def _refused(where: str, state: str) -> StorageError:
    if state.startswith("28"):
        return StorageError(f"PostgreSQL at {where} refuses the user or password in DATABASE_URL: check them.")
    return StorageError(f"PostgreSQL at {where} has no such database or user: create it, or correct DATABASE_URL.")
