"""Lists of quotes rather than transcripts: every entry is one quote, chosen by whoever made the list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.errors import Problem
from content.formats.document import Document
from content.formats.paragraphs import known_speakers
from content.formats.weaving import Piece, weave
from content.model import Source, Transcript
from content.text import fold

# What the columns are called by those who write such lists (Quoter, Firebot and Quotable among them).
QUOTE_FIELDS = ("quote", "quotation", "text", "content", "body", "original")
SPEAKER_FIELDS = ("speaker", "author", "originator", "name", "by", "said by", "who")
SECTION_FIELDS = ("section", "source", "title", "work", "game", "context", "tags")
_NOBODY = frozenset({"", "anonymous", "unknown", "anon", "anon.", "none", "null", "n/a", "-", "?"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One quote of a list."""

    text: str
    speaker: str | None
    section: str = ""
    line: int = 1


def entry(fields: Mapping[str, Any], line: int) -> Entry | None:
    """The quote in these named fields, None if there is none."""
    named = {fold(str(key)): value for key, value in fields.items()}
    text = _first(named, QUOTE_FIELDS)
    if not text:
        return None
    return Entry(text, person(_first(named, SPEAKER_FIELDS)), _first(named, SECTION_FIELDS), line)


def person(name: str) -> str | None:
    """A name as a speaker; None for one that says that nobody is known."""
    name = " ".join(name.split()).strip("-–—~ ")
    return None if fold(name) in _NOBODY or len(name) > 100 else name


def transcript(document: Document, entries: Iterable[Entry], problems: Iterable[Problem]) -> Transcript:
    """The list as a transcript whose every turn is a quote."""
    turns, told = weave(_pieces(entries, document.speaker))
    return Transcript(
        source=Source(title=document.name),
        speakers=known_speakers(turns),
        turns=turns,
        problems=(*problems, *told),
        listed=True,
    )


def _pieces(entries: Iterable[Entry], narrator: str | None) -> Iterator[Piece]:
    for each in entries:
        yield Piece(each.speaker or narrator, each.text, line=each.line, section=each.section, opens=True)


def _first(named: Mapping[str, Any], fields: Iterable[str]) -> str:
    for field in fields:
        value = named.get(field)
        if isinstance(value, list):
            value = ", ".join(str(v) for v in value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
