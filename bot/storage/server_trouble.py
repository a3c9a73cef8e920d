"""What an error of PostgreSQL, or of the way to it, means for a person: one sentence, with what to do."""

import psycopg
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StorageAway, StorageDamaged, StorageError, StorageUnwritable

# disk_full, read_only_sql_transaction
_UNWRITABLE = {"53100": "its disk is full: make room", "25006": "it is read-only: name the primary server"}
_DAMAGED = ("XX001", "XX002")
# What may be a mistake of ours: values, rules of rows, the order of statements, what they say. Two transactions that
# met are tried again by who writes.
_OURS = ("22", "23", "25", "42", "40")
# A function or a schema that is gone: only the queue of jobs has any.
_QUEUE, _QUEUED = ("42883", "3F000"), "procrastinate"
# undefined_table, undefined_column, a unique rule that is gone, duplicate_table, duplicate_column
_OTHER_SCHEMA = ("42P01", "42703", "42P10", "42P07", "42701")
# Connections that break or are not had, a server that stops, starts or lacks memory, statements and locks that took
# too long.
_TOO_MANY = "53300"
_AWAY = ("08", "57P", "53", "57014", "55P03", "58")


def of_postgresql(url: URL, error: BaseException) -> StorageError | None:
    """What became of the server, or of the way to it; None for what is a mistake of ours."""
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
    if state in _QUEUE or (state in _OTHER_SCHEMA and _QUEUED in str(cause)):
        return StorageDamaged(
            f"the queue of jobs in PostgreSQL at {where} is gone or not whole: drop its schema ({_QUEUED}) where it is "
            "there still, then quoth db upgrade makes it anew."
        )
    if state in _OTHER_SCHEMA:
        return StorageDamaged(
            f"the database of PostgreSQL at {where} lacks a part of its tables: restore your newest backup into an "
            "empty one (quoth restore FILE)."
        )
    if state.startswith(("28", "3D")):
        return _refused(where, state)
    if state == "42501":
        return StorageError(f"PostgreSQL at {where} does not let this user make or change tables: grant it that.")
    if state == _TOO_MANY:
        return _crowded(where)
    if state.startswith(_AWAY) or isinstance(cause, psycopg.errors.ConnectionTimeout):
        return _silent(where)
    if not state and isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return _unconnected(where, str(cause))
    if not state or state.startswith(_OURS):
        return None
    return StorageError(
        f"PostgreSQL at {where} failed at what it was asked for ({state}, {type(cause).__name__}): see its log; what "
        "was asked for was not done, and is tried again where nobody has to."
    )


def collided(url: URL) -> StorageError:
    """Transactions met again and again."""
    return StorageError(
        f"PostgreSQL at {server(url)} let transactions meet until this one gave up: see what else writes there, and "
        "for how long; it is tried again where nobody has to."
    )


def server(url: URL) -> str:
    """Where a server is, without any password."""
    return f"{url.host or 'the local socket'}:{url.port or 5432}/{url.database or ''}"


def _unconnected(where: str, problem: str) -> StorageError:
    """Before there is a connection errors have no code, only words."""
    if "password" in problem or "authentication" in problem:
        return _refused(where, "28")
    if "too many" in problem or "connection slots" in problem:
        return _crowded(where)
    if "does not exist" in problem:
        return _refused(where, "3D")
    if "timeout" in problem or "silent" in problem:
        return _silent(where)
    return StorageAway(f"PostgreSQL at {where} cannot be reached: check DATABASE_URL and that the server runs.")


def _crowded(where: str) -> StorageAway:
    return StorageAway(
        f"PostgreSQL at {where} has no connection left: end some of those who use it, or raise max_connections (or the "
        "limit of the user or database)."
    )


def _silent(where: str) -> StorageAway:
    return StorageAway(f"PostgreSQL at {where} does not answer: check that the server runs and is not overloaded.")


def _refused(where: str, state: str) -> StorageError:
    if state.startswith("28"):
        return StorageError(f"PostgreSQL at {where} refuses the user or password in DATABASE_URL: check them.")
    return StorageError(f"PostgreSQL at {where} has no such database or user: create it, or correct DATABASE_URL.")
