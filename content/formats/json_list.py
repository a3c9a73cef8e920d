"""JSON and JSONL lists of quotes, as Quoter and Quotable write them: {"text" or "quote" or "content", "author"…}."""

import json
from collections.abc import Iterator
from typing import Any

from content.errors import Problem
from content.formats import lists
from content.formats.document import Document
from content.formats.lists import QUOTE_FIELDS, Entry
from content.model import Transcript
from content.text import clean_all

NAME = "json"
KEYS = ("quotes", "results", "data", "entries")


def recognises(document: Document) -> bool:
    """Whether there are objects with a quote in them, in one list or one a line."""
    return any(_is_quote(held) for held in document.objects(*KEYS)[:20]) or _is_quote(_first_line(document))


def read(document: Document) -> Transcript:
    """Every object as a quote; one without is told."""
    problems: list[Problem] = []
    entries = list(_entries(document, problems))
    return lists.transcript(document, entries, problems)


def _entries(document: Document, problems: list[Problem]) -> Iterator[Entry]:
    for line, fields in document.placed(*KEYS) or _by_line(document, problems):
        found = lists.entry(fields, line)
        if found is not None:
            yield found
        else:
            problems.append(Problem("there is no quote in this entry, so it was passed over", line, lost=True))


def _by_line(document: Document, problems: list[Problem]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(document.lines, 1):
        if line.strip():
            held = _object(line)
            if held is None:
                problems.append(Problem("this line is no JSON object and was passed over", number, lost=True))
            else:
                yield number, held


def _first_line(document: Document) -> dict[str, Any] | None:
    return _object(next((line for line in document.lines if line.strip()), ""))


def _object(line: str) -> dict[str, Any] | None:
    if not line.lstrip().startswith("{"):
        return None
    try:
        held = clean_all(json.loads(line))
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) else None


def _is_quote(held: dict[str, Any] | None) -> bool:
    return held is not None and any(isinstance(held.get(field), str) for field in QUOTE_FIELDS)
