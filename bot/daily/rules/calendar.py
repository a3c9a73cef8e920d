"""Local days: a wall time in a zone on a date → the one moment it means; which date comes next.

A local day is resolved here and nowhere else. APScheduler's CronTrigger is not used for it: in 3.11 it leaves out the
day after the clocks go forward for times before one o'clock, and fires twice when they go back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.moments import local_date

EVERY_DAY = frozenset(range(7))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When something is posted: a wall time, an IANA zone, weekdays (0 is Monday)."""

    time: time
    zone: str
    days: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class Slot:
    """One local date of a schedule and the moment (UTC) its post is due."""

    date: date
    at: datetime


def moment(day: date, wall: time, zone: str) -> datetime | None:
    """The one moment of a wall time on a local date, in UTC; None for a date that the zone left out.

    A time that the clocks skip is shifted forward by the gap (02:30 → 03:30); where that would be the next date
    already it is shifted back. Of a time that comes twice the first is meant.
    """
    info = ZoneInfo(zone)
    for fold in (0, 1):
        # In a gap the offset before it shifts forward and the offset after it back: that is what fold means there.
        found = datetime.combine(day, wall, info).replace(fold=fold).astimezone(UTC)
        if found.astimezone(info).date() == day:
            return found
    return None


def slots(schedule: Schedule, first: date) -> Iterator[Slot]:
    """The slots of a schedule from that date on, without end."""
    day = first
    while True:
        if day.weekday() in schedule.days:
            at = moment(day, schedule.time, schedule.zone)
            if at is not None:
                yield Slot(day, at)
        day += _DAY


def after_date(schedule: Schedule, day: date) -> Slot:
    """The slot of the next date after that one."""
    return next(slots(schedule, day + _DAY))


def after(schedule: Schedule, at: datetime) -> Slot:
    """The first slot that is due later than that moment."""
    return next(s for s in slots(schedule, local_date(at, schedule.zone) - _DAY) if s.at > at)
