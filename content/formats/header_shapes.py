"""A name beside, below or above a time, or alone in its line, and each shape in which texts write that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from content.formats import times
from content.formats.document import Document
from content.formats.headings import marked_heading
from content.formats.labels import is_fact

_HALF = r"(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?"
_HALF_BEHIND = re.compile(r"[ \u00a0\u202f]?[AaPp]\.?[Mm]")
# "Ada Novak  0:12", "Ada Novak (00:12):", "Speaker 1 00:12:33", "Speaker 1: [00:12]", "[Ada Novak] 00:12"
_HEADER = re.compile(
    rf"\[?(?!#{{1,6}}\s|[\s\[(>*])([^\[\]\n]{{1,80}}?)\]?:?[ \t]+[-–|]?[ \t]*"
    rf"(?:({times.CLOCK}){_HALF}|[\[(]({times.CLOCK}){_HALF}[\])]):?"
)
# "Speaker A [2183.00 - 15764.00]:": from when to when, in a unit that nothing tells.
_SPANNED = re.compile(
    r"(?!#{1,6}\s|[\s\[(>*])([^\[\]()\n]{1,80}?):?[ \t]+[\[(][0-9]{1,9}\.[0-9]{1,6}[ \t]*(?:-->?|[-–—])"
    r"[ \t]*[0-9]{1,9}\.[0-9]{1,6}[\])]:?"
)
# "00:12 Ada Novak", "[00:12] - Speaker 1"; chapters are listed like that as well, so such a name must come again.
_TIME_FIRST = re.compile(rf"[\[(]?({times.CLOCK}){_HALF}[\])]?[ \t]+(?:[-–|][ \t]+)?([^\W_].{{0,79}}?):?")
# "Ada Novak (00:12) So how did it begin?"
_INLINE = re.compile(
    rf"(?![\s\[(#>*])([^\[\]():：\n]{{1,80}}?)[ \t]+(?:\(({times.CLOCK}){_HALF}\)|\[({times.CLOCK}){_HALF}\]):?"
    r"[ \t]+(\S.*)"
)
_GLUED = re.compile(rf"([^\[\]():：\n]{{1,80}}?):?[ \t]+({times.CLOCK})([^\W\d_].*)")
_BOLD = re.compile(r"(\*\*|__)([^*\n:]{1,80}?)\1")
_HEADED = re.compile(r"(#{1,6})[ \t]+(\*\*|__|)([^*_\n:][^*\n:]{0,79}?)[ \t]*:?\2:?[ \t]*#*")
_BELOW = re.compile(rf"[\[(]({times.CLOCK})[\])][ \t]+\S.*")
# "0:12", "0:12 - 0:20": when words began, and perhaps when they ended.
ALONE = re.compile(rf"[\[(]?({times.CLOCK})({_HALF})(?:[ \t]*[-–—][ \t]*{times.CLOCK})?[\])]?")
# "Ada Novak 1 minute 12 seconds", as it is copied from Teams.
_IN_WORDS = r"(?:([0-9]+) hours? )?(?:([0-9]+) minutes? )?([0-9]+) seconds?"
_SPELLED, _SPELLED_ALONE = re.compile(rf"(.{{1,80}}?)[ \t]+{_IN_WORDS}"), re.compile(_IN_WORDS)
BEGINS_TIMED = re.compile(r"^[ \t]*[\[(]?[0-9]{1,3}:[0-9]{2}")
_TIMED_FIRST = frozenset("0123456789[( \t")
_COLON = re.compile("[:：]")
_SPAN_ENDS = frozenset("]):")
_FIRST, _LAST = "[(0123456789", "0123456789)]:mM."


class Way(Enum):
    """How a name stands in a text: by a time, behind one, before words, above a time, or by itself."""

    BESIDE, TIME_FIRST, INSIDE, ABOVE, BY_ITSELF = range(5)


@dataclass(slots=True)
class Head:
    """Who is named in a line and when; `text` is what is said in the same line, `size` how many lines it takes."""

    name: str
    start: float | None
    kind: Way
    text: str = ""
    size: int = 1


def short_lines(document: Document) -> Iterator[tuple[int, str]]:
    """The lines below the front matter, with their numbers from 1, that are no longer than names and times are."""
    above = document.front.lines
    return ((n, line.strip()) for n, line in enumerate(document.lines, 1) if n > above and len(line) < 120)


def head_beside(line: str) -> Head | None:
    """The name and the time of a line that has the shape of a header."""
    if len(line) >= 110:
        return None
    if line[-1:] in _SPAN_ENDS and line.rstrip(":")[-1:] in ("]", ")") and (match := _SPANNED.fullmatch(line)):
        return Head(match[1].strip(), None, Way.BESIDE)
    if ":" not in line:
        return None
    if line[-1] in _LAST and (match := _HEADER.fullmatch(line)) and not _COLON.search(match[1]):
        return Head(match[1].strip(), _clock(match[2] or match[3], line), Way.BESIDE)
    match = _TIME_FIRST.fullmatch(line) if line[0] in _FIRST else None
    if match is None or _COLON.search(match[2]) or is_fact(match[2]):
        return None
    return Head(match[2].strip(), _clock(match[1], line[: match.start(2)]), Way.TIME_FIRST)


def heads_run_together(document: Document, found: dict[int, Head]) -> dict[int, Head]:
    """Headers of those who have others, behind whose time words follow without a space: a line break was lost."""
    names = {head.name for head in found.values()}
    matches = ((n, _GLUED.fullmatch(line)) for n, line in short_lines(document) if n not in found and ":" in line)
    return {
        n: Head(m[1].strip(), times.seconds(m[2]), Way.BESIDE, text=m[3])
        for n, m in matches if m is not None and m[1].strip() in names
    }  # fmt: skip


def _clock(clock: str, around: str) -> float | None:
    """A time in seconds; None for a moment of the day."""
    return None if _HALF_BEHIND.match(around, around.find(clock) + len(clock)) else times.seconds(clock)


def heads_inside(document: Document) -> dict[int, Head]:
    """A name and a time before the words of the same line."""
    found: dict[int, Head] = {}
    above = document.front.lines
    for number, line in enumerate(document.lines, 1):
        if number <= above:
            continue
        if (")" in line[:120] or "]" in line[:120]) and (match := _INLINE.fullmatch(line.strip())):
            clock = _clock(match[2] or match[3], line)
            found[number] = Head(match[1].strip(" \t,"), clock, Way.INSIDE, text=match[4])
    return found


def heads_spelled(document: Document) -> dict[int, Head]:
    """A name before a time in words; above it the name and the time may stand alone once more."""
    found: dict[int, Head] = {}
    if " seconds" not in document.text:
        return found
    for number, line in short_lines(document):
        if line.endswith(("seconds", "second")) and not is_time(line) and (match := _SPELLED.fullmatch(line)):
            found[number] = Head(match[1].strip(), _in_seconds(match), Way.BESIDE)
    return found


def _in_seconds(match: re.Match[str]) -> float:
    return float(int(match[2] or 0) * 3600 + int(match[3] or 0) * 60 + int(match[4]))


def is_time(line: str) -> bool:
    """Whether nothing but a time stands in it, in figures or in words."""
    return ALONE.fullmatch(line) is not None or _SPELLED_ALONE.fullmatch(line) is not None


def heads_above(document: Document) -> dict[int, Head]:
    """A name alone in its line, below it a time, alone or before the first words."""
    found: dict[int, Head] = {}
    lines = document.lines
    if not any(line[:1] in _TIMED_FIRST and BEGINS_TIMED.match(line) is not None for line in lines):
        return found
    for index in range(document.front.lines, len(lines) - 1):
        below = lines[index + 1].strip()
        if not below or ":" not in below[:14]:
            continue
        name = lines[index].strip()
        if not name or len(name) > 80 or _COLON.search(name) or marked_heading(name) is not None or is_time(name):
            continue
        if (match := ALONE.fullmatch(below)) is not None:
            found[index + 1] = Head(name, None if match[2] else times.seconds(match[1]), Way.ABOVE, size=2)
        elif _BELOW.fullmatch(below):
            found[index + 1] = Head(name, None, Way.ABOVE)
    return found


def heads_alone(document: Document) -> dict[int, Head]:
    """Words in bold that are all of their line."""
    found: dict[int, Head] = {}
    for number, line in short_lines(document):
        if line[:2] in ("**", "__") and (match := _BOLD.fullmatch(line)):
            found[number] = Head(match[2].strip(), None, Way.BY_ITSELF)
    return found


def heads_headed(document: Document) -> Iterator[tuple[int, int, Head]]:
    """Headings: the line, the depth, and what they say."""
    for number, line in short_lines(document):
        if line[:1] == "#" and (match := _HEADED.fullmatch(line)) and not is_time(match[3].strip()):
            yield number, len(match[1]), Head(match[3].strip(), None, Way.BY_ITSELF)
