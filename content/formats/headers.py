"""A line with a name and a time, what they said below it: Otter, Rev, Teams and many others write like this."""

import re
from collections.abc import Iterator

from content.errors import Problem
from content.formats import times
from content.formats.document import Document
from content.formats.labels import could_be_name, is_stage
from content.formats.paragraphs import FOOTERS, known_speakers
from content.formats.weaving import Piece, weave
from content.model import Source, Transcript

NAME = "headers"
# "Ada Novak  0:12", "Ada Novak (00:12):", "Speaker 1 00:12:33", "Speaker 1: [00:12]"
_HEADER = re.compile(rf"([^\W_].{{0,59}}?):?[ \t]+(?:({times.CLOCK})|[\[(]({times.CLOCK})[\])]):?")
_LAST = "0123456789)]:"
FEWEST = 2
# At least one line in so many is a header, or the times are only mentioned.
MOST_LINES = 40


def recognises(document: Document) -> bool:
    """Whether lines of a name and a time part the text."""
    filled = sum(bool(line.strip()) for line in document.lines)
    headers = sum(_header(line) is not None for line in document.lines)
    return headers >= FEWEST and headers * MOST_LINES >= filled


def read(document: Document) -> Transcript:
    """The turns between the headers; what stands before the first is narration."""
    problems: list[Problem] = []
    turns, told = weave(_pieces(document, problems))
    return Transcript(
        source=Source(title=document.name), speakers=known_speakers(turns), turns=turns, problems=(*problems, *told)
    )


def _pieces(document: Document, problems: list[Problem]) -> Iterator[Piece]:
    speaker: str | None = document.speaker
    opening: Piece | None = None
    for number, line in enumerate(document.lines, 1):
        text = line.strip()
        if (header := _header(line)) is not None:
            yield from _silent(opening, problems)
            name, start = header
            speaker = None if is_stage(name) else name
            opening = Piece(speaker, "", line=number, start=start, opens=True, breaks=True)
        elif text and not text.casefold().startswith(FOOTERS):
            if opening is not None:
                yield Piece(speaker, text, line=opening.line, start=opening.start, opens=True, breaks=True)
                opening = None
            else:
                yield Piece(speaker, text, line=number, opens=speaker is None, breaks=True)
    yield from _silent(opening, problems)


def _silent(opening: Piece | None, problems: list[Problem]) -> Iterator[Piece]:
    """A header with nothing below it is told, and its time still counts."""
    if opening is not None and opening.speaker is not None:
        problems.append(Problem(f"{opening.speaker} is named but says nothing", opening.line))
        yield opening


def _header(line: str) -> tuple[str, float] | None:
    line = line.strip()
    match = _HEADER.fullmatch(line) if ":" in line and len(line) < 100 and line[-1] in _LAST else None
    if match is None:
        return None
    name = match[1].strip()
    return (name, times.seconds(match[2] or match[3])) if could_be_name(name) else None
