"""What whoever runs Quoth looks at: posts, games, workspaces, imports and jobs, as they are listed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, func, or_, select

from bot.app.rows.figures import FigureRows
from bot.daily.rules.model import DeliveryState
from bot.games.model import GameState, RoundState
from bot.storage.outgoing import WAITING
from bot.storage.rows import in_workspace, not_left
from bot.storage.tables.base import person, seen, workspace
from bot.storage.tables.daily import delivery, subscription
from bot.storage.tables.delivery import post, unsent
from bot.storage.tables.feeds import feed
from bot.storage.tables.games import game, player, round_
from bot.storage.tables.installations import installation
from bot.storage.tables.library import pack, quote
from bot.storage.wakeups import QueueRows

Record = dict[str, Any]


class ListRows(FigureRows):
    """Lists, newest first, as they are shown."""

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

    def installations(self, limit: int) -> list[Record]:
        """Workspaces with tokens of their own, those that were added last first; no token is told."""
        newest = select(installation).order_by(installation.c.installed_at.desc(), installation.c.workspace_id)
        return [
            {
                "workspace": r.workspace_id, "name": r.name, "organisation": r.enterprise, "by": r.installed_by,
                "since": r.installed_at, "left": r.left_at, "tokens_end": r.expires_at, "key": r.key_mark,
                "scopes": r.scopes,
            }
            for r in self._connection.execute(newest.limit(limit))
        ]  # fmt: skip

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
        """What is to be done by itself, kind by kind: how much is due, since when, and when the next one is; nothing of
        workspaces that the bot left.
        """
        kinds: dict[str, tuple[Table, Any, ColumnElement[bool]]] = {
            "post": (post, post.c.not_before, unsent(post) & not_left(post)),
            "daily post": (
                subscription,
                subscription.c.next_due_at,
                subscription.c.next_due_at.is_not(None) & not_left(subscription),
            ),
            "reveal": (
                delivery,
                delivery.c.reveal_at,
                delivery.c.open & (delivery.c.state == DeliveryState.SENT) & not_left(delivery),
            ),
            "lobby": (
                game,
                game.c.begins_at,
                (game.c.state == GameState.LOBBY) & game.c.begins_at.is_not(None) & not_left(game),
            ),
            "round": (
                round_,
                round_.c.closes_at,
                (round_.c.state == RoundState.OPEN)
                & round_.c.closes_at.is_not(None)
                & round_.c.game_id.in_(select(game.c.id).where(not_left(game))),
            ),
            "feed": (feed, feed.c.next_at, not_left(feed)),
            # One is due when it ended: it is renewed before.
            "token": (installation, installation.c.expires_at, installation.c.left_at.is_(None)),
        }
        found: list[Record] = []
        for name, (table, moment, those) in kinds.items():
            due, oldest = self._connection.execute(
                select(func.count(), func.min(moment)).select_from(table).where(those, moment <= at)
            ).one()
            following = self._connection.execute(select(func.min(moment)).where(those, moment > at)).scalar()
            found.append({"job": name, "due": due, "since": oldest, "next": following})
        return [*found, *self._queued()]

    def _queued(self) -> list[Record]:
        """What is in the queue, where there is one."""
        counts = zip(("in the queue", "set aside"), QueueRows(self._connection, writes=False).counts(), strict=True)
        return [{"job": name, "due": count, "since": None, "next": None} for name, count in counts if count]

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


def _of(table: Table, workspace_id: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if workspace_id is None else (in_workspace(table, workspace_id),)
