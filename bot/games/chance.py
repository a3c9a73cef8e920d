"""What chance decides in a game: which of the nearly best comes first, and where the right answer stands."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from content.model import Item

T = TypeVar("T")
# So many that are nearly the best are alike: else what is best of a pack would begin every game.
NEAR, FEW = 0.1, 8
# Where the right answer stood before in a game it stands so many times less likely again.
SHY = 3


def varied(
    found: Sequence[tuple[float, T]], *, alike: Callable[[T, T], bool], luck: Callable[[T], float]
) -> Sequence[T]:
    """By what they are worth; but of the few that are alike and nearly the best any comes first, by its luck."""
    ordered = sorted(found, key=lambda one: -one[0])
    if not ordered:
        return ()
    most, best = ordered[0]
    near = [n for n, (worth, one) in enumerate(ordered) if worth >= most - NEAR and alike(one, best)][:FEW]
    first = sorted((ordered[n][1] for n in near), key=lambda one: -luck(one))
    return [*first, *(one for n, (_, one) in enumerate(ordered) if n not in near)]


def shuffled(item: Item, places: Sequence[tuple[int, int]], rng: random.Random) -> Item:
    """The item with its options in a new order; `places` is where the right one stood, of how many options."""
    if item.key not in item.options:
        return item
    size = len(item.options)
    stood = Counter(place for options, place in places if options == size)
    place = rng.choices(range(size), [SHY ** -stood[p] for p in range(size)])[0]
    others = [o for o in item.options if o != item.key]
    rng.shuffle(others)
    return replace(item, options=(*others[:place], item.key, *others[place:]))
