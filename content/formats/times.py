"""Times as transcripts write them, in seconds."""

import math
import re
from typing import Any

CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?"
SECONDS = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
LONGEST = 1e9
_OPENING = ("[", "(")
_MARKS = ("*", "_")
_ALONE = re.compile(rf"[\[(]?({CLOCK})[\])]?")
# "[00:12] ", and as programs print it: "[00:12.000 --> 00:15.500] ", "[12.0 --> 15.5] ", "[0:12 - 0:15.500000] ",
# "[12.5s] ".
_MOMENT = rf"(?:{CLOCK}[0-9]{{0,3}}|[0-9]{{1,6}}\.[0-9]{{1,3}})"
_BEFORE = re.compile(
    rf"[\[(]({CLOCK})[\])][ \t]*|\[[ \t]*({_MOMENT})[ \t]*(?:--+>|[-–—]+)[ \t]*{_MOMENT}[ \t]*\][ \t]*|"
    rf"\(({CLOCK})[ \t]*[-–—]+[ \t]*{CLOCK}\)[ \t]*|\[({SECONDS})s\][ \t]*"
)
# The same in bold or italics, alone or with the name behind it: "**[00:12]** ", "**[00:12] Ada:** ".
_EMPHASISED = re.compile(rf"(?P<mark>[*_]{{1,3}})\\?[\[(]?(?P<clock>{CLOCK})\\?[\])]?(?P=mark)[ \t]*")
_EMPHASISED_TOO = re.compile(rf"(?P<mark>[*_]{{1,3}})\\?[\[(](?P<clock>{CLOCK})\\?[\])][ \t]+(?=\S)")
_BARE = re.compile(rf"({CLOCK})[ \t]+(?=\S)")
# As chats are saved: "[12/03/2024, 10:15:03] Ada: …", "12.03.24, 10:15 - Ada: …", "0:15 Ada: …".
DATE = r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}"
_HALF = r"([ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?"
_HALF_ALONE = re.compile(rf"[\[(]?{CLOCK}[ \u00a0\u202f]?[AaPp][Mm][\])]?")
_STAMP = re.compile(rf"[\[(]?(?:({DATE})(?:,[ \t]*|[ \t]+|T))?({CLOCK}){_HALF}[\])]?[ \t]+(?:[-–|][ \t]+)?")


def seconds(clock: str) -> float:
    """ "1:02:03.5", "02:03,500" or "2:03" in seconds."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def number(value: Any) -> float | None:
    """A JSON value as a time; None for what is none (a word, a negative, an endless one)."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return round(found, 3) if math.isfinite(found) and 0 <= found <= LONGEST else None


def alone(line: str) -> float | None:
    """The time in a line that holds nothing else."""
    match = _ALONE.fullmatch(line)
    return seconds(match[1]) if match else None


def is_half(line: str) -> bool:
    """Whether a line holds a moment of the day in two halves (“10:15 AM”) and nothing else."""
    return _HALF_ALONE.fullmatch(line) is not None


def stamp(line: str) -> tuple[float | None, str]:
    """A stamp in front of a label, and the rest; a moment of the day is no second of a recording, and so is None."""
    match = _STAMP.match(line)
    return (None if match[1] or match[3] else seconds(match[2]), line[match.end() :]) if match else (None, line)


def written(value: str) -> float | None:
    """A clock or a number of seconds, as a cell of a table holds it; None for what is neither."""
    clock = alone(value)
    return number(value) if clock is None else clock


def leading(text: str) -> tuple[float | None, str]:
    """A bracketed time at the beginning of a text, and the rest; of two, from when to when, the first."""
    if text[:1] in _MARKS and text[:8].strip("*_\\[(")[:1].isdigit():
        return _emphasised(text)
    match = _BEFORE.match(text) if text[:1] in _OPENING else None
    return (seconds(match[match.lastindex or 0]), text[match.end() :]) if match else (None, text)


def _emphasised(text: str) -> tuple[float | None, str]:
    if (match := _EMPHASISED.match(text)) is not None:
        return seconds(match["clock"]), text[match.end() :]
    if (match := _EMPHASISED_TOO.match(text)) is not None:
        return seconds(match["clock"]), match["mark"] + text[match.end() :]
    return None, text


def bare(text: str) -> tuple[float | None, str]:
    """The same for a time without brackets."""
    match = _BARE.match(text) if text[:1].isdigit() else None
    return (seconds(match[1]), text[match.end() :]) if match else (None, text)
