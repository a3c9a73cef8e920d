"""Many directions beside each other, and which of them are nearest to one."""

from array import array
from collections.abc import Iterable
from heapq import nlargest
from math import ceil, sqrt
from mmap import mmap
from typing import Any, NamedTuple

import simsimd

Buffer = bytes | mmap

# Counted in steps, so that nobody waits for a million at once.
_STEP = 50_000


class Middle(NamedTuple):
    """The mean of unit vectors: where it points, in signed bytes, and how long it is, the more alike they are."""

    direction: bytes
    length: float


def middle_of(rows: Iterable[bytes]) -> Middle:
    """Of vectors as an embedder gives them, one at least; those of zeros count for nothing."""
    total: list[float] = []
    many = 0
    for row in rows:
        numbers = memoryview(row).cast("b").tolist()
        size = sqrt(sum(n * n for n in numbers)) or 1.0
        total = [t + n / size for t, n in zip(total or [0.0] * len(numbers), numbers, strict=True)]
        many += 1
    largest = max(map(abs, total)) or 1.0
    return Middle(
        array("b", [round(127 * t / largest) for t in total]).tobytes(), sqrt(sum(t * t for t in total)) / many
    )


class Directions:
    """Vectors as an embedder gives them, all of one dimension."""

    def __init__(self, vectors: Buffer, dimension: int) -> None:
        self._dimension = dimension
        self._vectors = memoryview(vectors)

    def __len__(self) -> int:
        return len(self._vectors) // self._dimension

    def __getitem__(self, place: int) -> bytes:
        """One of them."""
        return bytes(self._vectors[place * self._dimension : (place + 1) * self._dimension])

    def some(self, most: int) -> list[bytes]:
        """At most so many, from all over."""
        return [self[place] for place in range(0, len(self), max(1, ceil(len(self) / most)))]

    def likenesses(self, direction: bytes) -> list[float]:
        """How near each is: the cosine, 1 for the same direction, 0 for nothing in common."""
        if not any(direction):
            return [0.0] * len(self)
        asked = memoryview(direction).cast("b").cast("B").cast("b", (1, self._dimension))
        found: list[float] = []
        for first in range(0, len(self), _STEP):
            part = self._vectors[first * self._dimension : (first + _STEP) * self._dimension]
            rows = part.cast("B").cast("b", (len(part) // self._dimension, self._dimension))
            distances: Any = simsimd.cdist(asked, rows, "cosine")
            counted: Any = memoryview(distances).tolist()[0]
            found += [1 - distance for distance in counted]
        return found

    def nearest(self, direction: bytes, most: int) -> list[tuple[int, float]]:
        """The places of at most `most` of them with their likeness, nearest first."""
        return nlargest(most, enumerate(self.likenesses(direction)), key=lambda pair: pair[1])
