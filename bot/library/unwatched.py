"""Making much that stays, as packs and what games make of them, without looking through it for cycles ever again.

A search for cycles stops every thread, the longer the more there is: what games make of eight thousand quotes stopped
the event loop for a fifth of a second, again and again.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from bot.library.threads import SERVING, within

T = TypeVar("T")
# So many objects are looked through in about ten milliseconds; fewer are left to the collector.
MANY = 20_000
_busy: list[object] = []


@contextmanager
def unwatched() -> Iterator[None]:
    """Nobody looks for cycles meanwhile; what is there at the end is never looked through where many things were made.

    It is freed all the same when nobody holds it any more: only in a cycle it would stay.
    """
    _busy.append(None)
    gc.disable()
    try:
        yield
    finally:
        _busy.pop()
        if gc.get_count()[0] >= MANY:
            gc.freeze()
        if not _busy:
            gc.enable()


async def made(make: Callable[..., T], *arguments: Any) -> T:
    """What `make` returns, in a thread for what somebody waits for; much of what it makes may stay."""
    with unwatched():
        return await within(SERVING, make, *arguments)
