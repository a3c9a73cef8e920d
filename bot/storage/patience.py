"""How long a server is waited for, and how a transaction asks for longer."""

from typing import Any

from sqlalchemy import Connection

# A statement that takes longer is given up by the server, and a server that is silent for so long by us.
PATIENCE_SECONDS = 5.0
# Work that nobody waits for in a chat: migrations, backups.
LONG_SECONDS = 600.0
# Between two statements of a transaction we compute, seldom for seconds.
ABSENT_SECONDS = 120.0


def take_time(connection: Connection) -> None:
    """Let the statements of this transaction take long: a pack may be replaced that has a million quotes."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {round(LONG_SECONDS * 1000)}")
        held: Any = connection.connection.driver_connection
        held.patience = LONG_SECONDS
