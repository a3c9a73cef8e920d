"""What is known of somebody in a workspace, whatever they do there: whether they hide."""

from typing import Any

from sqlalchemy import bindparam, select

from bot.storage.rows import insert as insert_or
from bot.storage.tables.base import person
from bot.storage.transaction import Rows

# Asked with every request, so it is built once.
_HIDDEN = select(person.c.hidden).where(
    person.c.workspace_id == bindparam("workspace_id"), person.c.user_id == bindparam("user")
)


class PersonRows(Rows):
    """One row for a person and workspace; themes keep their columns in it."""

    def is_hidden(self, workspace_id: str, user_id: str) -> bool:
        """Whether they play under another name."""
        who = {"workspace_id": workspace_id, "user": user_id}
        return bool(self._connection.execute(_HIDDEN, who).scalar())

    def hidden(self, workspace_id: str) -> frozenset[str]:
        """The ids of all who play under another name there."""
        rows = select(person.c.user_id).where(person.c.workspace_id == workspace_id, person.c.hidden)
        return frozenset(self._connection.execute(rows).scalars())

    def is_muted(self, workspace_id: str, user_id: str) -> bool:
        """Whether they are not told when they are quoted."""
        row = select(person.c.muted).where(person.c.workspace_id == workspace_id, person.c.user_id == user_id)
        return bool(self._connection.execute(row).scalar())

    def put(self, workspace_id: str, user_id: str, values: dict[str, Any]) -> None:
        """Keep that of them, and leave the rest."""
        new = insert_or(self._connection, person).values(workspace_id=workspace_id, user_id=user_id, **values)
        self._connection.execute(new.on_conflict_do_update(index_elements=["workspace_id", "user_id"], set_=values))
