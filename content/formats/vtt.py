"""WebVTT: voice spans (<v Name>, as Teams writes them, open or closed, several in a cue) or "Name:" as Zoom does."""

import re
from collections.abc import Iterator

from content.formats import captions, cues
from content.formats.account import Account
from content.formats.cues import Caption
from content.formats.document import Document
from content.model import Transcript
from content.text import plain_entities

NAME = "webvtt"
_SKIPPED = ("NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,100})?[ \t]+([^<>\n]{1,2000})>|</v>")
_WORD_TIME = re.compile(r"<[0-9:.]{5,16}>")
_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang|font)(?:[.\s][^<>\n]{0,200})?>|<[0-9:.]{5,16}>", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Whether the first line says so."""
    return document.text.lstrip()[:6] == "WEBVTT"


def read(document: Document) -> Transcript:
    """The turns of the cues; notes, styles and regions are no speech."""
    account = Account()
    lines, first = _body(document.lines, account)
    found, problems = cues.captions(lines, account, first)
    marked = "<u>" in document.text
    rolling = _WORD_TIME.search(document.text) is not None
    cues.plain_lines(found, _untagged)
    if rolling or cues.overlaps(found):
        found = cues.without_rolling(found, account)
    found = cues.without_repeats(found, account, marked=marked)
    return captions.transcript(document, found, _voices, problems, account)


def _body(lines: list[str], account: Account) -> tuple[list[str], int]:
    """The lines below the header, blocks that are no cues made blank, and the number of the first."""
    header = next(i for i, line in enumerate(lines) if line.strip())
    end = next((i for i in range(header, len(lines)) if not lines[i].strip() or "-->" in lines[i]), len(lines))
    for number in range(header + 1, end + 1):
        if lines[number - 1].strip():
            account.leave("header", number)
    body: list[str] = []
    skipping, blank = False, True
    for number, line in enumerate(lines[end:], end + 1):
        stripped = line.strip()
        if not stripped:
            skipping = False
        elif blank and stripped.split(maxsplit=1)[0] in _SKIPPED and "-->" not in line:
            skipping = True
        if skipping:
            account.leave("note", number)
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


def _untagged(line: str) -> str:
    return _TAG.sub("", line).strip() if "<" in line else line


def _plain(text: str) -> str:
    return " ".join(plain_entities(text).split())
