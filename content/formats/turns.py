"""Pieces of speech in their order → turns: one way for every format, so that every format keeps the same promises.

Every spoken character is in exactly one turn; times never run backwards (a piece that would is given the time of the
one before it, and that is told).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from content.errors import Problem
from content.formats.marks import laughs, without_stage_marks
from content.model import Cue, Turn

# A long monologue of cues is easier to read, and to quote in context, in paragraphs.
PARAGRAPH = 500
PAUSE = 2.0
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')\]]*$")
_UNSPACED_END = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]$")
# Word by word, a mark may come as a piece of its own.
_CLOSING = ",.;:!?)%”。、，！？"
_UNSPACED_START = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]")


# Not frozen, as all that is made once a line: that alone would be a quarter of the time of reading short lines.
@dataclass(slots=True)
class Piece:
    """Some words by one speaker. `opens`: a turn begins here even if the same person spoke before.

    `breaks`: a paragraph begins here. `end` is when they were over, in seconds, where it is known.
    """

    speaker: str | None
    text: str
    line: int = 1
    start: float | None = None
    end: float | None = None
    section: str = ""
    opens: bool = False
    breaks: bool = False


@dataclass(slots=True)
class _Open:
    """The turn that is being put together."""

    first: Piece
    start: float | None
    parts: list[str] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    laughs: list[int] = field(default_factory=list)
    size: int = 0
    paragraph: int = 0
    end: float | None = None

    def takes(self, piece: Piece) -> bool:
        same = piece.speaker == self.first.speaker and piece.section == self.first.section
        return same and not piece.opens

    def add(self, text: str, piece: Piece, start: float | None) -> None:
        joint = self._joint(text, piece, start)
        self.paragraph = 0 if joint == "\n" else self.paragraph
        if joint:
            self.parts.append(joint)
            self.size += 1
        if start is not None and start != (self.cues[-1].start if self.cues else self.start):
            self.cues.append(Cue(self.size, start))
        if text != piece.text:
            self.laughs += (self.size + place for place in laughs(piece.text))
        self.parts.append(text)
        self.size += len(text)
        self.paragraph += len(text)
        self.end = piece.end

    def _joint(self, text: str, piece: Piece, start: float | None) -> str:
        if not self.parts:
            return ""
        last = self.parts[-1]
        if piece.breaks:
            return "\n"
        if _SENTENCE_END.search(last):
            paused = start is not None and self.end is not None and start - self.end >= PAUSE
            if paused or self.paragraph >= PARAGRAPH:
                return "\n"
        closes = text[0] in _CLOSING and _closes(text)
        return "" if closes or (_UNSPACED_END.search(last) and _UNSPACED_START.match(text)) else " "

    def turn(self) -> Turn:
        return Turn(
            speaker=self.first.speaker, text="".join(self.parts), section=self.first.section, start=self.start,
            line=self.first.line, cues=tuple(self.cues), laughs=tuple(self.laughs),
        )  # fmt: skip


def _closes(text: str) -> bool:
    """Whether it goes with the word before it: a mark alone, or one that is followed by the next words."""
    return not any(c.isalnum() for c in text) or not text[1:2].isalnum()


def weave(pieces: Iterable[Piece]) -> tuple[tuple[Turn, ...], tuple[Problem, ...]]:
    """The turns of these pieces, and what was wrong with their times."""
    turns: list[Turn] = []
    backwards: list[int] = []
    current: _Open | None = None
    latest: float | None = None
    for piece in pieces:
        text = without_stage_marks(piece.text)
        start = piece.start
        if start is not None and latest is not None and start < latest:
            backwards.append(piece.line)
            start = latest
        latest = latest if start is None else start
        if not text and (piece.text or not piece.opens):
            if current is not None and laughs(piece.text):
                current.laughs.append(current.size)
            continue
        if current is None or not current.takes(piece):
            if current is not None:
                turns.append(current.turn())
            current = _Open(piece, start)
        if text:
            current.add(text, piece, start)
    if current is not None:
        turns.append(current.turn())
    return tuple(turns), _told(backwards)


def _told(backwards: list[int]) -> tuple[Problem, ...]:
    if not backwards:
        return ()
    count = f"{len(backwards)} times" if len(backwards) > 1 else "one time"
    return (Problem(f"time runs backwards here ({count} in all); the time before it was taken", backwards[0]),)
