"""What a process holds of the libraries of many workspaces, and when it reads them again."""

import gc

import pytest
from sqlalchemy import text

from bot.library.book_model import NewQuote
from bot.library.cache import LibraryCache
from bot.library.library import Library
from bot.library.model import Audience, DecidedBy, PackInfo
from bot.library.rows.book import BookRows
from bot.library.rows.counters import REVISION, bump
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.storage.store import Store
from bot.storage.transaction import Rows
from content.decisions import Deciding
from tests.builders import NOON, pack

BY = DecidedBy("u1", "Ada")
WORKSPACES = [f"slack:T{n}" for n in range(12)]


async def bring(store: Store, workspace_id: str) -> None:
    """A pack of its own."""
    await save(store, f"of-{workspace_id[6:].lower()}", workspace_id, Audience.WORKSPACE)


async def save(store: Store, name: str, workspace_id: str | None, audience: Audience, text: str = "") -> PackInfo:
    """A pack, or another edition of the one of that name."""
    stays = f"Whoever reads {name} to the end has earned their tea."
    made = pack(name, stays, text or f"The first page of {name} was written last.")
    done = await store.write(
        lambda tx: tx[PackRows].save(made, workspace_id=workspace_id, audience=audience, at=NOON, named=True)
    )
    return done.info


def names(library: Library) -> list[str]:
    """The packs in it."""
    return [each.info.name for each in library.packs.values()]


async def test_libraries_that_there_is_no_room_for_are_read_again(store: Store) -> None:
    """The ones used last stay; what is asked for is whole all the same, and nothing of others' is in it."""
    for workspace in WORKSPACES:
        await bring(store, workspace)
    libraries = LibraryCache(store, memory_bytes=0)
    try:
        first = await libraries.library(WORKSPACES[0])
        for workspace in WORKSPACES:
            held = await libraries.library(workspace)
            assert len(names(held)) == 1
        assert await libraries.library(WORKSPACES[-1]) is held
        gc.collect()
        assert libraries.sizes().libraries == 1
        again = await libraries.library(WORKSPACES[0])

        assert again is not first
        assert names(again) == names(first)
        assert libraries.sizes().libraries == 1
    finally:
        await libraries.close()


async def test_libraries_stay_while_there_is_room(store: Store) -> None:
    """Whoever asks again gets the same."""
    for workspace in WORKSPACES:
        await bring(store, workspace)
    libraries = LibraryCache(store)
    try:
        held = [await libraries.library(workspace) for workspace in WORKSPACES]

        assert [await libraries.library(workspace) for workspace in WORKSPACES] == held
        assert libraries.sizes().libraries == len(WORKSPACES)
    finally:
        await libraries.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The workspaces whose packs were read from the database, one by one."""
    whose: list[str] = []
    used = PackRows.used

    def noted(rows: PackRows, workspace_id: str) -> tuple[PackInfo, ...]:
        whose.append(workspace_id)
        return used(rows, workspace_id)

    monkeypatch.setattr(PackRows, "used", noted)
    return whose


async def test_what_one_workspace_brings_in_is_read_by_it_alone(store: Store, read: list[str]) -> None:
    """An import, another edition of it, an added quote and a decision leave what others hold as it is."""
    a, b = WORKSPACES[:2]
    for workspace in (a, b):
        await bring(store, workspace)
    libraries = LibraryCache(store)
    try:
        held = [await libraries.library(workspace) for workspace in (a, b)]
        read.clear()
        own = await save(store, "diary", a, Audience.WORKSPACE)
        await save(store, "diary", a, Audience.WORKSPACE, "Diaries are kept by those who like to have been right.")
        book = await store.write(lambda tx: tx[BookRows].begin(a, "book", "Our book", NOON))
        new = NewQuote(text="It was never about the kettle, it was about the queue.", speaker="Ada Novak")
        await store.write(lambda tx: tx[BookRows].add(book, new, BY, NOON))
        now = await libraries.library(a)
        number = next(n for n in range(1, 99) if now.has(n) and now.revealed(n).pack_id == own.id)  # type: ignore[union-attr]
        await store.write(lambda tx: tx[DecisionRows].decide(number, Deciding.DROP, "", BY, NOON))

        assert await libraries.library(b) is held[1]
        assert names(await libraries.library(a)) == [*names(held[0]), "diary", "book"]
        assert not (await libraries.library(a)).has(number)
        assert set(read) == {a}
    finally:
        await libraries.close()


async def test_what_others_see_is_read_by_all(store: Store) -> None:
    """Packs of the installation, public and granted ones, what is shared no more, and what an earlier Quoth changed."""
    a, b = WORKSPACES[:2]
    for workspace in (a, b):
        await bring(store, workspace)
    libraries = LibraryCache(store)

    async def seen() -> list[str]:
        return names(await libraries.library(b))[1:]

    try:
        assert await seen() == []
        await save(store, "all", None, Audience.PUBLIC)
        assert await seen() == ["all"]
        shared = await save(store, "lent", a, Audience.WORKSPACE)
        assert await seen() == ["all"]
        await store.write(lambda tx: tx[PackRows].grant(shared.id, b))
        assert await seen() == ["all", "lent"]
        await save(store, "lent", a, Audience.CHOSEN, "Shared things are nobody's until somebody breaks them.")
        assert "Shared things are nobody's until somebody breaks them." in await texts(libraries, b)
        await save(store, "open", a, Audience.PUBLIC)
        assert await seen() == ["all", "lent", "open"]
        await save(store, "open", a, Audience.WORKSPACE, "Open doors are for those who know where they lead.")
        assert await seen() == ["all", "lent"]
        await store.write(lambda tx: tx[Earlier].open_again())
        assert await seen() == ["all", "lent", "open"]
    finally:
        await libraries.close()


class Earlier(Rows):
    """A Quoth that knows of one content revision only."""

    def open_again(self) -> None:
        """Change something, and raise that revision."""
        self._connection.execute(text("UPDATE pack SET audience = 'public' WHERE name = 'open'"))
        bump(self._connection, REVISION, 1)


async def texts(libraries: LibraryCache, workspace_id: str) -> set[str]:
    """The quotes that a workspace has."""
    library = await libraries.library(workspace_id)
    found = [library.revealed(n) for n in range(1, 200)]
    return {each.quote.text for each in found if each is not None}
