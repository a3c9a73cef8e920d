"""true-or-swapped: a quote as it was said, or with a name or a number swapped for another; which is it?"""

from collections.abc import Iterator, Sequence, Set

from content.ids import item_id
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.named import FEWEST_RIVALS, is_told, named_places, rivals
from content.items.numbers import other_number, telling_numbers
from content.items.rules import SWAPPED, TRUE, Refused, build
from content.items.words import Place
from content.model import Item, Quote
from content.text import words

NAME = "true-or-swapped"
STEM = "Was it said like this?"


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote; the id of the quote decides whether it is shown as it was said."""
    return next(every(bank, quote), Refused("no-word-to-swap-in", quote.id))


def every(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """One item for each swap that can be made; one alone where it is shown as it was said."""
    for place, other in swaps(bank, quote):
        if int(item_id(quote.id, NAME)[-1], 16) % 2:
            yield build(
                quote, NAME, gap="", stimulus=quote.text, stem=STEM, key=TRUE, distractors=(SWAPPED,),
                explanation="It was said word for word.",
            )  # fmt: skip
            return
        yield build(
            quote, NAME, gap=other, stimulus=place.filled(quote.text, other), stem=STEM, key=SWAPPED,
            distractors=(TRUE,), explanation=swapped_in(quote, place, other),
        )  # fmt: skip


def swapped_in(quote: Quote, place: Place, other: str) -> str:
    """Tells at the reveal which word was another."""
    was, now = (place.told(quote.text, word) for word in (place.word, other))
    return f"“{now}” was swapped in for “{was}”."


def swaps(bank: Bank, quote: Quote) -> Sequence[tuple[Place, str]]:
    """What can be swapped, and for what; numbers first."""
    found = bank.swaps.get(quote)
    if found is None:
        found = bank.swaps[quote] = tuple(_swaps(bank, quote))
    return found


def _swaps(bank: Bank, quote: Quote) -> Iterator[tuple[Place, str]]:
    for number in telling_numbers(quote.text, bank.language, wide=bank.weighed):
        yield Place(number.at, number.said), other_number(number, item_id(quote.id, NAME))
    for place in named_places(bank, quote.text):
        others = rivals(bank, quote, place, NAME)
        if len(others) >= FEWEST_RIVALS and (bank.weighed or not is_told(quote.text, place.word)):
            yield place, others[0]


def _consumes(item: Item, text: str) -> Set[str]:
    """The word for which another one was swapped in."""
    return set(words(text)) - set(words(item.stimulus)) if item.key == SWAPPED else frozenset()


KIND = Kind(name=NAME, title="True or swapped", make=make, every=every, consumes=_consumes)
