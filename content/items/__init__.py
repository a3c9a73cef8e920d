"""Quotes → quiz items, without any language model. Every kind is one module; every rule has a name and may refuse.

`KINDS` is the table of kinds; what is special about one stands in its Kind and nowhere else. Making is deterministic.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from content.items import (
    agree,
    bluff,
    closest,
    finish,
    in_order,
    mash_up,
    missing_word,
    odd_one_out,
    true_or_swapped,
    two_truths,
    which_question,
    who_answered,
    who_said,
)
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import Refused
from content.language import is_english
from content.leaning import has_dangling_reference, is_disfluent
from content.model import Item, Quote, Rejected, Turn

__all__ = [
    "HAND_WRITTEN", "KINDS", "MADE", "Bank", "Kind", "Refused", "gathered", "kind_of", "known_kind", "make_item",
    "make_items", "offers",
]  # fmt: skip

HAND_WRITTEN = "hand-written"

# What somebody reads to the others, one after the other, is nobody's.
_READ_OUT = re.compile(
    r"\b(?:number|option|question|answer|definition) (?:one|two|three|four|five|six|seven|[a-f]|\d)[,:]", re.IGNORECASE
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        who_said.KIND,
        odd_one_out.KIND,
        finish.KIND,
        missing_word.KIND,
        which_question.KIND,
        who_answered.KIND,
        true_or_swapped.KIND,
        two_truths.KIND,
        mash_up.KIND,
        in_order.KIND,
        closest.KIND,
        bluff.KIND,
        agree.KIND,
        Kind(name=HAND_WRITTEN, title="Written question"),
    )
}
# Those that are made from quotes.
MADE: tuple[str, ...] = tuple(kind.name for kind in KINDS.values() if kind.make)


def kind_of(item: Item) -> Kind:
    """The kind of an item; one that says nothing special where an older Quoth asked what this one does not know."""
    return KINDS.get(item.kind) or Kind(name=item.kind, title=item.kind)


def known_kind(item: Item) -> str:
    """The name of its kind; whatever else came with a pack was written by somebody."""
    return item.kind if item.kind in KINDS else HAND_WRITTEN


def make_item(bank: Bank, kind: str, quote: Quote) -> Item | Refused:
    """The item of that kind about a quote, or the rule that refuses one."""
    made = bank.made.get((kind, quote))
    if made is None:
        made = _make_item(bank, KINDS[kind], quote)
        bank.made[kind, quote] = made
    return made


def _make_item(bank: Bank, kind: Kind, quote: Quote) -> Item | Refused:
    if kind.make is None:
        return Refused("not-made", kind.name)
    if not quote.verbatim:
        return Refused("not-verbatim", "a claim told in our own words")
    if quote.text.startswith("["):
        return Refused("not-spoken", quote.id)  # Somebody wrote it in between.
    if _READ_OUT.search(quote.text):
        return Refused("read-out", quote.id)
    if is_disfluent(quote.text):
        return Refused("broken-speech", quote.id)
    if is_english(bank.language) and has_dangling_reference(quote.text):
        return Refused("leaning-quote", quote.id)
    return kind.make(bank, quote)


def offers(bank: Bank, kind: str, quotes: Sequence[Quote]) -> Iterator[Item]:
    """What can be asked about these quotes, in their order."""
    made = (make_item(bank, kind, quote) for quote in quotes)
    return (item for item in made if not isinstance(item, Refused))


def gathered(bank: Bank, turns: Sequence[Turn], left: Sequence[Rejected]) -> tuple[Item, ...]:
    """What can be asked about a whole talk, `left` being what is no quote; it is kept with the pack."""
    return tuple(item for kind in KINDS.values() if kind.gather for item in kind.gather(bank, turns, left))


def make_items(bank: Bank, quote: Quote) -> list[Item]:
    """All items that can be made of a quote."""
    return [item for kind in MADE for item in offers(bank, kind, [quote])]
