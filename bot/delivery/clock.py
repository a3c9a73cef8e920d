"""Clocks: the machine's own, and one that only moves when told."""

from datetime import UTC, datetime, timedelta

from typing_extensions import override

from bot.storage.store import Clock


class SystemClock(Clock):
    """The machine's clock, in UTC."""

    @override
    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)


class VirtualClock:
    """A clock that stands still until it is moved; it never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The moment it was last moved to."""
        return self._now

    def move_to(self, at: datetime) -> None:
        """Let it be that moment, unless that is in the past."""
        self._now = max(self._now, at)

    def advance(self, by: timedelta) -> None:
        """Let that much time pass."""
        self._now += by
