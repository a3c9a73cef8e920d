"""The lines of a text that name somebody beside, below or above a time, or alone: each way in which texts write that.

Which of these ways a text uses is counted.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from content.formats import times
from content.formats.document import Document
from content.formats.grammar import OFTEN
from content.formats.headings import marked_heading
from content.formats.labels import could_be_name, is_fact, is_named, reads_as_sentence
from content.formats.lone_names import lone_names

NAME = "headers"
_HALF = r"(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?"
_HALF_BEHIND = re.compile(r"[ \u00a0\u202f]?[AaPp]\.?[Mm]")
# "Ada Novak  0:12", "Ada Novak (00:12):", "Speaker 1 00:12:33", "Speaker 1: [00:12]", "[Ada Novak] 00:12"
_HEADER = re.compile(
    rf"\[?(?!#{{1,6}}\s|[\s\[(>*])([^\[\]\n]{{1,80}}?)\]?:?[ \t]+[-–|]?[ \t]*"
    rf"(?:({times.CLOCK}){_HALF}|[\[(]({times.CLOCK}){_HALF}[\])]):?"
)
# "00:12 Ada Novak", "[00:12] - Speaker 1"; chapters are listed like that as well, so such a name must come again.
_TIME_FIRST = re.compile(rf"[\[(]?({times.CLOCK}){_HALF}[\])]?[ \t]+(?:[-–|][ \t]+)?([^\W_].{{0,79}}?):?")
# "Ada Novak (00:12) So how did it begin?"
_INLINE = re.compile(
    rf"(?![\s\[(#>*])([^\[\]():：\n]{{1,80}}?)[ \t]+(?:\(({times.CLOCK})\)|\[({times.CLOCK})\]):?[ \t]+(\S.*)"
)
_GLUED = re.compile(rf"([^\[\]():：\n]{{1,80}}?):?[ \t]+({times.CLOCK})([^\W\d_].*)")
_BOLD = re.compile(r"(\*\*|__)([^*\n:]{1,80}?)\1")
_BELOW = re.compile(rf"[\[(]({times.CLOCK})[\])][ \t]+\S.*")
# "0:12", "0:12 - 0:20": when words began, and perhaps when they ended.
ALONE = re.compile(rf"[\[(]?({times.CLOCK})({_HALF})(?:[ \t]*[-–—][ \t]*{times.CLOCK})?[\])]?")
# "Speaker 1 00:12: So how did it begin?"
_COLON_TIMED = re.compile(rf"(?![\s\[(#>*0-9])([^\[\]():：\n]{{1,60}}?)[ \t]+({times.CLOCK}):[ \t]+(\S.*)")
# "Ada Novak 1 minute 12 seconds", as it is copied from Teams.
_IN_WORDS = r"(?:([0-9]+) hours? )?(?:([0-9]+) minutes? )?([0-9]+) seconds?"
_SPELLED, _SPELLED_ALONE = re.compile(rf"(.{{1,80}}?)[ \t]+{_IN_WORDS}"), re.compile(_IN_WORDS)
_BEGINS_TIMED = re.compile(r"^[ \t]*[\[(]?[0-9]{1,3}:[0-9]{2}")
_TIMED_FIRST = frozenset("0123456789[( \t")
_COLON = re.compile("[:：]")
_FIRST, _LAST = "[(0123456789", "0123456789)]:mM."
FEWEST = 2
# A name stands at most so many lines above the header that holds it again.
_REPEATED = 4
# At least one line in so many is a header, or the times are only mentioned.
MOST_LINES = 40
_BACKWARD = 0.2
# Names and words take turns where names stand above words; a few lines more may begin with times.
_MORE_THAN_HALF = 1.2
_BESIDE, _FIRST_KIND, _INSIDE, _ABOVE, _LONE = "beside", "first", "inline", "above", "bold"


@dataclass(slots=True)
class Head:
    """Who is named in a line and when; `text` is what is said in the same line, `size` how many lines it takes."""

    name: str
    start: float | None
    kind: str
    text: str = ""
    size: int = 1


def headers_of(document: Document) -> dict[int, Head]:
    """The lines, from 1, that are headers."""
    if NAME not in document.seen:
        ways = [
            _beside(document), _told(document, _inline(document)), _told(document, _above(document)),
            _told(document, _spelled(document)),
        ]  # fmt: skip
        if "**" in document.text or "__" in document.text:
            ways.append(_told(document, _lone(document), again=True))
        document.seen[NAME] = max(ways, key=len) or {
            number: Head(name, None, _LONE) for number, name in lone_names(document.lines, document.front.lines).items()
        }
    found: dict[int, Head] = document.seen[NAME]
    return found


def _beside(document: Document) -> dict[int, Head]:
    """Names beside times. A name that comes once is written like one, behind a time it comes again.

    Below a header words are expected: who is named there (“We meet at 10:15”) is a speaker only if a header names
    them elsewhere.
    """
    shaped = {n: part for n, line in _lines(document) if (part := _header(line)) is not None}
    if any(head.kind == _FIRST_KIND for head in shaped.values()) and _are_timed_one_by_one(document):
        shaped = {n: head for n, head in shaped.items() if head.kind != _FIRST_KIND}
    counts = Counter(head.name for head in shaped.values())
    firm: set[int] = set()
    for n in shaped:
        if n - 1 not in firm:
            firm.add(n)
    known = {shaped[n].name for n in firm}
    found = {n: head for n, head in shaped.items() if head.name in known and _is_somebody(head, counts[head.name])}
    if len(found) < FEWEST or not _goes_forward(found):
        return {}
    between = _between(found, {n: shaped[n] for n in firm - found.keys()})
    return dict(sorted((found | between | _run_together(document, found)).items()))


def _run_together(document: Document, found: dict[int, Head]) -> dict[int, Head]:
    """Headers of those who have others, behind whose time words follow without a space: a line break was lost."""
    names = {head.name for head in found.values()}
    matches = ((n, _GLUED.fullmatch(line)) for n, line in _lines(document) if n not in found and ":" in line)
    return {
        n: Head(m[1].strip(), times.seconds(m[2]), _BESIDE, text=m[3])
        for n, m in matches if m is not None and m[1].strip() in names
    }  # fmt: skip


def _are_timed_one_by_one(document: Document) -> bool:
    """Whether most lines begin with a time: then what follows it are words, and no name above words."""
    filled = [line for line in document.lines[document.front.lines :] if line.strip()]
    return 2 * sum(_BEGINS_TIMED.match(line) is not None for line in filled) > _MORE_THAN_HALF * len(filled)


def _between(found: dict[int, Head], rest: dict[int, Head]) -> dict[int, Head]:
    """Of the other lines that look like headers those whose time fits: who is named there is not whoever spoke before.

    What is no name names nobody, and neither does a time that comes first, as chapters have it, unless all are written
    like that.
    """
    lines = sorted(found)
    kinds = {_BESIDE} | ({_FIRST_KIND} if all(head.kind == _FIRST_KIND for head in found.values()) else set())
    fitting: dict[int, Head] = {}
    for number, head in rest.items():
        place = bisect(lines, number)
        before = found[lines[place - 1]].start if place else None
        after = found[lines[place]].start if place < len(lines) else None
        if head.kind not in kinds or head.start is None or before is None or head.start < before:
            continue
        if after is None or head.start <= after:
            fitting[number] = head if _may_stand(head.name) else replace(head, name="")
    return fitting


def _is_somebody(head: Head, count: int) -> bool:
    if count >= OFTEN:
        return not is_fact(head.name)
    return could_be_name(head.name) and (count > 1 or (head.kind == _BESIDE and is_named(head.name)))


def _goes_forward(heads: dict[int, Head]) -> bool:
    """Whether the times of headers grow, as those that are only mentioned need not."""
    clocks = [head.start for head in heads.values() if head.start is not None]
    backwards = sum(a > b for a, b in pairwise(clocks))
    return backwards <= 1 + _BACKWARD * len(clocks)


def _told(document: Document, heads: dict[int, Head], *, again: bool = False) -> dict[int, Head]:
    """Of these headers those whose name is no sentence, or often there; `again`: every name has to come again."""
    counts = Counter(head.name for head in heads.values())
    found = {
        n: head
        for n, head in heads.items()
        if counts[head.name] >= OFTEN or (not (again and counts[head.name] < FEWEST) and _may_stand(head.name))
    }
    if again and 2 * len({head.name for head in found.values()}) > len(found):
        return {}
    return found if _goes_forward(found) else {}


def _may_stand(name: str) -> bool:
    return not reads_as_sentence(name) and not is_fact(name) and name[-1] not in ".?!,;:…" and len(name.split()) <= 8


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    above = document.front.lines
    return ((n, line.strip()) for n, line in enumerate(document.lines, 1) if n > above and len(line) < 120)


def _header(line: str) -> Head | None:
    """The name and the time of a line that has the shape of a header."""
    if ":" not in line or len(line) >= 110:
        return None
    if line[-1] in _LAST and (match := _HEADER.fullmatch(line)) and not _COLON.search(match[1]):
        return Head(match[1].strip(), _clock(match[2] or match[3], line), _BESIDE)
    match = _TIME_FIRST.fullmatch(line) if line[0] in _FIRST else None
    if match is None or _COLON.search(match[2]) or is_fact(match[2]):
        return None
    return Head(match[2].strip(), _clock(match[1], line[: match.start(2)]), _FIRST_KIND)


def _clock(clock: str, around: str) -> float | None:
    """A time in seconds; None for a moment of the day."""
    return None if _HALF_BEHIND.match(around, around.find(clock) + len(clock)) else times.seconds(clock)


def _inline(document: Document) -> dict[int, Head]:
    found: dict[int, Head] = {}
    above = document.front.lines
    for number, line in enumerate(document.lines, 1):
        if number <= above:
            continue
        if (")" in line[:120] or "]" in line[:120]) and (match := _INLINE.fullmatch(line.strip())):
            found[number] = Head(match[1].strip(), times.seconds(match[2] or match[3]), _INSIDE, text=match[4])
        elif ": " in line[4:80] and (match := _COLON_TIMED.fullmatch(line.strip())):
            found[number] = Head(match[1].strip(), times.seconds(match[2]), _INSIDE, text=match[3])
    return found


def _spelled(document: Document) -> dict[int, Head]:
    """A name before a time in words; above it the name and the time may stand alone once more."""
    found: dict[int, Head] = {}
    if " seconds" not in document.text:
        return found
    for number, line in _lines(document):
        if line.endswith(("seconds", "second")) and not _is_time(line) and (match := _SPELLED.fullmatch(line)):
            found[number] = Head(match[1].strip(), _in_seconds(match), _BESIDE)
    return found


def _in_seconds(match: re.Match[str]) -> float:
    return float(int(match[2] or 0) * 3600 + int(match[3] or 0) * 60 + int(match[4]))


def announcing(document: Document, heads: dict[int, Head]) -> frozenset[int]:
    """The lines above headers that hold the same name and the same time once more."""
    found: set[int] = set()
    if " seconds" not in document.text:
        return frozenset()
    for number, head in heads.items():
        at = number - 1
        while at > 0 and number - at < _REPEATED and _is_time(document.lines[at - 1].strip()):
            at -= 1
        if at > 0 and at < number - 1 and document.lines[at - 1].strip() == head.name:
            found.update(range(at, number))
    return frozenset(found)


def _is_time(line: str) -> bool:
    return ALONE.fullmatch(line) is not None or _SPELLED_ALONE.fullmatch(line) is not None


def _above(document: Document) -> dict[int, Head]:
    """A name alone in its line, below it a time, alone or before the first words."""
    found: dict[int, Head] = {}
    lines = document.lines
    if not any(line[:1] in _TIMED_FIRST and _BEGINS_TIMED.match(line) is not None for line in lines):
        return found
    for index in range(document.front.lines, len(lines) - 1):
        below = lines[index + 1].strip()
        if not below or ":" not in below[:14]:
            continue
        name = lines[index].strip()
        if not name or len(name) > 80 or _COLON.search(name) or marked_heading(name) is not None or _is_time(name):
            continue
        if (match := ALONE.fullmatch(below)) is not None:
            found[index + 1] = Head(name, None if match[2] else times.seconds(match[1]), _ABOVE, size=2)
        elif _BELOW.fullmatch(below):
            found[index + 1] = Head(name, None, _ABOVE)
    return found


def _lone(document: Document) -> dict[int, Head]:
    found: dict[int, Head] = {}
    for number, line in _lines(document):
        if line[:2] in ("**", "__") and (match := _BOLD.fullmatch(line)):
            found[number] = Head(match[2].strip(), None, _LONE)
    return found
