"""A name beside or above a time, what they said below or behind it: Otter, Rev, Teams and many pages write like this.

Which of these ways a text uses is counted; it is then read that one way.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from content.errors import Problem
from content.formats import times
from content.formats.account import Account
from content.formats.document import Document
from content.formats.furniture import rule_for
from content.formats.grammar import OFTEN
from content.formats.headings import marked_heading
from content.formats.labels import could_be_name, is_fact, is_named, is_stage, reads_as_sentence
from content.formats.markdown import plain
from content.formats.paragraphs import known_speakers, labelled_lines
from content.formats.weaving import Piece, weave
from content.model import Transcript

NAME = "headers"
_HALF = r"(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?"
# "Ada Novak  0:12", "Ada Novak (00:12):", "Speaker 1 00:12:33", "Speaker 1: [00:12]", "[Ada Novak] 00:12"
_HEADER = re.compile(
    rf"\[?(?!#{{1,6}}\s|[\s\[(>*])([^\[\]\n]{{1,80}}?)\]?:?[ \t]+[-–|]?[ \t]*"
    rf"(?:({times.CLOCK}){_HALF}|[\[(]({times.CLOCK}){_HALF}[\])]):?"
)
# "00:12 Ada Novak", "[00:12] - Speaker 1"; chapters are listed like that as well, so such a name must come again.
_TIME_FIRST = re.compile(rf"[\[(]?({times.CLOCK}){_HALF}[\])]?[ \t]+(?:[-–][ \t]+)?([^\W_].{{0,79}}?):?")
# "Ada Novak (00:12) So how did it begin?"
_INLINE = re.compile(
    rf"(?![\s\[(#>*])([^\[\]():：\n]{{1,80}}?)[ \t]+(?:\(({times.CLOCK})\)|\[({times.CLOCK})\]):?[ \t]+(\S.*)"
)
_BOLD = re.compile(r"(\*\*|__)([^*\n:]{1,80}?)\1")
_BELOW = re.compile(rf"[\[(]({times.CLOCK})[\])][ \t]+\S.*")
_ALONE = re.compile(rf"[\[(]?({times.CLOCK})({_HALF})[\])]?")
_BEGINS_TIMED = re.compile(r"^[ \t]*[\[(]?[0-9]{1,3}:[0-9]{2}")
_TIMED_FIRST = frozenset("0123456789[( \t")
_COLON = re.compile("[:：]")
_FIRST, _LAST = "[(0123456789", "0123456789)]:mM."
FEWEST = 2
# At least one line in so many is a header, or the times are only mentioned.
MOST_LINES = 40
_BACKWARD = 0.2
_BESIDE, _FIRST_KIND, _INSIDE, _ABOVE, _LONE = "beside", "first", "inline", "above", "bold"


@dataclass(slots=True)
class _Head:
    """Who is named in a line and when; `text` is what is said in the same line, `size` how many lines it takes."""

    name: str
    start: float | None
    kind: str
    text: str = ""
    size: int = 1


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
    account = Account()
    turns, told = weave(_pieces(document, problems, account))
    return Transcript(
        source=document.front.source(document.name),
        speakers=known_speakers(turns, document.front.speakers),
        turns=turns,
        problems=(*document.front.problems, *problems, *told),
        furniture=account.furniture,
        headings=account.headings,
    )


def _pieces(document: Document, problems: list[Problem], account: Account) -> Iterator[Piece]:
    headers = _headers(document)
    speaker: str | None = document.speaker
    opening: Piece | None = None
    section, start, passed = "", None, 0
    for number, line in enumerate(document.lines, 1):
        text = line.strip()
        if number <= document.front.lines:
            account.leave("front-matter", number)
        elif (head := headers.get(number)) is not None:
            yield from _silent(opening, problems)
            speaker, start, passed = None if is_stage(head.name) else head.name or None, None, number + head.size - 1
            opening = Piece(speaker, "", number, head.start, section=section, opens=True, breaks=True)
            if head.text:
                yield Piece(speaker, plain(head.text), number, head.start, section=section, opens=True, breaks=True)
                opening = None
        elif not text or number <= passed:
            continue
        elif (title := marked_heading(text)) is not None:
            section = plain(title)
            account.head(number)
        elif opening is None and (clock := _ALONE.fullmatch(text)) is not None:
            start = None if clock[2] else times.seconds(clock[1])
            account.leave("time", number)
        elif opening is None and (rule := rule_for(text, None)) is not None:
            account.leave(rule, number)
        else:
            before, text = times.leading(text)
            timed, start = (start if before is None else before), None
            if opening is not None:
                opening.text, opening.start = plain(text), opening.start if timed is None else timed
                yield opening
                opening = None
            elif text:
                yield Piece(
                    speaker, plain(text), number, timed, section=section, opens=speaker is None,
                    breaks=timed is None and not _follows_time(document.lines, number),
                )  # fmt: skip
    yield from _silent(opening, problems)


def _follows_time(lines: list[str], number: int) -> bool:
    return number > 1 and _ALONE.fullmatch(lines[number - 2].strip()) is not None


def _silent(opening: Piece | None, problems: list[Problem]) -> Iterator[Piece]:
    """A header with nothing below it is told, and its time still counts."""
    if opening is not None and opening.speaker is not None:
        problems.append(Problem(f"{opening.speaker} is named but says nothing", opening.line))
        yield opening


def _headers(document: Document) -> dict[int, _Head]:
    """The lines, from 1, that are headers."""
    if NAME not in document.seen:
        ways = [_beside(document), _told(document, _inline(document)), _told(document, _above(document))]
        if "**" in document.text or "__" in document.text:
            ways.append(_told(document, _lone(document), again=True))
        document.seen[NAME] = max(ways, key=len)
    found: dict[int, _Head] = document.seen[NAME]
    return found


def _beside(document: Document) -> dict[int, _Head]:
    """Names beside times. A name that comes once is written like one, behind a time it comes again.

    Below a header words are expected: who is named there (“We meet at 10:15”) is a speaker only if a header names
    them elsewhere.
    """
    shaped = {n: part for n, line in _lines(document) if (part := _header(line)) is not None}
    counts = Counter(head.name for head in shaped.values())
    firm: set[int] = set()
    for n in shaped:
        if n - 1 not in firm:
            firm.add(n)
    known = {shaped[n].name for n in firm}
    found = {n: head for n, head in shaped.items() if head.name in known and _is_somebody(head, counts[head.name])}
    if len(found) < FEWEST or not _goes_forward(found):
        return {}
    return dict(sorted((found | _between(found, {n: shaped[n] for n in firm - found.keys()})).items()))


def _between(found: dict[int, _Head], rest: dict[int, _Head]) -> dict[int, _Head]:
    """Of the other lines that look like headers those whose time fits: who is named there is not whoever spoke before.

    What is no name names nobody, and neither does a time that comes first, as chapters have it.
    """
    lines = sorted(found)
    fitting: dict[int, _Head] = {}
    for number, head in rest.items():
        place = bisect(lines, number)
        before = found[lines[place - 1]].start if place else None
        after = found[lines[place]].start if place < len(lines) else None
        if head.kind != _BESIDE or head.start is None or before is None or head.start < before:
            continue
        if after is None or head.start <= after:
            fitting[number] = head if _may_stand(head.name) else replace(head, name="")
    return fitting


def _is_somebody(head: _Head, count: int) -> bool:
    if count >= OFTEN:
        return not is_fact(head.name)
    return could_be_name(head.name) and (count > 1 or (head.kind == _BESIDE and is_named(head.name)))


def _goes_forward(heads: dict[int, _Head]) -> bool:
    """Whether the times of headers grow, as those that are only mentioned need not."""
    clocks = [head.start for head in heads.values() if head.start is not None]
    backwards = sum(a > b for a, b in pairwise(clocks))
    return backwards <= 1 + _BACKWARD * len(clocks)


def _told(document: Document, heads: dict[int, _Head], *, again: bool = False) -> dict[int, _Head]:
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


def _header(line: str) -> _Head | None:
    """The name and the time of a line that has the shape of a header."""
    if ":" not in line or len(line) >= 110:
        return None
    if line[-1] in _LAST and (match := _HEADER.fullmatch(line)) and not _COLON.search(match[1]):
        return _Head(match[1].strip(), _clock(match[2] or match[3], line), _BESIDE)
    match = _TIME_FIRST.fullmatch(line) if line[0] in _FIRST else None
    if match is None or _COLON.search(match[2]) or is_fact(match[2]):
        return None
    return _Head(match[2].strip(), _clock(match[1], line[: match.start(2)]), _FIRST_KIND)


def _clock(clock: str, around: str) -> float | None:
    """A time in seconds; None for a moment of the day."""
    return None if re.search(rf"{re.escape(clock)}[ \u00a0\u202f]?[AaPp]\.?[Mm]", around) else times.seconds(clock)


def _inline(document: Document) -> dict[int, _Head]:
    found: dict[int, _Head] = {}
    above = document.front.lines
    for number, line in enumerate(document.lines, 1):
        if (")" in line[:120] or "]" in line[:120]) and number > above and (match := _INLINE.fullmatch(line.strip())):
            found[number] = _Head(match[1].strip(), times.seconds(match[2] or match[3]), _INSIDE, text=match[4])
    return found


def _above(document: Document) -> dict[int, _Head]:
    """A name alone in its line, below it a time, alone or before the first words."""
    found: dict[int, _Head] = {}
    lines = document.lines
    if not any(line[:1] in _TIMED_FIRST and _BEGINS_TIMED.match(line) is not None for line in lines):
        return found
    for index in range(document.front.lines, len(lines) - 1):
        below = lines[index + 1].strip()
        if not below or ":" not in below[:14]:
            continue
        name = lines[index].strip()
        if not name or len(name) > 80 or _COLON.search(name) or marked_heading(name) is not None:
            continue
        if (match := _ALONE.fullmatch(below)) is not None:
            found[index + 1] = _Head(name, None if match[2] else times.seconds(match[1]), _ABOVE, size=2)
        elif _BELOW.fullmatch(below):
            found[index + 1] = _Head(name, None, _ABOVE)
    return found


def _lone(document: Document) -> dict[int, _Head]:
    found: dict[int, _Head] = {}
    for number, line in _lines(document):
        if line[:2] in ("**", "__") and (match := _BOLD.fullmatch(line)):
            found[number] = _Head(match[2].strip(), None, _LONE)
    return found
