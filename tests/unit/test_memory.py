"""Which libraries stay in memory, by how much they hold and when they were used."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.library.memory import LIBRARY_BYTES, TEXT_BYTES, Memory
from bot.library.model import Audience, PackInfo
from content.model import Source

INFO = PackInfo(
    id=1, name="one", source=Source(title="One"), fingerprint="1", workspace_id=None, audience=Audience.PUBLIC,
    sample=False, imported_at=datetime(2026, 3, 1, tzinfo=UTC),
)  # fmt: skip
ONE, TWO, THREE = (replace(INFO, id=n) for n in (1, 2, 3))
TEXTS = {1: 100, 2: 200, 3: 300}


def size(libraries: int, *packs: int) -> int:
    """What so many libraries with these packs take."""
    return libraries * LIBRARY_BYTES + TEXT_BYTES * sum(TEXTS[pack] for pack in packs)


def test_a_pack_that_several_share_counts_once() -> None:
    """And goes with the last of them."""
    memory = Memory(10**9)
    memory.use("a", (ONE, TWO), TEXTS)
    memory.use("b", (ONE, THREE), TEXTS)
    assert memory.bytes == size(2, 1, 2, 3)
    assert memory.use("c", (ONE, THREE), TEXTS) == (set(), [])
    assert memory.bytes == size(2, 1, 2, 3)
    assert memory.use("a", (ONE, THREE), TEXTS) == ({(ONE, TWO)}, [])
    assert memory.bytes == size(1, 1, 3)


def test_who_used_one_longest_ago_is_passed_over() -> None:
    """Using one again is using it; a new edition is weighed anew."""
    memory = Memory(size(2, 1, 2) + 1)
    memory.use("a", (ONE,), TEXTS)
    memory.use("b", (TWO,), TEXTS)
    memory.use("a", (ONE,), TEXTS)
    assert memory.use("c", (THREE,), TEXTS) == ({(TWO,), (ONE,)}, ["b", "a"])
    assert memory.bytes == size(1, 3)
    edition = replace(THREE, decided=1)
    assert memory.use("c", (edition,), {3: 50}) == ({(THREE,)}, [])
    assert memory.bytes == LIBRARY_BYTES + 50 * TEXT_BYTES


def test_the_one_in_use_stays_however_large() -> None:
    """Else nobody there could ask anything."""
    memory = Memory(1)
    assert memory.use("a", (ONE,), TEXTS) == (set(), [])
    assert memory.use("b", (TWO,), TEXTS) == ({(ONE,)}, ["a"])
    assert memory.use("b", (TWO,), TEXTS) == (set(), [])
