"""A stronger embedder that takes over: it is loaded and tells what packs mean in the background, and meanwhile the
shipped one serves.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.library.appraisals import Appraisals
from bot.library.meanings import Meanings
from bot.library.model import PackAppraisal, StoredPack
from bot.library.pack_directions import PackDirections
from bot.library.threads import STRONGER, within
from bot.meaning.choice import reranker_of
from bot.meaning.model import Embedder, ModelProblem

_log = logging.getLogger(__name__)


class Stronger:
    """Two that tell what packs mean: `first` at once, the other from when it knows all that is looked through.

    What cannot be loaded is told in the log, and the first goes on. Without `load` there is no other. `appraisals`
    tell of quotes until the other does, if it can.
    """

    def __init__(
        self, first: PackDirections, load: Callable[[], Embedder] | None, folder: Path | None = None,
        appraisals: Appraisals | None = None,
    ) -> None:  # fmt: skip
        self._first, self._load, self._folder = first, load, folder
        self._second: PackDirections | None = None
        self._appraisals = appraisals
        self._loading: asyncio.Task[None] | None = None
        self._asked: Sequence[StoredPack] = ()

    def begin(self, packs: Sequence[StoredPack]) -> None:
        """Have these made in the background, by the first one first."""
        self._first.begin(packs)
        if self._second is not None:
            self._read(self._second, packs)
            return
        if self._appraisals is not None:
            self._appraisals.begin(packs)
        if self._load is not None and (self._loading is None or not self._loading.done()):
            self._asked = [*self._asked, *packs]
            self._loading = self._loading or asyncio.create_task(
                self._take_over(self._load), name="loading an embedder"
            )

    def _read(self, second: PackDirections, packs: Sequence[StoredPack]) -> None:
        """How good the quotes are is told first: it takes less time, and a post may be due."""
        if self._appraisals is not None:
            self._appraisals.begin(packs)
        second.begin(packs)

    async def over(self, packs: Sequence[StoredPack], *, whole: bool = False) -> Meanings | None:
        """What PackDirections promises; nobody waits for the stronger one."""
        self.begin(packs)
        return self._taken_over(packs) or await self._first.over(packs, whole=whole)

    def known(self, packs: Sequence[StoredPack]) -> Meanings | None:
        """What PackDirections promises, by the one that knows all."""
        return self._taken_over(packs) or self._first.known(packs)

    def _taken_over(self, packs: Sequence[StoredPack]) -> Meanings | None:
        return self._second.known(packs) if self._second is not None and self.knows(packs) else None

    def knows(self, packs: Sequence[StoredPack]) -> bool:
        """Whether the stronger one knows all of these that either can know."""
        second = self._second
        return second is not None and all(map(second.knows, filter(self._can_be_made, packs)))

    def appraisal(self, pack: StoredPack) -> PackAppraisal | None:
        """What a model tells of a pack; None while nothing but its own scores does."""
        return self._appraisals.of(pack) if self._appraisals is not None else None

    @property
    def name(self) -> str:
        """What the one that serves is called, the stronger one as soon as it is loaded."""
        return (self._second or self._first).name

    @property
    def size(self) -> int:
        """The bytes of all directions that are held or mapped."""
        return sum(one.size for one in self._both())

    async def kept(self) -> frozenset[int]:
        """The ids of the packs whose meanings lie in a folder."""
        found: frozenset[int] = frozenset()
        for one in self._every():
            found |= await one.kept()
        return found

    async def forget(self, pack_ids: frozenset[int]) -> None:
        """Delete what these packs mean."""
        for one in self._every():
            await one.forget(pack_ids)

    def _both(self) -> list[PackDirections]:
        return [self._first, *([self._second] if self._second is not None else [])]

    def _every(self) -> "list[PackDirections | Appraisals]":
        return [*self._both(), *([self._appraisals] if self._appraisals is not None else [])]

    async def close(self) -> None:
        """Stop both."""
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.wait([self._loading])
        for one in self._every():
            await one.close()

    def _can_be_made(self, pack: StoredPack) -> bool:
        spoken = self._first.speaks(pack) or (self._second is not None and self._second.speaks(pack))
        return bool(pack.size) and spoken

    async def _take_over(self, load: Callable[[], Embedder]) -> None:
        try:
            embedder = await within(STRONGER, load)
        except ModelProblem as problem:
            _log.warning("%s Until then the model that comes with Quoth serves.", problem)
        except Exception:  # noqa: BLE001 - a library's own errors; searching goes on
            _log.exception("the model of QUOTH_EMBEDDER cannot be used; the one that comes with Quoth serves")
        else:
            about = embedder.about
            _log.info("%s tells what quotes mean, as soon as it has read all of a workspace's", about.name)
            reranker = reranker_of(embedder)
            if reranker is not None:
                if self._appraisals is not None:
                    await self._appraisals.close()
                self._appraisals = Appraisals(reranker, self._folder and self._folder / "scores")
            self._second = PackDirections(embedder, self._folder, STRONGER)
            self._read(self._second, self._asked)
        self._asked = ()
