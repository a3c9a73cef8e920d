"""What a format is given to look at: the text of one file, and what can be said about it once for all formats."""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from content.formats.front_matter import FrontMatter, read_front_matter
from content.formats.paper import page_lines
from content.formats.positions import lines_of
from content.text import clean_all

_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}|\Z)|\[\s*(?:[{\[\"]|\]\s*\Z|\Z))")


@dataclass(frozen=True)
class Document:
    """A cleaned text. `name` is its title unless it says otherwise; `speaker` speaks where nobody is named;
    `known` are labels that somebody told us are speakers. `pages` are the lines, from 1, that belong to the
    paper it was printed on; `outside` are those around what somebody quoted.

    In `seen` a format keeps what it found while it was asked whether it recognises the text, for reading it.
    """

    text: str
    name: str
    speaker: str | None = None
    known: frozenset[str] = frozenset()
    pages: frozenset[int] = frozenset()
    outside: frozenset[int] = frozenset()
    seen: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    @cached_property
    def paper(self) -> frozenset[int]:
        """The lines, from 1, that hold the number of a page or what is printed on every one."""
        return page_lines(self.lines)

    @cached_property
    def front(self) -> FrontMatter:
        """The facts above the text."""
        return read_front_matter(self.lines)

    @cached_property
    def json(self) -> Any:
        """The one JSON value that the text is; None if it is none, or nested too deep to be a transcript."""
        if self.text.lstrip()[:1] not in ("{", "["):
            return None
        try:
            return clean_all(json.loads(self.text))
        except (ValueError, RecursionError):
            return None

    @cached_property
    def looks_like_json(self) -> bool:
        """Whether it begins as JSON does, be it broken or not."""
        return _JSON.match(self.text) is not None

    @cached_property
    def broken_at(self) -> int | None:
        """The line, from 1, where a text that begins as JSON is none; None for a text that is JSON, or JSON by line."""
        try:
            json.loads(self.text)
        except json.JSONDecodeError as error:
            return None if self.rows else error.lineno
        except (ValueError, RecursionError):
            return 1
        return None

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The objects of a text that holds one a line; nothing where the first line is none."""
        found: list[dict[str, Any]] = []
        for line in self.lines:
            if line.strip():
                try:
                    held = json.loads(line) if line.lstrip().startswith("{") else None
                except (ValueError, RecursionError):
                    held = None
                if isinstance(held, dict):
                    found.append(clean_all(held))
                elif not found:
                    return []
        return found

    def objects(self, *keys: str) -> list[dict[str, Any]]:
        """The objects in the list under the first of these keys; of the whole value if that is a list itself."""
        return [o for o in self._list(*keys)[0] if isinstance(o, dict)]

    def placed(self, *keys: str, within: str = "") -> list[tuple[int, dict[str, Any]]]:
        """The same objects, each with the line where it begins; the list may stand in the object under `within`."""
        held, path = self._list(*keys, within=within)
        lines = lines_of(self.text, *path) if held else []
        return [(line, o) for line, o in zip(lines, held, strict=True) if isinstance(o, dict)]

    def _list(self, *keys: str, within: str = "") -> tuple[list[Any], list[str]]:
        """A list and the keys that lead to it."""
        held, path = self.json, []
        if within and isinstance(held, dict) and isinstance(held.get(within), dict):
            held, path = held[within], [within]
        if isinstance(held, dict):
            key = next((k for k in keys if isinstance(held.get(k), list)), None)
            return (held[key], [*path, key]) if key else ([], [])
        return (held, path) if isinstance(held, list) else ([], [])
