"""Looking up from the engine: each workspace finds its own, nobody's answer depends on what they may not see."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.lookup import Found, NotFound, Result
from bot.core.packs import StoredPack
from bot.engine.packs import store
from bot.engine.quotes import look_up
from bot.index import QuoteIndex
from bot.index.quotes import PackPostings
from tests.builders import ALICE, HERE, pack
from tests.world import World, opened, words

OURS, THEIRS = HERE.workspace_id, replace(HERE, workspace="elsewhere").workspace_id
HERON = "A heron waits longer than any committee and catches more."


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path) as made:
        yield made


async def found(world: World, workspace_id: str, typed: str) -> Result:
    """What a search finds there."""
    return (await look_up(world.services, workspace_id, typed, 5))[1]


async def test_an_import_is_found_at_once_and_only_where_it_belongs(world: World) -> None:
    """No restart, no waiting; the neighbours find nothing and are as sure of theirs as before."""
    fear = "backups can smell fear"
    before = await found(world, THEIRS, fear)
    assert isinstance(await found(world, OURS, "heron waits longer"), NotFound)

    await store(world.services, pack("birds", HERON, "Fear can smell a backup, said nobody here."), workspace_id=OURS)

    assert isinstance(await found(world, OURS, "the heron waits longer"), Found)
    assert isinstance(await found(world, THEIRS, "the heron waits longer"), NotFound)
    assert await found(world, THEIRS, fear) == before


async def test_a_new_edition_forgets_the_old_words(world: World) -> None:
    """What was left out of a pack is not found any more."""
    await store(world.services, pack("birds", HERON, "Ducks hold short meetings."), workspace_id=OURS)
    await store(world.services, pack("birds", "Ducks hold short meetings."), workspace_id=OURS)

    assert isinstance(await found(world, OURS, "a heron waits longer than any committee"), NotFound)
    assert isinstance(await found(world, OURS, "ducks hold short meetings"), Found)


@pytest.mark.parametrize("typed", ["???", "🙂🙂", "\u202e", "\u0301" * 300, "'\"; drop table", "zzz:*", "(", "*~zz"])
async def test_odd_searches_get_a_plain_answer(world: World, typed: str) -> None:
    """Nothing breaks, nothing is found."""
    assert isinstance(await found(world, OURS, typed), NotFound)


@pytest.mark.parametrize("typed", ["x" * 401, "e" + "\u0301" * 10_000, "word " * 200])
async def test_a_search_that_is_too_long_is_refused_before_it_is_read(
    world: World, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal names the limit."""
    monkeypatch.setattr(PackPostings, "candidates", lambda *_: pytest.fail("it was searched for"))

    assert "400" in words(await world.ask(ALICE, "whosaid", words=typed))
    assert "400" in words(await world.ask(ALICE, "quote", search=typed))


class SlowIndex(QuoteIndex):
    """As slow as a first search in a huge library."""

    def over(self, packs: "tuple[StoredPack, ...]") -> PackPostings:  # type: ignore[override]
        """The same, later."""
        time.sleep(0.3)
        return super().over(packs)


async def test_a_slow_search_does_not_hold_up_others(tmp_path: Path) -> None:
    """The event loop turns while a search, the first one above all, is at work."""
    async with opened(tmp_path) as world:
        world.services.shelf._index = SlowIndex()
        searching = asyncio.create_task(found(world, OURS, "backups can smell fear"))
        turns = 0
        while not searching.done():
            await asyncio.sleep(0.01)
            turns += 1

        assert isinstance(await searching, Found)
        assert turns > 10
