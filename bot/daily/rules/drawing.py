"""Which quote a channel gets next: none again until the pool is used up, then the one it saw longest ago."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.refusals import NothingUnseen
from bot.library.library import View
from bot.library.model import NumberedQuote, PackSummary

# With so many unseen quotes left the person who set it is told.
LOW = 10


@dataclass(frozen=True, slots=True)
class QuotePool:
    """The quotes of a subscription, those its channel has not seen first: in a random order, the better ones earlier.

    `unseen` counts them; behind them follow the seen ones, longest ago first. They are numbers: what a quote says is
    read where it is still allowed.
    """

    packs: tuple[PackSummary, ...]
    numbers: tuple[int, ...]
    unseen: int


def pool(view: View, pack: str, seen: Sequence[int], rng: random.Random) -> QuotePool:
    """What may be posted; `seen` are numbers, newest first. Raises NoSuchPack, NothingUnseen when there is nothing."""
    packs = view.library.chosen(pack)
    every = [one for one in view.numbers(packs) if one[0] not in view.hidden]
    if not every and not any(view.written(packs)):
        raise NothingUnseen(pack=pack)
    ago = {number: place for place, number in enumerate(seen)}
    fresh = [one for one in every if one[0] not in ago]
    fresh.sort(key=lambda one: rng.random() ** (1 / (0.01 + one[1] ** 2)), reverse=True)
    again = sorted((number for number, _ in every if number in ago), key=lambda number: -ago[number])
    return QuotePool(packs, (*(number for number, _ in fresh), *again), len(fresh))


def pick_quote(view: View, pool: QuotePool) -> NumberedQuote:
    """The first of a pool that may be shown. Raises NothingUnseen."""
    found = next((quote for quote in map(view.get, pool.numbers) if quote is not None), None)
    if found is None:
        raise NothingUnseen(pack="")
    return found
