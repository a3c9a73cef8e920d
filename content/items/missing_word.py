"""missing-word: a name is left out, or a word that the talk is about.

Names of the same make are the options; where there are too few of them the name is typed, and so are other words. What
somebody who heard nothing would type or press is not asked for; how a word begins is a hint, and costs what hints do.
"""

from collections.abc import Iterator, Sequence, Set

from content.items import blind, known
from content.items.bank import Bank
from content.items.gaps import typed_places
from content.items.kind import Kind
from content.items.named import FEWEST_RIVALS, can_be_typed, is_told, named_places, rivals
from content.items.rules import Refused, build
from content.items.siblings import siblings, thing_places
from content.items.words import Place
from content.language import is_english
from content.model import Item, Quote
from content.text import fold

NAME = "missing-word"
STEM = "Which {what} is missing?"
GAP = "_____"
# Of a long talk nobody remembers every name, but those of what somebody did.
LONG = 100
# How sure a stranger may be; of words that are no names there are many, and one in twenty is a good guess.
MOST_SURE_NAME, MOST_SURE_WORD = 0.3, 0.06


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's most telling name or word, or the rule that refuses it."""
    if is_english(bank.language) and known.is_part_of_talk(quote.text):
        return Refused("part-of-the-talk", quote.id)
    refused = Refused("no-telling-word", quote.id)
    for made in (*_chosen(bank, quote), *_typed(bank, quote)):
        if not isinstance(made, Refused):
            return made
        refused = made
    return refused


def _chosen(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """With options."""
    for place in named_places(bank, quote.text)[:3]:
        yield _to_press(bank, quote, place, "name", rivals(bank, quote, place, NAME))
    for place in thing_places(bank, quote.text)[:2]:
        yield _to_press(bank, quote, place, "word", siblings(bank, quote, place, NAME))


def _to_press(bank: Bank, quote: Quote, place: Place, what: str, others: Sequence[str]) -> Item | Refused:
    before, after = quote.text[: place.at], quote.text[place.at + len(place.word) :]
    chosen = others[:FEWEST_RIVALS]
    if len(chosen) < FEWEST_RIVALS:
        return Refused("too-few-distractors", quote.id)
    if is_told(quote.text, place.word):
        return Refused("everybody-knows", place.word)
    if is_english(bank.language):
        if not known.tells_own(quote.text, place.at):
            return Refused("nobodys-own", place.word)
        if blind.knows(before, after, place.word, chosen):
            return Refused("stranger-knows", place.word)
    return build(
        quote, NAME, gap=place.word, stimulus=place.filled(quote.text, GAP), stem=STEM.format(what=what),
        key=place.word, distractors=chosen,
    )  # fmt: skip


def _typed(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """Without options."""
    long = is_english(bank.language) and len(bank.quotes) >= LONG
    for place in [p for p in named_places(bank, quote.text) if can_be_typed(bank, quote.text, p)][:3]:
        if long and not known.tells_own(quote.text, place.at):
            yield Refused("nobodys-own", place.word)
            continue
        yield _to_type(bank, quote, place, "name")
    for place in typed_places(bank, quote.text)[:2]:
        yield _to_type(bank, quote, place, "word")


def _to_type(bank: Bank, quote: Quote, place: Place, what: str) -> Item | Refused:
    before, after = quote.text[: place.at], quote.text[place.at + len(place.word) :]
    if is_told(quote.text, place.word):
        return Refused("everybody-knows", place.word)
    if is_english(bank.language):
        sure = blind.type_(before, after, place.word).get(fold(place.word), 0.0)
        if sure > (MOST_SURE_NAME if what == "name" else MOST_SURE_WORD):
            return Refused("stranger-knows", place.word)
    return build(
        quote, NAME, gap=place.word, stimulus=place.filled(quote.text, GAP),
        stem=STEM.format(what=what),
        key=place.word, distractors=None, accept=(place.word,),
    )  # fmt: skip


def _spoken(item: Item) -> str:
    return item.stimulus.replace(GAP, item.key)


def _consumes(item: Item, text: str) -> Set[str]:
    return {fold(item.key)}


KIND = Kind(name=NAME, title="Missing word", make=make, spoken=_spoken, consumes=_consumes)
