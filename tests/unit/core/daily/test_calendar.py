"""Local days: one moment for each date, whatever the clocks do."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.daily.rules.calendar import Schedule, after, after_date, moment
from tests.zones import DAY, TIMES, Count, check, every_zone, random_time


@pytest.mark.parametrize(
    ("zone", "day", "wall", "expected"),
    [
        ("Europe/Berlin", date(2026, 7, 1), time(9), "2026-07-01 07:00"),
        ("Europe/Berlin", date(2026, 1, 1), time(9), "2026-01-01 08:00"),
        # Skipped by the clocks: as much later as they were put forward.
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29 01:30"),
        ("America/Los_Angeles", date(2026, 3, 8), time(2, 30), "2026-03-08 10:30"),
        # Shown twice: the first.
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25 00:30"),
        ("America/Los_Angeles", date(2026, 11, 1), time(1, 30), "2026-11-01 08:30"),
        # A gap at midnight.
        ("Africa/Cairo", date(2026, 4, 24), time(0), "2026-04-23 22:00"),
        ("Asia/Beirut", date(2026, 3, 29), time(0, 15), "2026-03-28 22:15"),
        # A gap up to midnight: later would be the next date, so it is earlier.
        ("America/Nuuk", date(2026, 3, 28), time(23, 59), "2026-03-29 00:59"),
        # A date that was left out, and one that was not.
        ("Pacific/Apia", date(2011, 12, 30), time(9), None),
        ("Pacific/Apia", date(2011, 12, 31), time(9), "2011-12-30 19:00"),
        ("Pacific/Kiritimati", date(1995, 1, 1), time(9), "1994-12-31 19:00"),
        ("UTC", date(2026, 2, 28), time(23, 59), "2026-02-28 23:59"),
    ],
)  # fmt: skip
def test_the_moment_of_a_wall_time(zone: str, day: date, wall: time, expected: str | None) -> None:
    """In UTC."""
    at = moment(day, wall, zone)

    assert (at and f"{at:%Y-%m-%d %H:%M}") == expected


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles"])
@pytest.mark.parametrize("wall", [time(0), time(2, 30)])
def test_a_year_has_365_posts(zone: str, wall: time) -> None:
    """One a date, from one to the next."""
    schedule = Schedule(time=wall, zone=zone)
    slot, dates = after(schedule, datetime(2026, 1, 1, tzinfo=UTC) - DAY), []
    while slot.date <= date(2026, 12, 31):
        dates.append(slot.date)
        slot = after(schedule, slot.at)

    year = [d for d in dates if d.year == 2026]
    assert len(year) == len(set(year)) == 365


def test_weekdays_are_local() -> None:
    """Monday nine o'clock in Auckland is Sunday in UTC."""
    schedule = Schedule(time=time(9), zone="Pacific/Auckland", days=frozenset({0}))
    slot = after(schedule, datetime(2026, 3, 1, tzinfo=UTC))

    assert slot.date.weekday() == 0
    assert slot.at.weekday() == 6
    assert after_date(schedule, slot.date).date - slot.date == timedelta(days=7)


def test_every_zone_has_one_moment_for_each_date_that_exists() -> None:
    """A seeded part of what `make bench` counts in full: each zone, a stretch around a change of its clocks."""
    rng, count = random.Random(6), Count()
    for zone in every_zone():
        first = date(rng.randrange(2026, 2036), *rng.choice([(3, 1), (4, 10), (9, 25), (10, 25)]))
        count += check(zone, first, first + 12 * DAY, [*rng.sample(TIMES, 2), random_time(rng)])
    count += check("Pacific/Apia", date(2011, 12, 28), date(2012, 1, 2), TIMES)
    count += check("America/Nuuk", date(2026, 3, 20), date(2026, 4, 5), TIMES)

    assert count.wrong == []
    assert count.resolved > 20_000
    assert count.seen["dates left out by a zone"] == len(TIMES)
    assert {"shifted forward by a gap", "shifted back to stay on the date", "the first of two"} <= set(count.seen)
