"""Deleting what is over, some rows at a time. What deletes page by page is told by which key the last page ended."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, or_, select, tuple_, update

from bot.app.rows.old_games import GAME_POSTS
from bot.delivery.rows import FAILED
from bot.storage.inbox import SHARED
from bot.storage.rows import PLACE, delete_some
from bot.storage.tables.base import inbox
from bot.storage.tables.daily import delivery, guess, subscription
from bot.storage.tables.delivery import post
from bot.storage.tables.desk import lease
from bot.storage.tables.games import game
from bot.storage.tables.library import shown
from bot.storage.tables.questions import DECLINED, DELETED, question
from bot.storage.tables.round_votes import round_vote
from bot.storage.transaction import Rows


class RetentionRows(Rows):
    """Rows whose time is over."""

    def newest(self, until: datetime) -> datetime | None:
        """When the last request came, or the last game began, until then."""
        came = select(func.max(inbox.c.received_at)).where(inbox.c.received_at <= until)
        began = select(func.max(game.c.started_at)).where(game.c.started_at <= until)
        found = [self._connection.execute(rows).scalar() for rows in (came, began)]
        return max((at for at in found if at is not None), default=None)

    def requests(self, before: datetime, shares: datetime, limit: int) -> int:
        """Forget requests that had their effect before that, what was shared before `shares`; returns how many."""
        shared = inbox.c.request_key.startswith(SHARED)
        old = and_(inbox.c.received_at < before, or_(~shared, inbox.c.received_at < shares))
        return delete_some(self._connection, inbox, old, limit)

    def leases(self, before: datetime, limit: int) -> int:
        """Forget who looked at which quote until before that."""
        return delete_some(self._connection, lease, lease.c.until < before, limit)

    def questions(self, before: datetime, limit: int) -> int:
        """Forget the words of questions that were deleted or declined before that; their numbers stay."""
        over = question.c.state.in_((DELETED, DECLINED)) & (question.c.changed_at < before)
        old = (
            select(question.c.workspace_id, question.c.number).where(over, question.c.frozen.is_not(None)).limit(limit)
        )
        those = tuple_(question.c.workspace_id, question.c.number).in_(old)
        return self._connection.execute(update(question).where(those).values(frozen=None)).rowcount

    def round_votes(self, before: datetime, limit: int) -> int:
        """Forget what was thought of rounds before that."""
        return delete_some(self._connection, round_vote, round_vote.c.at < before, limit)

    def posts(
        self, kinds: Sequence[str], before: datetime, others: datetime, after: int, limit: int
    ) -> tuple[int, int]:
        """Of the next so many posts from that number on, delete those of these kinds that were due before, of others
        before that; returns how many, and the last number, 0 at the end.

        One that still has to be sent stays, whenever it was due; so do those that go with their games.
        """
        page = select(post.c.id, post.c.kind, post.c.not_before, post.c.status, post.c.shown, post.c.version)
        rows = self._connection.execute(page.where(post.c.id > after).order_by(post.c.id).limit(limit)).all()
        over = [
            row.id
            for row in rows
            if row.kind not in GAME_POSTS
            and row.not_before < (before if row.kind in kinds else others)
            and (row.status == FAILED or row.shown >= row.version)
        ]
        gone = self._connection.execute(delete(post).where(post.c.id.in_(over))).rowcount if over else 0
        # Numbers rise with time: where nothing is old enough, nothing that follows is.
        is_last = len(rows) < limit or all(row.not_before >= max(before, others) for row in rows)
        return gone, 0 if is_last else rows[-1].id

    def shown_again(self, before: datetime, after: int, limit: int) -> tuple[int, int]:
        """Of the next so many notes of what was shown, delete those before that moment that a later one repeats."""
        page = select(shown.c.id, shown.c.at).where(shown.c.id > after).order_by(shown.c.id).limit(limit)
        rows = self._connection.execute(page).all()
        later = shown.alias()
        same = and_(*(later.c[name] == shown.c[name] for name in (*PLACE, "number")), later.c.id > shown.c.id)
        old = [row.id for row in rows if row.at < before]
        repeated = delete(shown).where(shown.c.id.in_(old), exists().where(same))
        gone = self._connection.execute(repeated).rowcount if old else 0
        return gone, 0 if len(rows) < limit or not old else rows[-1].id

    def subscriptions(self, after: str, limit: int) -> list[str]:
        """The ids of so many subscriptions from the one after that on."""
        rows = select(subscription.c.id).where(subscription.c.id > after).order_by(subscription.c.id).limit(limit)
        return list(self._connection.execute(rows).scalars())

    def deliveries(self, subscription_id: str, before: datetime, keep: int, limit: int) -> int:
        """Delete at most so many rows of deliveries before that, guesses with them, but of the newest `keep` none."""
        mine = delivery.c.subscription_id == subscription_id
        newest = select(delivery.c.due_at).where(mine).order_by(delivery.c.due_at.desc()).offset(keep).limit(1)
        last = self._connection.execute(newest).scalar()
        if last is None:
            return 0
        old = and_(mine, delivery.c.due_at <= last, delivery.c.due_at < before, ~delivery.c.open)
        ids = list(
            self._connection.execute(
                select(delivery.c.id).where(old).order_by(delivery.c.due_at).limit(max(1, limit // 10))
            ).scalars()
        )
        if not ids:
            return 0
        gone = delete_some(self._connection, guess, guess.c.delivery_id.in_(ids), limit - len(ids))
        left = exists().where(guess.c.delivery_id == delivery.c.id)
        return gone + self._connection.execute(delete(delivery).where(delivery.c.id.in_(ids), ~left)).rowcount
