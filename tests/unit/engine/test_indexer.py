"""Filling the index: together what comes together, long packs by stretches, failures told and got over."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.library import indexer
from bot.library.index import QuoteIndex, Stretch
from bot.library.indexer import Indexer
from bot.library.model import StoredPack
from tests.builders import pack, stored


class Watched(QuoteIndex):
    """An index that tells what was put in, step by step."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[list[tuple[int, int, int]]] = []
        self.broken = False

    def put(self, stretches: Sequence[Stretch]) -> None:
        """The same."""
        self.steps.append([(s.pack.info.id, s.first, s.last) for s in stretches])
        if self.broken:
            raise OSError("no room")
        super().put(stretches)


def of(pack_id: int, size: int) -> StoredPack:
    """A pack of so many quotes."""
    texts = (f"Quote {number} of pack {pack_id} is short." for number in range(size))
    return stored(pack_id, pack(f"p{pack_id}", *texts), first=1000 * pack_id)


async def test_what_comes_together_goes_in_together() -> None:
    """One commit serves all who wait; what is in is not put in again."""
    index = Watched()
    filling = Indexer(index)
    await asyncio.gather(*(filling.hold([of(n, 2)]) for n in range(1, 30)))
    await filling.hold([of(n, 2) for n in range(1, 30)])

    assert [len(step) for step in index.steps] == [29]
    assert index.lacking([of(n, 2) for n in range(1, 30)]) == []
    await filling.close()


async def test_a_short_pack_does_not_wait_for_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes in beside the next stretch."""
    monkeypatch.setattr(indexer, "STEP", 3)
    index = Watched()
    filling = Indexer(index)
    long = asyncio.create_task(filling.hold([of(1, 10)]))
    while not index.steps:  # noqa: ASYNC110
        await asyncio.sleep(0)
    await filling.hold([of(2, 2)])

    assert not long.done()
    await long
    assert index.steps[0] == [(1, 0, 3)]
    assert [s for step in index.steps for s in step if s[0] == 1] == [(1, 0, 3), (1, 3, 6), (1, 6, 9), (1, 9, 10)]
    assert index.postings([of(1, 10)]).frequency("short") == 10
    await filling.close()


async def test_who_waits_is_told_what_went_wrong_and_the_next_try_is_whole() -> None:
    """A full disk, for instance."""
    index = Watched()
    index.broken = True
    filling = Indexer(index)
    with pytest.raises(OSError, match="no room"):
        await filling.hold([of(1, 2)])
    index.broken = False
    await filling.hold([of(1, 2)])

    assert index.postings([of(1, 2)]).frequency("short") == 2
    await filling.close()
