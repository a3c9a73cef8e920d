"""Reads that are shared: few, and never older than the question."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from bot.storage.shared_reads import SharedReads
from bot.storage.store import Store
from bot.storage.transaction import Transaction


class Slow:
    """A store that reads when the test lets it, and tells how often it was asked."""

    def __init__(self) -> None:
        self.value, self.reads = 0, 0
        self.began, self.go = asyncio.Event(), asyncio.Event()

    async def read(self, work: Callable[[Transaction], int]) -> int:
        """What stands when the read begins."""
        self.reads += 1
        seen = work(cast("Transaction", self.value))
        self.began.set()
        await self.go.wait()
        return seen


def shared() -> tuple[Slow, SharedReads]:
    """A slow store and the reads of it."""
    slow = Slow()
    return slow, SharedReads(cast("Store", slow))


def value(tx: Any) -> int:
    """What the slow store holds."""
    return int(tx)


async def test_all_who_ask_at_once_share_a_read() -> None:
    """Two hundred of them; another key has a read of its own."""
    slow, reads = shared()
    slow.go.set()
    assert await asyncio.gather(*(reads.read("a", value) for _ in range(200))) == [0] * 200
    assert slow.reads == 1
    await asyncio.gather(reads.read("a", value), reads.read("b", value))
    assert slow.reads == 3


async def test_nobody_gets_what_was_read_before_they_asked() -> None:
    """Who comes while a read is under way shares the next one."""
    slow, reads = shared()
    first = asyncio.create_task(reads.read("a", value))
    await slow.began.wait()
    slow.value = 1
    later = [asyncio.create_task(reads.read("a", value)) for _ in range(5)]
    await asyncio.sleep(0)
    slow.go.set()

    assert await first == 0
    assert await asyncio.gather(*later) == [1] * 5
    assert slow.reads == 2


async def test_one_who_gives_up_takes_nothing_from_the_others() -> None:
    """The read goes on."""
    slow, reads = shared()
    impatient, patient = (asyncio.create_task(reads.read("a", value)) for _ in range(2))
    await slow.began.wait()
    impatient.cancel()
    slow.go.set()

    assert await patient == 0
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_a_failure_is_told_to_all_and_the_next_read_is_a_new_one() -> None:
    """An outage ends."""
    slow, reads = shared()
    slow.go.set()
    slow.value = cast("int", "no number")
    told = await asyncio.gather(*(reads.read("a", value) for _ in range(3)), return_exceptions=True)
    assert [type(e) for e in told] == [ValueError] * 3
    slow.value = 4
    assert await reads.read("a", value) == 4
    with pytest.raises(ZeroDivisionError):
        await reads.read("a", lambda _: 1 // 0)
