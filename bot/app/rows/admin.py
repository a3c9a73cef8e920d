"""What whoever runs Quoth puts right: by the database alone, so it works while the bot runs."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.app.rows.lists import ListRows
from bot.app.rows.old_games import GAME_POSTS
from bot.daily.rules.model import DeliveryState
from bot.daily.use_cases.deliveries import POST as DAILY
from bot.delivery.rows import DOUBTED, FAILED, SENT, PostRows
from bot.errors import QuothError
from bot.games.model import GameState
from bot.privacy.rows.departures import HAPPENED
from bot.storage.outgoing import WAITING
from bot.storage.rows import delete_some
from bot.storage.tables.base import workspace
from bot.storage.tables.daily import delivery
from bot.storage.tables.delivery import post
from bot.storage.tables.games import (
    game,
    round_,
)
from bot.storage.tables.library import pack


class AdminRows(ListRows):
    """What is changed by hand, beside the lists of what there is."""

    def requeue(self, post_id: int, at: datetime, *, though_old: bool = False) -> str:
        """Let a post that was given up be sent after all, if it does not stand: it is looked for first.

        It is looked for among the newest messages alone, so one that is old goes out only `though_old`. Returns "" when
        that is done, else why not.
        """
        found = self._connection.execute(select(post).where(post.c.id == post_id).with_for_update()).first()
        if found is None:
            return NO_POST
        if found.status not in (FAILED, DOUBTED):
            return NOT_FAILED
        if found.lease_until is not None and found.lease_until > PostRows(self._connection, writes=self._writes).now():
            return BEING_SENT
        if found.kind in GAME_POSTS and self._is_over(found):
            return GAME_OVER
        if found.message_id is None and not though_old and self._was_due(found) < at - FINDABLE:
            return OLD
        values = {"status": WAITING if found.message_id is None else SENT, "reason": None, "not_before": at,
                  "lease": None, "lease_until": None, "tries": max(1, found.tries)}  # fmt: skip
        self._connection.execute(update(post).where(post.c.id == post_id).values(values))
        if found.kind == DAILY:
            mine = delivery.c.id == found.subject
            left = or_(delivery.c.reveal_at.is_(None), delivery.c.reveal_at > at)
            given = delivery.c.state.in_((DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.SKIPPED))
            values = {"state": DeliveryState.WAITING, "reason": "", "settled_at": None,
                      "open": left & (delivery.c.style != "quote") & (delivery.c.about == "")}  # fmt: skip
            self._connection.execute(update(delivery).where(mine, given).values(values))
        return ""

    def forget_workspace(self, workspace_id: str, limit: int) -> int:
        """Delete at most so many rows of a workspace; 0 when nothing is left. Its packs are not among them.

        Raises UsedMeanwhile where the bot adds to what is deleted.
        """
        try:
            return self._forget(workspace_id, limit)
        except IntegrityError:
            raise UsedMeanwhile(workspace_id) from None

    def _forget(self, workspace_id: str, limit: int) -> int:
        left = limit
        for table, where in HAPPENED:
            if left:
                left -= delete_some(self._connection, table, where(table, workspace_id), left)
        if left == limit:
            owns = select(pack.c.id).where(pack.c.workspace_id == workspace_id)
            self._connection.execute(delete(workspace).where(workspace.c.id == workspace_id, ~owns.exists()))
        return limit - left

    def packs_of(self, workspace_id: str) -> list[int]:
        """The ids of the packs that a workspace owns and that are not removed."""
        mine = select(pack.c.id).where(pack.c.workspace_id == workspace_id, pack.c.removed_at.is_(None))
        return list(self._connection.execute(mine).scalars())

    def _was_due(self, found: Row[Any]) -> datetime:
        """When it was first to be sent, as far as that is kept: a post that was requeued is due anew."""
        first: datetime | None = None
        if found.kind == DAILY:
            first = self._connection.execute(select(delivery.c.due_at).where(delivery.c.id == found.subject)).scalar()
        due: datetime = found.not_before
        return min(due, first or due)

    def _is_over(self, found: Row[Any]) -> bool:
        of = select(game.c.state).outerjoin(round_, round_.c.game_id == game.c.id)
        mine = or_(game.c.id == found.subject, round_.c.id == found.subject)
        return self._connection.execute(of.where(mine).limit(1)).scalar() in (None, GameState.OVER)


class UsedMeanwhile(QuothError):
    """Somebody used the bot in a workspace while it was deleted; what is gone by then is gone."""

    def __init__(self, workspace_id: str) -> None:
        super().__init__(
            f"somebody uses Quoth in {workspace_id} this moment, so a part of it is still there: run it again."
        )


NO_POST, NOT_FAILED, GAME_OVER = "no post", "not failed", "game over"
BEING_SENT, OLD = "being sent", "old"
# What was posted longer ago may be too far back for a platform's search.
FINDABLE = timedelta(days=1)
