"""The schema of the database that DATABASE_URL names: which version it has, and bringing it to this code's.

Migrations add first: whoever of the version before is running goes on beside who is new. One process migrates at a
time; the others wait for it.
"""

from bot.storage import queue_schema, schema
from bot.storage.backups import source
from bot.storage.database import address, file_of, must_be_a_file, open_store


def schema_of(database_url: str) -> str | None:
    """The version it has; None where there is nothing yet. Raises StorageError, for one that is newer too."""
    url = address(database_url)
    if url.drivername == "sqlite":
        path = file_of(url)
        must_be_a_file(path)
        if not path.exists() or not path.stat().st_size:
            return None
    with source(url) as engine, engine.connect() as connection:
        return schema.version(connection)


def queue_is_ready(database_url: str) -> bool:
    """Whether Procrastinate's tables are there as they are needed. Raises StorageError, for newer ones too."""
    with source(address(database_url)) as engine, engine.connect() as connection:
        return queue_schema.is_as_needed(connection)


async def upgrade(database_url: str, *, queued: bool = False) -> str | None:
    """Bring it to this code's version, and make it where there is none; returns what it was. Raises StorageError.

    With `queued` the same for the tables of Procrastinate.
    """
    before = schema_of(database_url)
    await (await open_store(database_url, queued=queued)).close()
    return before
