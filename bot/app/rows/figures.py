"""How much there is of what waits or runs, by platform: each is one read on a partial index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal_column, select

from bot.daily.rules.model import SubscriptionState
from bot.storage.tables.daily import subscription
from bot.storage.tables.delivery import post, unsent
from bot.storage.tables.games import game
from bot.storage.transaction import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many wait, and since when the oldest is due."""

    count: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """By platform: posts and daily posts that are due, games that are not over, schedules that are on."""

    posts: Mapping[str, Waiting] = field(default_factory=dict)
    deliveries: Mapping[str, Waiting] = field(default_factory=dict)
    games: Mapping[str, int] = field(default_factory=dict)
    schedules: Mapping[str, int] = field(default_factory=dict)


# Written out, so that each engine sees that its partial index holds what is asked for.
_OVER: Any = literal_column("'over'")


class FigureRows(Rows):
    """Sums over all workspaces."""

    def figures(self, at: datetime) -> Figures:
        """What waits or runs at that moment."""
        return Figures(
            posts=self._waiting(
                select(post.c.platform, func.count(), func.min(post.c.not_before))
                .where(unsent(post), post.c.not_before <= at)
                .group_by(post.c.platform)
            ),
            deliveries=self._waiting(
                select(subscription.c.platform, func.count(), func.min(subscription.c.next_due_at))
                .where(subscription.c.next_due_at.is_not(None), subscription.c.next_due_at <= at)
                .group_by(subscription.c.platform)
            ),
            games=self._counts(
                select(game.c.platform, func.count()).where(game.c.state != _OVER).group_by(game.c.platform)
            ),
            schedules=self._counts(
                select(subscription.c.platform, func.count())
                .where(subscription.c.state == SubscriptionState.ON)
                .group_by(subscription.c.platform)
            ),
        )

    def _waiting(self, wanted: Select[Any]) -> dict[str, Waiting]:
        rows = self._connection.execute(wanted)
        return {platform: Waiting(count=count, since=since) for platform, count, since in rows}

    def _counts(self, wanted: Select[Any]) -> dict[str, int]:
        return {row[0]: row[1] for row in self._connection.execute(wanted)}
