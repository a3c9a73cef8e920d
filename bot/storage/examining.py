"""Whether everything in a database can be read as it was written: what `quoth doctor` looks at, changing nothing."""

from sqlalchemy import Connection, select

from bot.errors import StorageError
from bot.storage import schema
from bot.storage.backups import damage, source
from bot.storage.copying import BATCH, Progress, count
from bot.storage.database import address, file_of, must_be_a_file
from bot.storage.tables import metadata

_LOG_IS_GONE = (
    "{log} is missing beside {path}: if it was taken away, what was written last is lost; compare with your newest "
    "backup. Take {index} away as well, and the database counts as it is."
)


def examine(database_url: str, told: Progress) -> list[str]:
    """One sentence for each thing that is wrong; none for a database that is not there yet."""
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
        with source(url) as engine, engine.connect() as connection:
            if wrong := damage(connection):
                return [f"the database is damaged ({wrong}): stop Quoth, move it away and quoth restore a backup."]
            return _unreadable(connection, told) if schema.version(connection) == schema.HEAD else []
    except StorageError as error:
        return [str(error)]


def _unreadable(connection: Connection, told: Progress) -> list[str]:
    """Every row once, as the bot reads it."""
    tables = metadata.sorted_tables
    total, done = count(connection, tables), 0
    for each in tables:
        try:
            with connection.execute(select(each), execution_options={"yield_per": BATCH}) as rows:
                for some in rows.partitions():
                    done += len(some)
                    told(done, total)
        except ValueError:
            return [f"a row of the table {each.name} cannot be read: stop Quoth and quoth restore your newest backup."]
    return []
