"""Where the objects of a JSON list begin: the standard reader tells what a file holds, but not on which line."""

import json
import re

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def lines_of(text: str, *keys: str) -> list[int]:
    """The line, from 1, on which each element begins of the list under these keys, one inside the other.

    Without keys, of the list that the text is. The text is valid JSON and not nested deeper than `json` reads.
    Of a key that stands there twice the last one counts, as it does for `json`.
    """
    at: int | None = _after_space(text, 0)
    for key in keys:
        at = None if at is None else _value_of(text, at, key)
    if at is None or text[at] != "[":
        return []
    lines: list[int] = []
    line, counted = 1, 0
    for start in _elements(text, at):
        line, counted = line + text.count("\n", counted, start), start
        lines.append(line)
    return lines


def _value_of(text: str, at: int, key: str) -> int | None:
    """Where the value of that key begins in the object that begins at `at`."""
    if text[at] != "{":
        return None
    found = None
    at = _after_space(text, at + 1)
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        at = _after_space(text, _after_space(text, at) + 1)
        found = at if name == key else found
        at = _after_comma(text, _DECODER.raw_decode(text, at)[1])
    return found


def _elements(text: str, at: int) -> list[int]:
    found: list[int] = []
    at = _after_space(text, at + 1)
    while text[at] != "]":
        found.append(at)
        at = _after_comma(text, _DECODER.raw_decode(text, at)[1])
    return found


def _after_comma(text: str, at: int) -> int:
    at = _after_space(text, at)
    return _after_space(text, at + 1) if text[at] == "," else at


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at
