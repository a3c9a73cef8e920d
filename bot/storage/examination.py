"""Whether everything in a database can be read as it was written: what `quoth doctor` looks at, changing nothing."""

from collections.abc import Mapping

from sqlalchemy import Connection

from bot.errors import RowUnreadable, StorageError
from bot.storage import log_check, schema
from bot.storage.backups import source
from bot.storage.copies import Progress
from bot.storage.database import address, file_of, must_be_a_file
from bot.storage.row_check import AS_THEY_STAND, Thaw, unreadable
from bot.storage.soundness import damage, missing_rules, pages
from bot.storage.trouble import MEND

_LOG_IS_GONE = (
    "{log} is missing beside {path}: if it was taken away, what was written last is lost; compare with your newest "
    "backup. Take {index} away as well, and the database counts as it is."
)
LACKS_INDEX = (
    "the database lacks the index {name}, and the rule it keeps: stop Quoth, quoth backup it, move it away and quoth "
    "restore that backup."
)


def examine(database_url: str, told: Progress, thaw: Mapping[str, Thaw] = AS_THEY_STAND) -> list[str]:
    """One sentence for each thing that is wrong; none for a database that is not there yet.

    `thaw` is what the bot makes of a row of each table.
    """
    try:
        url = address(database_url)
        if url.drivername == "sqlite":
            path = file_of(url)
            must_be_a_file(path)
            if not path.exists() or not path.stat().st_size:
                return []
            log, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
            if index.exists() and not log.exists():
                return [_LOG_IS_GONE.format(log=log, path=path, index=index)]
            # Before it is opened: whoever closes it last puts what is right into the database, and the log is gone.
            if log_check.is_damaged(log):
                return [log_check.DAMAGED.format(log=log, path=path)]
        with source(url) as engine, engine.connect() as connection:
            return _wrong(connection, told, thaw)
    except StorageError as error:
        return [str(error)]


def _wrong(connection: Connection, told: Progress, thaw: Mapping[str, Thaw]) -> list[str]:
    if connection.dialect.name == "sqlite" and (wrong := pages(connection)):
        return [f"the database is damaged ({wrong}): {MEND}."]
    if schema.version(connection) is None:
        return []
    if wrong := damage(connection):
        return [f"the database is damaged ({wrong}): {MEND}."]
    if schema.version(connection) != schema.HEAD:
        return []
    gone = _without_rules(connection)
    return [*gone, *unreadable(connection, told, thaw)]


def _without_rules(connection: Connection) -> list[str]:
    """Nothing of the rows is lost with an index, and a backup that is restored has them all."""
    try:
        gone = missing_rules(connection)
    except RowUnreadable:
        gone = ["(its name cannot be read)"]
    return [LACKS_INDEX.format(name=name) for name in gone]
