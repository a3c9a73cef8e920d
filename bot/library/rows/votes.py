"""Members' votes on quotes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, select

from bot.library.voting import NO_VOTES, Tally
from bot.storage.rows import insert
from bot.storage.tables.desk import vote
from bot.storage.transaction import Rows

_UP = func.coalesce(func.sum(case((vote.c.value > 0, 1), else_=0)), 0)
_DOWN = func.coalesce(func.sum(case((vote.c.value < 0, 1), else_=0)), 0)


class VoteRows(Rows):
    """One person, one vote on a quote in a workspace. Numbers stay with their quotes, and so do votes."""

    def cast(self, workspace_id: str, number: int, user_id: str, value: int, at: datetime) -> int:
        """Vote 1 or -1; the same vote again takes it back. Returns what holds now: 1, -1 or 0."""
        mine = (vote.c.workspace_id == workspace_id) & (vote.c.number == number) & (vote.c.user_id == user_id)
        taken_back = delete(vote).where(mine, vote.c.value == value)
        if self._connection.execute(taken_back).rowcount:
            return 0
        key = {"workspace_id": workspace_id, "number": number, "user_id": user_id}
        new = insert(self._connection, vote).values(key | {"value": value, "at": at})
        instead = new.on_conflict_do_update(index_elements=list(key), set_={"value": value, "at": at})
        self._connection.execute(instead)
        return value

    def of(self, workspace_id: str, number: int) -> Tally:
        """The votes on one quote."""
        return self._tallies(vote.c.workspace_id == workspace_id, vote.c.number == number).get(number, NO_VOTES)

    def tallies(self, workspace_id: str) -> Mapping[int, Tally]:
        """The votes of a workspace by the quotes' numbers; what nobody voted on is not there."""
        return self._tallies(vote.c.workspace_id == workspace_id)

    def _tallies(self, *conditions: Any) -> dict[int, Tally]:
        rows = select(vote.c.number, _UP.label("up"), _DOWN.label("down")).where(*conditions).group_by(vote.c.number)
        return {row.number: Tally(int(row.up), int(row.down)) for row in self._connection.execute(rows)}
