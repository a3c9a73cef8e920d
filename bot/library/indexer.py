"""Filling the index, in a thread of its own: together what comes together, and long packs by stretches."""

import asyncio
from collections.abc import Iterable

from bot.library.index import IndexMoved, QuoteIndex, Stretch
from bot.library.model import PackInfo, StoredPack
from bot.library.threads import INDEXING, within

# So many texts go in by one step, about a third of a second: who comes meanwhile with a short pack waits no longer.
STEP = 20_000


class Indexer:
    """Puts packs into an index for those who want to look them up."""

    def __init__(self, index: QuoteIndex) -> None:
        self._index = index
        self._held: dict[int, PackInfo] = {}
        self._wanted: dict[PackInfo, tuple[StoredPack, asyncio.Future[None]]] = {}
        self._begun: dict[PackInfo, int] = {}
        self._work: asyncio.Task[None] | None = None

    async def hold(self, packs: Iterable[StoredPack]) -> None:
        """Come back when all of these are in the index. Raises what stood against it, for all who wait for it."""
        missing = [pack for pack in packs if self._held.get(pack.info.id) != pack.info]
        if missing:
            await asyncio.gather(*[asyncio.shield(self._want(pack)) for pack in missing])

    async def known(self) -> frozenset[int]:
        """The ids of the packs that are in the index."""
        return await within(INDEXING, self._index.known)

    async def forget(self, pack_ids: frozenset[int]) -> None:
        """Take these packs out; one that comes back is put in anew."""
        for pack_id in pack_ids:
            self._held.pop(pack_id, None)
        await within(INDEXING, self._index.forget, pack_ids)

    async def close(self) -> None:
        """Let go of the index, once it is at rest."""
        if self._work is not None:
            await asyncio.wait([self._work])
        await within(INDEXING, self._index.close)

    def _want(self, pack: StoredPack) -> "asyncio.Future[None]":
        if pack.info not in self._wanted:
            self._wanted[pack.info] = pack, asyncio.get_running_loop().create_future()
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._fill(), name="indexing")
        return self._wanted[pack.info][1]

    async def _fill(self) -> None:
        while self._wanted:
            step = self._step()
            try:
                fresh = await within(INDEXING, self._index.lacking, [s.pack for s in step if s.first == 0])
                others = {s.pack.info for s in step if s.first == 0} - {pack.info for pack in fresh}
                await within(INDEXING, self._index.put, [s for s in step if s.pack.info not in others])
            except IndexMoved:
                self._held.clear()
                self._begun.clear()
                continue
            except Exception as error:  # noqa: BLE001 - whoever waits is told, and the next ones get their turn
                for stretch in step:
                    self._done(stretch.pack, error)
                continue
            for pack, _, last in step:
                self._begun[pack.info] = last
                if last >= pack.size or pack.info in others:
                    self._done(pack)

    def _step(self) -> list[Stretch]:
        """Short packs whole, as many as fit, and the next stretch of a long one: neither keeps the other waiting."""
        room, step, long = STEP, list[Stretch](), None
        for pack, _ in self._wanted.values():
            size = pack.size
            if size > STEP:
                # One that was begun first.
                long = pack if long is None or pack.info in self._begun else long
            elif size <= room:
                step.append(Stretch(pack, 0, size))
                room -= max(1, size)
        if long is not None:
            first = self._begun.get(long.info, 0)
            step.append(Stretch(long, first, min(first + STEP, long.size)))
        return step

    def _done(self, pack: StoredPack, error: Exception | None = None) -> None:
        _, told = self._wanted.pop(pack.info)
        self._begun.pop(pack.info, None)
        if error is None:
            self._held[pack.info.id] = pack.info
            told.set_result(None)
        else:
            told.set_exception(error)
