"""Making the directions of packs: in a thread of its own, step by step, and kept in a folder where there is one."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from weakref import WeakKeyDictionary, WeakSet

from bot.library.meanings import Meanings, PackMeanings
from bot.library.model import StoredPack
from bot.library.pack_numbers import PackNumbers
from bot.library.threads import EMBEDDING, within
from bot.meaning.directions import Directions
from bot.meaning.model import Embedder
from content.language import is_english
from content.passages import Passages

# A step takes about so long, in seconds, and at most so many texts: whoever waits for a short pack, or ends the
# process, waits for no more.
_STEP_TAKES, STEP = 0.03, 1_000
# Whoever searches waits for so many, about a second; where more is missing, words alone answer until it is there.
SOON = 20_000
# From so many on, how far it is goes to the log.
LONG = 20_000

_log = logging.getLogger(__name__)


class PackDirections:
    """Keeps what packs mean, as long as somebody holds the packs; without an embedder it does nothing.

    In `folder` lie numbers, no words: a file for each pack, edition and model, made anew when one of them changes.
    """

    def __init__(
        self, embedder: Embedder | None = None, folder: Path | None = None, threads: ThreadPoolExecutor = EMBEDDING
    ) -> None:
        self._embedder, self._threads = embedder, threads
        self._kept = PackNumbers(folder, embedder.about.version if embedder else "")
        self._made: WeakKeyDictionary[Passages, PackMeanings] = WeakKeyDictionary()
        self._failed: WeakSet[Passages] = WeakSet()
        self._wanted: dict[Passages, tuple[StoredPack, asyncio.Future[None]]] = {}
        self._work: asyncio.Task[None] | None = None
        self.done = self.of = 0
        self._step = 1

    def begin(self, packs: Sequence[StoredPack]) -> None:
        """Have these made in the background, short ones first."""
        loop = asyncio.get_running_loop()
        for pack in packs:
            if self._lacks(pack) and pack.passages not in self._wanted:
                self._wanted[pack.passages] = pack, loop.create_future()
                self.of += pack.size
        if self._wanted and (self._work is None or self._work.done()):
            self._work = asyncio.create_task(self._make_all(), name="embedding")

    async def over(self, packs: Sequence[StoredPack], *, whole: bool = False) -> Meanings | None:
        """What is meant beside these packs; waits a little for what is missing, or until it is `whole`.

        None where nothing is known of them.
        """
        self.begin(packs)
        missing = [self._wanted[p.passages] for p in packs if p.passages in self._wanted]
        if missing and (whole or sum(pack.size for pack, _ in missing) <= SOON):
            await asyncio.wait([made for _, made in missing])
        return self.known(packs)

    def known(self, packs: Sequence[StoredPack]) -> Meanings | None:
        """What is meant beside those of them that are made; None where none is."""
        known = [made for p in packs if (made := self._made.get(p.passages))]
        return Meanings(self._embedder, known) if self._embedder is not None and known else None

    def knows(self, pack: StoredPack) -> bool:
        """Whether this pack is made."""
        return pack.passages in self._made

    def speaks(self, pack: StoredPack) -> bool:
        """Whether this pack can be made, by its language."""
        return self._embedder is not None and _is_spoken_by(self._embedder.about.language, pack.info.language)

    def appraisal(self, pack: StoredPack) -> None:
        """How good its quotes are is not told by what tells meanings alone."""

    @property
    def name(self) -> str:
        """What the embedder is called; "" without one."""
        return self._embedder.about.name if self._embedder else ""

    @property
    def size(self) -> int:
        """The bytes of all directions that are held or mapped."""
        dimension = self._embedder.about.dimension if self._embedder else 0
        return sum(len(made.directions) for made in self._made.values()) * dimension

    async def kept(self) -> frozenset[int]:
        """The ids of the packs whose meanings lie in the folder."""
        return await within(EMBEDDING, self._kept.packs)

    async def forget(self, pack_ids: frozenset[int]) -> None:
        """Delete what these packs mean."""
        await within(EMBEDDING, self._kept.forget, pack_ids)

    async def close(self) -> None:
        """Stop; what is half made is made again by the next."""
        if self._work is not None:
            self._work.cancel()
            await asyncio.wait([self._work])
        for _, made in self._wanted.values():
            made.cancel()

    def _lacks(self, pack: StoredPack) -> bool:
        return bool(pack.size) and self.speaks(pack) and not (self.knows(pack) or pack.passages in self._failed)

    async def _make_all(self) -> None:
        while self._wanted:
            await self._make_next(min((pack for pack, _ in self._wanted.values()), key=lambda pack: pack.size))
        self.done = self.of = 0

    async def _make_next(self, pack: StoredPack) -> None:
        try:
            self._made[pack.passages] = await self._make(pack)
        except Exception:  # noqa: BLE001 - look-ups go on by words
            self._failed.add(pack.passages)
            _log.exception("what pack %s means could not be told", pack.info.id)
        finally:
            self._wanted.pop(pack.passages)[1].set_result(None)

    async def _let_short_ones_pass(self, pack: StoredPack) -> None:
        """Whoever waits for a short pack does not wait for this long one."""
        if pack.size > SOON:
            for short in [other for other, _ in self._wanted.values() if other.size <= SOON]:
                await self._make_next(short)

    async def _make(self, pack: StoredPack) -> PackMeanings:
        assert self._embedder is not None
        dimension = self._embedder.about.dimension
        size = pack.size * dimension
        kept = await within(self._threads, self._kept.read, pack, size)
        if kept is None:
            made = bytearray()
            while (first := len(made) // dimension) < pack.size:
                made += await within(self._threads, self._take_step, pack, first)
                self._count(len(made) // dimension - first)
                await self._let_short_ones_pass(pack)
            kept = bytes(made)
            await within(self._threads, self._kept.write, pack, kept)
            # Mapped from the folder it need not be held.
            kept = await within(self._threads, self._kept.read, pack, size) or kept
        else:
            self._count(pack.size)
        return PackMeanings(pack, Directions(kept, dimension))

    def _take_step(self, pack: StoredPack, first: int) -> bytes:
        """The next texts of a pack; how many hangs on how long the last ones took."""
        assert self._embedder is not None
        begun, size = perf_counter(), self._step
        made = self._embedder.vectors(text for _, text in pack.texts(first, first + size))
        took = perf_counter() - begun
        if took < _STEP_TAKES:
            self._step = min(STEP, size * 2)
        elif took > 2 * _STEP_TAKES:
            self._step = max(1, size // 2)
        return made

    def _count(self, texts: int) -> None:
        """How far it is goes to the log, where many are made."""
        before, self.done = self.done, self.done + texts
        if self.of >= LONG and (before // LONG < self.done // LONG or self.done == self.of):
            name = self._embedder and self._embedder.about.name
            _log.info("meanings by %s: %s of %s texts", name, self.done, self.of)


def _is_spoken_by(model: str, pack: str) -> bool:
    """Whether a model knows a pack's language; one whose language could not be told is taken for English."""
    return not model or model == pack or (is_english(model) and is_english(pack))
