"""What a library costs: it is read once whoever asks, and an import reads the new pack only."""

import asyncio
import gc
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.library import cache as shelves
from bot.library.imports import store
from bot.library.library import Library
from bot.library.model import StoredPack
from bot.storage.transaction import Transaction
from tests.builders import ELSEWHERE, HERE, THERE, pack
from tests.world import World, opened

OURS = HERE.workspace_id
KEPT = "Birds keep their minutes in the trees."


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path) as made:
        yield made


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the packs that are read from the database, in order."""
    seen: list[int] = []
    read: Callable[[int, Transaction], tuple[StoredPack, ...]] = shelves._read

    def noted(pack_id: int, tx: Transaction) -> tuple[StoredPack, ...]:
        seen.append(pack_id)
        return read(pack_id, tx)

    monkeypatch.setattr(shelves, "_read", noted)
    return seen


async def test_an_import_reads_only_the_new_pack(world: World, reads: list[int]) -> None:
    """The others stay as they are held."""
    before = await world.services.libraries.library(OURS)
    samples = list(reads)

    told = await store(world.services, pack("birds", "Ducks hold short meetings."), workspace_id=OURS)
    after = await world.services.libraries.library(OURS)

    assert reads == [*samples, told.info.id]
    assert all(after._contents.packs[held] is before._contents.packs[held] for held in before.packs)
    assert told.info.id in after.packs


async def test_a_new_edition_is_read_again(world: World, reads: list[int]) -> None:
    """Under the same id, in place of the old one."""
    first = await store(world.services, pack("birds", "Ducks hold short meetings.", KEPT), workspace_id=OURS)
    await world.services.libraries.library(OURS)
    await store(world.services, pack("birds", "Geese hold long ones.", KEPT), workspace_id=OURS)
    library = await world.services.libraries.library(OURS)

    assert reads.count(first.info.id) == 2
    assert {q.quote.text for q in library._contents.packs[first.info.id].quotes} == {"Geese hold long ones.", KEPT}


async def test_an_import_elsewhere_changes_no_other_library(world: World) -> None:
    """It is the same one as before; what nobody uses any more is let go of."""
    before = await world.services.libraries.library(OURS)
    for text in ("Ducks hold short meetings.", "Geese hold long ones.", "Swans hold none."):
        await store(world.services, pack("birds", text), workspace_id=ELSEWHERE.workspace_id)
        theirs = await world.services.libraries.library(ELSEWHERE.workspace_id)

        assert await world.services.libraries.library(OURS) is before
    gone = weakref.ref(theirs)
    await store(world.services, pack("birds", "Herons wait."), workspace_id=ELSEWHERE.workspace_id)
    del theirs
    await world.services.libraries.library(ELSEWHERE.workspace_id)
    gc.collect()

    assert gone() is None
    assert len(world.services.libraries._libraries) == 2


async def test_who_comes_while_a_library_is_read_waits_for_it(world: World, reads: list[int]) -> None:
    """Many at once get the same one, read once."""
    got = await asyncio.gather(*(world.services.libraries.library(OURS) for _ in range(20)))

    assert len({id(library) for library in got}) == 1
    assert len(reads) == len(set(reads))
    assert gc.isenabled()


async def test_an_edition_that_comes_while_the_old_one_is_loaded_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old library, late, does not stand in for the new one."""
    began, go = threading.Event(), threading.Event()

    def slowly(packs: Sequence[StoredPack], *over: Any) -> Library:
        if not began.is_set():
            began.set()
            go.wait(10)
        return Library(packs, *over)

    monkeypatch.setattr(shelves, "Library", slowly)
    told = await store(world.services, pack("birds", "Ducks hold short meetings.", KEPT), workspace_id=OURS)
    early = asyncio.create_task(world.services.libraries.library(OURS))
    await asyncio.to_thread(began.wait, 10)
    await store(world.services, pack("birds", "Geese hold long ones.", KEPT), workspace_id=OURS)
    elsewhere = asyncio.create_task(world.services.libraries.library(THERE.workspace_id))
    while THERE.workspace_id not in world.services.libraries._visible:  # noqa: ASYNC110
        await asyncio.sleep(0)
    go.set()
    await asyncio.gather(early, elsewhere)

    library = await world.services.libraries.library(OURS)
    assert {q.quote.text for q in library._contents.packs[told.info.id].quotes} == {"Geese hold long ones.", KEPT}
