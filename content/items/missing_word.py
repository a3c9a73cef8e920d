"""missing-word: a name is left out, or the word that the sentence is about.

Names of the same make are the options; where there are too few of them the name is typed, told by its first letter and
its length, and so are other words. What somebody who heard nothing would type or press is not asked for.
"""

from collections.abc import Iterator, Set

from content.items import blind
from content.items.bank import Bank
from content.items.gaps import typed_places
from content.items.kind import Kind
from content.items.named import FEWEST_RIVALS, named_places, rivals
from content.items.rules import Refused, build
from content.items.words import Place
from content.language import is_english
from content.model import Item, Quote
from content.runs import runs
from content.text import fold

NAME = "missing-word"
STEM = "Which name is missing?"
TYPED_STEM = "Which {what} is missing? It begins with “{first}” and has {letters} letters."
GAP = "_____"
SHORTEST, LONGEST = 4, 12
# How sure a stranger may be; of words that are no names there are many, and one in twenty is a good guess.
MOST_SURE_NAME, MOST_SURE_WORD = 0.3, 0.06
# What is named in every other talk ("HTML", "English") is grey as well.
MOST_SAID = 5e-5


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's most telling name or word, or the rule that refuses it."""
    refused = Refused("no-telling-word", quote.id)
    for made in (*_chosen(bank, quote), *_typed(bank, quote)):
        if not isinstance(made, Refused):
            return made
        refused = made
    return refused


def _chosen(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """With options."""
    for place in named_places(bank, quote.text)[:3]:
        others = rivals(bank, quote, place, NAME)[:FEWEST_RIVALS]
        if len(others) < FEWEST_RIVALS:
            yield Refused("too-few-distractors", quote.id)
            continue
        before, after = quote.text[: place.at], quote.text[place.at + len(place.word) :]
        if is_english(bank.language) and blind.knows(before, after, place.word, others):
            yield Refused("stranger-knows", place.word)
            continue
        yield build(
            quote, NAME, gap=place.word, stimulus=place.filled(quote.text, GAP), stem=STEM, key=place.word,
            distractors=others,
        )  # fmt: skip


def _typed(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """Without options."""
    for place in [p for p in named_places(bank, quote.text) if _can_be_typed(bank, p.word)][:3]:
        yield _to_type(bank, quote, place, "name")
    for place in typed_places(bank, quote.text)[:2]:
        yield _to_type(bank, quote, place, "word")


def _can_be_typed(bank: Bank, name: str) -> bool:
    """Whether it is one word, known, or at home in this talk, so that whoever listened has met it."""
    if is_english(bank.language) and runs().share(fold(name)) > MOST_SAID:
        return False
    return name.isalpha() and SHORTEST <= len(name) <= LONGEST and (name in bank.makes or bank.names[name] > 1)


def _to_type(bank: Bank, quote: Quote, place: Place, what: str) -> Item | Refused:
    before, after = quote.text[: place.at], quote.text[place.at + len(place.word) :]
    if is_english(bank.language):
        sure = blind.type_(before, after, place.word).get(fold(place.word), 0.0)
        if sure > (MOST_SURE_NAME if what == "name" else MOST_SURE_WORD):
            return Refused("stranger-knows", place.word)
    return build(
        quote, NAME, gap=place.word, stimulus=place.filled(quote.text, GAP),
        stem=TYPED_STEM.format(what=what, first=place.word[0], letters=len(place.word)), key=place.word,
        distractors=None, accept=(place.word,),
    )  # fmt: skip


def _spoken(item: Item) -> str:
    return item.stimulus.replace(GAP, item.key)


def _consumes(item: Item, text: str) -> Set[str]:
    return {fold(item.key)}


KIND = Kind(name=NAME, title="Missing word", make=make, spoken=_spoken, consumes=_consumes)
