"""Many directions beside each other, and which of them are nearest to one."""

from heapq import nlargest
from mmap import mmap
from typing import Any

import simsimd

Buffer = bytes | mmap

# Counted in steps, so that nobody waits for a million at once.
_STEP = 50_000


class Directions:
    """Vectors as an embedder gives them, all of one dimension."""

    def __init__(self, vectors: Buffer, dimension: int) -> None:
        self._dimension = dimension
        self._vectors = memoryview(vectors)

    def __len__(self) -> int:
        return len(self._vectors) // self._dimension

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
