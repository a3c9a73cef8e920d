"""What the texts of packs mean, and what is nearest to what somebody types."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from heapq import merge
from itertools import count, islice
from math import sqrt
from operator import itemgetter

from bot.library.model import StoredPack, passage_key, passage_place
from bot.meaning.directions import Directions, Middle, middle_of
from bot.meaning.everyday import OF_MINILM, Scale, everyday, scale
from bot.meaning.model import Embedder

# So many texts tell what those of a pack have in common.
_TELLING = 400
# Of so many texts of a pack what is near to them is kept for the next who asks.
_NEAR_KEPT = 10_000
# Which packs were looked through, for what, how many and how near.
_Near = tuple[tuple[int, ...], int, int, float]
_numbering = count()


class PackMeanings:
    """The directions of a pack's texts, in the order in which the pack tells them. It holds no word of them."""

    def __init__(self, pack: StoredPack, directions: Directions) -> None:
        assert len(directions) == pack.size
        self.pack_id, self.directions = pack.info.id, directions
        self._numbers = [q.number for q in pack.quotes]
        self._middle: Middle | None = None
        # By which it is known again without being held.
        self.serial = next(_numbering)
        self._near: dict[_Near, Sequence[int]] = {}

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

    def near(self, asked: _Near) -> Sequence[int] | None:
        """What was kept; None for what nobody asked lately."""
        return self._near.get(asked)

    def keep_near(self, asked: _Near, found: Sequence[int]) -> None:
        """For the next who asks."""
        if len(self._near) >= _NEAR_KEPT:
            self._near.clear()
        self._near[asked] = found

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
        return [(self._packs[pack].key(place), likeness) for pack, place, likeness in self.nearest_places(limit)]

    def nearest_places(self, limit: int) -> list[tuple[int, int, float]]:
        """The same by where they stand: which of the packs, the place in it, and how near."""
        found = []
        for number, near in enumerate(self.likenesses):
            best = sorted(range(len(near)), key=near.__getitem__, reverse=True)[:limit]
            found.append([(number, place, near[place]) for place in best])
        return list(islice(merge(*found, key=itemgetter(2), reverse=True), limit))

    def likeness(self, key: int) -> float:
        """Of one of them."""
        for pack, near in zip(self._packs, self.likenesses, strict=True):
            if (place := pack.place(key)) is not None:
                return near[place]
        return 0.0

    @cached_property
    def likenesses(self) -> list[list[float]]:
        """Of everything in these packs."""
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

    def near(self, key: int, limit: int, least: float) -> Sequence[int] | None:
        """Of at most `limit` that are nearest to one of them, apart from what all of its pack have in common, those
        that are so near at `least`, best first; None for what is not known. Told once for all who ask.
        """
        pack = self._of(key)
        if pack is None:
            return None
        asked = self._asked(key, limit, least)
        found = pack.near(asked)
        if found is None:
            found = tuple(other for other, likeness in self._apart(pack, key, limit) if likeness >= least)
            pack.keep_near(asked, found)
        return found

    def has_told(self, key: int, limit: int, least: float) -> bool:
        """Whether `near` has nothing to reckon."""
        pack = self._of(key)
        return pack is not None and pack.near(self._asked(key, limit, least)) is not None

    def _of(self, key: int) -> PackMeanings | None:
        return next((pack for pack in self._packs if pack.place(key) is not None), None)

    def _asked(self, key: int, limit: int, least: float) -> _Near:
        return tuple(pack.serial for pack in self._packs), key, limit, least

    def _apart(self, pack: PackMeanings, key: int, limit: int) -> list[tuple[int, float]]:
        """What is nearest with its likeness. Of two directions with the middle taken off each the cosine is counted
        from those of the whole ones.
        """
        place = pack.place(key)
        assert place is not None
        direction, length = pack.middle(everyday(self.embedder))
        common = Asked(self._packs, direction).likenesses
        own = common[self._packs.index(pack)][place] * length
        ours = max(0.0, 1 - 2 * own + length**2)
        found = []
        for number, other, likeness in Asked(self._packs, pack.directions[place]).nearest_places(limit):
            theirs = common[number][other] * length
            apart = sqrt(ours * max(0.0, 1 - 2 * theirs + length**2))
            key_of = self._packs[number].key(other)
            found.append((key_of, (likeness - own - theirs + length**2) / apart if apart else 0.0))
        return sorted(found, key=itemgetter(1), reverse=True)
