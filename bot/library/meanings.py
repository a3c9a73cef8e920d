"""What the texts of packs mean, and what is nearest to what somebody types."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from heapq import merge
from itertools import islice
from operator import itemgetter

from bot.library.model import StoredPack, passage_key, passage_place
from bot.meaning.directions import Directions
from bot.meaning.model import Embedder


class PackMeanings:
    """The directions of a pack's texts, in the order in which the pack tells them. It holds no word of them."""

    def __init__(self, pack: StoredPack, directions: Directions) -> None:
        assert len(directions) == pack.size
        self.pack_id, self.directions = pack.info.id, directions
        self._numbers = [q.number for q in pack.quotes]

    def key(self, place: int) -> int:
        """What stands there."""
        quotes = len(self._numbers)
        return self._numbers[place] if place < quotes else passage_key(self.pack_id, place - quotes)

    def place(self, key: int) -> int | None:
        """Where that stands; None if it is not of this pack."""
        if key < 0:
            pack_id, place = passage_place(key)
            place += len(self._numbers)
            return place if pack_id == self.pack_id and place < len(self.directions) else None
        place = bisect_left(self._numbers, key)
        return place if place < len(self._numbers) and self._numbers[place] == key else None


class Asked:
    """bot.library.lookup.Meaning of one search, over those packs whose meanings are known by now."""

    def __init__(self, embedder: Embedder, packs: Sequence[PackMeanings], words: str) -> None:
        self.embedder, self._packs = embedder, packs
        self._direction = embedder.vectors([words])

    def nearest(self, limit: int) -> list[tuple[int, float]]:
        """The nearest of all packs."""
        found = []
        for pack, near in zip(self._packs, self._likenesses, strict=True):
            best = sorted(range(len(near)), key=near.__getitem__, reverse=True)[:limit]
            found.append([(pack.key(place), near[place]) for place in best])
        return list(islice(merge(*found, key=itemgetter(1), reverse=True), limit))

    def likeness(self, key: int) -> float:
        """Of one of them."""
        for pack, near in zip(self._packs, self._likenesses, strict=True):
            if (place := pack.place(key)) is not None:
                return near[place]
        return 0.0

    @cached_property
    def _likenesses(self) -> list[list[float]]:
        return [pack.directions.likenesses(self._direction) for pack in self._packs]
