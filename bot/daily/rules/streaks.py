"""Personal streaks: posts answered in a row. They count posts, not days, and forgive one miss."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Streak:
    """`length` posts answered since the last miss that counted, `best` ever; whether the free miss is `spent`."""

    length: int = 0
    best: int = 0
    spent: bool = False

    def after(self, *, answered: bool) -> "Streak":
        """One post later. The first miss in a run is free; the second ends it."""
        if answered:
            return Streak(self.length + 1, max(self.best, self.length + 1), self.spent)
        if self.length and not self.spent:
            return Streak(self.length, self.best, spent=True)
        return Streak(0, self.best)


def streak(posts: Iterable[bool]) -> Streak:
    """The streak after these posts, oldest first: True where it was answered.

    Only posts that stood in the channel belong here, so our own outage breaks nothing. Posts before somebody's first
    answer change nothing.
    """
    found = Streak()
    for answered in posts:
        found = found.after(answered=answered)
    return found
