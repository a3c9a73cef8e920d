"""Sequences that must be gapless and equal on both engines: quote numbers, the content revision."""

from sqlalchemy import Connection

from bot.storage.rows import insert
from bot.storage.tables.base import counter

REVISION, QUOTE_NUMBER = "content_revision", "quote_number"


def bump(connection: Connection, name: str, by: int) -> int:
    """Raise a counter and hold its row until the transaction ends; returns its new value."""
    start = insert(connection, counter).values(name=name, value=by)
    raised = start.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + by})
    return int(connection.execute(raised.returning(counter.c.value)).scalar_one())
