"""What people write for a time and for days → what is meant. What cannot be understood is refused with an example."""

import re
from collections.abc import Callable
from datetime import time

from bot.chat.choices import whole_number
from bot.chat.refusals import BadOption
from bot.daily.rules.calendar import EVERY_DAY
from content.text import keyed

TIME_EXAMPLE = "a time like 09:00, 17:30 or 9am"
DAYS_EXAMPLE = "days like mon-fri, mon,wed,fri, weekends or all"
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = {
    **dict.fromkeys(("all", "daily", "everyday", "day", "days", "morning", "mornings"), EVERY_DAY),
    **dict.fromkeys(("weekday", "weekdays", "workday", "workdays"), frozenset(range(5))),
    **dict.fromkeys(("weekend", "weekends"), frozenset({5, 6})),
}
_PARTS_OF_DAY = frozenset({"morning", "mornings"})
# As people say it: monday to friday, every working day, on mondays and fridays.
_LITTLE = re.compile(r"\b(?:and|each|every|from|on|the)\b|&")
_UNTIL = re.compile(r"\s*(?:[–—]|\.\.|\b(?:to|through|thru|till|until)\b|\s-\s)\s*")
_TWO_WORDS = re.compile(r"\b(week|work|business|working) (?=days?\b)")
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?\s*(?:([ap])\.?m\.?|h|o'clock)?", re.IGNORECASE)
# As people write it who leave the colon out: 0900, 1730, 930am.
_UNPARTED = re.compile(r"([0-9]{1,2})([0-9]{2})\s*(?:([ap])\.?m\.?|h)?", re.IGNORECASE)
_HALF = 12
_AT = re.compile(r"^(?:at|by)\s+|\s+(?:sharp|uhr)$")
_PART_OF_DAY = re.compile(r"\s+(?:in the (morning|afternoon|evening)|at (night))$")
# half past nine, quarter to ten, ten minutes past nine.
_AROUND = re.compile(r"(?:a )?(half|quarter|[a-z]+|[0-9]{1,2})(?: minutes?)? (past|after|to|before) (.+)")
_HALF_NINE = re.compile(r"half (?=[a-z0-9]+(?: (?:am|pm))?$)")
# Before days that are left out of all others.
EXCEPT = "except"
_AHEAD = {"today": 0, "tonight": 0, "tomorrow": 1}


def read_time(text: str, option: str = "time") -> time:
    """A wall time. Raises BadOption."""
    wanted = _AT.sub("", keyed(text).strip().casefold().replace("’", "'"))
    if part := _PART_OF_DAY.search(wanted):
        # "9 in the evening" is 9pm.
        wanted = f"{wanted[: part.start()]}{'am' if part[1] == 'morning' else 'pm'}"
    found = _around(wanted) or _clock(wanted)
    if found is None:
        raise BadOption(option=option, value=text, expected=TIME_EXAMPLE)
    return found


def _around(wanted: str) -> time | None:
    """half past nine, half nine, quarter to ten."""
    said = _AROUND.fullmatch(_HALF_NINE.sub("half past ", wanted))
    hour = _clock(said[3]) if said else None
    if said is None or hour is None or hour.minute:
        return None
    minutes = {"half": 30, "quarter": 15}.get(said[1]) or int(whole_number(said[1]) or 99)
    if minutes >= 60:
        return None
    later = 60 * hour.hour + (minutes if said[2] in ("past", "after") else -minutes)
    return time(later // 60 % 24, later % 60)


def _clock(wanted: str) -> time | None:
    """09:00, 0900, 9am, nine, nine thirty, noon."""
    if wanted in _NAMED_TIMES:
        return _NAMED_TIMES[wanted]
    found = _CLOCK.fullmatch(_in_digits(wanted)) or _UNPARTED.fullmatch(wanted)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= _HALF:
        return None
    if half:
        hour = hour % _HALF + (_HALF if half == "p" else 0)
    return time(hour, minute) if hour < 2 * _HALF and minute < 60 else None


def _in_digits(wanted: str) -> str:
    """nine thirty as 9:30; anything else as it is."""
    said = re.fullmatch(r"([a-z]+)(?: (?![ap]\.?m)([a-z]+(?:-[a-z]+)?))?( ?[ap]\.?m\.?| o'clock|)", wanted)
    if said is None:
        return wanted
    hour, minute = whole_number(said[1]), whole_number(said[2] or "")
    if not hour or (said[2] and not minute):
        return wanted
    return f"{hour}:{int(minute):02}{said[3]}" if minute else f"{hour}{said[3]}"


def read_days(text: str) -> frozenset[int]:
    """Weekdays, 0 is Monday; `except fri` are all others. Raises BadOption."""
    if (left_out := days_left_out(text)) and (others := EVERY_DAY - left_out):
        return others
    days: set[int] = set()
    said = _LITTLE.sub(" ", _UNTIL.sub("-", keyed(text).strip().casefold()))
    parts = re.split(r"[,;+\s]+", _TWO_WORDS.sub("week", said).strip())
    # "monday morning" is no other day than Monday.
    named = [part for part in parts if part not in _PARTS_OF_DAY] or parts
    for part in named:
        if part in _WORDS:
            days |= _WORDS[part]
            continue
        first, sign, last = part.partition("-")
        begin, end = _weekday(first), _weekday(last) if sign else _weekday(first)
        if begin is None or end is None:
            raise BadOption(option="days", value=text, expected=DAYS_EXAMPLE)
        days |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
    return frozenset(days)


def days_left_out(text: str) -> frozenset[int]:
    """The days behind `except`; none where other days are named. Raises BadOption."""
    first, _, behind = keyed(text).strip().partition(" ")
    return read_days(behind) if first.casefold() == EXCEPT else frozenset()


def days_ahead(text: str) -> int | None:
    """How many days from now a day is that comes once: today, tomorrow; None for what is none."""
    return _AHEAD.get(keyed(text).strip().casefold())


def read_game_days(text: str) -> object:
    """The days of a game at a time, or the one day ahead. Raises BadOption."""
    ahead = days_ahead(text)
    return read_days(text) if ahead is None else ahead


def are_game_days(text: str) -> bool:
    """Whether it can be read as such."""
    return _is_read(read_game_days, text)


def may_be_evening(text: str) -> bool:
    """Whether an hour of the morning was written so that it may as well be one of the evening: 7, half past nine."""
    said = keyed(text).strip().casefold()
    told = re.search(r"[ap]\.?m\b|[:.0]|[0-9]{3}|morning|noon|midnight|night|\d\s*h|uhr", said)
    return 0 < read_time(text).hour < _HALF and told is None


def is_time(text: str) -> bool:
    """Whether it can be read as a wall time, and not as a bare number."""
    return not text.isdigit() and _is_read(read_time, text)


def is_clock(text: str) -> bool:
    """Whether it is a wall time in figures, and can hardly be anything else: 16:00, 9am."""
    return is_time(text) and any(c.isdigit() for c in text)


def is_range(text: str) -> bool:
    """Whether it names days from one to another."""
    return is_days(text) and bool(_UNTIL.search(text.casefold()) or "-" in text)


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
    """mo, mon, monday, mondays; at least two letters."""
    whole = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    word = (text.removesuffix("s") if text.endswith("days") else text).removesuffix(".")
    found = [i for i, name in enumerate(whole) if len(word) > 1 and name.startswith(word)]
    return found[0] if len(found) == 1 else None
