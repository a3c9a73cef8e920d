"""How strong players are."""

from collections.abc import Sequence

from sqlalchemy import select

from bot.games.rating import Strength
from bot.storage.persons import PersonRows
from bot.storage.tables.base import person


class StrengthRows(PersonRows):
    """The ratings of people in a workspace."""

    def strengths(self, workspace_id: str, user_ids: Sequence[str]) -> dict[str, Strength]:
        """How strong each of them is; a newcomer is average."""
        rows = select(person).where(person.c.workspace_id == workspace_id, person.c.user_id.in_(user_ids))
        known = {
            r.user_id: Strength(user_id=r.user_id, rating=r.rating, answers=r.answers)
            for r in self._connection.execute(rows)
        }
        return {u: known.get(u, Strength(user_id=u)) for u in user_ids}

    def put_strength(self, workspace_id: str, strength: Strength) -> None:
        """Keep a new rating."""
        self.put(workspace_id, strength.user_id, {"rating": strength.rating, "answers": strength.answers})
