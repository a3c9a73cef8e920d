"""The index of one process: which packs it holds, and what a set of them says about words."""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tantivy import Index, IndexWriter, Query, Searcher

from bot import private
from bot.library.index import schema
from bot.library.lookup import terms
from bot.library.model import StoredPack

_HEAP = 64_000_000
_REMEMBERED_WORDS = 20_000
_MOST_PACKS = 1_000_000
# How many processes on one machine may keep an index of the same database.
_SLOTS = 64
# So old is the index of a Quoth that does not come back.
_LEFT_SECONDS = 30 * 86_400


_log = logging.getLogger(__name__)


class Note(NamedTuple):
    """A pack in the index: which edition of it, how many texts."""

    edition: str
    size: int


class Stretch(NamedTuple):
    """Some texts of a pack, quotes and passages, from index `first` up to `last`; a long pack goes in by several."""

    pack: StoredPack
    first: int
    last: int


class IndexMoved(Exception):
    """The index begins anew in memory: what was in its folder has to be put in again."""


class QuoteIndex:
    """The words of the packs that were put in; safe to use from several threads.

    In memory, or in a folder of its own below `folder`: the writer that is open for as long as the index is claims it,
    so no two processes write one, and what a killed process left is taken over by the next. Opened at first use.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._writer: IndexWriter | None = None
        # Whether quotes without their pack's note may be in it, left by a process that was killed or by a failure.
        self._leftovers = False
        self.now: Snapshot

    def over(self, packs: Sequence[StoredPack]) -> "PackPostings":
        """What these packs say about words; puts in first what it does not hold: about 15 µs a quote."""
        try:
            self._put_whole(packs)
        except IndexMoved:
            self._put_whole(packs)
        return self.postings(packs)

    def _put_whole(self, packs: Sequence[StoredPack]) -> None:
        self.put([Stretch(pack, 0, pack.size) for pack in self.lacking(packs)])

    def postings(self, packs: Sequence[StoredPack]) -> "PackPostings":
        """What these packs say about words, as far as they were put in when it is asked."""
        return PackPostings(self, [p.info.id for p in packs], sum(p.size for p in packs))

    def lacking(self, packs: Sequence[StoredPack]) -> list[StoredPack]:
        """Those that are not in it as they stand."""
        with self._lock:
            self._open()
            notes = self.now.notes
        return [p for p in packs if p.info.id not in notes or notes[p.info.id].edition != p.edition]

    def put(self, stretches: Sequence[Stretch]) -> None:
        """Put quotes in; a pack takes the place of its other edition once its last stretch is in.

        Packs that are whole become visible together, by one commit: it costs as much for one as for a hundred. Raises
        IndexMoved where the folder cannot be written: then it is in memory from now on, and holds nothing.
        """
        if not stretches:
            return
        with self._lock:
            self._open()
            try:
                self._put(stretches)
            except (ValueError, OSError) as problem:
                if self._folder is None:
                    raise
                # A full disk, say, stops no look-up.
                self._leave_folder(problem)
                raise IndexMoved from problem

    def _put(self, stretches: Sequence[Stretch]) -> None:
        assert self._writer is not None
        leftovers, self._leftovers = self._leftovers, True
        whole: dict[int, Note] = {}
        for pack, first, last in stretches:
            pack_id = pack.info.id
            if first == 0 and (leftovers or pack_id in self.now.notes or pack_id in whole):
                self._writer.delete_documents_by_query(schema.of_pack(pack_id))
            _put(self._writer, pack, first, last)
            if last >= pack.size:
                whole[pack_id] = note = Note(pack.edition, pack.size)
                self._writer.add_document(schema.pack_document(pack_id, *note))
        if whole:
            self._writer.commit()
            self._look_again({**self.now.notes, **whole})
        self._leftovers = leftovers

    def known(self) -> frozenset[int]:
        """The ids of the packs in it; none until it is opened."""
        return frozenset(self.now.notes) if self._writer is not None else frozenset()

    def forget(self, pack_ids: frozenset[int]) -> None:
        """Take these packs out, and what another version of Quoth left in the folder long ago."""
        with self._lock:
            if self._writer is None:
                return
            if gone := pack_ids & self.now.notes.keys():
                for pack_id in gone:
                    self._writer.delete_documents_by_query(schema.of_pack(pack_id))
                self._writer.commit()
                self._look_again({pack_id: note for pack_id, note in self.now.notes.items() if pack_id not in gone})
            if self._folder is not None:
                _remove_other_versions(self._folder)

    @property
    def size(self) -> int:
        """How many texts are in it; 0 until it is opened."""
        return sum(note.size for note in self.now.notes.values()) if self._writer is not None else 0

    def close(self) -> None:
        """Let go of the folder; what is in it stays for the next one."""
        with self._lock:
            if self._writer is not None:
                self._writer.wait_merging_threads()
                self._writer = None

    @cached_property
    def frequency(self) -> Callable[["PackPostings", str], int]:
        """How many quotes of these postings hold a word, remembered for all workspaces in one place."""
        return lru_cache(maxsize=_REMEMBERED_WORDS)(PackPostings.count)

    def _open(self) -> None:
        if self._writer is None:
            try:
                self._index, self._writer = _in_memory() if self._folder is None else _claim(self._folder)
            except (ValueError, OSError) as problem:
                if self._folder is None:
                    raise
                self._leave_folder(problem)
                self._index, self._writer = _in_memory()
            # It is reloaded here after each commit, and nobody else writes it.
            self._index.config_reader("manual")
            self._look_again(_read_notes(self._index.searcher()))
            self._leftovers = not self.now.has_nothing_else

    def _leave_folder(self, problem: Exception) -> None:
        _log.warning("the index is kept in memory, because %s cannot be written: %s", self._folder, problem)
        self._folder = self._writer = None

    def _look_again(self, notes: Mapping[int, Note]) -> None:
        """A searcher sees what was committed before it was made, and nothing after."""
        self._index.reload()
        self.now = Snapshot(self._index.searcher(), notes)


class Snapshot:
    """The index after a commit. The last one alone is kept: each holds all files that were there at its time."""

    def __init__(self, searcher: Searcher, notes: Mapping[int, Note]) -> None:
        self.searcher, self.notes = searcher, notes

    @cached_property
    def has_nothing_else(self) -> bool:
        """Whether it holds the noted packs alone: frequencies count what was deleted until that is merged away."""
        if self.searcher.num_docs != sum(note.size + 1 for note in self.notes.values()):
            return False
        counted = (self.searcher.doc_freq(schema.PACK, pack_id) for pack_id in self.notes)
        return all(n == note.size + 1 for n, note in zip(counted, self.notes.values(), strict=True))


class PackPostings:
    """bot.library.lookup.Postings over some packs, as the index has them when it is asked.

    It holds nothing of the index by itself: what a new edition took away is gone for all who still ask.
    """

    def __init__(self, index: QuoteIndex, pack_ids: Sequence[int], size: int) -> None:
        self.size = size
        self._index, self._ids = index, pack_ids

    @cached_property
    def _within(self) -> Query:
        return schema.within(self._ids)

    def candidates(self, wanted: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Best first; at most `limit`."""
        now = self._index.now
        searcher = now.searcher
        query = schema.alike(wanted, lambda gram: searcher.doc_freq(schema.GRAMS, gram), self._filter(now))
        if query is None or not self.size:
            return []
        hits = searcher.search(query, limit, count=False).hits
        numbers: list[Any] = searcher.fast_field_values(schema.NUMBER, [address for _, address in hits])
        return [(number, score) for number, (score, _) in zip(numbers, hits, strict=True)]

    def holding(self, wanted: Sequence[str], limit: int) -> list[int]:
        """At most `limit` that hold all of these words."""
        now = self._index.now
        hits = now.searcher.search(schema.holding(wanted, self._filter(now)), limit, count=False).hits
        numbers: list[Any] = now.searcher.fast_field_values(schema.NUMBER, [address for _, address in hits])
        return numbers

    def frequency(self, word: str) -> int:
        """How many quotes hold that word."""
        return self._index.frequency(self, word)

    def count(self, word: str) -> int:
        """The same, counted anew."""
        now = self._index.now
        held, packs = now.searcher.doc_freq(schema.WORDS, word), self._filter(now)
        if packs is None or not held:
            return held
        return int(now.searcher.search(schema.holding([word], packs), 1, count=True).count)  # type: ignore[attr-defined]

    def _filter(self, now: Snapshot) -> Query | None:
        """None where these packs are all there is."""
        all_of_it = len(self._ids) == len(now.notes) and all(i in now.notes for i in self._ids)
        return None if all_of_it and now.has_nothing_else else self._within


def _put(writer: IndexWriter, pack: StoredPack, first: int, last: int) -> None:
    for key, text in pack.texts(first, last):
        writer.add_document(schema.text_document(key, pack.info.id, terms(text)))


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


def _remove_other_versions(folder: Path) -> None:
    """What nobody has touched for a month."""
    for other in folder.glob("v*"):
        if other.name != f"v{schema.VERSION}" and time.time() - other.stat().st_mtime > _LEFT_SECONDS:
            shutil.rmtree(other, ignore_errors=True)


def _read_notes(searcher: Searcher) -> dict[int, Note]:
    found = searcher.search(schema.notes(), _MOST_PACKS, count=False).hits
    documents = (searcher.doc(address) for _, address in found)
    return {d[schema.PACK][0]: Note(d[schema.EDITION][0], d[schema.SIZE][0]) for d in documents}
