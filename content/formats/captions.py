"""Timed cues as subtitle files write them, read tolerantly: a broken cue costs its time, never its words.

Own code because every library measured loses speakers or the words after a bad cue; the tests hold it against
webvtt-py and srt on plain cues.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from content.errors import Problem
from content.formats.labels import speakers_among, split_label
from content.formats.paragraphs import known_speakers
from content.formats.times import seconds
from content.formats.weaving import Piece, weave
from content.model import Source, Transcript

_CLOCK = r"(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]{1,6})?"
_TIMING = re.compile(rf"[ \t]*({_CLOCK})[ \t]*--+>[ \t]*({_CLOCK})(?:[ \t].*)?")
_BROKEN = re.compile(r".{0,60}(?:--?>|→|—>)[ \t]*[0-9:.,]*.{0,60}")
_CLOCKISH = re.compile(r"[0-9]:[0-9]")
_NUMBER = re.compile(r"[0-9]{1,7}")


@dataclass(slots=True)
class Caption:
    """One cue: when it is shown, its lines, and the line of the file where its time stands."""

    start: float | None
    end: float | None
    line: int
    lines: list[str] = field(default_factory=list)


Voices = Callable[[Caption], Iterator[tuple[str | None, str]]]
"""The (speaker or None, words) of a cue, the marks of the format taken out."""


def captions(lines: Sequence[str], first: int = 1) -> tuple[list[Caption], list[Problem]]:
    """The cues in these lines, of which the first is number `first` of the file."""
    found: list[Caption] = []
    problems: list[Problem] = []
    for index, line in enumerate(lines):
        if (cue := _opening(line, index + first)) is not None:
            _take_identifier_back(found, lines, index)
            if cue.start is None:
                problems.append(Problem(f"“{line.strip()[:60]}” is no time; the words below it were kept", cue.line))
            found.append(cue)
        elif line.strip():
            if not found:
                found.append(Caption(None, None, index + first))
            found[-1].lines.append(line.strip())
    return [cue for cue in found if cue.lines], problems


def _opening(line: str, number: int) -> Caption | None:
    if ">" not in line and "→" not in line:
        return None
    if match := _TIMING.fullmatch(line):
        start, end = seconds(match[1]), seconds(match[2])
        return Caption(start, max(start, end), number)
    return Caption(None, None, number) if _BROKEN.fullmatch(line) and _CLOCKISH.search(line) else None


def _take_identifier_back(found: list[Caption], lines: Sequence[str], index: int) -> None:
    """The line above a time names the cue if a blank line parts it from the words before, or if it is a number."""
    above = lines[index - 1].strip() if index else ""
    if above and found and found[-1].lines and (index < 2 or not lines[index - 2].strip() or _NUMBER.fullmatch(above)):
        found[-1].lines.pop()


def transcript(
    name: str, cues: Sequence[Caption], voices: Voices, speaker: str | None, problems: Sequence[Problem]
) -> Transcript:
    """The turns of these cues. Who is named in one speaks until the next name."""
    spoken = [(cue, list(voices(cue))) for cue in cues]
    labels = speakers_among(split_label(words) for _, parts in spoken for who, words in parts if who is None)
    turns, told = weave(_pieces(spoken, labels, speaker))
    found = known_speakers(turns)
    return Transcript(source=Source(title=name), speakers=found, turns=turns, problems=(*problems, *told))


def _pieces(
    spoken: Sequence[tuple[Caption, list[tuple[str | None, str]]]], labels: frozenset[str], narrator: str | None
) -> Iterator[Piece]:
    speaker = narrator
    for cue, parts in spoken:
        for who, words in parts:
            part = split_label(words) if who is None else None
            if part is not None and part.label in labels:
                speaker, text = part.label, part.text
            else:
                speaker, text = who or speaker, words
            if text:
                yield Piece(speaker, text, line=cue.line, start=cue.start, end=cue.end)


def without_rolling(cues: Sequence[Caption]) -> list[Caption]:
    """Automatic captions repeat the last line of a cue as the first of the next; each is said once."""
    kept: list[Caption] = []
    shown: list[str] = []
    for cue in cues:
        fresh = cue.lines
        for size in range(min(len(shown), len(cue.lines)), 0, -1):
            if shown[-size:] == cue.lines[:size]:
                fresh = cue.lines[size:]
                break
        shown = cue.lines
        if fresh:
            kept.append(replace(cue, lines=list(fresh)))
    return kept
