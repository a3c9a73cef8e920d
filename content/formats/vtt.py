"""WebVTT: voice spans (<v Name>, as Teams writes them, open or closed, several in a cue) or "Name:" as Zoom does."""

import re
from collections.abc import Iterator

from content.formats import captions
from content.formats.captions import Caption
from content.formats.document import Document
from content.model import Transcript
from content.text import plain_entities

NAME = "webvtt"
_SKIPPED = ("NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,100})?[ \t]+([^<>\n]{1,200})>|</v>")
_WORD_TIME = re.compile(r"<[0-9:.]{5,16}>")
_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang|font)(?:[.\s][^<>\n]{0,200})?>|<[0-9:.]{5,16}>", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Whether the first line says so."""
    return document.text.lstrip()[:6] == "WEBVTT"


def read(document: Document) -> Transcript:
    """The turns of the cues; notes, styles and regions are no speech."""
    lines, first = _body(document.lines)
    cues, problems = captions.captions(lines, first)
    if _WORD_TIME.search(document.text):
        for cue in cues:
            cue.lines = [plain for line in cue.lines if (plain := _TAG.sub("", line).strip())]
        cues = captions.without_rolling(cues)
    return captions.transcript(document.name, cues, _voices, document.speaker, problems)


def _body(lines: list[str]) -> tuple[list[str], int]:
    """The lines below the header, blocks that are no cues made blank, and the number of the first."""
    header = next(i for i, line in enumerate(lines) if line.strip())
    end = next((i for i in range(header, len(lines)) if not lines[i].strip() or "-->" in lines[i]), len(lines))
    body: list[str] = []
    skipping, blank = False, True
    for line in lines[end:]:
        stripped = line.strip()
        if not stripped:
            skipping = False
        elif blank and stripped.split(maxsplit=1)[0] in _SKIPPED and "-->" not in line:
            skipping = True
        body.append("" if skipping else line)
        blank = not stripped
    return body, end + 1


def _voices(cue: Caption) -> Iterator[tuple[str | None, str]]:
    text = "\n".join(cue.lines)
    at, who = 0, None
    for match in _VOICE.finditer(text):
        yield from _said(who, text[at : match.start()])
        at, who = match.end(), _plain(match[1]) if match[1] else None
    yield from _said(who, text[at:])


def _said(who: str | None, text: str) -> Iterator[tuple[str | None, str]]:
    # Two people may share a cue by a line each, so that every line may begin with a name.
    for line in text.split("\n") if who is None else [text.replace("\n", " ")]:
        if words := _plain(line):
            yield who, words


def _plain(text: str) -> str:
    text = _TAG.sub("", text)
    return " ".join(plain_entities(text).split())
