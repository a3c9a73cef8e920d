"""What people write for a time and for days → what is meant. What cannot be understood is refused with an example."""

import re
from collections.abc import Callable
from datetime import time

from bot.chat.refusals import BadOption
from bot.daily.rules.calendar import EVERY_DAY
from content.text import keyed

TIME_EXAMPLE = "a time like 09:00, 17:30 or 9am"
DAYS_EXAMPLE = "days like mon-fri, mon,wed,fri, weekends or all"
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = {
    "all": EVERY_DAY, "daily": EVERY_DAY, "everyday": EVERY_DAY,
    "weekdays": frozenset(range(5)), "workdays": frozenset(range(5)), "weekends": frozenset({5, 6}),
    "weekend": frozenset({5, 6}),
}  # fmt: skip
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?\s*(?:([ap])\.?m\.?|h|o'clock)?", re.IGNORECASE)
# As people write it who leave the colon out: 0900, 1730, 930am.
_UNPARTED = re.compile(r"([0-9]{1,2})([0-9]{2})\s*(?:([ap])\.?m\.?|h)?", re.IGNORECASE)
_HALF = 12


def read_time(text: str, option: str = "time") -> time:
    """A wall time. Raises BadOption."""
    wanted = keyed(text).strip().casefold()
    if wanted in _NAMED_TIMES:
        return _NAMED_TIMES[wanted]
    found = _CLOCK.fullmatch(wanted) or _UNPARTED.fullmatch(wanted)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= _HALF:
            hour = hour % _HALF + (_HALF if half == "p" else 0)
        elif half:
            hour = 99
        if hour < 2 * _HALF and minute < 60:
            return time(hour, minute)
    raise BadOption(option=option, value=text, expected=TIME_EXAMPLE)


def read_days(text: str) -> frozenset[int]:
    """Weekdays, 0 is Monday. Raises BadOption."""
    days: set[int] = set()
    for part in re.split(r"[,;+\s]+", keyed(text).strip().casefold()):
        if part in _WORDS:
            days |= _WORDS[part]
            continue
        first, sign, last = re.sub(r"[–—]|\.\.", "-", part).partition("-")
        begin, end = _weekday(first), _weekday(last) if sign else _weekday(first)
        if begin is None or end is None:
            raise BadOption(option="days", value=text, expected=DAYS_EXAMPLE)
        days |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
    return frozenset(days)


def is_time(text: str) -> bool:
    """Whether it can be read as a wall time, and not as a bare number."""
    return not text.isdigit() and _is_read(read_time, text)


def is_days(text: str) -> bool:
    """Whether it can be read as weekdays."""
    return _is_read(read_days, text)


def _is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except BadOption:
        return False
    return True


def _weekday(text: str) -> int | None:
    """mon, monday, mondays; at least three letters."""
    whole = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    word = text.removesuffix("s") if text.endswith("days") else text
    found = [i for i, name in enumerate(whole) if len(word) > 2 and name.startswith(word)]
    return found[0] if len(found) == 1 else None
