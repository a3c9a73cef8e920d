"""Quotes for an occasion: which were liked best of those lately posted, which were said on this day of another year."""

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.daily.rules.calendar import moment
from bot.library.votes import NO_VOTES, Tally, balance

_WEEK = timedelta(days=7)
_LEAP_DAY = (2, 29)


def week_before(due: datetime, zone: str) -> datetime:
    """The same wall time seven days before, in UTC: an hour more or less than a week where the clocks changed."""
    local = due.astimezone(ZoneInfo(zone))
    return moment(local.date() - _WEEK, local.time(), zone) or due - _WEEK


def best_liked(numbers: Iterable[int], votes: Mapping[int, Tally]) -> list[int]:
    """Those that more people like than not, best first; of equals the one with more votes, then as they come."""
    liked = [n for n in numbers if votes.get(n, NO_VOTES).up and balance(votes[n]) > 0]
    return sorted(liked, key=lambda n: (-balance(votes[n]), -votes[n].up))


def is_anniversary(then: date, today: date) -> bool:
    """Whether it was on this day of an earlier year; 29 February is remembered on the 28th of a common year."""
    if then.year >= today.year:
        return False
    same = (then.month, then.day) == (today.month, today.day)
    eve = (then.month, then.day) == _LEAP_DAY and (today.month, today.day) == (2, 28)
    return same or (eve and not _is_leap(today.year))


def by_liking(numbers: Container[int], order: Iterable[int], votes: Mapping[int, Tally]) -> list[int]:
    """The numbers with an anniversary, best liked first; of equals as they come in `order`."""
    there = [number for number in order if number in numbers]
    return sorted(there, key=lambda n: -balance(votes.get(n, NO_VOTES)))


def read_date(text: str) -> date | None:
    """A whole day such as 2026-03-01; None for a year or month alone, and what is no day."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-03-01") else None
    except ValueError:
        return None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
