"""Doubts about speakers, and who can be told of them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from bot.storage.rows import in_workspace, inserted
from bot.storage.tables.base import seen
from bot.storage.tables.doubts import doubt
from bot.storage.transaction import Rows


class DoubtRows(Rows):
    """One doubt a quote and person in a workspace, and the managers who can be told."""

    def add(self, workspace_id: str, number: int, user_id: str, name: str, at: datetime) -> bool:
        """Keep one; False if that person doubted that quote before. `name` is what they are called."""
        values = {"workspace_id": workspace_id, "number": number, "user_id": user_id, "name": name, "at": at}
        return inserted(self._connection, doubt, values)

    def name(self, workspace_id: str, number: int, user_id: str) -> str | None:
        """What somebody who doubts that quote is called; None if they do not."""
        mine = (doubt.c.workspace_id == workspace_id, doubt.c.number == number, doubt.c.user_id == user_id)
        found: str | None = self._connection.execute(select(doubt.c.name).where(*mine)).scalar()
        return found

    def moments(self, workspace_id: str, user_id: str, since: datetime) -> Sequence[datetime]:
        """When somebody doubted a quote since then, oldest first."""
        mine = (doubt.c.workspace_id == workspace_id, doubt.c.user_id == user_id, doubt.c.at > since)
        return self._connection.execute(select(doubt.c.at).where(*mine).order_by(doubt.c.at)).scalars().all()

    def managers(self, workspace_id: str, since: date) -> Sequence[str]:
        """Ids of those whom the platform called managers there since that day, who was seen last first."""
        there = (in_workspace(seen, workspace_id), seen.c.manages, seen.c.day >= since.isoformat())
        rows = select(seen.c.user_id).where(*there).order_by(seen.c.day.desc(), seen.c.user_id)
        return self._connection.execute(rows).scalars().all()
