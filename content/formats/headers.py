"""A line with a name and a time, what they said below it: Otter, Rev, Teams and many others write like this."""

import re
from collections import Counter
from collections.abc import Iterator

from content.errors import Problem
from content.formats import times
from content.formats.document import Document
from content.formats.labels import could_be_name, is_named, is_stage
from content.formats.paragraphs import FOOTERS, known_speakers, labelled_lines
from content.formats.weaving import Piece, weave
from content.model import Source, Transcript

NAME = "headers"
# "Ada Novak  0:12", "Ada Novak (00:12):", "Speaker 1 00:12:33", "Speaker 1: [00:12]", "[Ada Novak] 00:12"
_HEADER = re.compile(rf"\[?([^\W_][^\[\]]{{0,59}}?)\]?:?[ \t]+(?:({times.CLOCK})|[\[(]({times.CLOCK})[\])]):?")
# "00:12 Ada Novak", "[00:12] - Speaker 1"; chapters are listed like that as well, so such a name must come again.
_TIME_FIRST = re.compile(rf"[\[(]?({times.CLOCK})[\])]?[ \t]+(?:[-–][ \t]+)?([^\W_].{{0,59}}?):?")
_COLON = re.compile("[:：]")
_FIRST, _LAST = "[(0123456789", "0123456789)]:"
FEWEST = 2
# At least one line in so many is a header, or the times are only mentioned.
MOST_LINES = 40


def recognises(document: Document) -> bool:
    """Whether lines of a name and a time part the text, rather than names before a colon.

    In words that are labelled, “We meet at 10:15” may well stand in two lines.
    """
    headers = _headers(document)
    if len(headers) < FEWEST or len(headers) * MOST_LINES < sum(bool(line.strip()) for line in document.lines):
        return False
    return len(headers) >= len(labelled_lines(document) - headers.keys())


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
    headers = _headers(document)
    for number, line in enumerate(document.lines, 1):
        text = line.strip()
        if number in headers:
            yield from _silent(opening, problems)
            name, start = headers[number]
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


def _headers(document: Document) -> dict[int, tuple[str, float]]:
    """The lines, from 1, that are headers, each with its name and time.

    A name that comes once is written like one, behind a time it comes again. Below a header words are expected: who
    is named there (“We meet at 10:15”) is a speaker only if a header names them elsewhere.
    """
    if NAME not in document.seen:
        shaped = {n: part for n, line in enumerate(document.lines, 1) if (part := _header(line.strip())) is not None}
        times_named = Counter(name for name, _, _ in shaped.values())
        firm: set[int] = set()
        for n in shaped:
            if n - 1 not in firm:
                firm.add(n)
        known = {shaped[n][0] for n in firm}
        document.seen[NAME] = {
            n: (name, start)
            for n, (name, start, first) in shaped.items()
            if name in known and (times_named[name] > 1 or (not first and is_named(name)))
        }
    found: dict[int, tuple[str, float]] = document.seen[NAME]
    return found


def _header(line: str) -> tuple[str, float, bool] | None:
    """The name and the time of a line that has the shape of a header, and whether the time comes first."""
    if ":" not in line or len(line) >= 100:
        return None
    if line[-1] in _LAST and (match := _HEADER.fullmatch(line)) and _names_somebody(match[1]):
        return match[1].strip(), times.seconds(match[2] or match[3]), False
    match = _TIME_FIRST.fullmatch(line) if line[0] in _FIRST else None
    if match is None or not _names_somebody(match[2]):
        return None
    return match[2].strip(), times.seconds(match[1]), True


def _names_somebody(text: str) -> bool:
    """Whether it has the shape of a name, and is not somebody's words behind their label (“Ada: Right”)."""
    return not _COLON.search(text) and could_be_name(text.strip())
