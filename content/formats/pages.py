"""Depositions are printed with a number before each line, from 1 on every page: these are taken off, so that lines can
be read as those of any other text."""

import re
from collections import Counter

_NUMBERED = re.compile(r"[ \t]{0,12}([0-9]{1,2})(?:([ \t]+\S.*))?[ \t]*")
_PAGE = re.compile(r"(?:page[ \t]+)?[0-9]{1,5}(?:[ \t]+of[ \t]+[0-9]{1,5})?", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
# So much is looked at first; so many of its lines are numbered; no page has fewer or more lines.
_LOOKED_AT, _MOSTLY = 300, 0.75
_FEWEST, _MOST = 8, 40
# What stands so often between pages is printed on all of them.
_OFTEN = 3


def without_line_numbers(text: str) -> tuple[str, frozenset[int]]:
    """The text, and the lines of it, from 1, that hold a page's number, its head or nothing; the text as it is and
    none where its lines have no numbers."""
    lines = text.split("\n")
    if not _are_numbered([line for line in lines[:_LOOKED_AT] if line.strip()]):
        return text, frozenset()
    kept: list[str] = []
    between: dict[int, str] = {}
    expected = 1
    for number, line in enumerate(lines, 1):
        match = _NUMBERED.fullmatch(line)
        if match is not None and int(match[1]) in (expected, 1):
            expected = int(match[1]) + 1
            kept.append((match[2] or "").expandtabs())
        else:
            between[number] = line.strip()
            kept.append(line.strip())
    margin = min((len(line) - len(line.lstrip()) for line in kept if line[:1] == " "), default=0)
    kept = [line[margin:] if line[:1] == " " else line for line in kept]
    printed = Counter(_DIGITS.sub("#", line) for line in between.values())
    heads = {
        number
        for number, line in between.items()
        if not line or _PAGE.fullmatch(line) or printed[_DIGITS.sub("#", line)] >= _OFTEN
    }
    return "\n".join(kept), frozenset(heads)


def _are_numbered(lines: list[str]) -> bool:
    """Whether most of them begin with numbers that count up from 1 again and again."""
    expected, counted, longest = 1, 0, 0
    for line in lines:
        match = _NUMBERED.fullmatch(line)
        if match is not None and int(match[1]) in (expected, 1):
            expected = int(match[1]) + 1
            counted += 1
            longest = max(longest, expected - 1)
    # A table with the number of each row in its first column keeps them.
    tabular = 2 * sum(line.count("\t") > 1 for line in lines) > len(lines)
    return counted > _MOSTLY * len(lines) and _FEWEST <= longest <= _MOST and not tabular
