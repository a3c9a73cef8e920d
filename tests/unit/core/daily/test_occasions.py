"""Quotes for an occasion: the week's best liked, and what was said on this day of another year."""

from datetime import UTC, date, datetime

import pytest

from bot.daily.rules.occasions import best_liked, by_liking, is_anniversary, read_date, week_before
from bot.library.votes import Tally

VOTES = {1: Tally(up=3, down=1), 2: Tally(up=2, down=0), 3: Tally(up=5, down=5), 4: Tally(up=0, down=2), 5: Tally(2, 0)}


@pytest.mark.parametrize(
    ("numbers", "liked"),
    [
        ([1, 2, 3, 4, 5], [1, 2, 5]),
        ([5, 2], [5, 2]),
        ([3], []),
        ([4], []),
        ([9], []),
        ([], []),
    ],
)
def test_the_best_liked_of_a_week(numbers: list[int], liked: list[int]) -> None:
    """More like it than not; of equals the one with more votes, then as they come. None is none."""
    assert best_liked(numbers, VOTES) == liked


@pytest.mark.parametrize(
    ("then", "today", "is_one"),
    [
        ("2024-03-01", "2026-03-01", True),
        ("2026-03-01", "2026-03-01", False),
        ("2027-03-01", "2026-03-01", False),
        ("2024-03-02", "2026-03-01", False),
        ("2024-04-01", "2026-03-01", False),
        ("2024-02-29", "2026-02-28", True),
        ("2024-02-29", "2028-02-28", False),
        ("2024-02-29", "2028-02-29", True),
        ("1896-02-29", "1900-02-28", True),
        ("1996-02-29", "2000-02-28", False),
        ("2024-02-27", "2026-02-28", False),
        ("2024-02-29", "2026-03-28", False),
    ],
)
def test_an_anniversary(then: str, today: str, is_one: bool) -> None:
    """29 February is remembered on the 28th where the year has none."""
    assert is_anniversary(date.fromisoformat(then), date.fromisoformat(today)) is is_one


def test_of_several_anniversaries_the_best_liked_comes_first() -> None:
    """Those that nobody voted for before those that are disliked; of equals as they come."""
    assert by_liking({1, 2, 4, 8, 9}, [9, 4, 8, 7, 2, 1], VOTES) == [2, 1, 9, 8, 4]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)), ("2026-03", None), ("2026", None), ("20260301", None), ("2026-02-30", None),
        ("spring 2026", None), ("", None),
    ],
)  # fmt: skip
def test_only_a_whole_day_has_an_anniversary(text: str, day: date | None) -> None:
    """A year or a month alone has none."""
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("due", "zone", "before"),
    [
        (datetime(2026, 3, 6, 8, tzinfo=UTC), "UTC", datetime(2026, 2, 27, 8, tzinfo=UTC)),
        # The clocks went forward on 29 March: nine o'clock was an hour later by UTC a week before.
        (datetime(2026, 3, 30, 7, tzinfo=UTC), "Europe/Berlin", datetime(2026, 3, 23, 8, tzinfo=UTC)),
        # There was no half past two on that day: the clock showed half past three.
        (datetime(2026, 4, 5, 0, 30, tzinfo=UTC), "Europe/Berlin", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_week_before_is_the_same_time_of_day(due: datetime, zone: str, before: datetime) -> None:
    """By the clock on the wall."""
    assert week_before(due, zone) == before
