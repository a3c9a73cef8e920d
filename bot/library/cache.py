"""The libraries in memory: one for each set of packs, as fresh as the content revision."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, WeakValueDictionary

from bot.chat.directories import Directory
from bot.chat.incoming import Place
from bot.errors import StorageUnwritable
from bot.library.index import QuoteIndex
from bot.library.indexer import Indexer
from bot.library.library import Library, View
from bot.library.lookup import Result, is_known, verdict_of
from bot.library.memory import Infos, Memory
from bot.library.model import Audience, PackInfo, StoredPack
from bot.library.pack_directions import PackDirections
from bot.library.rows.counters import Stamp
from bot.library.rows.members import MemberRows
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import SilenceRows
from bot.library.stronger import Stronger
from bot.library.threads import LOADING, SERVING, within
from bot.library.unwatched import unwatched
from bot.metrics import NOBODY, Metrics
from bot.storage.shared_reads import SharedReads
from bot.storage.store import Store
from bot.storage.transaction import Transaction

T = TypeVar("T")

NOBODY_SILENT: frozenset[str] = frozenset()
NOTHING_UNQUOTED: frozenset[int] = frozenset()
NOBODY_CALLED: frozenset[tuple[str, str]] = frozenset()
# Of so many workspaces what changed elsewhere is read before somebody asks.
LOOK_AGAIN = 20
# Where nobody says how much: more than a million quotes.
MEMORY_BYTES = 1_000_000_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What a process holds: libraries, the packs and texts in memory, the texts in its index, the bytes of meanings."""

    libraries: int
    packs: int
    texts: int
    indexed: int
    meant: int


