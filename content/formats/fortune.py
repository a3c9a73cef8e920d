"""fortune(6) files: entries between lines of "%", "-- Author, Work" below the words."""

import re
from collections.abc import Iterator

from content.formats import lists
from content.formats.document import Document
from content.formats.lists import Entry
from content.model import Transcript

NAME = "fortune"
_BETWEEN = "%"
_CREDIT = re.compile(r"[ \t]*(?:--|—|–)[ \t]*(\S.{0,200})")


def recognises(document: Document) -> bool:
    """Whether a line holds nothing but the sign that parts entries."""
    return "\n%\n" in f"\n{document.text}\n" and document.text.strip() != _BETWEEN


def read(document: Document) -> Transcript:
    """Every entry as a quote."""
    return lists.transcript(document, _entries(document.lines), ())


def _entries(lines: list[str]) -> Iterator[Entry]:
    held: list[str] = []
    for number, line in enumerate([*lines, _BETWEEN], 1):
        if line.rstrip() != _BETWEEN:
            held.append(line)
            continue
        first = number - len(held)
        if any(part.strip() for part in held):
            yield _entry(held, first + next(i for i, part in enumerate(held) if part.strip()))
        held = []


def _entry(lines: list[str], number: int) -> Entry:
    filled = [line.strip() for line in lines if line.strip()]
    place = next((i for i in range(len(filled) - 1, 0, -1) if _CREDIT.fullmatch(filled[i])), None)
    if place is None or len(filled) - place > 3:
        return Entry("\n".join(filled), None, line=number)
    match = _CREDIT.fullmatch(filled[place])
    assert match is not None
    name, _, work = " ".join((match[1], *filled[place + 1 :])).partition(",")
    return Entry("\n".join(filled[:place]), lists.person(name), work.strip(), number)
