"""What choosing looks through is looked through before the database's one writer is held.

Inside a transaction that writes only so much is made anew. Where more would have to be, the transaction ends without an
effect, what is missing is made in a thread, and it runs again from the same chance.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from typing import TypeVar

from bot.library.threads import SERVING, within
from bot.library.unwatched import unwatched
from bot.storage.store import Store
from bot.storage.transaction import Transaction

T = TypeVar("T")
# So many items are made while a transaction writes: a few milliseconds.
MOST_MADE = 40
# So often a transaction ends for what is missing; then it makes the rest itself.
TRIES = 12
_LEFT: ContextVar[int | None] = ContextVar("left", default=None)


class NotLookedThrough(Exception):
    """More would have to be made than a transaction may; `prepare` makes it."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        super().__init__("looked through first")
        self.prepare = prepare


def may_make(cost: int = 1) -> bool:
    """Whether one more may be made here that costs as much as so many; it counts as made."""
    left = _LEFT.get()
    if left is None:
        return True
    if left < cost:
        return False
    _LEFT.set(left - cost)
    return True


@contextmanager
def sparing(rng: random.Random, most: int = MOST_MADE) -> Iterator[None]:
    """While a transaction writes: no more than that is made, and where it would be chance is as it was."""
    chance = rng.getstate()
    token = _LEFT.set(most)
    try:
        yield
    except NotLookedThrough:
        rng.setstate(chance)
        raise
    finally:
        _LEFT.reset(token)


async def written(store: Store, rng: random.Random, use_case: Callable[[Transaction], T]) -> T:
    """What a use case returns, in one transaction that makes little."""

    def spared(tx: Transaction) -> T:
        with sparing(rng):
            return use_case(tx)

    with ExitStack() as making:
        for tried in range(TRIES):
            try:
                return await store.write_with_others(spared)
            except NotLookedThrough as first:
                if not tried:
                    making.enter_context(unwatched())
                with suppress(NotLookedThrough):
                    await within(SERVING, first.prepare)
        return await store.write(use_case)
