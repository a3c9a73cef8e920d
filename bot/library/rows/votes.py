"""Members' votes on quotes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, select

from bot.library.votes import NO_VOTES, Tally
from bot.storage.rows import insert
from bot.storage.tables.desk import vote
from bot.storage.transaction import Rows

# The values of a vote, and of what tells a little of one.
UP, DOWN, SHARED, PASSED = 1, -1, 2, -2
_COUNTS = tuple(func.coalesce(func.sum(case((vote.c.value == v, 1), else_=0)), 0) for v in (UP, DOWN, SHARED, PASSED))


class VoteRows(Rows):
    """One person, one voice on a quote in a workspace. Numbers stay with their quotes, and so do votes."""

    def cast(self, workspace_id: str, number: int, user_id: str, value: int, at: datetime) -> int:
        """Vote 1 or -1; the same vote again takes it back. Returns what holds now: 1, -1 or 0."""
        key = {"workspace_id": workspace_id, "number": number, "user_id": user_id}
        taken_back = delete(vote).where(*(vote.c[name] == key[name] for name in key), vote.c.value == value)
        if self._connection.execute(taken_back).rowcount:
            return 0
        new = insert(self._connection, vote).values(key | {"value": value, "at": at})
        instead = new.on_conflict_do_update(index_elements=list(key), set_={"value": value, "at": at})
        self._connection.execute(instead)
        return value

    def note_gesture(self, workspace_id: str, number: int, user_id: str, value: int, at: datetime) -> None:
        """They SHARED or PASSED it: the later counts, as long as they cast no vote."""
        key = {"workspace_id": workspace_id, "number": number, "user_id": user_id}
        new = insert(self._connection, vote).values(key | {"value": value, "at": at})
        no_vote = vote.c.value.in_((SHARED, PASSED))
        told = new.on_conflict_do_update(index_elements=list(key), set_={"value": value, "at": at}, where=no_vote)
        self._connection.execute(told)

    def of(self, workspace_id: str, number: int) -> Tally:
        """The votes on one quote."""
        return self._tallies(vote.c.workspace_id == workspace_id, vote.c.number == number).get(number, NO_VOTES)

    def tallies(self, workspace_id: str, since: datetime | None = None) -> Mapping[int, Tally]:
        """The votes of a workspace, of those since then, by the quotes' numbers; what nobody voted on is not there."""
        lately = [] if since is None else [vote.c.at >= since]
        return self._tallies(vote.c.workspace_id == workspace_id, *lately)

    def _tallies(self, *conditions: Any) -> dict[int, Tally]:
        rows = select(vote.c.number, *_COUNTS).where(*conditions).group_by(vote.c.number)
        return {number: Tally(*map(int, counts)) for number, *counts in self._connection.execute(rows)}
