"""Depositions are printed with a number before each line, from 1 on every page: these are taken off, so that lines can
be read as those of any other text. What was printed with “page 2 of 8” below each page is known by it."""

import re
from collections import Counter

_NUMBERED = re.compile(r"[ \t]{0,12}([0-9]{1,2})(?:([ \t]+\S.*))?[ \t]*")
_PAGE = re.compile(r"(?:page[ \t]+)?[0-9]{1,5}(?:[ \t]+of[ \t]+[0-9]{1,5})?", re.IGNORECASE)
# A line of its own that counts the pages; so many of the same document do.
_FOOT = re.compile(r"\W{0,3}page[ \t]+([0-9]{1,4})[ \t]*(?:of|/)[ \t]*([0-9]{1,4})\W{0,3}", re.IGNORECASE)
_FEET = 2
_DIGITS = re.compile(r"[0-9]+")
# So much is looked at first; so many of its lines are numbered; no page has fewer or more lines.
_LOOKED_AT, _MOSTLY = 300, 0.75
_FEWEST, _MOST = 8, 40
# What stands so often between pages is printed on all of them.
_OFTEN = 3


def without_line_numbers(text: str) -> tuple[str, frozenset[int]]:
    """The text, and the lines of it, from 1, that hold a page's number, its head or nothing; the text as it is and
    those that count its pages where its lines have no numbers."""
    lines = text.split("\n")
    if not _are_numbered([line for line in lines[:_LOOKED_AT] if line.strip()]):
        return text, _feet(lines)
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


def _feet(lines: list[str]) -> frozenset[int]:
    """The lines that count pages: each another one, one after the other, of as many as all others say there are."""
    found = [(number, match) for number, line in enumerate(lines, 1) if (match := _FOOT.fullmatch(line.strip()))]
    pages = [int(match[1]) for _, match in found]
    counted = len({match[2] for _, match in found}) == 1 and pages == sorted(set(pages)) and len(pages) >= _FEET
    return frozenset(number for number, _ in found) if counted else frozenset()


def _are_numbered(lines: list[str]) -> bool:
    """Whether most of them begin with numbers that count up from 1 again and again."""
    expected, counted, longest = 1, 0, 0
    for line in lines:
        match = _NUMBERED.fullmatch(line)
        if match is not None and int(match[1]) in (expected, 1):
            expected = int(match[1]) + 1
            counted += 1
            longest = max(longest, expected - 1)
    return counted > _MOSTLY * len(lines) and _FEWEST <= longest <= _MOST
