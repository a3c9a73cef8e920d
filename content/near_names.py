"""Whether two labels are nearly the same name, and which of two their person is rather called by."""

import re
from collections.abc import Collection, Iterable

from content.persons import may_be_one
from content.text import fold

ALIKE = 88.0
# Beyond so many pairs, comparing each with each costs more than it tells.
MOST_COMPARED = 20_000
_SHORTEST = 4


def is_nearly(one: str, other: str) -> bool:
    """Whether one of the two is a slip: a letter or two, or the same words in another order."""
    from rapidfuzz import fuzz

    a, b = fold(one), fold(other)
    if re.search("[0-9]", a + b) or min(len(a), len(b)) < _SHORTEST:
        return a == b
    return fuzz.ratio(a, b) >= ALIKE or sorted(a.split()) == sorted(b.split())


def perhaps_one(one: str, other: str) -> bool:
    """Whether these may be one person: by what names are made of, or because they are nearly the same."""
    return may_be_one(one, other) or is_nearly(one, other)


def is_as_names_are(label: str) -> bool:
    """Whether it is written as names are: neither all small nor all large."""
    return not label.islower() and not label.isupper()


def slips_among(labels: Collection[str], names: Collection[str]) -> set[str]:
    """Those of these labels that are nearly one of the names; none where there are too many to compare."""
    if len(labels) * len(names) > MOST_COMPARED:
        return set()
    return {label for label in labels if any(is_nearly(label, name) for name in names)}


def nearest(label: str, names: Iterable[str]) -> str | None:
    """The one of these names that a label means in another spelling; None where it is nobody's or several people's."""
    near = [name for name in names if perhaps_one(label, name)]
    if not near or not all(perhaps_one(near[0], other) for other in near[1:]):
        return None
    return max(near, key=lambda name: (is_as_names_are(name), is_nearly(label, name)))
