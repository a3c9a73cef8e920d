"""Lines that belong to the paper a text was printed on: the number of a page, and what stands beside it on every page.

A number is a page's where a word says so (“page 3 of 8”), or where it counts up from page to page.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

_WORD = r"(?:page|pg\.?|p\.|seite|s\.|página|pagina|pág\.?|pag\.?|sida|side|strona|bladzijde|blz\.?|страница|стр\.?)"
_OF = r"(?:of|from|von|sur|de|di|van|av|af|z|из|/)"
_EDGE = r"[-–—|·•_*\[\]() \t]{0,6}"
# "page 3 of 8", "- Seite 3/8 -": nobody says that in a line of its own.
_SURE = re.compile(rf"{_EDGE}{_WORD}[ \t]*[0-9]{{1,5}}[ \t]*{_OF}[ \t]*[0-9]{{1,5}}{_EDGE}", re.IGNORECASE)
_COUNTED = re.compile(
    rf"{_EDGE}(?:{_WORD}[ \t]*)?(?P<page>[0-9]{{1,5}})(?:[ \t]*{_OF}[ \t]*[0-9]{{1,5}})?{_EDGE}", re.IGNORECASE
)
# What stands on every page is set off from the number: by a gap, a mark, or the word for a page.
_HEAD = re.compile(
    rf"(?P<before>[^:]{{2,80}}?)(?:[ \t]{{2,}}|\t|[ \t][-–—|·•][ \t])[ \t]*(?:{_WORD}[ \t]*)?(?P<page>[0-9]{{1,5}})"
    rf"(?:[ \t]*{_OF}[ \t]*[0-9]{{1,5}})?{_EDGE}|"
    rf"(?P<led>[^:]{{2,80}}?)[ \t,;]+{_WORD}[ \t]*(?P<named>[0-9]{{1,5}})(?:[ \t]*{_OF}[ \t]*[0-9]{{1,5}})?{_EDGE}|"
    rf"(?:{_WORD}[ \t]*)?(?P<first>[0-9]{{1,5}})(?:[ \t]*{_OF}[ \t]*[0-9]{{1,5}})?(?:[ \t]{{2,}}|\t|[ \t][-–—|·•][ \t])"
    r"[ \t]*(?P<behind>[^:]{2,80})",
    re.IGNORECASE,
)
_LONGEST = 100
# Two pages count up by chance less often than not where a word stands with them; bare numbers need three.
_FEWEST, _FEWEST_BARE = 2, 3
_NO_END = (".", "!", "?", ",", ":", "…")


def page_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines, from 1, that hold the number of a page, or stand beside one again and again."""
    shaped: dict[str, list[tuple[int, int]]] = defaultdict(list)
    found: set[int] = set()
    for number, line in _short(lines):
        if _SURE.fullmatch(line):
            found.add(number)
        elif (match := _COUNTED.fullmatch(line)) is not None:
            shaped[_shape(line)].append((number, int(match["page"])))
        elif (match := _HEAD.fullmatch(line)) is not None:
            page = match["page"] or match["named"] or match["first"]
            shaped[_shape(line)].append((number, int(page)))
    for shape, places in shaped.items():
        fewest = _FEWEST if any(c.isalpha() for c in shape) and re.match(_WORD, shape, re.IGNORECASE) else _FEWEST_BARE
        if len(places) >= fewest and _count_pages(places):
            found.update(number for number, _ in places)
    return frozenset(found | _heads(lines, found)) if found else frozenset()


def _short(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Lines with a number at one of their ends."""
    for number, line in enumerate(lines, 1):
        if len(line) <= _LONGEST and (stripped := line.strip()) and any(c.isdigit() for c in stripped):
            yield number, stripped


def _shape(line: str) -> str:
    """The line without its numbers and its gaps, which differ from page to page."""
    return " ".join(re.sub("[0-9]+", " ", line).casefold().split())


def _count_pages(places: Sequence[tuple[int, int]]) -> bool:
    """Whether the numbers count up by one, and something stands between them."""
    return all(b[1] == a[1] + 1 and b[0] > a[0] + 1 for a, b in pairwise(places))


def _heads(lines: Sequence[str], found: set[int]) -> set[int]:
    """What stands above or below the number on every page, and nowhere else."""
    beside: dict[str, set[int]] = defaultdict(set)
    for number in found:
        for step in (-1, 1):
            at = number + step
            while 1 <= at <= len(lines) and not lines[at - 1].strip():
                at += step
            if 1 <= at <= len(lines) and at not in found and _may_head(line := lines[at - 1].strip()):
                beside[line].add(at)
    often = {line for line, places in beside.items() if len(places) >= _FEWEST_BARE}
    counts = Counter(line.strip() for line in lines if line.strip() in often) if often else Counter[str]()
    return {at for line in often if counts[line] == len(beside[line]) for at in beside[line]}


def _may_head(line: str) -> bool:
    return len(line) <= _LONGEST and ":" not in line and not line.endswith(_NO_END)
