"""The day on which something was said, as people write it and as it is shown."""

from contextlib import suppress
from datetime import date, datetime, timedelta

_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_OLDEST = 1000
TODAY, YESTERDAY = "today", "yesterday"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = len(_WEEKDAYS)


def read_day(typed: str, today: date) -> str | None:
    """2026-03-01, or 2026-03 or 2026 where no more was said; “last tuesday” is one before today. None for no day."""
    text = " ".join(typed.replace(",", " ").split()).casefold()
    known = {TODAY: today, YESTERDAY: today - timedelta(days=1)}
    if text in known:
        return known[text].isoformat()
    if (back := _days_back(text, today)) is not None:
        return (today - timedelta(days=back)).isoformat()
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    with suppress(ValueError):
        return datetime.strptime(text, "%Y-%m").strftime("%Y-%m")  # noqa: DTZ007 - likewise
    return text if len(text) == len(str(_OLDEST)) and text.isascii() and text.isdigit() else None


def _days_back(text: str, today: date) -> int | None:
    """How many days ago the last day of that name was, as in "tuesday", "on tuesday", "last tue"."""
    name = text.removeprefix("last ").removeprefix("on ")
    found = [day for day, whole in enumerate(_WEEKDAYS) if name in (whole, whole[:3])]
    return (today.weekday() - found[0] - 1) % _WEEK + 1 if found else None


def lies_ahead(day: str, today: date) -> bool:
    """Whether that day is still to come."""
    return day > today.isoformat()[: len(day)]


def spoken_day(day: str) -> str:
    """1 March 2026, March 2026 or 2026; what is none of these as it is."""
    with suppress(ValueError):
        there = date.fromisoformat(day)
        return f"{there.day} {there:%B} {there.year}"
    with suppress(ValueError):
        return f"{date.fromisoformat(day + '-01'):%B} {day[:4]}"
    return day
