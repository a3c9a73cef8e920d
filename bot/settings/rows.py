"""What the managers of a workspace chose."""

from sqlalchemy import bindparam, select

from bot.storage.rows import insert
from bot.storage.tables.daily import setting
from bot.storage.transaction import Rows

# Asked with every request, so it is built once.
_CHOSEN = select(setting.c.name, setting.c.value).where(setting.c.workspace_id == bindparam("whose"))


class ChoiceRows(Rows):
    """Settings: what the managers of a workspace chose. The empty workspace is the installation itself."""

    def all(self, workspace_id: str) -> dict[str, str]:
        """By name; what nobody chose is not there."""
        rows = self._connection.execute(_CHOSEN, {"whose": workspace_id})
        return {row.name: row.value for row in rows}

    def put(self, workspace_id: str, name: str, value: str) -> None:
        """Keep a choice."""
        new = insert(self._connection, setting).values(workspace_id=workspace_id, name=name, value=value)
        self._connection.execute(
            new.on_conflict_do_update(index_elements=["workspace_id", "name"], set_={"value": value})
        )
