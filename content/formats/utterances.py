"""Utterance JSON of transcription services: AssemblyAI (milliseconds) and Deepgram (seconds, in "results")."""

from collections.abc import Iterator
from typing import Any

from content.formats import times
from content.formats.document import Document
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.formats.whisper import label, parts_of
from content.model import Source, Transcript

NAME = "utterances"


def recognises(document: Document) -> bool:
    """Whether there are utterances."""
    return bool(_utterances(document))


def read(document: Document) -> Transcript:
    """The turns, a speaker's letter or number as a label to be mapped to a name."""
    turns, problems = weave(_pieces(_utterances(document), document.speaker))
    return Transcript(
        source=Source(title=document.name), speakers=known_speakers(turns), turns=turns, problems=problems
    )


def _utterances(document: Document) -> list[tuple[int, dict[str, Any]]]:
    return document.placed("utterances", within="results") if isinstance(document.json, dict) else []


def _pieces(found: list[tuple[int, dict[str, Any]]], narrator: str | None) -> Iterator[Piece]:
    for line, said in found:
        who = _called(said.get("speaker")) or narrator
        # Deepgram writes seconds and "transcript", AssemblyAI whole milliseconds and "text".
        unit = 1 if "transcript" in said else 1000
        start, end = _time(said.get("start"), unit), _time(said.get("end"), unit)
        for speaker, began, text in parts_of(said, who, None, _called):
            yield Piece(speaker, text, line=line, start=start if began is None else _time(began, unit), end=end)


def _called(value: Any) -> str | None:
    who = label(value)
    return f"Speaker {who}" if who is not None and len(who) == 1 else who


def _time(value: Any, unit: int) -> float | None:
    found = times.number(value)
    return None if found is None else round(found / unit, 3)
