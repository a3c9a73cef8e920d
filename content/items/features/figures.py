"""Of rounds that ask for a number, or swap one: whether it was meant, is exact, and is something to know."""

import math
import re

from content.items import numbers
from content.items.bank import Bank
from content.items.closest import GAP
from content.items.counters import is_favourite
from content.items.features.line import Line, Told, line, owned
from content.items.lines import is_personal
from content.items.numbers import Number
from content.items.stems import stems
from content.model import Item, Quote
from content.runs import runs
from content.text import words
from content.vocabulary import weight

_MONEY = frozenset("$€£")
_PEOPLE = frozenset("people men women children kids folks developers users engineers employees contributors".split())
_TIMES = frozenset("second minute hour day week month year".split())
_COUNTED = re.compile(r"often does (?P<who>.+?) say “(?P<what>.+?)” in this talk, in about (?P<words>[\d,]+) words")
_BESIDE = re.compile(r"says it (?:(?P<count>\d+) times|(?P<few>never|once|twice))\.")
_FEW = {"never": 0, "once": 1, "twice": 2}


def closest(bank: Bank, item: Item, quote: Quote | None) -> Told:
    """Of a number that was said."""
    text = item.stimulus.replace(GAP, item.key)
    said = Line.of(text, quote)
    yield "quoted", quote is not None
    yield from line(bank, said)
    yield from owned(bank, said)
    yield from figure(bank, text, Number(item.stimulus.index(GAP), item.key, float(item.number or 0), item.unit))


def figure(bank: Bank, text: str, number: Number) -> Told:
    """Of a number and the words around it."""
    value, unit = number.value, number.unit.split(" ")[-1]
    digits = f"{value:.0f}"
    yield "size", math.log10(max(1.0, value))
    yield "round", (len(digits) - len(digits.rstrip("0"))) / len(digits)
    yield "ends-in-five", digits.endswith("5")
    yield "favourite-size", numbers.is_favourite_size(value)
    yield "spelt-out", number.said[:1].isalpha()
    yield "fraction", not value.is_integer()
    yield "money", unit in _MONEY
    yield "percent", unit == "%"
    yield "people", unit in _PEOPLE
    yield "time", unit.removesuffix("s") in _TIMES
    yield "unit-weight", weight(unit) if unit.isalpha() else 0.0
    yield "exact", numbers.is_exact(text, number)
    yield "meant", numbers.is_meant(text, number)
    yield "imagined", numbers.is_imagined(text)
    yield "reckoned", numbers.is_reckoned(text, number)
    yield "somebodys", is_personal(text)
    yield "number-through", number.at / max(1, len(text))
    yield "heavy-besides", len(stems(text))
    same = sum(value in held for held in bank.values)
    yield "number-again", min(3, max(0, same - 1))
    yield "unit-in-talk", math.log1p(bank.times_said(unit)) if unit.isalpha() else 0.0


def count(bank: Bank, item: Item, quote: Quote | None) -> Told:
    """Of how often somebody says something."""
    found = _COUNTED.search(item.stem)
    who, what = (found["who"], found["what"]) if found else ("", "")
    spoken = float(found["words"].replace(",", "")) if found else 0.0
    beside = _BESIDE.search(item.stem)
    theirs = int(beside["count"] or _FEW[beside["few"]]) if beside else 0
    times = float(item.number or 0)
    yield "times", math.log10(max(1.0, times))
    yield "a-thousand-words", 1000 * times / max(1.0, spoken)
    yield "spoken", math.log10(max(1.0, spoken))
    yield "favourite", is_favourite(what, bank.language)
    yield "what-words", len(words(what))
    yield "what-weight", weight(what.casefold())
    yield "what-letters", len(what)
    yield "what-elsewhere", math.log10(max(runs().share(what.casefold()), 1e-6))
    yield "what-name", what[:1].isupper()
    yield "what-acronym", what.isupper()
    yield "compared", beside is not None
    yield "others-say", math.log1p(theirs)
    yield "of-the-guest", who == bank.guest
    yield "of-a-host", who in bank.hosts
    yield "share", bank.said_by[who] / max(1, bank.said_by.total())
