"""What the managers of a workspace chose."""

from sqlalchemy import Connection, bindparam, select

from bot.storage.daily_tables import setting
from bot.storage.rows import insert

# Asked with every request, so it is built once.
_CHOSEN = select(setting.c.name, setting.c.value).where(setting.c.workspace_id == bindparam("whose"))


class ChoiceRows:
    """bot.ports.Choices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, workspace_id: str) -> dict[str, str]:
        """See the port."""
        rows = self._connection.execute(_CHOSEN, {"whose": workspace_id})
        return {row.name: row.value for row in rows}

    def put(self, workspace_id: str, name: str, value: str) -> None:
        """See the port."""
        new = insert(self._connection, setting).values(workspace_id=workspace_id, name=name, value=value)
        self._connection.execute(
            new.on_conflict_do_update(index_elements=["workspace_id", "name"], set_={"value": value})
        )
