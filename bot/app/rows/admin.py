"""What whoever runs Quoth looks at and puts right: by the database alone, so it works while the bot runs."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.app.rows.figures import FigureRows
from bot.app.rows.folding import GAME_POSTS
from bot.daily.rules.model import DeliveryState
from bot.daily.use_cases.making import POST as DAILY
from bot.delivery.rows import DOUBTED, FAILED, SENT, WAITING, PostRows
from bot.errors import QuothError
from bot.games.model import GameState, RoundState
from bot.storage.rows import delete_some, in_workspace
from bot.storage.tables.base import person, seen, workspace
from bot.storage.tables.daily import delivery, guess, setting, subscription
from bot.storage.tables.delivery import post, unsent
from bot.storage.tables.desk import vote
from bot.storage.tables.doubts import doubt
from bot.storage.tables.games import (
    answer,
    fake,
    game,
    item_report,
    item_stat,
    learned,
    mark,
    player,
    rating_step,
    round_,
    score_event,
)
from bot.storage.tables.library import import_, pack, pack_grant, pack_off, quote, shown

Record = dict[str, Any]


class AdminRows(FigureRows):
    """Lists, newest first, as they are shown; and what is changed by hand."""

    def deliveries(self, states: Sequence[str], workspace_id: str | None, limit: int) -> list[Record]:
        """Daily posts in these states."""
        rows = (
            select(delivery, subscription.c.channel, subscription.c.thread)
            .join(subscription, subscription.c.id == delivery.c.subscription_id)
            .where(delivery.c.state.in_(states), *_of(delivery, workspace_id))
        )
        newest = rows.order_by(delivery.c.due_at.desc(), delivery.c.id).limit(limit)
        return [
            {
                "id": r.id, "workspace": f"{r.platform}:{r.workspace}", "channel": r.channel, "thread": r.thread,
                "date": r.local_date, "style": r.style, "state": r.state, "reason": r.reason, "due": r.due_at,
                "settled": r.settled_at, "schedule": r.subscription_id,
            }
            for r in self._connection.execute(newest)
        ]  # fmt: skip

    def posts(self, statuses: Sequence[str], workspace_id: str | None, limit: int) -> list[Record]:
        """Posts of these statuses; one that stands and is to be edited counts as waiting."""
        those = [post.c.status == s for s in statuses if s != WAITING]
        those += [unsent(post)] if WAITING in statuses else []
        rows = select(post).where(or_(*those), *_of(post, workspace_id)).order_by(post.c.id.desc()).limit(limit)
        return [
            {
                "id": r.id, "workspace": f"{r.platform}:{r.workspace}", "channel": r.channel, "thread": r.thread,
                "kind": r.kind, "subject": r.subject, "status": r.status, "reason": r.reason or "", "tries": r.tries,
                "due": r.not_before, "message": r.message_id,
            }
            for r in self._connection.execute(rows)
        ]  # fmt: skip

    def games(self, workspace_id: str | None, limit: int) -> list[Record]:
        """Games that are not over."""
        counted = select(func.count()).where(player.c.game_id == game.c.id).scalar_subquery()
        asked = select(func.max(round_.c.number)).where(round_.c.game_id == game.c.id).scalar_subquery()
        rows = select(game, counted.label("players"), asked.label("round")).where(
            game.c.state != GameState.OVER, *_of(game, workspace_id)
        )
        return [
            {
                "id": r.id, "workspace": f"{r.platform}:{r.workspace}", "channel": r.channel, "thread": r.thread,
                "state": r.state, "mode": r.rules.get("mode", ""), "round": r.round or 0,
                "rounds": r.rules.get("rounds", 0), "players": r.players, "started": r.started_at,
            }
            for r in self._connection.execute(rows.order_by(game.c.started_at.desc()).limit(limit))
        ]  # fmt: skip

    def workspaces(self, limit: int) -> list[Record]:
        """Every workspace that was met, those that were used last first; `last` is a day, "" for long ago."""
        where = {"games": game, "schedules": subscription, "posts": post}
        counts = {name: self._by_workspace(table) for name, table in where.items()}
        owned = self._counts(select(pack.c.workspace_id, func.count()).group_by(pack.c.workspace_id))
        quotes = self._counts(
            select(pack.c.workspace_id, func.count(quote.c.number)).join(quote, quote.c.pack_id == pack.c.id)
            .group_by(pack.c.workspace_id)
        )  # fmt: skip
        people = self._counts(select(person.c.workspace_id, func.count()).group_by(person.c.workspace_id))
        lately = self._last_days()
        rows = self._connection.execute(select(workspace).where(workspace.c.id != ""))
        found: list[Record] = [
            {
                "workspace": r.id, "since": r.created_at, "last": lately.get(r.id, ""), "packs": owned.get(r.id, 0),
                "quotes": quotes.get(r.id, 0), "people": people.get(r.id, 0),
                **{name: count.get(r.id, 0) for name, count in counts.items()},
            }
            for r in rows
        ]  # fmt: skip
        return sorted(found, key=lambda one: (one["last"], one["workspace"]), reverse=True)[:limit]

    def imports(self, workspace_id: str | None, limit: int) -> list[Record]:
        """Packs by when they were brought in; samples too."""
        counted = select(func.count()).where(quote.c.pack_id == pack.c.id).scalar_subquery()
        rows = select(pack, counted.label("quotes")).where(pack.c.said != "")
        if workspace_id is not None:
            rows = rows.where(pack.c.workspace_id == workspace_id)
        return [
            {
                "id": r.id, "pack": r.name, "workspace": r.workspace_id, "audience": r.audience, "quotes": r.quotes,
                "imported": r.imported_at, "file": r.file, "removed": r.removed_at,
            }
            for r in self._connection.execute(rows.order_by(pack.c.imported_at.desc(), pack.c.id.desc()).limit(limit))
        ]  # fmt: skip

    def jobs(self, at: datetime) -> list[Record]:
        """What is to be done by itself, kind by kind: how much is due, since when, and when the next one is."""
        kinds: dict[str, tuple[Table, Any, ColumnElement[bool]]] = {
            "post": (post, post.c.not_before, unsent(post)),
            "daily post": (subscription, subscription.c.next_due_at, subscription.c.next_due_at.is_not(None)),
            "reveal": (delivery, delivery.c.reveal_at, delivery.c.open & (delivery.c.state == DeliveryState.SENT)),
            "lobby": (game, game.c.begins_at, (game.c.state == GameState.LOBBY) & game.c.begins_at.is_not(None)),
            "round": (
                round_,
                round_.c.closes_at,
                (round_.c.state == RoundState.OPEN) & round_.c.closes_at.is_not(None),
            ),
        }
        found: list[Record] = []
        for name, (table, moment, those) in kinds.items():
            due, oldest = self._connection.execute(
                select(func.count(), func.min(moment)).select_from(table).where(those, moment <= at)
            ).one()
            following = self._connection.execute(select(func.min(moment)).where(those, moment > at)).scalar()
            found.append({"job": name, "due": due, "since": oldest, "next": following})
        return found

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
        for table, those in _everything(workspace_id):
            if left:
                left -= delete_some(self._connection, table, those, left)
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

    def _by_workspace(self, table: Table) -> dict[str, int]:
        whose = table.c.platform + ":" + table.c.workspace
        return self._counts(select(whose, func.count()).group_by(whose))

    def _last_days(self) -> dict[str, str]:
        """The last day on which somebody spoke to the bot, or a game began, in each workspace."""
        spoke = select(seen.c.platform + ":" + seen.c.workspace, func.max(seen.c.day)).group_by(
            seen.c.platform, seen.c.workspace
        )
        began = select(game.c.platform + ":" + game.c.workspace, func.max(game.c.started_at)).group_by(
            game.c.platform, game.c.workspace
        )
        days: dict[str, str] = {row[0]: row[1] for row in self._connection.execute(spoke)}
        for whose, moment in self._connection.execute(began):
            days[whose] = max(days.get(whose, ""), moment.date().isoformat())
        return days


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


def _of(table: Table, workspace_id: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if workspace_id is None else (in_workspace(table, workspace_id),)


def _everything(workspace_id: str) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """What belongs to a workspace, in an order in which nothing refers to what is gone."""
    games = select(game.c.id).where(in_workspace(game, workspace_id))
    rounds = select(round_.c.id).where(round_.c.game_id.in_(games))
    for table in (rating_step, mark, fake, score_event, answer):
        yield table, table.c.round_id.in_(rounds)
    yield round_, round_.c.game_id.in_(games)
    yield player, player.c.game_id.in_(games)
    for table in (game, post):
        yield table, in_workspace(table, workspace_id)
    schedules = select(subscription.c.id).where(in_workspace(subscription, workspace_id))
    entered = select(delivery.c.id).where(delivery.c.subscription_id.in_(schedules))
    yield guess, guess.c.delivery_id.in_(entered)
    yield delivery, delivery.c.subscription_id.in_(schedules)
    for table in (subscription, shown, seen, item_report):
        yield table, in_workspace(table, workspace_id)
    for table in (item_stat, learned, person, setting, vote, doubt, import_, pack_off, pack_grant):
        yield table, table.c.workspace_id == workspace_id
