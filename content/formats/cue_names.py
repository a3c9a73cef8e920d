"""Who is named for a line of a cue: by the format itself, in the cue's name, in brackets or on a line of their own.

Each of these ways is taken where a file has it often enough to mean it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from content.errors import Problem
from content.formats.cues import Caption
from content.formats.labels import LONGEST_NAME, Labelled, overlong_label, shaped_label, too_long
from content.formats.marks import is_stage_mark

_CHANGE = re.compile(r"(?:>>+|»)[ \t]*(?:[-–][ \t]+)?|[-–—][ \t]+(?=\S)")
_NAMED_CUE = re.compile(
    r"(?:[0-9]+[ \t]+)?\"(.{1,200})\"(?:[ \t]+\([0-9-]+\))?|[0-9]+[ \t]+(.{1,200})[ \t]+\([0-9-]+\)"
)
_BRACKETED = re.compile(r"[\[(]([^\[\]()\n]{1,100})[\])][ \t]+(?=\S)")
_NAME_ALONE = re.compile(r"[\[(][^\[\]()\n]{1,100}[\])]:?")
# A name on a line of its own above the words stands in so many of the cues.
_MOST = 0.8
NOBODY = ""

Voices = Callable[[Caption], Iterator[tuple[str | None, str]]]
"""The (speaker, None for nobody named, or NOBODY; words) of a cue, the marks of the format taken out."""


def plain_voices(cue: Caption) -> Iterator[tuple[str | None, str]]:
    """The lines of a cue as they are."""
    for line in cue.lines:
        yield None, line


@dataclass(slots=True)
class CueLine:
    """A line of a cue: who is named for it by the format itself, its words, what may be a label before them."""

    cue: Caption
    first: bool
    who: str | None
    words: str
    changes: bool = False
    part: Labelled | None = None


def named_lines(cues: Sequence[Caption], voices: Voices) -> tuple[list[CueLine], list[Problem]]:
    """The lines of these cues with who is named for each; and what is told of names that are none."""
    lines = [_line(cue, n == 0, *part) for cue in cues for n, part in enumerate(voices(cue))]
    _named_by_cue(cues, lines)
    if not any(line.who for line in lines):
        _named_alone(cues, lines)
    if not any(line.who for line in lines):
        _named_above(cues, lines)
    told = list(_too_long(lines))
    _bracketed(lines)
    return lines, told


def _line(cue: Caption, first: bool, who: str | None, words: str) -> CueLine:
    if who is not None:
        return CueLine(cue, first, who, words)
    changes = False
    if words[0] in ">»-–—" and (match := _CHANGE.match(words)) is not None:
        changes, words = True, words[match.end() :]
    return CueLine(cue, first, None, words, changes, shaped_label(words) if ":" in words or "：" in words else None)


def _named_by_cue(cues: Sequence[Caption], lines: Sequence[CueLine]) -> None:
    """Where cues are called by who speaks in them, that is who speaks."""
    named = {id(cue): m for cue in cues if cue.ident and (m := _NAMED_CUE.fullmatch(cue.ident)) is not None}
    if len(named) < 2 or 2 * len(named) < len(cues):
        return
    for line in lines:
        match = named.get(id(line.cue))
        if line.who is None:
            line.who, line.part = (match[1] or match[2]).strip() if match else NOBODY, None


def _too_long(lines: Sequence[CueLine]) -> Iterator[Problem]:
    """A name that is longer than any name is nobody's; its words stay."""
    for line in lines:
        name = line.who
        if name is None and line.part is None and (label := overlong_label(line.words)) is not None:
            name, line.words = label, line.words.partition(label)[2].lstrip("]): \t")
        if name is not None and len(name) > LONGEST_NAME:
            yield Problem(too_long(name), line.cue.line)
            line.who = NOBODY


def _named_above(cues: Sequence[Caption], lines: list[CueLine]) -> None:
    """Names on a line of their own above the words of each cue, as Teams wrote them."""
    above = Counter(cue.lines[0] for cue in cues if len(cue.lines) > 1)
    often = {n for n, count in above.items() if count > 1}
    if (
        sum(above.values()) < _MOST * len(cues)
        or 2 * sum(above[n] for n in often) < len(cues)
        or not all(_stands_alone(n) for n in above)
    ):
        return
    who = NOBODY
    kept: list[CueLine] = []
    for line in lines:
        if line.first:
            who = line.words if len(line.cue.lines) > 1 else NOBODY
        if not (line.first and who):
            line.who, line.part = who, None
            kept.append(line)
    lines[:] = kept


def _named_alone(cues: Sequence[Caption], lines: list[CueLine]) -> None:
    """Names in brackets on lines of their own, wherever in a cue the speaker changes."""
    named = [line for line in lines if line.who is None and _NAME_ALONE.fullmatch(line.words) is not None]
    named = [line for line in named if not is_stage_mark(line.words)]
    first = sum(line.first for line in named)
    if len(named) < 2 or 2 * first < len(cues):
        return
    heads = {id(line) for line in named}
    one_by_one = first >= _MOST * len(cues)
    who = NOBODY
    kept: list[CueLine] = []
    for line in lines:
        if id(line) in heads:
            who = line.words.strip("[]():： ")
        elif line.words.strip("-– "):
            who = NOBODY if line.first and one_by_one else who
            line.who, line.part = who, None
            kept.append(line)
    lines[:] = kept


def _stands_alone(name: str) -> bool:
    return name[-1] not in ".?!,;:…" and ": " not in name and len(name.split()) <= 8


def _bracketed(lines: Sequence[CueLine]) -> None:
    """“(Speaker 0) …” and “[Ada] …” where most cues begin like that, and no sounds are told so."""
    found = [(line, m) for line in lines if line.part is None and (m := _BRACKETED.match(line.words)) is not None]
    found = [(line, m) for line, m in found if line.who is None and not is_stage_mark(m[0].strip())]
    if len(found) > 1 and 2 * len(found) > sum(line.first for line in lines):
        for line, match in found:
            line.part = Labelled(match[1].strip(), line.words[match.end() :], mark="bracketed")
