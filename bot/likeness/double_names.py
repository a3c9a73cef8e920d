"""Two words that are one name: Day-Lewis, Jean-Luc, Bonham Carter; half of one is nobody's, or somebody else's."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from content.tables import column
from content.text import fold, words


def joints(name: str, found: Sequence[str]) -> frozenset[int]:
    """Where in the words of a name one goes on what the one before began, by a hyphen or as everybody knows."""
    pairs = _known()
    if "-" in (plain := fold(name)):
        pairs = pairs | {pair for part in plain.split() if "-" in part for pair in pairwise(_whole(part))}
    return frozenset(place for place, pair in enumerate(pairwise(found), 1) if pair in pairs)


def _whole(part: str) -> list[str]:
    """The words around hyphens; initials ("J.-P.") are none."""
    found = words(part.replace("-", " ").replace(".", " "))
    return found if all(len(word) > 1 for word in found) else []


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Those that are as often written without their hyphen."""
    doubles = (double.split("-") for line in column("person_names", "double") for double in line.split())
    return frozenset((one, other) for one, other in doubles)
