"""What is due is looked for again soon where the database was away: a reminder does not wait for the next tick."""

from types import SimpleNamespace
from typing import Any

import pytest
from typing_extensions import override

from bot.app.handlers import SOON, handlers
from bot.delivery.clock import VirtualClock
from bot.delivery.jobs import Handler, Jobs
from bot.errors import StorageAway
from bot.storage.wakeups import DAILY
from tests.builders import NOON


class Noted(Jobs):
    """Wake-ups, as they are asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []

    @override
    def wake(self, kind: str, subject: str, at: Any) -> None:
        self.asked.append((kind, subject, at))

    @override
    async def run(self, handlers: Any) -> None:
        """Nothing runs by itself here."""

    @override
    async def drain(self, seconds: float) -> None:
        """Nor has to end."""


def _daily(jobs: Jobs) -> Handler:
    async def away() -> None:
        raise StorageAway("busy")

    engine: Any = SimpleNamespace(
        services=SimpleNamespace(clock=VirtualClock(NOON)), due=SimpleNamespace(follow_zones=away)
    )
    outbox: Any = SimpleNamespace(platforms=["terminal"])
    return handlers(engine, outbox, jobs)[DAILY]


async def test_daily_posts_are_looked_at_again_a_second_after_the_database_was_away() -> None:
    """Not half a minute later; that it failed is still told."""
    jobs = Noted()
    with pytest.raises(StorageAway):
        await _daily(jobs)("")

    assert jobs.asked == [(DAILY, "", NOON + SOON)]
