"""Who brought in how much lately."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update

from bot.core.quota import DAY, Brought
from bot.storage.rows import insert, inserted
from bot.storage.tables import counter, import_

_LOCK = "imports"


class ImportRows:
    """bot.ports.Imports."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_user(self, platform: str, user_id: str, since: datetime) -> Sequence[Brought]:
        """See the port. Those who ask wait for each other on one row."""
        held = insert(self._connection, counter).values(name=_LOCK, value=0)
        self._connection.execute(held.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value}))
        return self._brought((import_.c.platform == platform) & (import_.c.user_id == user_id), since)

    def in_workspace(self, workspace_id: str, since: datetime) -> Sequence[Brought]:
        """See the port."""
        return self._brought(import_.c.workspace_id == workspace_id, since)

    def add(self, platform: str, key: str, workspace_id: str, user_id: str, brought: Brought) -> None:
        """See the port."""
        self._connection.execute(delete(import_).where(import_.c.at < brought.at - DAY))
        values = {
            "platform": platform, "request_key": key, "workspace_id": workspace_id, "user_id": user_id,
            "at": brought.at, "size": brought.size, "counts": brought.counts,
        }  # fmt: skip
        inserted(self._connection, import_, values)

    def forgive(self, platform: str, key: str, *, wholly: bool) -> None:
        """See the port."""
        mine = (import_.c.platform == platform) & (import_.c.request_key == key)
        self._connection.execute(delete(import_).where(mine) if wholly else _uncounted.where(mine))

    def _brought(self, whose: ColumnElement[bool], since: datetime) -> Sequence[Brought]:
        rows = select(import_.c.at, import_.c.size, import_.c.counts).where(whose, import_.c.at > since)
        return [Brought(at, size, counts) for at, size, counts in self._connection.execute(rows)]


_uncounted = update(import_).values(counts=False)
