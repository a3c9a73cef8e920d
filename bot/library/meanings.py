"""What the texts of packs mean, and what is nearest to what somebody types."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from heapq import merge
from itertools import islice
from math import prod, sqrt
from operator import itemgetter

from bot.library.model import StoredPack, passage_key, passage_place
from bot.meaning.directions import Directions, Middle, middle_of
from bot.meaning.everyday import OF_MINILM, Scale, everyday, scale
from bot.meaning.model import Embedder

# So many texts tell what those of a pack have in common.
_TELLING = 400


class PackMeanings:
    """The directions of a pack's texts, in the order in which the pack tells them. It holds no word of them."""

    def __init__(self, pack: StoredPack, directions: Directions) -> None:
        assert len(directions) == pack.size
        self.pack_id, self.directions = pack.info.id, directions
        self._numbers = [q.number for q in pack.quotes]
        self._middle: Middle | None = None

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

    def middle(self, everyday: Sequence[bytes]) -> Middle:
        """What its texts have in common; short packs with what anything has that is said."""
        if self._middle is None:
            self._middle = middle_of([*everyday, *self.directions.some(_TELLING)])
        return self._middle


class Asked:
    """bot.library.lookup.Meaning of a direction, over those packs whose meanings are known by now.

    Likenesses to a strong model are told as all-MiniLM-L6-v2 would, whatever is near to it.
    """

    def __init__(self, packs: Sequence[PackMeanings], direction: bytes, scale: Scale | None = None) -> None:
        self._packs, self._direction, self._scale = packs, direction, scale
        self.strong = scale is not None

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
        found = [pack.directions.likenesses(self._direction) for pack in self._packs]
        if self._scale is None or not any(self._direction):
            return found
        mean, spread = self._scale
        stretched = OF_MINILM.spread / (spread or 1.0)
        return [[OF_MINILM.mean + (likeness - mean) * stretched for likeness in near] for near in found]


class Meanings:
    """bot.library.lookup.Meanings of those packs that one embedder knows by now."""

    def __init__(self, embedder: Embedder, packs: Sequence[PackMeanings]) -> None:
        self.embedder, self._packs, self.strong = embedder, packs, embedder.about.strong

    def __call__(self, words: str) -> Asked:
        """What somebody types, beside them."""
        return Asked(self._packs, self.embedder.vectors([words]), scale(self.embedder) if self.strong else None)

    def near(self, key: int, limit: int) -> list[tuple[int, float]]:
        """What is nearest to one of them, apart from what all of its pack have in common; nothing to what is not known.

        Of two directions with the middle taken off each the cosine is counted from those of the whole ones.
        """
        for pack in self._packs:
            if (place := pack.place(key)) is not None:
                break
        else:
            return []
        direction, length = pack.middle(everyday(self.embedder))
        common = Asked(self._packs, direction)
        own = common.likeness(key) * length
        found = []
        for other, likeness in Asked(self._packs, pack.directions[place]).nearest(limit):
            theirs = common.likeness(other) * length
            sizes = (max(0.0, 1 - 2 * part + length**2) for part in (own, theirs))
            apart = sqrt(prod(sizes))
            found.append((other, (likeness - own - theirs + length**2) / apart if apart else 0.0))
        return sorted(found, key=itemgetter(1), reverse=True)
