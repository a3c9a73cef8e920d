"""Utterance JSON of transcription services: AssemblyAI (milliseconds) and Deepgram (seconds, in "results")."""

from collections.abc import Iterator
from typing import Any

from content.formats import times
from content.formats.document import Document
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.formats.whisper import label, spoken
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
        text = spoken(said.get("text") or said.get("transcript"))
        who = label(said.get("speaker"))
        if who is not None and len(who) == 1:
            who = f"Speaker {who}"
        # Deepgram writes seconds and "transcript", AssemblyAI whole milliseconds and "text".
        unit = 1 if "transcript" in said else 1000
        start, end = _time(said.get("start"), unit), _time(said.get("end"), unit)
        if text:
            yield Piece(who or narrator, text, line=line, start=start, end=end)


def _time(value: Any, unit: int) -> float | None:
    found = times.number(value)
    return None if found is None else round(found / unit, 3)
