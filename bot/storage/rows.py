"""Small things all tables need: inserts that may meet an existing row, places as four columns, values as JSON."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, literal, select, text, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from bot.chat.incoming import Place
from bot.errors import RowUnreadable
from bot.storage.careful import thawing
from bot.storage.tables.base import workspace
from content.model import Item

# How the channel of a game begins that somebody plays alone.
SOLO = "solo:"
PLACE = ("platform", "workspace", "channel", "thread")


def insert(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An INSERT that knows ON CONFLICT on the engine at hand."""
    return insert_for(connection.dialect.name, table)


def insert_for(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """The same for an engine by its name, to be built once."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def inserted(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert one row; False if a unique rule of the table forbids it."""
    return connection.execute(_new_row(connection.dialect.name, table), values).first() is not None


def put(connection: Connection, table: Table, key: str, values: dict[str, Any]) -> None:
    """Insert one row, or change the one that has its key; what the key does not decide is replaced."""
    connection.execute(_row_in_place(connection.dialect.name, table, key, tuple(values)), values)


# Building a statement costs more than running it: those that run for every post are built once.
@cache
def _new_row(dialect: str, table: Table) -> Any:
    new = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return new.on_conflict_do_nothing().returning(literal(1))


@cache
def _row_in_place(dialect: str, table: Table, key: str, columns: tuple[str, ...]) -> Any:
    new = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    changed = {name: new.excluded[name] for name in columns if name not in (key, *PLACE)}
    return new.on_conflict_do_update(index_elements=[key], set_=changed)


def delete_some(connection: Connection, table: Table, those: ColumnElement[bool], limit: int) -> int:
    """Delete at most so many of these rows; returns how many went."""
    key = list(table.primary_key.columns)
    chosen = tuple_(*key) if len(key) > 1 else key[0]
    return connection.execute(delete(table).where(chosen.in_(select(*key).where(those).limit(limit)))).rowcount


def lease_time(connection: Connection) -> datetime:
    """The clock leases are measured by: one for all processes on a server, the machine's for a file."""
    if connection.dialect.name == "postgresql":
        micros = connection.execute(
            select(func.floor(func.extract("epoch", text("clock_timestamp()")) * 1_000_000))
        ).scalar_one()
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(micros))
    return datetime.now(UTC)


def place_values(place: Place) -> dict[str, str]:
    """A place as column values."""
    return {name: getattr(place, name) for name in PLACE}


def at_place(table: Table, place: Place) -> ColumnElement[bool]:
    """The rows of a place."""
    return and_(*(table.c[name] == value for name, value in place_values(place).items()))


def in_channel(table: Table, place: Place) -> ColumnElement[bool]:
    """The rows of a channel and of its threads."""
    return and_(*(table.c[name] == value for name, value in place_values(place).items() if name != "thread"))


def in_workspace(table: Table, workspace_id: str) -> ColumnElement[bool]:
    """The rows of all places of a workspace."""
    platform, _, workspace = workspace_id.partition(":")
    return and_(table.c.platform == platform, table.c.workspace == workspace)


def not_left(table: Table) -> ColumnElement[bool]:
    """The rows of workspaces that the bot did not leave: what is of the others waits, and goes with them."""
    left = select(workspace.c.id).where(workspace.c.left_at.is_not(None))
    whose = table.c.workspace_id if "workspace_id" in table.c else table.c.platform + ":" + table.c.workspace
    return whose.not_in(left)


def place_of(row: Any) -> Place:
    """The place in a row."""
    return Place(**{name: getattr(row, name) for name in PLACE})


def frozen_item(item: Item) -> dict[str, Any]:
    """An item as JSON."""
    return asdict(item)


@thawing
def thawed_item(frozen: dict[str, Any]) -> Item:
    """An item from JSON. Raises RowUnreadable for what is none."""
    lists = {name: tuple(frozen.get(name, ())) for name in _LISTS}
    prompts = tuple((said, asked) for said, asked in frozen.get("prompts", ()))
    called = tuple((answer, name) for answer, name in frozen.get("called", ()))
    item = Item(**{**frozen, **lists, "prompts": prompts, "called": called})
    words = (item.id, item.kind, item.stimulus, item.stem, item.key, item.explanation, item.unit, item.quote_id or "")
    listed = (word for name in _LISTS for word in getattr(item, name))
    asked = (word for pair in (*prompts, *called) for word in pair)
    if not all(isinstance(word, str) for word in (*words, *listed, *asked)) or not (item.id and item.stem):
        raise RowUnreadable
    if not isinstance(item.number, int | float | None):
        raise RowUnreadable
    return item


_LISTS = ("options", "accept", "reject", "rivals", "quote_ids")
