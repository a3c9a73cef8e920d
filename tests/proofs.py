"""How much of a large proof is made: `make test` draws from it, always the same; `make proofs` makes it whole."""

import random
from collections.abc import Collection, Sequence
from typing import TypeVar

T = TypeVar("T")
OPTION = "--whole"
SEED = 12
_made = {"whole": False}


def make_whole(*, whole: bool) -> None:
    """From now on, all that there is; said once, before tests are collected."""
    _made["whole"] = whole


def are_whole() -> bool:
    """Whether nothing is left out."""
    return _made["whole"]


def drawn(every: Sequence[T], *, one_in: int, always: Collection[T] = ()) -> list[T]:
    """Cases of a proof that are tried, in their order: what has to be there always, of the others one in so many.

    It is a draw of a fixed seed. Of a proof made whole all of them.
    """
    if are_whole():
        return list(every)
    others = [place for place, one in enumerate(every) if one not in always]
    left = {*random.Random(SEED).sample(others, -(-len(others) // one_in))}
    return [one for place, one in enumerate(every) if one in always or place in left]
