"""Transcripts in a frame of somebody else's: the numbers of a list before each line, the marks of a quoted mail.

The frame is taken off, so that the lines can be read as those of any other text.
"""

import re
from collections import Counter
from collections.abc import Sequence

from content.formats.labels import could_be_name, shaped_label

_ITEM = re.compile(r"[ \t]{0,8}[(\[#]?([0-9]{1,5})[.):\]]{1,2}[ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]{0,3}>[ \t]?(?!>)")
# So many lines tell of a frame; nearly all lines of a list are numbered, most hold a name.
_FEWEST, _NEARLY_ALL, _MOSTLY = 3, 0.8, 0.6


def without_frame(text: str) -> tuple[str, frozenset[int]]:
    """The text without its frame, and the lines, from 1, that stand outside of it; the text as it is where there is
    none."""
    lines = text.split("\n")
    if (listed := _without_numbers(lines)) is not None:
        return "\n".join(listed), frozenset()
    return _quoted(lines) or (text, frozenset())


def _without_numbers(lines: Sequence[str]) -> list[str] | None:
    """The lines without numbers that count up from one line to the next; None where they do not."""
    filled = sum(bool(line.strip()) for line in lines)
    items = {n: match for n, line in enumerate(lines) if (match := _ITEM.match(line)) is not None}
    if len(items) < _FEWEST or len(items) < _NEARLY_ALL * filled:
        return None
    numbers = [int(match[1]) for match in items.values()]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    rest = [line[items[n].end() :] if n in items else line for n, line in enumerate(lines)]
    return rest if sum(_label(rest[n]) is not None for n in items) >= _MOSTLY * len(items) else None


def _quoted(lines: Sequence[str]) -> tuple[str, frozenset[int]] | None:
    """The lines of a mail that quotes a transcript; None for any other text."""
    quoted = {n: match for n, line in enumerate(lines) if (match := _QUOTED.match(line)) is not None}
    if len(quoted) < _FEWEST:
        return None
    inside = Counter(label for n, match in quoted.items() if (label := _label(lines[n][match.end() :])) is not None)
    outside = Counter(label for n, line in enumerate(lines) if n not in quoted and (label := _label(line)) is not None)
    again = sum(count for count in inside.values() if count > 1)
    if again < _FEWEST or 2 * inside.total() < len(quoted) or again <= sum(c for c in outside.values() if c > 1):
        return None
    text = "\n".join(line[quoted[n].end() :] if n in quoted else line for n, line in enumerate(lines))
    return text, frozenset(n + 1 for n, line in enumerate(lines) if n not in quoted and line.strip())


def _label(line: str) -> str | None:
    part = shaped_label(line.strip()) if ":" in line else None
    return part.label if part is not None and could_be_name(part.label) else None
