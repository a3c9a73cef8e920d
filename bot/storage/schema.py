"""Whether a database has the schema this code needs. Alembic is imported only when it has not."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from bot.errors import StorageError

HEAD = "0025"
MIGRATIONS = Path(__file__).parent / "migrations"
# Any number; the same for every process that may migrate.
_LOCK = 7_168_443


def version(connection: Connection) -> str | None:
    """The schema's version; None for a database without one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def ensure(connection: Connection) -> None:
    """Bring the schema to this code's version. Raises StorageError for one that is newer."""
    if version(connection) == HEAD:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        if version(connection) == HEAD:
            return
    _upgrade(connection)


def ensure_on(engine: Engine) -> None:
    """The same, in a transaction of its own."""
    with engine.begin() as connection:
        ensure(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StorageError(
            "the database was written by a newer Quoth: run that version, or name another DATABASE_URL."
        ) from error
