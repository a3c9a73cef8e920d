"""Who brought in how much lately."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from bot.library.quota import DAY, ImportRecord
from bot.storage.rows import insert, inserted
from bot.storage.tables.base import counter
from bot.storage.tables.library import import_
from bot.storage.transaction import Rows

_LOCK = "imports"


class ImportRows(Rows):
    """The documents of the last day. One transaction after the other asks and adds, on every engine."""

    def by_user(self, platform: str, user_id: str, since: datetime) -> Sequence[ImportRecord]:
        """What somebody brought in since then, in whatever workspace. Holds back others that ask until the end. Those
        who ask wait for each other on one row.
        """
        held = insert(self._connection, counter).values(name=_LOCK, value=0)
        self._connection.execute(held.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value}))
        return self._brought((import_.c.platform == platform) & (import_.c.user_id == user_id), since)

    def in_workspace(self, workspace_id: str, since: datetime) -> Sequence[ImportRecord]:
        """What was brought in there since then."""
        return self._brought(import_.c.workspace_id == workspace_id, since)

    def add(self, platform: str, key: str, workspace_id: str, user_id: str, brought: ImportRecord) -> None:
        """One more, known by the key of its request, which counts once; those of more than a day ago are forgotten."""
        self._connection.execute(delete(import_).where(import_.c.at < brought.at - DAY))
        values = {
            "platform": platform, "request_key": key, "workspace_id": workspace_id, "user_id": user_id,
            "at": brought.at, "size": brought.size, "counts": brought.counts,
        }  # fmt: skip
        inserted(self._connection, import_, values)

    def forgive(self, platform: str, key: str, *, wholly: bool) -> None:
        """Let one not count among the imports; `wholly`: nor by its size."""
        mine = (import_.c.platform == platform) & (import_.c.request_key == key)
        self._connection.execute(delete(import_).where(mine) if wholly else _uncounted.where(mine))

    def _brought(self, whose: ColumnElement[bool], since: datetime) -> Sequence[ImportRecord]:
        rows = select(import_.c.at, import_.c.size, import_.c.counts).where(whose, import_.c.at > since)
        return [ImportRecord(at, size, counts) for at, size, counts in self._connection.execute(rows)]


_uncounted = update(import_).values(counts=False)
