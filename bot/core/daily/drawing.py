"""Which quote a channel gets next: none again until the pool is used up, then the one it saw longest ago."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.library import Library
from bot.core.packs import NumberedQuote, StoredPack
from bot.core.refusals import NothingUnseen

# With so many unseen quotes left the person who set it is told.
LOW = 10


@dataclass(frozen=True, slots=True)
class Pool:
    """The quotes of a subscription, those its channel has not seen first: in a random order, the better ones earlier.

    `unseen` counts them; behind them follow the seen ones, longest ago first.
    """

    packs: tuple[StoredPack, ...]
    quotes: tuple[NumberedQuote, ...]
    unseen: int


def packs_of(library: Library, pack: str) -> tuple[StoredPack, ...]:
    """The packs a subscription draws from. Raises NoSuchPack."""
    return (library.called(pack),) if pack else library.in_use


def pool(library: Library, pack: str, seen: Sequence[int], withheld: frozenset[str], rng: random.Random) -> Pool:
    """What may be posted; `seen` are numbers, newest first. Raises NoSuchPack, NothingUnseen when there is nothing."""
    packs = packs_of(library, pack)
    every = [q for p in packs for q in p.quotes if q.quote.id not in withheld]
    if not every and not any(p.items for p in packs):
        raise NothingUnseen(pack=pack)
    ago = {number: place for place, number in enumerate(seen)}
    fresh = [q for q in every if q.number not in ago]
    fresh.sort(key=lambda q: rng.random() ** (1 / (0.01 + q.quote.score**2)), reverse=True)
    again = sorted((q for q in every if q.number in ago), key=lambda q: -ago[q.number])
    return Pool(packs, (*fresh, *again), len(fresh))
