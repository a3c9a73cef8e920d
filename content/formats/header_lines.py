"""The lines of a text that name somebody beside, below or above a time, or alone (header_shapes.py).

Which of these ways a text uses is counted.
"""

import re
from bisect import bisect
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from content.formats.document import Document
from content.formats.header_shapes import (
    BEGINS_TIMED,
    Head,
    Way,
    head_beside,
    heads_above,
    heads_alone,
    heads_headed,
    heads_inside,
    heads_run_together,
    heads_spelled,
    is_time,
    short_lines,
)
from content.formats.label_marks import OFTEN, may_be_person
from content.formats.labels import could_be_name, is_fact, is_named, reads_as_sentence
from content.formats.lone_names import lone_names
from content.persons import begins_as_name

NAME = "headers"
FEWEST = 2
# A name stands at most so many lines above the header that holds it again.
_REPEATED = 4
# At least one line in so many is a header, or the times are only mentioned.
MOST_LINES = 40
_BACKWARD = 0.2
_MOST_INITIALS = 3
# Names and words take turns where names stand above words; a few lines more may begin with times.
_MORE_THAN_HALF = 1.2


def headers_of(document: Document) -> dict[int, Head]:
    """The lines, from 1, that are headers."""
    if NAME not in document.seen:
        ways = [
            _beside(document), _told(heads_inside(document)), _told(heads_above(document)),
            _told(heads_spelled(document)),
        ]  # fmt: skip
        if "**" in document.text or "__" in document.text:
            ways.append(_told(heads_alone(document), again=True))
        if "#" in document.text:
            ways.append(_headed(document))
        found = max(ways, key=len)
        document.seen[NAME] = (
            _with_untimed(document, found)
            if found
            else {
                number: Head(name, None, Way.BY_ITSELF)
                for number, name in lone_names(document.lines, document.front.lines).items()
            }
        )
    heads: dict[int, Head] = document.seen[NAME]
    return heads


def _with_untimed(document: Document, found: dict[int, Head]) -> dict[int, Head]:
    """These headers and the lines that hold nothing but one of their names and a colon: their time is missing."""
    names = {head.name for head in found.values()}
    bare = {
        n: Head(line[:-1].strip(), None, Way.BY_ITSELF)
        for n, line in short_lines(document)
        if n not in found and line.endswith(":") and line[:-1].strip() in names
    }
    return dict(sorted((found | bare).items())) if bare else found


def _beside(document: Document) -> dict[int, Head]:
    """Names beside times. A name that comes once is written like one, behind a time it comes again.

    Below a header words are expected: who is named there (“We meet at 10:15”) is a speaker only if a header names
    them elsewhere.
    """
    shaped = {n: part for n, line in short_lines(document) if (part := head_beside(line)) is not None}
    if any(head.kind == Way.TIME_FIRST for head in shaped.values()) and _are_timed_one_by_one(document):
        shaped = {n: head for n, head in shaped.items() if head.kind != Way.TIME_FIRST}
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
    return dict(sorted((found | between | heads_run_together(document, found)).items()))


def _are_timed_one_by_one(document: Document) -> bool:
    """Whether most lines begin with a time: then what follows it are words, and no name above words."""
    filled = [line for line in document.lines[document.front.lines :] if line.strip()]
    return 2 * sum(BEGINS_TIMED.match(line) is not None for line in filled) > _MORE_THAN_HALF * len(filled)


def _between(found: dict[int, Head], rest: dict[int, Head]) -> dict[int, Head]:
    """Of the other lines that look like headers those whose time fits: who is named there is not whoever spoke before.

    What is no name names nobody, and neither does a time that comes first, as chapters have it, unless all are written
    like that.
    """
    lines = sorted(found)
    kinds = {Way.BESIDE} | ({Way.TIME_FIRST} if all(head.kind == Way.TIME_FIRST for head in found.values()) else set())
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
    return could_be_name(head.name) and (count > 1 or (head.kind == Way.BESIDE and is_named(head.name)))


def _goes_forward(heads: dict[int, Head]) -> bool:
    """Whether the times of headers grow, as those that are only mentioned need not."""
    clocks = [head.start for head in heads.values() if head.start is not None]
    backwards = sum(a > b for a, b in pairwise(clocks))
    return backwards <= 1 + _BACKWARD * len(clocks)


def _told(heads: dict[int, Head], *, again: bool = False) -> dict[int, Head]:
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


def _headed(document: Document) -> dict[int, Head]:
    """Headings of one depth that are names and come again and again; another name there is that of nobody we know."""
    best: dict[int, Head] = {}
    found = list(heads_headed(document))
    for depth in sorted({depth for _, depth, _ in found}):
        heads = {n: head for n, held, head in found if held == depth and _is_name(head.name)}
        counts = Counter(head.name for head in heads.values())
        often = {name: count for name, count in counts.items() if count >= OFTEN}
        persons = sum(count for name, count in often.items() if begins_as_name(name))
        if persons and 2 * persons >= sum(often.values()) and len(heads) > len(best):
            known = {name for name in counts if name in often or begins_as_name(name)}
            best = {n: head if head.name in known else replace(head, name="") for n, head in heads.items()}
    return best


def _is_name(title: str) -> bool:
    return could_be_name(title) and may_be_person(title) and is_named(title)


def _may_stand(name: str) -> bool:
    return not reads_as_sentence(name) and not is_fact(name) and name[-1] not in ".?!,;:…" and len(name.split()) <= 8


def announcing(document: Document, heads: dict[int, Head]) -> frozenset[int]:
    """The lines above headers that hold the same name and the same time once more, or the initials of that name."""
    found = _initials_above(document, heads)
    if " seconds" not in document.text:
        return frozenset(found)
    for number, head in heads.items():
        at = number - 1
        while at > 0 and number - at < _REPEATED and is_time(document.lines[at - 1].strip()):
            at -= 1
        if at > 0 and at < number - 1 and document.lines[at - 1].strip() == head.name:
            found.update(range(at, number))
    return frozenset(found)


def _initials_above(document: Document, heads: dict[int, Head]) -> set[int]:
    """The lines that stand for the pictures of those who are named right below: their initials."""
    lines = document.lines
    found = {n - 1 for n, head in heads.items() if n > 1 and _are_initials(lines[n - 2].strip(), head.name)}
    return found if len(found) >= OFTEN else set()


def _are_initials(line: str, name: str) -> bool:
    """Whether it is the first letters of a name, of all its words or of some in their order."""
    if not line or len(line) > _MOST_INITIALS or not line.isupper() or not line.isalpha():
        return False
    left = iter(word[0].upper() for word in re.findall(r"[^\W\d_]+", name))
    return all(letter in left for letter in line)
