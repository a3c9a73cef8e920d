"""The libraries in memory: one for each set of packs, as fresh as the content revision."""

import asyncio
from datetime import UTC, datetime

from bot.core.library import Library
from bot.index import QuoteIndex
from bot.ports import Store, Transaction


class Shelf:
    """Hands out the Library of a workspace and rebuilds it only after content changed.

    `index` is where the words of the quotes are: in memory, unless a process that serves for long keeps a folder.
    """

    def __init__(self, store: Store, index: QuoteIndex | None = None) -> None:
        self._store = store
        self._index = index or QuoteIndex()
        self._revision = -1
        self._visible: dict[str, tuple[int, ...]] = {}
        self._libraries: dict[tuple[int, ...], Library] = {}
        self._met: set[str] = set()

    async def library(self, workspace_id: str) -> Library:
        """Everything that workspace may see, as it stands in the database now."""

        def look(tx: Transaction) -> tuple[int, tuple[int, ...] | None]:
            revision = tx.packs.revision()
            if revision == self._revision and workspace_id in self._visible:
                return revision, None
            return revision, tuple(p.id for p in tx.packs.visible(workspace_id))

        await self._meet(workspace_id)
        revision, visible = await self._store.read(look)
        if revision != self._revision:
            self._visible, self._libraries, self._revision = {}, {}, revision
        if visible is not None:
            self._visible[workspace_id] = visible
        ids = self._visible[workspace_id]
        if ids not in self._libraries:
            packs = await self._store.read(lambda tx: tx.packs.load(ids))
            self._libraries[ids] = await asyncio.to_thread(Library, packs, self._index.over)
        return self._libraries[ids]

    async def _meet(self, workspace_id: str) -> None:
        """Let the store know of a workspace, once. No rule looks at the time of it."""
        if workspace_id not in self._met:
            await self._store.write(lambda tx: tx.packs.meet(workspace_id, datetime.now(UTC)))
            self._met.add(workspace_id)

    async def close(self) -> None:
        """Let go of the index."""
        await asyncio.to_thread(self._index.close)
