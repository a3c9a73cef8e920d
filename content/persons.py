"""Whether two labels may mean one person: “Mr. North” and “North”, “Ada Novak (AN)” and “AN”."""

import re
from functools import cache, lru_cache

from content.tables import table
from content.text import fold, words

_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_FEWEST_INITIALS = 2


@cache
def titles() -> frozenset[str]:
    """Words in a name that tell what somebody does, folded."""
    return frozenset(row[1] for row in table("labels") if row[0] == "title")


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
    return one <= two or two <= one or _is_short_for(label, other) or _is_short_for(other, label)


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
