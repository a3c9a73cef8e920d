"""Amazon Transcribe: words in one list, who speaks when in another (or, since 2023, with each word)."""

from collections.abc import Iterator
from typing import Any

from content.formats import times
from content.formats.document import Document
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.formats.whisper import spoken
from content.model import Source, Transcript

NAME = "amazon"


def recognises(document: Document) -> bool:
    """Whether it has items with alternatives."""
    found = _items(document)
    return bool(found) and isinstance(found[0].get("alternatives"), list) and "type" in found[0]


def read(document: Document) -> Transcript:
    """The turns of the words, a label of a voice as the speaker; a pause of two seconds begins a paragraph."""
    turns, problems = weave(_pieces(document))
    return Transcript(
        source=Source(title=document.name), speakers=known_speakers(turns), turns=turns, problems=problems
    )


def _items(document: Document) -> list[dict[str, Any]]:
    results = document.json.get("results") if isinstance(document.json, dict) else None
    held = results.get("items") if isinstance(results, dict) else None
    return [item for item in held if isinstance(item, dict)] if isinstance(held, list) else []


def _voices(document: Document) -> list[tuple[str, str]]:
    """When each word begins, as it is written, and who says it, in their order."""
    labels = document.json["results"].get("speaker_labels")
    segments = labels.get("segments") if isinstance(labels, dict) else None
    found: list[tuple[str, str]] = []
    for segment in segments if isinstance(segments, list) else ():
        items = segment.get("items") if isinstance(segment, dict) else None
        found += [
            (str(item.get("start_time")), item["speaker_label"])
            for item in (items if isinstance(items, list) else ())
            if isinstance(item, dict) and isinstance(item.get("speaker_label"), str)
        ]
    return found


def _pieces(document: Document) -> Iterator[Piece]:
    told = _voices(document)
    words_told = sum(item.get("type") != "punctuation" for item in _items(document))
    # The lists go word by word together; where they do not, the times tell.
    voices, in_order = dict(told), iter(told if len(told) == words_told else ())
    speaker: str | None = document.speaker
    for line, item in document.placed("items", within="results"):
        alternatives = item.get("alternatives")
        first = alternatives[0] if isinstance(alternatives, list) and alternatives else None
        words = spoken(first.get("content")) if isinstance(first, dict) else ""
        if item.get("type") != "punctuation":
            who = next(in_order, ("", voices.get(str(item.get("start_time")), "")))[1]
            speaker = spoken(item.get("speaker_label")) or who or document.speaker
        if words:
            start, end = times.number(item.get("start_time")), times.number(item.get("end_time"))
            yield Piece(speaker, words, line=line, start=start, end=end)
