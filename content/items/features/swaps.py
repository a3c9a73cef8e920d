"""Of rounds that show a quote as it was said or with a word swapped."""

import math

from content.items import blind
from content.items.bank import Bank
from content.items.features.figures import figure
from content.items.features.line import Line, Told, line, owned
from content.items.named import said_elsewhere
from content.items.numbers import Number, telling_numbers, value_of
from content.items.rules import TRUE
from content.items.true_or_swapped import swaps
from content.items.words import Place
from content.model import Item, Quote

_NO_NUMBER = Number(0, "", 1.0, "")


def true_or_swapped(bank: Bank, item: Item, quote: Quote) -> Told:
    """Of a swap that was made, or could have been."""
    said = Line.of(quote.text, quote)
    yield from line(bank, said)
    yield from owned(bank, said)
    yield "true", item.key == TRUE
    place, other = _swap(bank, item, quote)
    before, after = quote.text[: place.at], quote.text[place.at + len(place.word) :]
    sure = blind.choose(before, after, [place.word, other])
    number = next((n for n in telling_numbers(quote.text, bank.language, wide=True) if n.at == place.at), None)
    yield "swaps-number", number is not None
    yield from _key(bank, place, other)
    yield "blind-sure", sure[place.word]
    yield "blind-sure-of-shown", sure[place.word if item.key == TRUE else other]
    theirs = value_of(other, bank.language) if number else None
    yield "change", abs(math.log(theirs / number.value)) if number and theirs else 0.0
    for name, value in figure(bank, quote.text, number or _NO_NUMBER):
        yield f"number-{name}", float(value) if number else 0.0


def _swap(bank: Bank, item: Item, quote: Quote) -> tuple[Place, str]:
    found = list(swaps(bank, quote))
    made = (s for s in found if s[0].filled(quote.text, s[1]) == item.stimulus)
    return next(made, found[0]) if found else (Place(0, quote.text.split(" ")[0]), "")


def _key(bank: Bank, place: Place, other: str) -> Told:
    yield "times-said", math.log(max(1, bank.times_said(place.word)))
    yield "other-said", math.log1p(bank.times_said(other))
    yield "said-elsewhere", math.log10(max(said_elsewhere(place.word), 1e-6))
    yield "other-elsewhere", math.log10(max(said_elsewhere(other), 1e-6))
    yield "swap-through", place.at
