"""What a model that knows the order of the words tells of the quotes of packs: how good they are, beside what they
scored when they came, and what rounds about them are worth; told in the background.
"""

import asyncio
import logging
from array import array
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import exp, isnan, log, nan
from pathlib import Path
from weakref import WeakKeyDictionary, WeakSet

from bot.errors import lack_of_descriptors
from bot.library.model import PackAppraisal, StoredPack
from bot.library.pack_numbers import PackNumbers
from bot.library.threads import STRONGER, within
from bot.meaning.reranker import QuoteReranker
from content.language import is_english
from content.passages import Passages

# How much the model counts beside the score. Of the twelve best of each of 16 talks that nobody had read, two strangers
# called 34 and 35 % worth posting by the score alone and 44 and 43 % by both (at half and half 44 and 42 %), at least
# acceptable 65 and 64 %, 79 and 71 %.
SHARE = 0.65
# A step takes about a tenth of a second, so that the process ends soon.
_STEP = 16

_log = logging.getLogger(__name__)


class Appraisals:
    """Reads the quotes of packs, as long as somebody holds the packs. In `folder` lie numbers alone.

    Samples are not read: people chose what is in them.
    """

    def __init__(
        self, reranker: QuoteReranker, folder: Path | None = None, threads: ThreadPoolExecutor = STRONGER
    ) -> None:
        self._reranker, self._threads = reranker, threads
        self._kept = PackNumbers(folder, reranker.version)
        self._told: WeakKeyDictionary[Passages, PackAppraisal] = WeakKeyDictionary()
        self._failed: WeakSet[Passages] = WeakSet()
        self._wanted: dict[Passages, StoredPack] = {}
        self._work: asyncio.Task[None] | None = None

    def begin(self, packs: Sequence[StoredPack]) -> None:
        """Have these read in the background, short ones first."""
        for pack in packs:
            known = pack.passages in self._told or pack.passages in self._failed
            if pack.quotes and not (known or pack.info.sample) and is_english(pack.info.language):
                self._wanted[pack.passages] = pack
        if self._wanted and (self._work is None or self._work.done()):
            self._work = asyncio.create_task(self._read_all(), name="reading quotes")

    def of(self, pack: StoredPack) -> PackAppraisal | None:
        """What was told of a pack; None while it was not read."""
        return self._told.get(pack.passages)

    async def kept(self) -> frozenset[int]:
        """The ids of the packs of which something lies in the folder."""
        return await within(self._threads, self._kept.packs)

    async def forget(self, pack_ids: frozenset[int]) -> None:
        """Delete what was told of these packs."""
        await within(self._threads, self._kept.forget, pack_ids)

    async def settle(self) -> None:
        """Wait until all that was wanted is read."""
        if self._work is not None:
            await asyncio.wait([self._work])

    async def close(self) -> None:
        """Stop; what is half done is done again by the next."""
        if self._work is not None:
            self._work.cancel()
            self._reranker.rest()
            await asyncio.wait([self._work])
            # What was asked of it meanwhile may have begun anew.
            await within(self._threads, self._reranker.rest)

    async def _read_all(self) -> None:
        try:
            await self._read_wanted()
        finally:
            self._reranker.rest()

    async def _read_wanted(self) -> None:
        while self._wanted:
            pack = self._wanted.pop(min(self._wanted, key=lambda passages: len(self._wanted[passages].quotes)))
            try:
                self._told[pack.passages] = await self._read(pack)
            except OSError as problem:
                self._failed.add(pack.passages)
                _log.warning(
                    "the quotes of pack %s keep the scores they have until the bot starts again: %s",
                    pack.info.id, lack_of_descriptors(problem) or problem,
                )  # fmt: skip
            except Exception:  # noqa: BLE001 - quotes are chosen by the score they have
                self._failed.add(pack.passages)
                _log.exception("the quotes of pack %s could not be read", pack.info.id)

    async def _read(self, pack: StoredPack) -> PackAppraisal:
        told, wide = array("f"), 1 + len(self._reranker.forms)
        kept = await within(self._threads, self._kept.read, pack, wide * len(pack.quotes) * told.itemsize)
        if kept is not None:
            told.frombytes(kept[:])
        else:
            told = await self._read_anew(pack, wide)
            await within(self._threads, self._kept.write, pack, told.tobytes())
        numbers = [quote.number for quote in pack.quotes]
        by_form = {
            form: {n: one for n, one in zip(numbers, told[place::wide], strict=True) if not isnan(one)}
            for place, form in enumerate(self._reranker.forms, 1)
        }
        scores = (blended(q.quote.score, one) for q, one in zip(pack.quotes, told[::wide], strict=True))
        return PackAppraisal(dict(zip(numbers, scores, strict=True)), by_form)

    async def _read_anew(self, pack: StoredPack, wide: int) -> "array[float]":
        """So many numbers for each quote, nan where it was not read."""
        told = array("f", [nan]) * (wide * len(pack.quotes))
        best = sorted(range(len(pack.quotes)), key=lambda at: -pack.quotes[at].quote.score)[: self._reranker.most]
        for first in range(0, len(best), _STEP):
            some = best[first : first + _STEP]
            texts = [pack.quotes[place].quote.text for place in some]
            found = await within(self._threads, self._reranker.appraise, texts)
            for place, one in zip(some, found, strict=True):
                told[place * wide : (place + 1) * wide] = array("f", [one.quote, *one.rounds])
        return told


def blended(score: float, told: float) -> float:
    """A score (0 to 1) with what a model tells, in standard deviations of passages drawn by chance, as the score's own
    logarithm of odds is. What somebody pinned, what scored nothing, and what the model did not read (nan) stays.
    """
    if not 0 < score < 1 or isnan(told):
        return score
    return 1 / (1 + exp(-(1 - SHARE) * log(score / (1 - score)) - SHARE * told))
