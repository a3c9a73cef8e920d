"""A moment that is not today says its day, by the clock of its zone."""

from datetime import UTC, date, datetime

import pytest

from bot.chat.moments import moment_text, standing_text

BERLIN, KIRITIMATI, HONOLULU = "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Honolulu"


def utc(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    """A moment."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "now", "zone", "text"),
    [
        (utc(11, 29, 17), utc(11, 29, 9), "UTC", "today 17:00"),
        (utc(11, 29, 8), utc(11, 29, 9), "UTC", "today 08:00"),
        (utc(11, 30, 9), utc(11, 29, 9), "UTC", "tomorrow 09:00"),
        (utc(12, 1, 9), utc(11, 29, 9), "UTC", "Tue 1 Dec 09:00"),
        (utc(11, 28, 9), utc(11, 29, 9), "UTC", "Sat 28 Nov 09:00"),
        (utc(1, 4, 9, year=2027), utc(12, 29, 9), "UTC", "Mon 4 Jan 2027 09:00"),
        # Midnight is the zone's own.
        (utc(11, 29, 23, 30), utc(11, 29, 22, 30), BERLIN, "tomorrow 00:30"),
        (utc(11, 29, 23, 30), utc(11, 29, 23, 10), BERLIN, "today 00:30"),
        (utc(11, 30, 8), utc(11, 29, 9), HONOLULU, "tomorrow 22:00"),
        (utc(11, 29, 19), utc(11, 29, 9), KIRITIMATI, "tomorrow 09:00"),
        # The night in which the clocks change is a day as any other.
        (utc(3, 29, 7), utc(3, 28, 7), BERLIN, "tomorrow 09:00"),
    ],
)
def test_a_moment_for_somebody_who_reads_it_now(at: datetime, now: datetime, zone: str, text: str) -> None:
    """Today and tomorrow by their words, others by their date."""
    assert moment_text(at, now, zone) == text


@pytest.mark.parametrize(
    ("at", "posted", "zone", "text"),
    [
        (utc(11, 29, 17), date(2026, 11, 29), "UTC", "at 17:00"),
        (utc(11, 30, 8), date(2026, 11, 29), "UTC", "on Mon 30 Nov at 08:00"),
        (utc(11, 29, 23), date(2026, 11, 29), BERLIN, "on Mon 30 Nov at 00:00"),
        (utc(1, 1, 8, year=2027), date(2026, 12, 31), "UTC", "on Fri 1 Jan 2027 at 08:00"),
    ],
)
def test_a_moment_in_a_message_that_stands(at: datetime, posted: date, zone: str, text: str) -> None:
    """“Tomorrow” would be wrong the day after."""
    assert standing_text(at, posted, zone) == text
