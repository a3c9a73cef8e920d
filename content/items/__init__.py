"""Quotes → quiz items, without any language model. Every kind is one module; every rule has a name and may refuse.

`KINDS` is the table of kinds; what is special about one stands in its Kind and nowhere else. Making is deterministic.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from content.completeness import has_dangling_reference, is_disfluent
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
from content.items.features import form_of
from content.items.kind import Kind
from content.items.rules import Offer, Refused
from content.items.worth import LAST, worth
from content.language import is_english
from content.model import Item, Quote, Rejected, Turn
from content.text import is_balanced

__all__ = [
    "HAND_WRITTEN", "KINDS", "MADE", "Bank", "Kind", "Offer", "Refused", "candidates", "gathered", "kind_of",
    "known_kind", "make_item", "make_items", "offers", "offers_about", "worth",
]  # fmt: skip

HAND_WRITTEN = "hand-written"
# So many quotes are asked about at once, in one kind after the other.
_REMEMBERED = 64

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
    """The best item of that kind about a quote, or the rule that refuses one; nothing that is hardly worth asking."""
    offered = offers_about(bank, kind, quote)
    if isinstance(offered, Refused):
        return offered
    best = max(offered, key=lambda offer: offer.worth)
    return best.item if best.worth >= LAST else Refused("hardly-worth-asking", best.item.id)


def offers_about(bank: Bank, kind: str, quote: Quote) -> tuple[Offer, ...] | Refused:
    """The best items of that kind about a quote, one of each form; or the rule that refuses them."""
    made = bank.made.get((kind, quote))
    if made is None:
        made = _refusal(bank, quote) or _leaning(bank, KINDS[kind], quote) or _offers_about(bank, KINDS[kind], quote)
        bank.made[kind, quote] = made
    return made


def is_made(bank: Bank, kind: str, quote: Quote) -> bool:
    """Whether it is known already what can be asked about a quote in that kind."""
    return bank.made.get((kind, quote)) is not None


def _offers_about(bank: Bank, kind: Kind, quote: Quote) -> tuple[Offer, ...] | Refused:
    best: dict[str, Offer] = {}
    refused: Refused | None = None
    for made in _every(bank, kind, quote):
        if isinstance(made, Refused):
            refused = made
            continue
        form, offer = form_of(made), Offer(made, worth(bank, made, quote))
        if form not in best or best[form].worth < offer.worth:
            best[form] = offer
    if refused is not None and kind.every is None:
        return refused
    return tuple(best.values()) or _why_nothing(bank, kind, quote)


def _why_nothing(bank: Bank, kind: Kind, quote: Quote) -> Refused:
    made = kind.make(bank, quote) if kind.make else None
    return made if isinstance(made, Refused) else Refused("not-made", kind.name)


def candidates(bank: Bank, kind: str, quote: Quote) -> Iterator[Item]:
    """All that can be asked about a quote in that kind, for somebody to choose from."""
    every = _every(bank, KINDS[kind], quote) if _refusal(bank, quote) is None else ()
    yield from (made for made in every if not isinstance(made, Refused))


def _every(bank: Bank, kind: Kind, quote: Quote) -> Iterable[Item | Refused]:
    if kind.make is None:
        return ()
    return kind.every(bank, quote) if kind.every else [kind.make(bank, quote)]


def _refusal(bank: Bank, quote: Quote) -> Refused | None:
    """The rule by which nothing is asked about a quote in any kind."""
    return _refused(quote, weighed=bank.weighed)


@lru_cache(maxsize=_REMEMBERED)
def _refused(quote: Quote, *, weighed: bool) -> Refused | None:
    if not quote.verbatim:
        return Refused("not-verbatim", "a claim told in our own words")
    if quote.text.startswith("["):
        return Refused("not-spoken", quote.id)  # Somebody wrote it in between.
    if weighed and quote.text[0].islower():
        return Refused("torn", quote.id)  # It is the end of a sentence.
    if _READ_OUT.search(quote.text):
        return Refused("read-out", quote.id)
    if is_disfluent(quote.text) or not is_balanced(quote.text):
        return Refused("broken-speech", quote.id)
    return None


def _leaning(bank: Bank, kind: Kind, quote: Quote) -> Refused | None:
    leans = kind.alone and is_english(bank.language) and has_dangling_reference(quote.text)
    return Refused("leaning-quote", quote.id) if leans else None


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
