"""YouTube's json3: events with a time in thousandths of a second and the words that appear."""

from typing import Any

from content.formats import captions, cues, times
from content.formats.account import Account
from content.formats.cue_names import plain_voices
from content.formats.cues import Caption
from content.formats.document import Document
from content.formats.whisper import spoken
from content.model import Transcript

NAME = "youtube"


def recognises(document: Document) -> bool:
    """Whether there are events with segments of text."""
    return any(_said(event) for event in document.objects("events")[:50])


def read(document: Document) -> Transcript:
    """The turns; “>>” changes the speaker, as in any captions."""
    account = Account()
    found = [_caption(line, event) for line, event in document.placed("events") if _said(event)]
    found = cues.without_repeats([cue for cue in found if cue.lines], account, marked=False)
    return captions.transcript(document, found, plain_voices, (), account)


def _said(event: dict[str, Any]) -> bool:
    segments = event.get("segs")
    return "tStartMs" in event and isinstance(segments, list) and any(_text(s).strip() for s in segments)


def _text(segment: Any) -> str:
    held = segment.get("utf8") if isinstance(segment, dict) else None
    return held if isinstance(held, str) else ""


def _caption(line: int, event: dict[str, Any]) -> Caption:
    start, lasts = times.number(event.get("tStartMs")), times.number(event.get("dDurationMs"))
    begun = None if start is None else round(start / 1000, 3)
    end = None if begun is None or lasts is None else round(begun + lasts / 1000, 3)
    text = "".join(map(_text, event["segs"]))
    lines = [said for part in text.split("\n") if (said := spoken(part))]
    return Caption(begun, end, line, lines)
