"""Whisper, faster-whisper and whisperX JSON: {"segments": [{"start", "end", "text", "speaker"?, "words"?}]}."""

from collections.abc import Callable, Iterator
from typing import Any

from content.formats import times
from content.formats.document import Document
from content.formats.json_fields import are_named_elsewhere
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.model import Source, Transcript

NAME = "whisper"


def recognises(document: Document) -> bool:
    """Whether there are segments with a text and a start."""
    found = document.objects("segments")
    return bool(found) and all("text" in s and "start" in s for s in found[:20]) and not are_named_elsewhere(found)


def read(document: Document) -> Transcript:
    """The turns of the segments. A speaker changes inside one where its words say so."""
    turns, problems = weave(_pieces(document.placed("segments"), document.speaker))
    return Transcript(
        source=Source(title=document.name), speakers=known_speakers(turns), turns=turns, problems=problems
    )


def _pieces(segments: list[tuple[int, dict[str, Any]]], narrator: str | None) -> Iterator[Piece]:
    for line, segment in segments:
        who = label(segment.get("speaker")) or narrator
        start, end = times.number(segment.get("start")), times.number(segment.get("end"))
        for speaker, began, text in parts_of(segment, who, start):
            yield Piece(speaker, text, line=line, start=began, end=end)


Part = tuple[str | None, float | None, str]


def parts_of(
    segment: dict[str, Any], who: str | None, start: float | None, called: Callable[[Any], str | None] | None = None
) -> Iterator[Part]:
    """The segment whole, or split where its words change their speaker, if the words are all its text.

    `called` makes a name of what is said of a word's speaker.
    """
    text = spoken(segment.get("text") or segment.get("transcript"))
    held = segment.get("words")
    words = [w for w in held if isinstance(w, dict)] if isinstance(held, list) else []
    said = [spoken(w.get("punctuated_word") or w.get("word") or w.get("text")) for w in words]
    speakers = [(called or label)(w.get("speaker")) or who for w in words]
    if len(set(speakers)) < 2 or "".join(said) != text.replace(" ", ""):
        if text:
            yield who, start, text
        return
    first = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or speakers[index] != speakers[first]:
            began = times.number(words[first].get("start"))
            yield speakers[first], start if began is None else began, " ".join(said[first:index])
            first = index


def spoken(value: Any) -> str:
    """A JSON value as words; anything but a text is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def label(value: Any) -> str | None:
    """A JSON value as somebody's name: a text, or the number of a voice."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"SPEAKER_{value:02d}" if 0 <= value < 1000 else None
    return spoken(value) or None
