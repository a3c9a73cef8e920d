"""Quotes → quiz items, without any language model. Every kind is one module; every rule has a name and may refuse.

`KINDS` is the table of kinds made from quotes; hand-written items come with their pack. Making is deterministic.
"""

from collections.abc import Callable, Mapping

from content.items import finish, missing_word, true_or_swapped, which_question, who_said
from content.items.bank import Bank
from content.items.rules import Refused
from content.language import is_english
from content.leaning import is_broken, leans
from content.model import Item, Quote

__all__ = ["HAND_WRITTEN", "KINDS", "Bank", "Refused", "make_item", "make_items"]

HAND_WRITTEN = "hand-written"

KINDS: Mapping[str, Callable[[Bank, Quote], Item | Refused]] = {
    finish.KIND: finish.make,
    missing_word.KIND: missing_word.make,
    who_said.KIND: who_said.make,
    which_question.KIND: which_question.make,
    true_or_swapped.KIND: true_or_swapped.make,
}


def make_item(bank: Bank, kind: str, quote: Quote) -> Item | Refused:
    """The item of that kind about a quote, or the rule that refuses one."""
    made = bank.made.get((kind, quote))
    if made is None:
        made = _make_item(bank, kind, quote)
        bank.made[kind, quote] = made
    return made


def _make_item(bank: Bank, kind: str, quote: Quote) -> Item | Refused:
    if not quote.verbatim:
        return Refused("not-verbatim", "a claim told in our own words")
    if is_broken(quote.text):
        return Refused("broken-speech", quote.id)
    if kind != who_said.KIND and is_english(bank.language) and leans(quote.text):
        return Refused("leaning-quote", quote.id)
    return KINDS[kind](bank, quote)


def make_items(bank: Bank, quote: Quote) -> list[Item]:
    """All items that can be made of a quote."""
    made = (make_item(bank, kind, quote) for kind in KINDS)
    return [item for item in made if not isinstance(item, Refused)]
