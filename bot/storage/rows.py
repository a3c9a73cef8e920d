"""Small things all tables need: inserts that may meet an existing row, places as four columns, values as JSON."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, literal
from sqlalchemy.dialects import postgresql, sqlite

from bot.messages import Place
from content.model import Item

# How the channel of a game begins that somebody plays alone.
SOLO = "solo:"
PLACE = ("platform", "workspace", "channel", "thread")


def insert(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An INSERT that knows ON CONFLICT on the engine at hand."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def inserted(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert one row; False if a unique rule of the table forbids it."""
    statement = insert(connection, table).values(values).on_conflict_do_nothing()
    return wrote(connection, statement)


def wrote(connection: Connection, statement: "sqlite.Insert | postgresql.Insert") -> bool:
    """Run an INSERT that may yield to a conflict; whether it wrote a row (a row count is not told by every driver)."""
    return connection.execute(statement.returning(literal(1))).first() is not None


def place_values(place: Place) -> dict[str, str]:
    """A place as column values."""
    return {name: getattr(place, name) for name in PLACE}


def at_place(table: Table, place: Place) -> ColumnElement[bool]:
    """The rows of a place."""
    return and_(*(table.c[name] == value for name, value in place_values(place).items()))


def place_of(row: Any) -> Place:
    """The place in a row."""
    return Place(**{name: getattr(row, name) for name in PLACE})


def frozen_item(item: Item) -> dict[str, Any]:
    """An item as JSON."""
    return asdict(item)


def thawed_item(frozen: dict[str, Any]) -> Item:
    """An item from JSON."""
    return Item(**{**frozen, "options": tuple(frozen["options"]), "accept": tuple(frozen["accept"])})
