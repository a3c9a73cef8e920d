"""Procrastinate's tables, in a schema of their own, made and brought up to date as the installed package has them.

Which of its migrations were applied stands in a table of ours beside them, since it keeps no count itself. Its
functions find its tables whatever the search path is, so that transactions on our tables can use them.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from bot.errors import StorageError
from bot.storage.schema import lock
from bot.storage.transaction import Rows

NEWER = "the queue in the database was made by a newer Quoth, or a newer Procrastinate: run that version."
SCHEMA = "procrastinate"
# Raised with every change of our own functions.
_OURS = "quoth 1"
_FUNCTIONS = Path(__file__).with_name("queue_functions.sql")
_NOTE = "CREATE TABLE IF NOT EXISTS procrastinate.quoth_applied (name text PRIMARY KEY)"
# Read as a row: who waited for somebody else to make it would be told of before by to_regclass.
_THERE = text(
    "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'procrastinate' AND c.relname = 'quoth_applied')"
)
_APPLIED = text("SELECT name FROM procrastinate.quoth_applied")
_KEEP = text("INSERT INTO procrastinate.quoth_applied VALUES (:name)")
_PATH = text("SELECT set_config('search_path', :path, true)")
# Each function with the path by which it finds the tables.
_PIN = """DO $$ DECLARE one regprocedure; BEGIN
FOR one IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'procrastinate'
LOOP EXECUTE format('ALTER FUNCTION %s SET search_path TO procrastinate, pg_catalog, pg_temp', one); END LOOP; END $$"""


def is_installed() -> bool:
    """Whether the package is there."""
    return find_spec("procrastinate") is not None


def is_as_needed(connection: Connection) -> bool:
    """Whether it is what this code and the package need. Raises StorageError for one that is newer."""
    applied, needed = _applied(connection), {_OURS, *_migrations()}
    if applied - needed:
        raise StorageError(NEWER)
    return applied == needed


class QueueSchemaRows(Rows):
    """The same as a transaction of its own."""

    def is_as_needed(self) -> bool:
        """Whether it is what this code and the package need. Raises StorageError for one that is newer."""
        return is_as_needed(self._connection)


def ensure_on(engine: Engine) -> None:
    """Make the queue, or bring it up to date step by step. Raises StorageError for one that is newer.

    Each step is a transaction of its own: PostgreSQL lets nobody use what was added to an enumeration before.
    """
    while True:
        with engine.begin() as connection:
            if is_as_needed(connection):
                return
            lock(connection)
            if not is_as_needed(connection):
                _step(connection, _applied(connection))


def _step(connection: Connection, applied: set[str]) -> None:
    from procrastinate.schema import SchemaManager

    before = connection.execute(text("SELECT current_setting('search_path')")).scalar_one()
    _run(connection, f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}; {_NOTE}")
    connection.execute(_PATH, {"path": SCHEMA})
    missing = sorted(_migrations().keys() - applied)
    if not applied:
        _run(connection, SchemaManager.get_schema())
    elif missing:
        missing = missing[:1]
        _run(connection, _migrations()[missing[0]].read_text(encoding="utf-8"))
    if not applied or not missing:
        _run(connection, _FUNCTIONS.read_text(encoding="utf-8"))
        missing = [*missing, _OURS]
    _run(connection, _PIN)
    for name in missing:
        connection.execute(_KEEP, {"name": name})
    connection.execute(_PATH, {"path": before})


def _applied(connection: Connection) -> set[str]:
    if connection.dialect.name != "postgresql" or not connection.execute(_THERE).scalar():
        return set()
    return set(connection.execute(_APPLIED).scalars())


@cache
def _migrations() -> dict[str, Path]:
    """Of the package, by their names."""
    from procrastinate.schema import SchemaManager

    return {path.stem: path for path in Path(SchemaManager.get_migrations_path()).glob("*.sql")}


def _run(connection: Connection, script: str) -> None:
    """As it stands, be it several statements; nothing in it is a parameter."""
    held: Any = connection.connection.driver_connection
    held.execute(script)
