"""Of rounds with a gap for a name or a word: whether a listener can know it, and a stranger cannot."""

import math

from content.associations import associations
from content.items import blind, grounded, known
from content.items.bank import Bank
from content.items.features.line import Line, Told, line, owned
from content.items.missing_word import GAP
from content.items.named import has_double, is_called, is_grey, is_listed, is_of_a_place, is_told, said_elsewhere
from content.items.names import MAKES
from content.items.stems import stems
from content.items.words import Place, too_common
from content.model import Item, Quote
from content.text import fold, words
from content.vocabulary import weight

_LEAST = 1e-6
# "We used _____", "it is called _____".
_USED = frozenset("use used uses using call calls called like".split())


def to_press(bank: Bank, item: Item, quote: Quote) -> Told:
    """Of a gap with options."""
    place, rivals = place_of(item), [o for o in item.options if o != item.key]
    yield from _gap(bank, item, quote, place)
    before, _, after = item.stimulus.partition(GAP)
    sure = blind.choose(before, after, item.options)
    yield "blind-sure", sure[item.key]
    yield "blind-margin", sure[item.key] - max(sure[o] for o in rivals)
    yield "more-spoken-of", sum(said_elsewhere(item.key) > said_elsewhere(o) for o in rivals)
    yield "rivals-said", sum(bank.times_said(o) > 0 for o in rivals)
    yield "rivals-said-often", math.log1p(max(map(bank.times_said, rivals)))
    yield "rivals-usual", sum(weight(fold(o)) for o in rivals) / len(rivals) - weight(fold(item.key))
    yield "longer", math.log(len(item.key) * len(rivals) / sum(map(len, rivals)))
    yield "written-alike", sum(o.isupper() is item.key.isupper() for o in rivals)


def to_type(bank: Bank, item: Item, quote: Quote) -> Told:
    """Of a gap without options."""
    place = place_of(item)
    yield from _gap(bank, item, quote, place)
    before, _, after = item.stimulus.partition(GAP)
    sure = blind.type_(before, after, item.key)
    mine = sure.get(fold(item.key), 0.0)
    yield "blind-sure", mine
    yield "blind-margin", mine - max((s for w, s in sure.items() if w != fold(item.key)), default=0.0)
    yield "has-double", has_double(bank, item.key)
    yield "has-another-name", grounded.has_another_name(bank, item.key)
    yield "in-a-list", is_listed(bank, quote.text, item.key)
    yield "written-small", fold(item.key) in bank.written_small


def place_of(item: Item) -> Place:
    """Where the key stands."""
    return Place(item.stimulus.index(GAP), item.key)


def _gap(bank: Bank, item: Item, quote: Quote, place: Place) -> Told:
    said = Line.of(quote.text, quote)
    yield from line(bank, said)
    yield from owned(bank, said)
    yield from _key(bank, quote, place)
    yield from _sentence(quote.text, place)


def _key(bank: Bank, quote: Quote, place: Place) -> Told:
    """What is asked for."""
    key, folded, times = place.word, fold(place.word), bank.times_said(place.word)
    elsewhere = said_elsewhere(key)
    yield "known-make", key in MAKES
    yield "made-in-talk", key in bank.makes and key not in MAKES
    yield "key-letters", len(key)
    yield "key-words", len(key.split())
    yield "key-weight", weight(folded)
    yield "said-elsewhere", math.log10(max(elsewhere, _LEAST))
    yield "times-said", math.log(max(1, times))
    yield "said-once", times <= 1
    yield "at-home", math.log10(max(1, times) / max(1, bank.size) / max(elsewhere, _LEAST))
    yield "too-common", too_common(bank, key)
    yield "said-by-speaker", math.log1p(_uses(bank, quote.speaker, key))
    yield "grey", is_grey(bank, key)
    yield "misheard", grounded.is_misheard(bank, key)
    yield "acronym", key.isupper()
    yield "of-a-place", is_of_a_place(key)
    yield "told-by-a-clue", is_told(quote.text, key)
    before, share = associations().standing(folded, stems(quote.text) - stems(key))
    yield "names-before", math.log1p(before)
    yield "comes-to-mind", share


def _uses(bank: Bank, speaker: str | None, key: str) -> int:
    return max((bank.uses_by(speaker, s) for s in stems(key)), default=0)


def _sentence(text: str, place: Place) -> Told:
    """The words around it."""
    before, after = grounded.sentence_around(text, place)
    besides = f"{before} {after}"
    reasons = grounded.reasons(text, place)
    yield "through", place.at / max(1, len(text))
    yield "first-in-sentence", len(before.split()) < 2
    yield "last-in-sentence", not words(after)
    yield "sentence-told", known.told(besides)
    yield "sentence-heavy", len(stems(besides))
    yield "sentence-points", known.points_elsewhere(besides)
    yield "sentence-own", known.tells_own(text, place.at)
    yield "not-told", "not-told" in reasons
    yield "one-of-many", "one-of-many" in reasons
    yield "written-in", "written-in" in reasons
    yield "famous-or-beside-names", grounded.tells_too_much(text, place)
    yield "called", is_called(text, place)
    yield "used", words(before)[-1:] != [] and words(before)[-1] in _USED
    yield "after-article", words(before)[-1:] in (["a"], ["an"], ["the"])
