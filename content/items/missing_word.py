"""missing-word: a name is left out; in other languages than English also a word that the talk is about.

Names of the same make are the options; where there are too few of them the name is typed, and so are other words. How a
word begins is a hint, and costs what hints do.
"""

from collections.abc import Iterator, Sequence, Set

from content.items.bank import Bank
from content.items.gaps import typed_places
from content.items.kind import Kind
from content.items.named import FEWEST_RIVALS, can_be_typed, is_told, named_places, rivals
from content.items.rules import Refused, build
from content.items.words import Place
from content.model import Item, Quote
from content.text import fold

NAME = "missing-word"
STEM, STEM_OF = "Which {what} is missing?", "Which {what} is missing in what {who} said?"
GAP = "_____"


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's most telling name or word, or the rule that refuses it."""
    refused = Refused("no-telling-word", quote.id)
    for made in every(bank, quote):
        if not isinstance(made, Refused):
            return made
        refused = made
    return refused


def every(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """What can be asked about it, the most telling first, what is pressed before what is typed."""
    yield from _chosen(bank, quote)
    yield from _typed(bank, quote)


def _chosen(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """With options."""
    for place in _first(bank, 3, named_places(bank, quote.text)):
        yield _to_press(bank, quote, place, "name", rivals(bank, quote, place, NAME))


def _first(bank: Bank, count: int, places: Sequence[Place]) -> Sequence[Place]:
    return places if bank.weighed else places[:count]


def _to_press(bank: Bank, quote: Quote, place: Place, what: str, others: Sequence[str]) -> Item | Refused:
    chosen = others[:FEWEST_RIVALS]
    if len(chosen) < FEWEST_RIVALS:
        return Refused("too-few-distractors", quote.id)
    if not bank.weighed and is_told(quote.text, place.word):
        return Refused("everybody-knows", place.word)
    return build(
        quote, NAME, gap=place.word, stimulus=place.filled(quote.text, GAP), stem=_stem(bank, quote, what),
        key=place.word, distractors=chosen,
    )  # fmt: skip


def _stem(bank: Bank, quote: Quote, what: str) -> str:
    """The question, with whose words these are where several voices are known by theirs."""
    if quote.speaker in bank.voices and len(bank.voices) > 1:
        return STEM_OF.format(what=what, who=quote.speaker)
    return STEM.format(what=what)


def _typed(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """Without options."""
    named = [p for p in named_places(bank, quote.text) if can_be_typed(bank, quote.text, p)]
    for place in _first(bank, 3, named):
        yield _to_type(bank, quote, place, "name")
    for place in () if bank.weighed else typed_places(bank, quote.text)[:2]:
        yield _to_type(bank, quote, place, "word")


def _to_type(bank: Bank, quote: Quote, place: Place, what: str) -> Item | Refused:
    if not bank.weighed and is_told(quote.text, place.word):
        return Refused("everybody-knows", place.word)
    return build(
        quote, NAME, gap=place.word, stimulus=place.filled(quote.text, GAP),
        stem=_stem(bank, quote, what),
        key=place.word, distractors=None, accept=(place.word,),
    )  # fmt: skip


def _spoken(item: Item) -> str:
    return item.stimulus.replace(GAP, item.key)


def _consumes(item: Item, text: str) -> Set[str]:
    return {fold(item.key)}


KIND = Kind(name=NAME, title="Missing word", make=make, every=every, spoken=_spoken, consumes=_consumes)
