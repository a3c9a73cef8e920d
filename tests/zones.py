"""The rule of local days against every zone: one moment for each date that exists, later every day.

The check has a rule of its own for which dates exist: those on which some half hour of UTC falls there.
"""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot.daily.rules.calendar import moment

DAY, STEP = timedelta(days=1), timedelta(minutes=15)
TIMES = (time(0), time(0, 30), time(2, 30), time(23, 59))


@dataclass
class Count:
    """What was seen; `wrong` must stay empty."""

    resolved: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.resolved + other.resolved, self.seen + other.seen, self.wrong + other.wrong)


def every_zone() -> list[str]:
    """All IANA names, those without a place too."""
    return sorted(available_timezones() - {"localtime", "Factory"})


def check(zone: str, first: date, last: date, walls: Iterable[time]) -> Count:
    """All dates of a zone at each of these wall times."""
    count, info = Count(), ZoneInfo(zone)
    for wall in walls:
        before: datetime | None = None
        day = first
        while day <= last:
            at = moment(day, wall, zone)
            count.resolved += 1
            if at is None:
                count.seen["dates left out by a zone"] += 1
                if exists(day, info):
                    count.wrong.append(f"{zone} {day} {wall}: nothing, but the date exists")
            else:
                _judge(count, day, wall, at, before, info)
                before = at
            day += DAY
    return count


def _judge(count: Count, day: date, wall: time, at: datetime, before: datetime | None, info: ZoneInfo) -> None:
    local = at.astimezone(info)
    if local.date() != day:
        count.wrong.append(f"{info.key} {day} {wall}: {at} is on {local.date()}")
    if before is not None and at <= before:
        count.wrong.append(f"{info.key} {day} {wall}: not after the day before")
    if local.time() != wall:
        count.seen["shifted forward by a gap" if local.time() > wall else "shifted back to stay on the date"] += 1
    elif local.replace(fold=1).utcoffset() != local.replace(fold=0).utcoffset():
        count.seen["the first of two"] += 1
        if local.fold:
            count.wrong.append(f"{info.key} {day} {wall}: the second of two")


def exists(day: date, info: ZoneInfo) -> bool:
    """Whether that date is ever shown there."""
    at = datetime.combine(day, time(0), UTC) - DAY
    return any((at + n * STEP).astimezone(info).date() == day for n in range(3 * 24 * 4))


def random_time(rng: random.Random) -> time:
    """Any minute of a day."""
    return time(rng.randrange(24), rng.randrange(60))
