"""The day on which something was said, as it is typed and shown."""

from datetime import date

import pytest

from bot.library.days import lies_ahead, read_day, spoken_day

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-03-01"),
        (" Yesterday ", "2026-02-28"),
        ("2026-03-01", "2026-03-01"),
        ("01.03.2026", "2026-03-01"),
        ("1 March 2026", "2026-03-01"),
        ("1 mar 2026", "2026-03-01"),
        ("March 1, 2026", "2026-03-01"),
        ("Mar  1 2026", "2026-03-01"),
        ("2026-03", "2026-03"),
        ("2026-3", "2026-03"),
        ("1999", "1999"),
        ("29.02.2024", "2024-02-29"),
        ("29.02.2025", None),
        ("2026-13", None),
        ("13", None),
        ("20260", None),
        ("٢٠٢٦", None),
        ("last tuesday", "2026-02-24"),
        ("on Fri", "2026-02-27"),
        ("sunday", "2026-02-22"),
        ("last week", None),
        ("", None),
    ],
)
def test_what_is_typed_is_read_as_far_as_it_tells(typed: str, day: str | None) -> None:
    """A month or a year alone is a day of which no more is known."""
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("day", "ahead"),
    [
        ("2026-03-01", False), ("2026-03-02", True), ("2026-02-28", False), ("2026-03", False), ("2026-04", True),
        ("2026", False), ("2027", True), ("1999", False),
    ],
)  # fmt: skip
def test_a_day_that_is_still_to_come(day: str, ahead: bool) -> None:
    """Today, and a month or a year that has begun, may have been the day."""
    assert lies_ahead(day, TODAY) is ahead


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-03-01", "1 March 2026"), ("2026-12", "December 2026"), ("2026", "2026"), ("spring", "spring"), ("", "")],
)
def test_a_day_is_shown_as_it_is_spoken(day: str, shown: str) -> None:
    """As far as it is known."""
    assert spoken_day(day) == shown
