"""A row that is written to see whether anything can be."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from bot.storage.rows import put
from bot.storage.tables import counter

CHECKED = "checked"


def beat(connection: Connection) -> None:
    """Write when this was, in seconds since 1970."""
    put(connection, counter, "name", {"name": CHECKED, "value": int(datetime.now(UTC).timestamp())})
