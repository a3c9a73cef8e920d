"""What is written by hand and is no plain question: a number to come near to, two truths and a lie, an opinion."""

from collections.abc import Mapping
from dataclasses import replace

from content.ids import item_id
from content.items import HAND_WRITTEN, agree, closest, two_truths
from content.model import Item, Quote

# What `kind` may be in an [[item]].
KINDS = (HAND_WRITTEN, closest.NAME, two_truths.NAME)
EXEMPT: Mapping[str, frozenset[str]] = {two_truths.NAME: frozenset(two_truths.KIND.exempt)}


def of_kind(item: Item, kind: str, quotes: Mapping[str, Quote]) -> Item | str:
    """A written item as one of that kind, or what is wrong with it. Two truths are told by their words."""
    item = replace(item, id=item_id(item.quote_id or "", kind, item.stem), kind=kind)
    if kind == closest.NAME:
        digits = item.key.replace(",", "")
        if not digits.isascii() or not digits.isdigit() or item.options:
            return 'has a key such as "1,200" and no distractors where the nearest number wins'
        return replace(item, number=float(digits), accept=(item.key,), rivals=())
    if kind == two_truths.NAME:
        if len(item.options) != two_truths.TRUTHS + 1:
            return "has the lie as its key and two truths as its distractors"
        told = {quote.text: quote.id for quote in quotes.values()}
        truths = [told[text] for text in item.options[1:] if text in told]
        return replace(item, quote_ids=tuple(i for i in (item.quote_id, *truths) if i))
    return item


def opinion(quote: Quote) -> Item:
    """Whether people agree with a claim."""
    return Item(
        id=item_id(quote.id, agree.NAME), kind=agree.NAME, stimulus=quote.text, stem=agree.STEM, key="",
        options=(agree.YES, agree.NO), quote_id=quote.id,
    )  # fmt: skip
