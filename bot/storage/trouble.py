"""What an error of SQLite means for a person: one sentence, with what to do. None for what is a mistake of ours."""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.errors import RowUnreadable, StorageAway, StorageDamaged, StorageError, StorageUnwritable

MEND = "stop Quoth, move it away and restore your newest backup (quoth restore FILE)"
# The extended codes of sqlite3 that mean a write: IOERR_WRITE, _FSYNC, _TRUNCATE, _SHMOPEN, _SHMSIZE, _DIR_FSYNC.
_WRITES = frozenset({778, 1034, 1546, 4618, 4874, 1290})
_PRIMARY = 0xFF
_OTHER_SCHEMA = ("no such", "has no column", "already exists", "duplicate column", "ON CONFLICT clause")
# What we did wrong, not what became of the file.
_OURS = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError, sqlite3.NotSupportedError)


def of_sqlite(path: Path, error: BaseException) -> StorageError | None:
    """What became of the database file."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, UnicodeDecodeError):
        # What SQLite says of a damaged schema quotes it.
        return StorageDamaged(f"the database {path} is damaged: {MEND}.")
    if not isinstance(cause, sqlite3.DatabaseError) or isinstance(cause, _OURS):
        return None
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        # It is Python that could not decode a text. The text itself is nobody's business.
        return RowUnreadable()
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
        case sqlite3.SQLITE_ERROR if any(words in str(cause) for words in _OTHER_SCHEMA):
            return StorageDamaged(f"the database {path} lacks a part of its tables: {MEND}.")
        case _:
            return None


def breaks_rules(error: BaseException) -> bool:
    """Whether a row is refused by the rules of its table: where rows are only copied, they are damaged."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, sqlite3.IntegrityError | sqlite3.DataError)


_OWN = "let the user that Quoth runs as write the file and its folder"
