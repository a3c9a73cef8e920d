"""Whether two labels may mean one person: “Mr. North” and “North”, “Ada Novak (AN)” and “AN”."""

import re
from functools import cache, lru_cache

from content.tables import table
from content.text import fold, words

_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_FEWEST_INITIALS = 2
# What the table of names holds that are no first names.
_FAMILIES = frozenset({"surname", "famous"})


@cache
def titles() -> frozenset[str]:
    """Words in a name that tell what somebody does, folded."""
    return frozenset(row[1] for row in table("labels") if row[0] == "title")


@cache
def first_names() -> frozenset[str]:
    """First names that many people have, folded."""
    return frozenset(n for kind, names in table("person_names") if kind not in _FAMILIES for n in names.split(" "))


@lru_cache(maxsize=65536)
def begins_as_name(label: str) -> bool:
    """Whether its first word is a first name, or what somebody is called by for what they do."""
    first = next(iter(words(label)), "")
    return first in first_names() or first in titles()


@cache
def _genders() -> dict[str, str]:
    return {row[1]: row[2] for row in table("labels") if row[0] == "gendered"}


@lru_cache(maxsize=4096)
def own_words(label: str) -> frozenset[str]:
    """The words of a name without titles and what stands in brackets; all of them if nothing else is left."""
    said = words(_BRACKET.sub(" ", label))
    return frozenset(w for w in said if w not in titles()) or frozenset(said)


@lru_cache(maxsize=65536)
def may_be_one(label: str, other: str) -> bool:
    """Whether these may be one person, so that nobody can be asked which of the two it was."""
    one, two = own_words(label), own_words(other)
    if not one or not two or (_gender(label) - _gender(other) and _gender(other) - _gender(label)):
        return False
    if any(any(c.isdigit() for c in word) for word in one ^ two):
        return False
    short = _is_short_for(label, other) or _is_short_for(other, label)
    initials = _has_initials_of(label, other) or _has_initials_of(other, label)
    return one <= two or two <= one or short or initials or _breaks_off(label, other) or _breaks_off(other, label)


def _in_order(label: str) -> list[str]:
    """The words of a name as they follow each other, without titles and what stands in brackets."""
    return [w for w in words(_BRACKET.sub(" ", label)) if w not in titles()]


def _breaks_off(label: str, other: str) -> bool:
    """Whether it is the other's name with a first letter for the last one: “Ada N.”, “ines k”."""
    short, whole = _in_order(label), _in_order(other)
    if len(short) < _FEWEST_INITIALS or len(whole) != len(short) or len(short[-1]) != 1 or len(short[0]) == 1:
        return False
    return short[:-1] == whole[:-1] and whole[-1].startswith(short[-1])


def _has_initials_of(label: str, other: str) -> bool:
    """Whether it is the other's name with first letters for first names: “I. North”, “A. B. Novak”."""
    short, whole = _in_order(label), _in_order(other)
    if len(short) < _FEWEST_INITIALS or len(whole) < len(short) or short[-1] != whole[-1] or len(short[-1]) == 1:
        return False
    first = zip(short[:-1], whole, strict=False)
    return any(len(w) == 1 for w in short[:-1]) and all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in first)


def _gender(label: str) -> frozenset[str]:
    return frozenset(_genders()[w] for w in words(label) if w in _genders())


def _is_short_for(short: str, label: str) -> bool:
    """Whether it is what stands in the other's brackets, or its initials."""
    folded = fold(short)
    if any(fold(held[1]) == folded for held in _BRACKET.finditer(label)):
        return True
    plain = _BRACKET.sub(" ", label).split()
    initials = "".join(word[0] for word in plain if word[0].isalpha())
    return len(plain) >= _FEWEST_INITIALS and short.isupper() and short == initials.upper() and short.isalpha()
