"""Whether a database has the schema this code needs. Alembic is imported only when it has not."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from bot.errors import StorageError

HEAD = "0030"
MIGRATIONS = Path(__file__).parent / "migrations"
# Any number; the same for every process that may migrate.
_LOCK = 7_168_443
_VERSION = "alembic_version"
# Of the first schema, and of every later one.
OURS = frozenset({"workspace", "counter", "pack", "quote", "game", "post"})
NEWER = "the database was written by a newer Quoth: run that version, or name another DATABASE_URL."
FOREIGN = "DATABASE_URL names a database of another program: name another one, it is made if it is not there."


def version(connection: Connection) -> str | None:
    """The schema's version; None for a database that is empty. Raises StorageError for one that is not ours."""
    tables = set(inspect(connection).get_table_names())
    if _VERSION in tables and tables >= OURS:
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found
    # A server's database may be shared with others, as long as no names are.
    if tables & {_VERSION, *OURS} or (tables and connection.dialect.name == "sqlite"):
        raise StorageError(FOREIGN)
    return None


def ensure(connection: Connection) -> None:
    """Bring the schema to this code's version. Raises StorageError for one that is newer or not ours."""
    if version(connection) == HEAD:
        return
    lock(connection)
    if version(connection) != HEAD:
        upgrade(connection)


def ensure_on(engine: Engine) -> None:
    """The same, in a transaction of its own."""
    with engine.begin() as connection:
        ensure(connection)


def lock(connection: Connection) -> None:
    """Let nobody else migrate until the transaction ends; SQLite's writer is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def known() -> frozenset[str]:
    """The versions this code can upgrade from."""
    from alembic.script import ScriptDirectory

    return frozenset(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the schema to a version. Raises StorageError for one that this code does not know."""
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise StorageError(NEWER) from error
