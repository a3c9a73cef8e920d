"""How much may be brought in: so many imports an hour and megabytes a day a person, megabytes a day a workspace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.library.file_refusals import ImportsUsedUp

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """What one person, and all of a workspace together, may bring in. Hours and days reach back from the moment."""

    imports_per_hour: int = 5
    mb_per_day: int = 50
    workspace_mb_per_day: int = 500


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A document that somebody brought in. One that was refused for what it is `counts` by its size alone."""

    at: datetime
    size: int
    counts: bool = True


def check(
    quota: Quota, theirs: Sequence[ImportRecord], workspace: Sequence[ImportRecord], size: int, at: datetime
) -> None:
    """Whether a person who brought in `theirs`, in a workspace that brought in all that, may add so many bytes now.

    Raises ImportsUsedUp with the time until they may.
    """
    counted = ((b.at, int(b.counts)) for b in theirs)
    for what, spent, wanted, limit, window in (
        ("imports", counted, 1, quota.imports_per_hour, HOUR),
        ("mine", ((b.at, b.size) for b in theirs), size, quota.mb_per_day * _MB, DAY),
        ("workspace", ((b.at, b.size) for b in workspace), size, quota.workspace_mb_per_day * _MB, DAY),
    ):
        free = _free_at(spent, wanted, limit, window, at)
        if free is not None:
            raise ImportsUsedUp(what=what, limit=limit if what == "imports" else limit // _MB, wait=free - at)


def _free_at(
    spent: Iterable[tuple[datetime, int]], wanted: int, limit: int, window: timedelta, at: datetime
) -> datetime | None:
    """When so much fits in; None if it does now."""
    lately = sorted((moment, amount) for moment, amount in spent if moment > at - window)
    over = sum(amount for _, amount in lately) + wanted - limit
    if over <= 0:
        return None
    for moment, amount in lately:
        over -= amount
        if over <= 0:
            return moment + window
    return at + window
