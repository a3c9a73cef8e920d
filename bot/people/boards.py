"""Leaderboards over a period, and what a player is good at."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Period(StrEnum):
    """The time a leaderboard covers."""

    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    ALL = "all"


class Scope(StrEnum):
    """The place a leaderboard covers."""

    CHANNEL = "channel"
    WORKSPACE = "workspace"


# So long a season that was closed can be opened again.
UNDO = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A stretch of time for which boards are counted. The first of a workspace has no beginning, that which goes on no
    end.
    """

    number: int
    began_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredItem:
    """One answer of a player's, as far as statistics care."""

    kind: str
    quote_number: int | None
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedGame:
    """A game somebody took part in and that is over: when it began, and (user id, points) of everybody."""

    started_at: datetime
    points: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of something were right."""

    name: str
    right: int
    answers: int


def since(period: Period, at: datetime, season: Season | None = None) -> datetime | None:
    """When a period began, in UTC: Monday, the first of the month, with the `season` that goes on, or never."""
    today = at.replace(hour=0, minute=0, second=0, microsecond=0)
    match period:
        case Period.WEEK:
            return today - timedelta(days=today.weekday())
        case Period.MONTH:
            return today.replace(day=1)
        case Period.SEASON:
            return None if season is None else season.began_at
        case Period.ALL:
            return None


def shares(answers: Iterable[AnsweredItem], name: Callable[[AnsweredItem], str]) -> list[Share]:
    """Answers grouped by a name, best share first, more answers before fewer; nameless ones are left out."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer in answers:
        if called := name(answer):
            total[called] += 1
            right[called] += answer.right
    found = [Share(called, right[called], count) for called, count in total.items()]
    return sorted(found, key=lambda s: (-s.right / s.answers, -s.answers, s.name))


def streaks(answers: Iterable[AnsweredItem]) -> tuple[int, int]:
    """Right answers in a row: up to now, and the most ever; the answers come newest first."""
    current = best = run = 0
    unbroken = True
    for answer in answers:
        run = run + 1 if answer.right else 0
        unbroken = unbroken and answer.right
        current = run if unbroken else current
        best = max(best, run)
    return current, best
