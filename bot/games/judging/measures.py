"""Units of measure: "5 km", "5 kilometers" and "5,000 m" are one length, "5 miles" is another."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from bot.likeness.figures import is_number
from content.tables import table

_LONGEST = 3
# As they stand for degrees.
_LETTERS = frozenset("cf")


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


def _is_plain(number: str) -> bool:
    return number == "one" or all(part.isdecimal() for part in number.removeprefix("-").split("/", 1))


@cache
def _forms() -> dict[str, str]:
    return {form: row[0] for row in table("units") for form in (row[0], *row[3].split())}


@cache
def _sizes() -> dict[str, tuple[str, Fraction]]:
    return {row[0]: (row[1], Fraction(row[2])) for row in table("units")}
