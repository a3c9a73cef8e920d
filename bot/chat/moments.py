"""When something is: a moment that is not today says its day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

TODAY, TOMORROW = "today", "tomorrow"


def local_date(at: datetime, zone: str) -> date:
    """The date there at that moment."""
    return at.astimezone(ZoneInfo(zone)).date()


def day_text(day: date) -> str:
    """Mon 2 Mar 2026."""
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def short_day(day: date, near: date) -> str:
    """Mon 2 Mar; with its year where that is another than that of a day `near`."""
    year = "" if day.year == near.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def moment_text(at: datetime, now: datetime, zone: str, *, between: str = " ") -> str:
    """today 13:00, tomorrow 09:00, Mon 30 Nov 09:00: by that zone's clock, for somebody who reads it now."""
    there, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    known = {today: TODAY, today + timedelta(days=1): TOMORROW}
    day = known.get(there.date()) or short_day(there.date(), today)
    return f"{day}{between}{there:%H:%M}"


def standing_text(at: datetime, posted: date, zone: str) -> str:
    """at 13:00, on Tue 1 Dec at 09:00: in a message that is read for days; `posted` is the day it is from."""
    there = at.astimezone(ZoneInfo(zone))
    day = "" if there.date() == posted else f"on {short_day(there.date(), posted)} "
    return f"{day}at {there:%H:%M}"
