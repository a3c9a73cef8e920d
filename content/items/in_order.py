"""in-order: three lines of different parts of a talk; in which order were they said?"""

import random
from functools import lru_cache
from itertools import permutations

from content.ids import item_id
from content.items import known
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import Refused, build
from content.items.stems import stems
from content.model import Item, Quote
from content.text import length, words

NAME = "in-order"
STEM = "In which order were these said?"
LINES, ORDERS = 3, 4
SHORTEST, LONGEST = 7, 20
# A talk is told in so many parts; of short ones nobody knows what came first.
LEAST_TURNS = 12
LEAST_SCORE = 0.6
# Every line of a talk is looked at for each of the first part.
_REMEMBERED = 1 << 13


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item in which this quote is the line of the first part, or the rule that refuses it."""
    turns = bank.last_turn + 1
    if turns < LEAST_TURNS:
        return Refused("too-short-a-talk", quote.id)
    if _part(quote, turns) != 0 or not _is_line(quote):
        return Refused("no-line-of-the-first-part", quote.id)
    said = [quote, *_later(bank, quote, turns)]
    if len(said) < LINES or len({q.section for q in said} - {""}) not in (0, LINES):
        return Refused("too-few-lines", quote.id)
    rng = random.Random(item_id(" ".join(q.id for q in said), NAME))
    shown = rng.sample(said, LINES)
    key = _order([shown.index(q) for q in said])
    others = [order for order in map(_order, permutations(range(LINES))) if order != key]
    return build(
        quote, NAME, gap="", stimulus="\n".join(f"{place}. {q.text}" for place, q in enumerate(shown, 1)), stem=STEM,
        key=key, distractors=rng.sample(others, ORDERS - 1), exempt=KIND.exempt,
        explanation=_told(said), quote_ids=tuple(q.id for q in said),
        identity=item_id(" ".join(q.id for q in said), NAME),
    )  # fmt: skip


def _order(places: "list[int] | tuple[int, ...]") -> str:
    return " – ".join(str(place + 1) for place in places)


def _told(said: list[Quote]) -> str:
    """The lines in their order, each with where it was said, where the talk has headings."""
    whole = all(q.section for q in said)
    return "\n".join(f"{place}. {q.text}" + (f" ({q.section})" if whole else "") for place, q in enumerate(said, 1))


def _part(quote: Quote, turns: int) -> int:
    """Which third of the talk it stands in."""
    return min(LINES - 1, quote.turn * LINES // turns)


def _is_line(quote: Quote) -> bool:
    return quote.score >= LEAST_SCORE and _reads_as_line(quote.text)


@lru_cache(maxsize=_REMEMBERED)
def _reads_as_line(text: str) -> bool:
    fits = SHORTEST <= length(text) <= LONGEST and "?" not in text and "\n" not in text
    return fits and not (known.is_tied(text) or known.is_addressed(text) or known.is_part_of_talk(text))


def _later(bank: Bank, first: Quote, turns: int) -> list[Quote]:
    """A line of each later part, about something else, the same for every import."""
    chosen = [first]
    for part in range(1, LINES):
        held = [q for q in bank.quotes if _part(q, turns) == part and _is_line(q)]
        apart = [q for q in held if not any(stems(q.text) & stems(c.text) for c in chosen) and words(q.text)]
        if apart:
            chosen.append(random.Random(item_id(first.id, NAME, str(part))).choice(apart))
    return chosen[1:]


KIND = Kind(
    name=NAME, title="In this order", make=make, daily=False,
    needs="It needs a talk of a dozen turns at least, with a line in each third.", names=True, alone=True,
    exempt={"too-long", "key-leaks"}, spoken=lambda item: item.stimulus,
)  # fmt: skip
