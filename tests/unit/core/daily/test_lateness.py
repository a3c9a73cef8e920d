"""Too late, spread, in a row."""

from datetime import date, datetime, timedelta

import pytest

from bot.daily.rules.lateness import JITTER, MANY, jitter, too_late
from bot.daily.rules.streaks import Streak, streak

NINE = datetime.fromisoformat("2026-03-02T08:00:00+00:00")
LATE_EVENING = datetime.fromisoformat("2026-03-02T22:59:00+00:00")


@pytest.mark.parametrize(
    ("due", "minutes", "late"),
    [
        (NINE, 0, False), (NINE, 10, False), (NINE, 359, False), (NINE, 360, False), (NINE, 361, True),
        (NINE, 60 * 24, True), (NINE, -60, False),
        # 23:59 in Berlin: an ordinary delay over midnight is none, a catch-up would be on the next date.
        (LATE_EVENING, 3, False), (LATE_EVENING, 11, True),
    ],
)  # fmt: skip
def test_a_post_is_caught_up_within_six_hours_and_on_its_date(due: datetime, minutes: int, late: bool) -> None:
    """In the channel's zone."""
    assert too_late(date(2026, 3, 2), due, "Europe/Berlin", due + timedelta(minutes=minutes)) is late


def test_many_posts_are_spread_over_two_minutes() -> None:
    """Each channel always at the same place; a few are not spread at all."""
    waits = [jitter(f"C{n}", MANY) for n in range(2000)]

    assert all(timedelta(0) <= w <= JITTER for w in waits)
    assert max(waits) - min(waits) > timedelta(seconds=115)
    assert waits[:50] == [jitter(f"C{n}", 10_000) for n in range(50)]
    assert {jitter(f"C{n}", MANY - 1) for n in range(50)} == {timedelta(0)}


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ("", Streak()), ("x", Streak(1, 1)), ("xxx", Streak(3, 3)), ("-", Streak()), ("---x", Streak(1, 1)),
        # The first miss is free, the second is not.
        ("xx-", Streak(2, 2, spent=True)), ("xx-x", Streak(3, 3, spent=True)), ("xx-x-", Streak(0, 3)),
        ("xx--x", Streak(1, 2)), ("xx-x-xx-", Streak(2, 3, spent=True)),
    ],
)  # fmt: skip
def test_streaks_count_posts_and_forgive_one_miss(posts: str, expected: Streak) -> None:
    """`x` was answered, `-` was not."""
    assert streak(p == "x" for p in posts) == expected
