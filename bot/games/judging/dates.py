"""Days as people say them, in one order: "4 May", "the 4th of May" and "May 4th" are one day."""

_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name: name for name in _NAMES} | {name[:3]: name for name in _NAMES} | {"sept": "september"}
_LAST_DAY = 31


def in_dates(found: list[str]) -> list[str]:
    """The tokens with every day of a month as month and ordinal: ["4", "may"] → ["may", "4th"]."""
    out: list[str] = []
    place = 0
    while place < len(found):
        day, month, taken = _date(found, place)
        if taken:
            out += [month, day]
        place += taken or 1
        if not taken:
            out.append(found[place - 1])
    return out


def _date(found: list[str], place: int) -> tuple[str, str, int]:
    """The day and month that begin at a place and how many tokens they take; 0 where none does."""
    here, after, last = (found[place + step] if place + step < len(found) else "" for step in range(3))
    if here in _MONTHS:
        if after == "the" and _day(last):
            return _day(last), _MONTHS[here], 3
        return (_day(after), _MONTHS[here], 2) if _day(after) else ("", "", 0)
    if not _day(here):
        return "", "", 0
    if after == "of" and last in _MONTHS:
        return _day(here), _MONTHS[last], 3
    return (_day(here), _MONTHS[after], 2) if after in _MONTHS else ("", "", 0)


def _day(said: str) -> str:
    """A day of the month as an ordinal, "" for anything else; "one" is what the digit 1 has become."""
    digits = "1" if said == "one" else said.removesuffix("th")
    return f"{digits}th" if digits.isdecimal() and len(digits) < 3 and 0 < int(digits) <= _LAST_DAY else ""
