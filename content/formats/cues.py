"""Timed cues as subtitle files write them, read tolerantly: a broken cue costs its time, never its words.

Own code because every library measured loses speakers or the words after a bad cue; the tests hold it against
webvtt-py and srt on plain cues.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from content.errors import Problem
from content.formats.account import Account
from content.formats.times import seconds

_CLOCK = r"(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]{1,6})?"
_TIMING = re.compile(rf"[ \t]*({_CLOCK})[ \t]*--+>[ \t]*({_CLOCK})(?:[ \t].*)?")
# "0:00:03.000,0:00:07.000" (SubViewer, as YouTube and Meet write it), "00:00:03:12 - 00:00:07:05" (frames of a film).
_OTHER_TIMING = re.compile(
    r"[ \t]*([0-9]{1,2}:[0-9]{2}:[0-9]{2}\.[0-9]{1,3}),([0-9]{1,2}:[0-9]{2}:[0-9]{2}\.[0-9]{1,3})[ \t]*|"
    r"[ \t]*([0-9]{2}:[0-9]{2}:[0-9]{2})[:;][0-9]{2}[ \t]*-[ \t]*([0-9]{2}:[0-9]{2}:[0-9]{2})[:;][0-9]{2}[ \t]*"
)
# "[00:00:03.000 --> 00:00:07.000]  So it was." (what Whisper prints)
_BRACKETED = re.compile(rf"[ \t]*\[[ \t]*({_CLOCK})[ \t]*--+>[ \t]*({_CLOCK})[ \t]*\][ \t]*(.*)")
_OTHERS_BEGIN = re.compile(rf"^(?:{_OTHER_TIMING.pattern}|{_BRACKETED.pattern})$", re.MULTILINE)
_BROKEN = re.compile(r".{0,60}(?:--?>|→|—>)[ \t]*[0-9:.,]*.{0,60}")
_CLOCKISH = re.compile(r"[0-9]:[0-9]")
_TAGGED_NAME = re.compile(r"[\[(]?<(b|i|u)>[^<>:\n]{1,80}</\1>[\])]?[ \t]*:[ \t]+")
_NAMED = re.compile(r"[^<>:\n]{1,80}:[ \t]")
_NUMBER = re.compile(r"[0-9]{1,7}")
# Recognisers fall into loops: the same words so often in a row were not said so often.
_LOOP, _LOOP_OF_WORDS, _WORDS = 5, 3, 4


@dataclass(slots=True)
class Caption:
    """One cue: when it is shown, its lines, the line of the file where its time stands, and its name."""

    start: float | None
    end: float | None
    line: int
    lines: list[str] = field(default_factory=list)
    ident: str = ""


def captions(lines: Sequence[str], account: Account, first: int = 1) -> tuple[list[Caption], list[Problem]]:
    """The cues in these lines, of which the first is number `first` of the file."""
    found: list[Caption] = []
    problems: list[Problem] = []
    for index, line in enumerate(lines):
        if (cue := _opening(line, index + first)) is not None:
            cue.ident = "" if cue.lines else _identifier_before(found, lines, index)
            if cue.ident:
                account.leave("cue-id", index + first - 1)
            if cue.start is None:
                problems.append(Problem(f"“{line.strip()[:60]}” is no time; the words below it were kept", cue.line))
            account.leave("time", cue.line)
            found.append(cue)
        elif line.strip():
            if not found:
                found.append(Caption(None, None, index + first))
            found[-1].lines.append(line.strip())
    return [cue for cue in found if cue.lines], problems


def are_in(text: str, end: int) -> bool:
    """Whether a time of a cue in one of the rarer forms stands before `end`."""
    return _OTHERS_BEGIN.search(text, 0, end) is not None


def _opening(line: str, number: int) -> Caption | None:
    if ">" not in line and "→" not in line:
        return _other_opening(line, number)
    if "[" in line and (match := _BRACKETED.fullmatch(line)) is not None:
        start, end = seconds(match[1]), seconds(match[2])
        return Caption(start, max(start, end), number, [match[3].strip()] if match[3].strip() else [])
    if match := _TIMING.fullmatch(line):
        start, end = seconds(match[1]), seconds(match[2])
        return Caption(start, max(start, end), number)
    return Caption(None, None, number) if _BROKEN.fullmatch(line) and _CLOCKISH.search(line) else None


def _other_opening(line: str, number: int) -> Caption | None:
    if line.count(":") < 4 or (match := _OTHER_TIMING.fullmatch(line)) is None:
        return None
    start, end = seconds(match[1] or match[3]), seconds(match[2] or match[4])
    return Caption(start, max(start, end), number)


def _identifier_before(found: list[Caption], lines: Sequence[str], index: int) -> str:
    """The line above a time names the cue if a blank line parts it from the words before, or if it is a number."""
    above = lines[index - 1].strip() if index else ""
    if above and found and found[-1].lines and (index < 2 or not lines[index - 2].strip() or _NUMBER.fullmatch(above)):
        return found[-1].lines.pop()
    return ""


def plain_lines(cues: Sequence[Caption], tidy: Callable[[str], str]) -> None:
    """Take the tags out of every line by `tidy`, but for a name that somebody wrote with tags.

    Where all names are set in tags they are how the file shows names; where few are it is how they call themselves.
    """
    tagged = sum(_TAGGED_NAME.match(cue.lines[0]) is not None for cue in cues if "<" in cue.lines[0][:2])
    named = sum(_NAMED.match(cue.lines[0]) is not None for cue in cues) if tagged else 0
    for cue in cues:
        for number, line in enumerate(cue.lines):
            name = _TAGGED_NAME.match(line) if 0 < tagged <= named and line[:1] in "<[(" else None
            cue.lines[number] = name[0] + tidy(line[name.end() :]) if name else tidy(line)
        cue.lines = [line for line in cue.lines if line]


def overlaps(cues: Sequence[Caption]) -> bool:
    """Whether most cues begin with what the one before them ended with, as automatic captions do."""
    shown = sum(bool(set(a.lines) & set(b.lines[:1])) for a, b in pairwise(cues))
    parted = sum(len(cue.lines) > 1 for cue in cues)
    return len(cues) > 3 and 2 * shown > len(cues) and 3 * parted > len(cues)


def without_rolling(cues: Sequence[Caption], account: Account) -> list[Caption]:
    """Automatic captions repeat the last line of a cue as the first of the next; each is said once."""
    kept: list[Caption] = []
    shown: list[str] = []
    for cue in cues:
        fresh = cue.lines
        for size in range(min(len(shown), len(cue.lines)), 0, -1):
            if shown[-size:] == cue.lines[:size]:
                fresh = cue.lines[size:]
                account.leave("repeat", cue.line + 1)
                break
        shown = cue.lines
        if fresh:
            kept.append(replace(cue, lines=list(fresh)))
    return kept


def without_repeats(cues: Sequence[Caption], account: Account, *, marked: bool) -> list[Caption]:
    """Cues that show the same words again are one: word by word where the word that is said is `marked`, and in loops
    of a recogniser."""
    kept: list[Caption] = []
    at = 0
    while at < len(cues):
        end = at + 1
        while end < len(cues) and cues[end].lines == cues[at].lines:
            end += 1
        long = sum(len(line.split()) for line in cues[at].lines) >= _WORDS
        if end - at >= (2 if marked else _LOOP_OF_WORDS if long else _LOOP):
            kept.append(replace(cues[at], end=cues[end - 1].end))
            for cue in cues[at + 1 : end]:
                account.leave("repeat", cue.line + 1)
        else:
            kept += cues[at:end]
        at = end
    return kept
