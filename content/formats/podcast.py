"""Podcast 2.0 JSON: {"version", "segments": [{"speaker", "startTime", "endTime", "body"}]}, by phrase or by word."""

from collections.abc import Iterator
from typing import Any

from content.formats import times
from content.formats.document import Document
from content.formats.json_fields import are_named_elsewhere
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.formats.whisper import label, spoken
from content.model import Source, Transcript

NAME = "podcast"


def recognises(document: Document) -> bool:
    """Whether there are segments with a body."""
    found = document.objects("segments")
    return bool(found) and all("body" in s for s in found[:20]) and not are_named_elsewhere(found)


def read(document: Document) -> Transcript:
    """The turns of the segments; whoever was named last speaks where nobody is."""
    turns, problems = weave(_pieces(document.placed("segments"), document.speaker))
    return Transcript(
        source=Source(title=document.name), speakers=known_speakers(turns), turns=turns, problems=problems
    )


def _pieces(segments: list[tuple[int, dict[str, Any]]], narrator: str | None) -> Iterator[Piece]:
    speaker = narrator
    for line, segment in segments:
        speaker = label(segment.get("speaker")) or speaker
        if text := spoken(segment.get("body")):
            start, end = times.number(segment.get("startTime")), times.number(segment.get("endTime"))
            yield Piece(speaker, text, line=line, start=start, end=end)
