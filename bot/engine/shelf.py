"""The libraries in memory: one for each set of packs, as fresh as the content revision."""

import asyncio
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial

from bot.core.library import Library
from bot.core.packs import PackInfo, StoredPack
from bot.engine.sharing import SharedReads
from bot.errors import StorageUnwritable
from bot.index import QuoteIndex
from bot.ports import Store, Transaction

# From so many quotes on, looking through them for cycles stops the event loop noticeably.
_MANY = 20_000


class Shelf:
    """Hands out the Library of a workspace and rebuilds it only after content changed; unchanged packs stay.

    `index` is where the words of the quotes are: in memory, unless a process that serves for long keeps a folder.
    """

    def __init__(self, store: Store, index: QuoteIndex | None = None) -> None:
        self._store = store
        self._shared = SharedReads(store)
        self._index = index or QuoteIndex()
        self._revision = -1
        self._visible: dict[str, tuple[PackInfo, ...]] = {}
        self._packs: dict[int, StoredPack] = {}
        self._libraries: dict[tuple[PackInfo, ...], Library] = {}
        self._met: set[str] = set()
        self._loading = asyncio.Lock()

    async def library(self, workspace_id: str) -> Library:
        """Everything that workspace may see, as it stands in the database now."""
        await self._meet(workspace_id)
        infos = await self._look(workspace_id)
        if infos in self._libraries:
            return self._libraries[infos]
        # One at a time: who comes meanwhile finds what was loaded.
        async with self._loading:
            if infos not in self._libraries:
                packs = await self._load(infos)
                # By what was asked for, not by ids: what changed meanwhile is another library.
                self._libraries[infos] = await asyncio.to_thread(Library, packs, self._index.over)
            return self._libraries[infos]

    async def _look(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """The packs of a workspace, read anew only after content changed."""

        def look(tx: Transaction) -> tuple[int, tuple[PackInfo, ...] | None]:
            revision = tx.packs.revision()
            if revision == self._revision and workspace_id in self._visible:
                return revision, None
            return revision, tx.packs.visible(workspace_id)

        while True:
            revision, visible = await self._shared.read(workspace_id, look)
            if revision > self._revision:
                self._visible, self._libraries, self._revision = {}, {}, revision
            if visible is not None and revision == self._revision:
                self._visible[workspace_id] = visible
            # Missing where somebody else saw a newer revision meanwhile: then look again.
            if workspace_id in self._visible:
                return self._visible[workspace_id]

    async def _load(self, infos: Sequence[PackInfo]) -> list[StoredPack]:
        """These packs, read where they are not held as they stand; one by one, so that others get their turn."""
        stale = [i.id for i in infos if i.id not in self._packs or self._packs[i.id].info != i]
        with _unwatched() as loaded:
            for pack_id in stale:
                loaded.extend(await self._store.read(partial(_read, pack_id)))
        self._packs |= {pack.info.id: pack for pack in loaded}
        return [self._packs[i.id] for i in infos]

    async def _meet(self, workspace_id: str) -> None:
        """Let the store know of a workspace, once. No rule looks at the time of it.

        Where nothing can be kept now, a full disk say, the next request does it: that stops no look-up.
        """
        if workspace_id not in self._met:
            with suppress(StorageUnwritable):
                await self._store.write(lambda tx: tx.packs.meet(workspace_id, datetime.now(UTC)))
                self._met.add(workspace_id)

    async def close(self) -> None:
        """Let go of the index."""
        await asyncio.to_thread(self._index.close)


def _read(pack_id: int, tx: Transaction) -> tuple[StoredPack, ...]:
    return tx.packs.load((pack_id,))


@contextmanager
def _unwatched() -> Iterator[list[StoredPack]]:
    """Collects packs while nobody looks for cycles; many quotes, which have none, are never looked through again."""
    loaded: list[StoredPack] = []
    gc.disable()
    try:
        yield loaded
    finally:
        if sum(len(pack.quotes) for pack in loaded) >= _MANY:
            gc.freeze()
        gc.enable()