class LibraryCache:
    """Hands out the Library of a workspace; one whose packs stayed as they are is kept, whatever others import.

    `index` is where the words of the quotes are: in memory, unless a process that serves for long keeps a folder;
    `embedding` tells what they mean, `metrics` are told how look-ups end.
    Packs are held as long as a library that somebody uses holds them. What takes more than `memory_bytes`, by a count
    of its texts, is let go, what was used longest ago first, and read again when somebody asks.
    """

    def __init__(
        self, store: Store, index: QuoteIndex | None = None, embedding: PackDirections | Stronger | None = None,
        *, metrics: Metrics = NOBODY, memory_bytes: int = MEMORY_BYTES,
    ) -> None:  # fmt: skip
        self._store = store
        # Who reads along where; the services have it.
        self.directories: Directory | None = None
        self._shared = SharedReads(store)
        self._index = index or QuoteIndex()
        self._indexing = Indexer(self._index)
        self._embedding = embedding or PackDirections()
        self._visible: dict[str, tuple[Stamp, Infos]] = {}
        # When the database was restored that all of this is from; None as long as nothing was read.
        self._restored: int | None = None
        self._packs: WeakValueDictionary[PackInfo, StoredPack] = WeakValueDictionary()
        self._libraries: dict[Infos, Library] = {}
        self._stored: WeakKeyDictionary[Library, Sequence[StoredPack]] = WeakKeyDictionary()
        self._memory = Memory(memory_bytes)
        # Of each pack that was read, by its id.
        self._texts: dict[int, int] = {}
        self._met: set[str] = set()
        self._loading: dict[Hashable, asyncio.Task[Any]] = {}
        self._metrics = metrics

    async def library(
        self, workspace_id: str, inside: frozenset[str] = frozenset(), *, before_others: bool = False
    ) -> Library:
        """Everything that workspace may see, as it stands in the database now; with what is confined to the channels
        and threads that one is `inside`. `before_others`: where people of other companies read as well, it is what was
        said there, and what is public.
        """
        await self._meet(workspace_id)
        everything = await self._look(workspace_id)
        infos = tuple(
            replace(info, called=NOBODY_CALLED) if before_others and info.called else info for info in everything
            if (info.channel in inside if info.channel else not before_others or info.audience is Audience.PUBLIC)
        )  # fmt: skip
        # Where nothing is confined all channels share one.
        scope = [info.channel for info in infos if info.channel]
        whose = " ".join((workspace_id, *(["before others"] if before_others else []), *scope))
        library = self._libraries.get(infos)
        if library is None:
            library = await self._once(infos, lambda: self._build(infos))
        # By what was asked for, not by ids: what changed meanwhile is another library.
        self._libraries[infos] = library
        self._use(whose, infos)
        return library

    async def library_at(self, place: Place) -> Library:
        """Everything that may be seen in that place."""
        inside = frozenset({place.channel, place.thread} - {""})
        return await self.library(place.workspace_id, inside, before_others=await self.before_others(place))

    async def library_for(self, place: Place) -> Library:
        """What is posted and asked in that place: the same without what is confined to it."""
        return await self.library(place.workspace_id, before_others=await self.before_others(place))

    async def library_once_told(self, place: Place) -> Library | None:
        """The same for what can wait: None while nobody can tell who reads there."""
        shared = await self._is_shared(place)
        return None if shared is None else await self.library(place.workspace_id, before_others=shared)

    async def before_others(self, place: Place) -> bool:
        """Whether people of other companies read there; where nobody can tell, they may."""
        return await self._is_shared(place) is not False

    async def _is_shared(self, place: Place) -> bool | None:
        return False if self.directories is None else await self.directories.is_shared(place)

    async def search(self, view: View, words: str, limit: int, *, whole: bool = False, begin: int = 0) -> Result:
        """What half-remembered words find in a library; waits for its own packs to be in the index, not for others'.

        What many packs mean is told in the background: until then words alone answer, unless it has to be `whole`.
        Of those that share the words `begin` are passed over.
        """
        packs = self._stored[view.library]
        await self._indexing.hold(packs)
        meaning = await self._embedding.over(packs, whole=whole)
        try:
            result = await within(SERVING, view.search, words, limit=limit, meaning=meaning, begin=begin)
        except Exception:
            if meaning is None or not meaning.strong:
                raise
            _log.exception("the model of QUOTH_EMBEDDER failed at a look-up, which words alone answer")
            result = await within(SERVING, view.search, words, limit=limit, begin=begin)
        self._metrics.searched(verdict_of(result))
        return result

    @property
    def embedder(self) -> str:
        """The name of what tells meanings, "" where words alone are looked at."""
        return self._embedding.name

    def sizes(self) -> "Sizes":
        """How much of what is held."""
        packs = list(self._packs.values())
        return Sizes(
            libraries=len(self._libraries), packs=len(packs), texts=sum(pack.size for pack in packs),
            indexed=self._index.size, meant=self._embedding.size,
        )  # fmt: skip

    async def alike(self, view: View, number: int, limit: int) -> tuple[int, ...]:
        """The keys of at most `limit` quotes and passages that come nearest to that quote, best first."""
        packs = self._stored[view.library]
        await self._indexing.hold(packs)
        meaning = await self._embedding.over(packs)
        if meaning is not None and is_known(number, meaning):
            return view.alike(number, limit, meaning=meaning)
        return await within(SERVING, view.alike, number, limit=limit, meaning=meaning)

    async def has_alike(self, view: View, number: int) -> bool:
        """Whether something is known to be like that quote. A post waits for no model: what none told yet is not."""
        packs = self._stored[view.library]
        meaning = self._embedding.known(packs)
        if meaning is None:
            return False
        await self._indexing.hold(packs)
        return bool(await within(SERVING, view.alike, number, limit=1, meaning=meaning))

    async def look_again(self) -> None:
        """Read what changed for those who looked last, so that they need not wait for it when they look next."""
        for whose in self._memory.newest(LOOK_AGAIN):
            if whose in self._visible:
                await self.library(whose)

    async def forget(self) -> int:
        """Take out of the index and of the meanings what belongs to packs whose words are gone; returns of how many."""
        known = await self._indexing.known() | await self._embedding.kept()
        if not known:
            return 0
        gone = known - await self._store.read(lambda tx: tx[PackRows].with_words())
        await self._indexing.forget(gone)
        await self._embedding.forget(gone)
        return len(gone)

    async def _build(self, infos: Infos) -> Library:
        """The library of these packs, which are read where they are not held; one by one, so that others get turns."""
        whole = [replace(info, silent=NOBODY_SILENT, unquoted=NOTHING_UNQUOTED, called=NOBODY_CALLED) for info in infos]
        packs = [await self._pack(info) for info in whole]
        # What is kept to themselves by some is in the index all the same: others may see it there.
        seen = [pack.seen_as(info) for pack, info in zip(packs, infos, strict=True)]
        members = {info.id: dict(info.called) for info in infos if info.called}
        library = await within(LOADING, Library, seen, self._index.postings, members, self._embedding.appraisal)
        looked_up = {pack.info.id for pack in library.in_use}
        self._stored[library] = held = [pack for pack in packs if pack.info.id in looked_up]
        self._embedding.begin(held)
        return library

    async def _pack(self, info: PackInfo) -> StoredPack:
        held = self._packs.get(info)
        return await self._once(info, lambda: self._load(info)) if held is None else held

    async def _once(self, key: Hashable, load: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What `load` gives; whoever wants the same meanwhile waits for that."""
        if key not in self._loading:
            self._loading[key] = task = asyncio.create_task(load())
            task.add_done_callback(lambda _: self._loading.pop(key))
        # Whoever gives up waiting takes nothing from the others.
        loaded: T = await asyncio.shield(self._loading[key])
        return loaded

    def _use(self, whose: str, infos: Infos) -> None:
        """Note what is looked into, and let go of what nobody looks into any more or what there is no room for."""
        gone, passed_over = self._memory.use(whose, infos, self._texts)
        for library in gone:
            # After a restore it may be gone already.
            self._libraries.pop(library, None)
        for name in passed_over:
            self._visible.pop(name.partition(" ")[0], None)

    async def _look(self, workspace_id: str) -> Infos:
        """The packs of a workspace, read anew only after content changed that it sees."""

        def look(tx: Transaction) -> tuple[Stamp, Infos]:
            packs = tx[PackRows]
            stamp = packs.stamp(workspace_id)
            known = self._visible.get(workspace_id)
            if known is not None and known[0] == stamp:
                return known
            used = packs.used(workspace_id)
            silent = tx[SilenceRows].silent(workspace_id, used)
            seen = [replace(i, silent=silent[i.id]) if i.id in silent else i for i in used]
            unquoted = tx[SilenceRows].unquoted(workspace_id, used)
            seen = [replace(i, unquoted=unquoted[i.id]) if i.id in unquoted else i for i in seen]
            called = tx[MemberRows].called(workspace_id, used)
            seen = [replace(i, called=frozenset(called[i.id].items())) if i.id in called else i for i in seen]
            # Of what was removed the numbers are told, and nothing else.
            return stamp, (*seen, *packs.gone(workspace_id))

        # One at a time is read of a workspace, so what comes last is newest.
        found = await self._shared.read(workspace_id, look)
        self._notice_restored(found[0][-1])
        self._visible[workspace_id] = found
        return found[1]

    def _notice_restored(self, at: int) -> None:
        """Let go of everything that another database held which this one took the place of, under way."""
        if self._restored is not None and at != self._restored:
            _log.warning("the database was restored under way: from now on what it holds is used")
            self._visible.clear()
            self._packs.clear()
            self._libraries.clear()
        self._restored = at

    async def _load(self, info: PackInfo) -> StoredPack:
        with unwatched():
            (pack,) = await self._store.read(partial(_read, info.id))
        # As it was asked for: what changed meanwhile is asked for under another info.
        self._packs[info] = pack
        self._texts[info.id] = pack.size
        return pack

    async def _meet(self, workspace_id: str) -> None:
        """Let the store know of a workspace, once. No rule looks at the time of it.

        Where nothing can be kept now, a full disk say, the next request does it: that stops no look-up.
        """
        if workspace_id not in self._met:
            with suppress(StorageUnwritable):
                await self._store.write(lambda tx: tx[PackRows].meet(workspace_id, datetime.now(UTC)))
                self._met.add(workspace_id)

    async def close(self) -> None:
        """Let go of the index."""
        await self._embedding.close()
        await self._indexing.close()


def _read(pack_id: int, tx: Transaction) -> tuple[StoredPack, ...]:
    return tx[PackRows].load((pack_id,))
