"""The index of one process: which packs it holds, and what a set of them says about words."""

import logging
import shutil
import threading
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from tantivy import Index, IndexWriter, Searcher

from bot import private
from bot.core.lookup import terms
from bot.core.packs import StoredPack
from bot.index import schema

_HEAP = 64_000_000
_REMEMBERED_WORDS = 20_000
_MOST_PACKS = 1_000_000
# How many processes on one machine may keep an index of the same database.
_SLOTS = 64


_log = logging.getLogger(__name__)


class Note(NamedTuple):
    """A pack in the index: which edition of it, how many quotes."""

    edition: str
    size: int


class QuoteIndex:
    """The words of the packs that were put in; safe to use from several threads.

    In memory, or in a folder of its own below `folder`: the writer that is open for as long as the index is claims it,
    so no two processes write one, and what a killed process left is taken over by the next. Opened at first use.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._writer: IndexWriter | None = None

    def over(self, packs: Sequence[StoredPack]) -> "PackPostings":
        """What these packs say about words.

        Puts in first what it does not hold, in place of other editions of the same pack: about 15 µs a quote.
        """
        with self._lock:
            try:
                self._keep(packs)
            except (ValueError, OSError) as problem:
                if self._folder is None:
                    raise
                # A full disk, say, stops no look-up.
                _log.warning("the index is kept in memory, because %s cannot be written: %s", self._folder, problem)
                self._folder = self._writer = None
                self._keep(packs)
            wanted = [p.info.id for p in packs]
            everything = self._nothing_deleted and len(wanted) == len(self._notes)
            return PackPostings(
                self._searcher, None if everything else wanted, sum(self._notes[i].size for i in wanted)
            )

    def close(self) -> None:
        """Let go of the folder; what is in it stays for the next one."""
        with self._lock:
            if self._writer is not None:
                self._writer.wait_merging_threads()
                self._writer = None

    def _keep(self, packs: Sequence[StoredPack]) -> None:
        """Put in what is not held as it stands. Raises ValueError or OSError where that cannot be written."""
        self._open()
        editions = {p.info.id: _edition(p) for p in packs}
        fresh = [p for p in packs if self._held(p.info.id) != editions[p.info.id]]
        if fresh and self._writer is not None:
            for pack in fresh:
                _put(self._writer, pack, editions[pack.info.id])
            self._writer.commit()
            self._look_again()

    def _open(self) -> None:
        if self._writer is None:
            self._index, self._writer = _in_memory() if self._folder is None else _claim(self._folder)
            self._look_again()

    def _look_again(self) -> None:
        """A searcher sees what was committed before it was made, and nothing after."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._notes = _read_notes(self._searcher)
        # Frequencies count what was deleted until its segment is merged away.
        counted = (self._searcher.doc_freq(schema.PACK, pack_id) for pack_id in self._notes)
        self._nothing_deleted = all(n == note.size + 1 for n, note in zip(counted, self._notes.values(), strict=True))

    def _held(self, pack_id: int) -> str | None:
        note = self._notes.get(pack_id)
        return note.edition if note else None


class PackPostings:
    """bot.core.lookup.Postings over some packs, at one moment."""

    def __init__(self, searcher: Searcher, pack_ids: Sequence[int] | None, size: int) -> None:
        self.size = size
        self._searcher = searcher
        self._packs = None if pack_ids is None else schema.within(pack_ids)
        self.frequency = lru_cache(maxsize=_REMEMBERED_WORDS)(self._frequency)

    def candidates(self, wanted: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Best first; at most `limit`."""
        query = schema.alike(wanted, lambda gram: self._searcher.doc_freq(schema.GRAMS, gram), self._packs)
        if query is None or not self.size:
            return []
        hits = self._searcher.search(query, limit, count=False).hits
        numbers: list[Any] = self._searcher.fast_field_values(schema.NUMBER, [address for _, address in hits])
        return [(number, score) for number, (score, _) in zip(numbers, hits, strict=True)]

    def _frequency(self, word: str) -> int:
        held = self._searcher.doc_freq(schema.WORDS, word)
        if self._packs is None or not held:
            return held
        return int(self._searcher.search(schema.holding(word, self._packs), 1, count=True).count)  # type: ignore[attr-defined]


def _put(writer: IndexWriter, pack: StoredPack, edition: str) -> None:
    writer.delete_documents_by_query(schema.of_pack(pack.info.id))
    for quote in pack.quotes:
        writer.add_document(schema.quote_document(quote.number, pack.info.id, terms(quote.quote.text)))
    writer.add_document(schema.pack_document(pack.info.id, edition, len(pack.quotes)))


def _edition(pack: StoredPack) -> str:
    """Equal for the same texts under the same numbers."""
    digest = blake2b(digest_size=12)
    for quote in pack.quotes:
        digest.update(f"{quote.number}\x1f{quote.quote.text}\x1e".encode("utf-8", "replace"))
    return digest.hexdigest()


def _in_memory() -> tuple[Index, IndexWriter]:
    index = schema.prepare(Index(schema.SCHEMA))
    return index, index.writer(_HEAP, 1)


def _claim(folder: Path) -> tuple[Index, IndexWriter]:
    """The first folder that nobody writes; one that cannot be read is laid anew."""
    for slot in range(_SLOTS):
        place = folder / f"v{schema.VERSION}" / str(slot)
        private.make_folder(place)
        try:
            index = schema.prepare(Index(schema.SCHEMA, str(place)))
            return index, index.writer(_HEAP, 1)
        except ValueError as problem:
            if "lock" in str(problem).lower():
                continue
            shutil.rmtree(place)
            private.make_folder(place)
            index = schema.prepare(Index(schema.SCHEMA, str(place)))
            return index, index.writer(_HEAP, 1)
    return _in_memory()


def _read_notes(searcher: Searcher) -> dict[int, Note]:
    found = searcher.search(schema.notes(), _MOST_PACKS, count=False).hits
    documents = (searcher.doc(address) for _, address in found)
    return {d[schema.PACK][0]: Note(d[schema.EDITION][0], d[schema.SIZE][0]) for d in documents}
