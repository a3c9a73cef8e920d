"""The report card of an import: how good a transcript is for quotes and quizzes, in counts."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from content.delicate import carries_warning, shows_delicate
from content.items import HAND_WRITTEN, KINDS, MADE, Bank, offers
from content.model import Item, Pack, Quote
from content.text import length

GOOD_QUOTES, FEWEST_QUOTES = 25, 5
SHORT_TURN = 4
# A longer turn without any mark was not written by somebody who heard where sentences end.
UNPUNCTUATED_FROM = 12
MUCH, SOME = 0.5, 0.15
# So many quotes tell which kinds can be played; trying all of a long one would cost more than it tells.
TRIED, TRIED_AFTER = 60, 600
_MARK = re.compile(r"[.!?…。！？]")


class Grade(StrEnum):
    """How much can be made of a transcript."""

    GOOD = "good"
    USABLE = "usable"
    POOR = "poor"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """`left` counts what did not become a quote by the rule that refused it; `kinds` are the items that it plays.

    `items` is how many of each there are, empty for a transcript too long to be tried out whole. Neither counts what
    waits for a manager: of that there are `delicate` quotes.
    """

    grade: Grade
    quotes: int
    written_items: int
    turns: int
    words: int
    speakers: int
    unpunctuated: int
    short_turns: int
    left: Mapping[str, int]
    kinds: tuple[str, ...]
    items: Mapping[str, int] = field(default_factory=dict)
    delicate: int = 0


def report_card(pack: Pack) -> ReportCard:
    """The counts of a pack and what they mean."""
    counts = _counts(pack)
    spoken = _spoken(pack)
    sizes = [length(text) for text in spoken]
    unpunctuated, long = _unpunctuated(spoken, sizes)
    return ReportCard(
        grade=_grade(pack, unpunctuated, long),
        quotes=len(pack.quotes),
        written_items=_written(pack),
        turns=len(spoken),
        words=sum(sizes),
        speakers=len(pack.speakers),
        unpunctuated=unpunctuated,
        short_turns=sum(size < SHORT_TURN for size in sizes),
        left=dict(Counter(left.rule for left in pack.left).most_common()),
        kinds=tuple(counts) if len(pack.quotes) <= TRIED_AFTER else _kinds(pack),
        items=counts,
        delicate=sum(carries_warning(q, pack.language) for q in pack.quotes),
    )


def grade_of(pack: Pack) -> Grade:
    """How much can be made of a pack, told without making it."""
    spoken = _spoken(pack)
    return _grade(pack, *_unpunctuated(spoken, list(map(length, spoken))))


def _spoken(pack: Pack) -> list[str]:
    return [t.text for t in pack.turns if t.speaker is not None] or [t.text for t in pack.turns]


def _unpunctuated(spoken: Sequence[str], sizes: Sequence[int]) -> tuple[int, int]:
    """How many of the longer turns have no mark, and how many longer ones there are."""
    long = [text for text, size in zip(spoken, sizes, strict=True) if size >= UNPUNCTUATED_FROM]
    return sum(not _MARK.search(text) for text in long), len(long)


def _grade(pack: Pack, count: int, long: int) -> Grade:
    material, unpunctuated = len(pack.quotes) + _written(pack), count / long if long else 0.0
    if material < FEWEST_QUOTES or unpunctuated > MUCH:
        return Grade.POOR
    return Grade.GOOD if material >= GOOD_QUOTES and unpunctuated <= SOME else Grade.USABLE


def _counts(pack: Pack) -> dict[str, int]:
    """How many items of each kind there are that it has; nothing for a long one."""
    if len(pack.quotes) > TRIED_AFTER:
        return {}
    bank = Bank(pack.quotes, pack.speakers, pack.language, pack.source.title)
    held = Counter(item.kind for item in pack.items if item.kind != HAND_WRITTEN and _is_asked(bank, item))
    # One quote after the other: what several kinds ask of it is still at hand.
    made = Counter(
        kind for quote in bank.quotes for kind in MADE for item in offers(bank, kind, [quote]) if _is_asked(bank, item)
    )
    counts = {kind: count for kind in KINDS if (count := held[kind] + made[kind])}
    return counts if _makes_a_game(counts) else {}


def _kinds(pack: Pack) -> tuple[str, ...]:
    bank = Bank(pack.quotes, pack.speakers, pack.language, pack.source.title)
    tried = bank.quotes[:: max(1, len(bank.quotes) // TRIED)]
    held = {item.kind for item in pack.items if item.kind != HAND_WRITTEN and _is_asked(bank, item)}
    played = [kind for kind in KINDS if kind in held or (kind in MADE and _offered(bank, kind, tried))]
    return tuple(played) if _makes_a_game(played) else ()


def _makes_a_game(kinds: Iterable[str]) -> bool:
    """What takes several players makes no game by itself where nobody knows how many there are."""
    return any(KINDS[kind].solo for kind in kinds)


def _offered(bank: Bank, kind: str, tried: Sequence[Quote]) -> bool:
    """Whether that kind can be asked: of some quotes from all over, else of the first many."""
    return any(_is_asked(bank, i) for some in (tried, bank.quotes[:TRIED_AFTER]) for i in offers(bank, kind, some))


def _is_asked(bank: Bank, item: Item) -> bool:
    """Whether nobody has to look at it first."""
    return not shows_delicate(item, bank.by_id, bank.language)


def _written(pack: Pack) -> int:
    return sum(item.kind == HAND_WRITTEN for item in pack.items)
