"""Units of measure: "5 km", "5 kilometers" and "5,000 m" are one length, "5 miles" is another."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from bot.likeness.edits import distance
from bot.likeness.figures import is_number
from content.tables import table
from content.text import fold

_LONGEST = 3
_WITH_SYMBOLS = 4
# As they stand for degrees.
_LETTERS = frozenset("cf")
# What it is called on a scale of 1,000 and on one of 1,024.
_BINARY = {"kibi": "kilo", "mebi": "mega", "gibi": "giga", "tebi": "tera"}
_POUNDS = ("sterling", "pounds")


def in_units(found: list[str]) -> list[str]:
    """The tokens with the units after their numbers under one name each: ["5", "km"] → ["5", "kilometres"]."""
    forms, out, place = _forms(), list[str](), 0
    while place < len(found):
        size = 0
        if out and (is_number(out[-1]) or out[-1] == "one"):
            size = next((n for n in range(_LONGEST, 0, -1) if "-".join(found[place : place + n]) in forms), 0)
        out.append(forms["-".join(found[place : place + size])] if size else found[place])
        place += size or 1
    return out


def in_base(found: Sequence[str]) -> tuple[str, Fraction] | None:
    """What a number and its unit come to: what is measured, and how much of it; None for anything else."""
    if len(found) < 2 or len(found) % 2:
        return None
    total, kinds = Fraction(0), set()
    for number, unit in zip(found[::2], found[1::2], strict=True):
        if unit not in _sizes() or not _is_plain(number):
            return None
        kind, size = _sizes()[unit]
        kinds.add(kind)
        total += (Fraction(1) if number == "one" else Fraction(number)) * size
    return (kinds.pop(), total) if len(kinds) == 1 else None


def is_unit(token: str) -> bool:
    """Whether a token is a unit, by the name it has here."""
    return token in _sizes()


def is_unit_form(folded: str) -> bool:
    """Whether a word is how a unit is written in some language."""
    return folded in _forms() or folded in _LETTERS


@cache
def forms_of(unit: str) -> frozenset[str]:
    """The words that a unit goes by."""
    return frozenset(form for form, name in _forms().items() if name == unit)


def with_symbols(text: str) -> str:
    """The text with the units whose symbol tells by its capitals written out: 5 Mb is 5 megabits, 5 MB megabytes."""
    return _symbols().sub(lambda m: f" {_by_symbol()[m[1]].replace('-', ' ')}", text)


def has_symbol(text: str) -> bool:
    """Whether a unit is written so that its capitals may matter."""
    return bool(_either_case().search(text))


def is_same_in_symbols(one: str, other: str) -> bool:
    """Whether two texts that differ by capitals alone mean the same units."""
    return not has_symbol(one) or fold(with_symbols(one)) == fold(with_symbols(other))


def is_apart(wanted: str, said: str) -> bool:
    """Whether what was said in place of a unit is another one, not the same misspelt."""
    return wanted != said and is_unit(wanted) and is_unit(said) and _sizes()[wanted] != _sizes()[said]


def may_be_other(wanted: str, said: str) -> bool:
    """Whether a misspelt unit may be another one, hardly farther from it than the right one: kilobuts, bites."""
    if is_unit_form(said) or not is_unit(wanted):
        return False
    limit = min(distance(said, form) for form in (wanted, *forms_of(wanted))) + 1
    others = (form for form, name in _forms().items() if len(form) > _LONGEST and is_apart(wanted, name))
    return any(distance(said, form, limit) <= limit for form in others)


def is_binary_of(one: str, other: str) -> bool:
    """Whether two units are one on both scales: gigabytes and gibibytes."""
    return any(
        a.startswith(binary) and b == decimal + a.removeprefix(binary)
        for a, b in ((one, other), (other, one))
        for binary, decimal in _BINARY.items()
    )


def with_pounds(found: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """The tokens with pounds as those of money, where the others have these."""
    if _POUNDS[0] in other and _POUNDS[1] in found:
        return [_POUNDS[0] if token == _POUNDS[1] else token for token in found]
    return found


def _is_plain(number: str) -> bool:
    return number == "one" or all(part.isdecimal() for part in number.removeprefix("-").split("/", 1))


@cache
def _forms() -> dict[str, str]:
    return {form: row[0] for row in table("units") for form in (row[0], *row[3].split())}


@cache
def _sizes() -> dict[str, tuple[str, Fraction]]:
    return {row[0]: (row[1], Fraction(row[2])) for row in table("units")}


@cache
def _by_symbol() -> dict[str, str]:
    return {symbol: row[0] for row in table("units") if len(row) > _WITH_SYMBOLS for symbol in row[4].split()}


@cache
def _symbols() -> re.Pattern[str]:
    written = "|".join(map(re.escape, sorted(_by_symbol(), key=len, reverse=True)))
    return re.compile(rf"(?<=\d)\s?({written})(?![\w/])")


@cache
def _either_case() -> re.Pattern[str]:
    return re.compile(_symbols().pattern, re.IGNORECASE)
