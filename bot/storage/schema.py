"""Whether a database has the schema this code needs. Alembic is imported only when it has not."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text

from bot.errors import StorageDamaged, StorageError
from bot.storage.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
# The newest: a migration is called after its version.
HEAD = max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
# Any number; the same for every process that may migrate.
_LOCK = 7_168_443
# Made beside the tables: what version they have, and what a backup holds.
VERSION, MANIFEST = "alembic_version", "quoth_backup"
# Of the first schema, and of every later one.
OURS = frozenset({"workspace", "counter", "pack", "quote", "game", "post"})
NEWER = "the database was written by a newer Quoth: run that version, or name another DATABASE_URL."
BACKUP = "DATABASE_URL names a backup: restore it into an empty place (quoth restore FILE), it stays as it is."
FOREIGN = "DATABASE_URL names a database of another program: name another one, it is made if it is not there."


Shape = Mapping[str, frozenset[str]]
_MEND = "stop Quoth, move the database away and restore your newest backup (quoth restore FILE)."
_COLUMNS = {
    "sqlite": "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema()",
}


def version(connection: Connection) -> str | None:
    """The schema's version; None for a database that is empty.

    Raises StorageError for one that is not ours, StorageDamaged for one whose tables are not those of its version:
    half of it would be lost by whoever believed it.
    """
    there = shape(connection)
    if VERSION not in there or not there.keys() >= OURS:
        # A server's database may be shared with others, as long as no names are.
        if there.keys() & {VERSION, *OURS} or (there and connection.dialect.name == "sqlite"):
            raise StorageError(FOREIGN)
        return None
    if MANIFEST in there:
        raise StorageError(BACKUP)
    found, there = _at_one_moment(connection)
    if wrong := _misshapen(_expected(found), there, found):
        raise StorageDamaged(f"{wrong}: {_MEND}")
    return found


def _at_one_moment(connection: Connection) -> tuple[str, Shape]:
    """The version and the tables that belong to it: another process may be migrating between two looks."""
    found = _told(connection)
    while True:
        there, now = shape(connection), _told(connection)
        if now == found:
            return found, there
        found = now


def shape(connection: Connection) -> Shape:
    """The tables there are, with their columns; not those that an engine keeps for itself."""
    found: dict[str, set[str]] = {}
    for name, column in connection.execute(text(_COLUMNS[connection.dialect.name])):
        if not name.startswith("sqlite_"):
            found.setdefault(name, set()).add(column)
    return {name: frozenset(columns) for name, columns in found.items()}


def _told(connection: Connection) -> str:
    """The one version that the database says it has, which this code knows."""
    rows = list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    found = rows[0] if len(rows) == 1 else None
    if found == HEAD:
        return HEAD
    if isinstance(found, str) and found not in known() and found.isdecimal() and found > HEAD:
        raise StorageError(NEWER)
    if not isinstance(found, str) or found not in known():
        raise StorageDamaged(f"the database does not say which version its schema has: {_MEND}")
    return found


def _expected(of: str) -> Shape:
    """What tables a version has, by the migrations; at head that is what is declared."""
    if of == HEAD:
        return {name: frozenset(c.name for c in each.columns) for name, each in metadata.tables.items()}
    return _migrated(of)


@cache
def _migrated(of: str) -> Shape:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection, of)
        found = shape(connection)
    engine.dispose()
    return {name: columns for name, columns in found.items() if name != VERSION}


def _misshapen(wanted: Shape, there: Shape, of: str) -> str:
    """What is there too little or too much; others may have tables beside, none of them ours."""
    if missing := sorted(wanted.keys() - there.keys()):
        return f"the database lacks a part of its tables ({missing[0]})"
    for name, columns in wanted.items():
        if missing := sorted(columns - there[name]):
            return f"the database lacks a part of its tables ({missing[0]} of {name})"
        if more := sorted(there[name] - columns):
            return f"the database says that its schema is of version {of}, and has more ({more[0]} of {name})"
    if more := sorted((_expected(HEAD).keys() - wanted.keys()) & there.keys()):
        return f"the database says that its schema is of version {of}, and has more ({more[0]})"
    return ""


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
