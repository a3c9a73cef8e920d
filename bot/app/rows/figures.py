"""How much there is of what waits or runs, by platform: each is one read on a partial index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select, true

from bot.daily.rules.model import SubscriptionState
from bot.delivery.rows import PostRows
from bot.storage.rows import not_left
from bot.storage.tables.daily import subscription
from bot.storage.tables.delivery import post, unsent
from bot.storage.tables.feeds import feed
from bot.storage.tables.games import game
from bot.storage.tables.installations import installation
from bot.storage.tables.shards import shard, shard_holder
from bot.storage.transaction import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many wait, and since when the oldest is due."""

    count: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """By platform: posts and daily posts that are due, games that are not over, schedules that are on.

    What is of a workspace that the bot left is due to nobody. Of all platforms: feeds that are followed, that failed
    when they were looked at last, that are due; workspaces with tokens of their own, and those whose tokens ended
    without being renewed; shards, and those that nobody holds.
    """

    posts: Mapping[str, Waiting] = field(default_factory=dict)
    deliveries: Mapping[str, Waiting] = field(default_factory=dict)
    games: Mapping[str, int] = field(default_factory=dict)
    schedules: Mapping[str, int] = field(default_factory=dict)
    feeds: Mapping[str, int] = field(default_factory=dict)
    installations: Mapping[str, int] = field(default_factory=dict)
    shards: Mapping[str, int] = field(default_factory=dict)


# Written out, so that each engine sees that its partial index holds what is asked for.
_OVER: Any = literal_column("'over'")


class FigureRows(Rows):
    """Sums over all workspaces, without those that the bot left: nothing of theirs is due."""

    def figures(self, at: datetime) -> Figures:
        """What waits or runs at that moment."""
        living = select(shard_holder.c.id).where(
            shard_holder.c.until > PostRows(self._connection, writes=self._writes).now()
        )
        held = shard.c.holder.is_not(None) & shard.c.holder.in_(living)
        return Figures(
            feeds=self._sums(not_left(feed), followed=true(), failing=feed.c.failures > 0, due=feed.c.next_at <= at),
            installations=self._sums(
                installation.c.left_at.is_(None), there=true(), ended=installation.c.expires_at <= at
            ),
            shards=self._sums(true(), there=true(), free=~held),
            posts=self._waiting(
                select(post.c.platform, func.count(), func.min(post.c.not_before))
                .where(unsent(post), post.c.not_before <= at, not_left(post))
                .group_by(post.c.platform)
            ),
            deliveries=self._waiting(
                select(subscription.c.platform, func.count(), func.min(subscription.c.next_due_at))
                .where(
                    subscription.c.next_due_at.is_not(None), subscription.c.next_due_at <= at, not_left(subscription)
                )
                .group_by(subscription.c.platform)
            ),
            games=self._counts(
                select(game.c.platform, func.count())
                .where(game.c.state != _OVER, not_left(game))
                .group_by(game.c.platform)
            ),
            schedules=self._counts(
                select(subscription.c.platform, func.count())
                .where(subscription.c.state == SubscriptionState.ON, not_left(subscription))
                .group_by(subscription.c.platform)
            ),
        )

    def _sums(self, among: ColumnElement[bool], **kinds: ColumnElement[bool]) -> dict[str, int]:
        """Of those rows, how many are of each kind."""
        counts = (func.count(case((those, 1))) for those in kinds.values())
        return dict(zip(kinds, self._connection.execute(select(*counts).where(among)).one(), strict=True))

    def _waiting(self, wanted: Select[Any]) -> dict[str, Waiting]:
        rows = self._connection.execute(wanted)
        return {platform: Waiting(count=count, since=since) for platform, count, since in rows}

    def _counts(self, wanted: Select[Any]) -> dict[str, int]:
        return {row[0]: row[1] for row in self._connection.execute(wanted)}
