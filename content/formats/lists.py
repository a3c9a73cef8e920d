"""Lists of quotes rather than transcripts: every entry is one quote, chosen by whoever made the list.

A list whose texts are named as speech ("words", "utterance") is a transcript, row by row.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.errors import Problem
from content.formats import times
from content.formats.document import Document
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.model import Source, Transcript
from content.text import fold

# What the columns are called by those who write such lists (Quoter, Firebot and Quotable among them).
QUOTE_FIELDS = ("quote", "quotation", "text", "content", "body", "original")
SPEAKER_FIELDS = ("speaker", "speaker name", "speaker_name", "author", "originator", "name", "by", "said by", "who")
SECTION_FIELDS = ("section", "source", "title", "work", "game", "context", "tags")
SPOKEN_FIELDS = ("words", "utterance", "sentence", "said")
TIME_FIELDS = ("start", "start time", "start_time", "timestamp", "time", "timecode")
_NOBODY = frozenset({"", "anonymous", "unknown", "anon", "anon.", "none", "null", "n/a", "-", "?"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One quote of a list, or what was `spoken` in a row of a transcript, from `start` on, in seconds."""

    text: str
    speaker: str | None
    section: str = ""
    line: int = 1
    spoken: bool = False
    start: float | None = None


def entry(fields: Mapping[str, Any], line: int) -> Entry | None:
    """The quote in these named fields, None if there is none."""
    named = {fold(str(key)): value for key, value in fields.items()}
    speaker = person(_first(named, SPEAKER_FIELDS))
    if text := _first(named, QUOTE_FIELDS):
        return Entry(text, speaker, _first(named, SECTION_FIELDS), line)
    if text := _first(named, SPOKEN_FIELDS):
        return Entry(text, speaker, line=line, spoken=True, start=times.written(_first(named, TIME_FIELDS)))
    return None


def person(name: str) -> str | None:
    """A name as a speaker; None for one that says that nobody is known."""
    name = " ".join(name.split()).strip("-–—~: ")
    return None if fold(name) in _NOBODY else name


def transcript(document: Document, entries: Iterable[Entry], problems: Iterable[Problem]) -> Transcript:
    """The list as a transcript: every entry a turn that is a quote, or one piece of what was said."""
    held = list(entries)
    spoken = any(e.spoken for e in held)
    turns, told = weave(_spoken(held, document.speaker) if spoken else _quotes(held, document.speaker))
    return Transcript(
        source=Source(title=document.name),
        speakers=known_speakers(turns),
        turns=turns,
        problems=(*problems, *told),
        listed=not spoken,
    )


def _quotes(entries: Iterable[Entry], narrator: str | None) -> Iterator[Piece]:
    for each in entries:
        yield Piece(each.speaker or narrator, each.text, line=each.line, section=each.section, opens=True)


def _spoken(entries: Iterable[Entry], speaker: str | None) -> Iterator[Piece]:
    """Where nobody is named the last speaker goes on."""
    for each in entries:
        speaker = each.speaker or speaker
        yield Piece(speaker, each.text, line=each.line, start=each.start, section=each.section, breaks=True)


def _first(named: Mapping[str, Any], fields: Iterable[str]) -> str:
    for field in fields:
        value = named.get(field)
        if isinstance(value, list):
            value = ", ".join(str(v) for v in value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
