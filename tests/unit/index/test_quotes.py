"""The index in memory and in a folder: the same answers, over the packs that are asked for and no others."""

import gc
import os
import random
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.library.index import QuoteIndex, Stretch
from bot.library.index.quotes import Snapshot
from bot.library.lookup import NotFound, Result, search
from tests.builders import pack, stored

PLANS = stored(
    1, pack("plans", "Nobody reads the plan until the day it catches fire.", "A plan is a wish with a date."), first=1
)
TEA = stored(2, pack("tea", "Tea first, decisions later.", "The plan is tea, and more tea after that."), first=11)
NEW_TEA = stored(2, pack("tea", "Coffee first, decisions never."), first=13)
TEXTS = {q.number: q.quote.text for p in (PLANS, TEA, NEW_TEA) for q in p.quotes}


@pytest.fixture(params=["memory", "folder"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[QuoteIndex]:
    """An empty index of each sort."""
    opened = QuoteIndex(tmp_path if request.param == "folder" else None)
    yield opened
    opened.close()


def found(index: QuoteIndex, query: str, *packs: object) -> Result:
    """What a search finds in those packs."""
    return search(index.over(list(packs)), TEXTS.__getitem__, query)  # type: ignore[arg-type]


def test_words_are_counted_over_the_packs_that_are_asked_for(index: QuoteIndex) -> None:
    """What others hold changes no weight."""
    both, plans, tea = index.over([PLANS, TEA]), index.over([PLANS]), index.over([TEA])

    assert [p.size for p in (both, plans, tea)] == [4, 2, 2]
    assert [p.frequency("plan") for p in (both, plans, tea)] == [3, 2, 1]
    assert [p.frequency("tea") for p in (both, plans, tea)] == [2, 0, 2]
    assert [p.frequency("soup") for p in (both, plans, tea)] == [0, 0, 0]


def test_candidates_come_from_those_packs_only(index: QuoteIndex) -> None:
    """However like the search the others are."""
    index.over([PLANS, TEA])

    assert {number for number, _ in index.over([TEA]).candidates(["plan", "fire"], 10)} <= {11, 12}
    assert index.over([PLANS]).candidates(["tea"], 10) == []


def test_what_others_hold_changes_no_answer(index: QuoteIndex) -> None:
    """The same search has the same confidence whether or not packs one may not see are there."""
    alone = [found(index, query, PLANS) for query in ("plan fire", "a wish", "tea", "nobody reads")]
    index.over([PLANS, TEA])

    assert [found(index, query, PLANS) for query in ("plan fire", "a wish", "tea", "nobody reads")] == alone


def test_a_new_edition_takes_the_place_of_the_old_one(index: QuoteIndex) -> None:
    """The old words are gone; a search that began before names nothing that it does not know."""
    before = index.over([PLANS, TEA])
    assert before.frequency("tea") == 2
    after = index.over([PLANS, NEW_TEA])

    assert (after.frequency("tea"), after.frequency("coffee")) == (0, 1)
    assert after.candidates(["tea", "first"], 10)[0][0] == 13
    old = {q.number: q.quote.text for p in (PLANS, TEA) for q in p.quotes}
    assert isinstance(
        search(before, old.__getitem__, "coffee first decisions never", hides=lambda n: n not in old), NotFound
    )


def test_a_long_pack_is_seen_once_it_is_whole(index: QuoteIndex) -> None:
    """It goes in by stretches; what is committed meanwhile neither shows its beginning nor counts it."""
    index.put([Stretch(TEA, 0, 1)])
    both = index.over([PLANS])

    assert both.candidates(["tea", "plan"], 10)
    assert {number for number, _ in both.candidates(["tea", "plan"], 10)} <= {1, 2}
    assert (both.frequency("tea"), index.lacking([PLANS, TEA])) == (0, [TEA])
    index.put([Stretch(TEA, 1, 2)])
    assert index.lacking([PLANS, TEA]) == []
    assert index.postings([TEA]).frequency("tea") == 2


def test_half_a_pack_that_a_killed_process_left_is_not_counted_twice(tmp_path: Path) -> None:
    """Another pack's commit may have kept its first quotes."""
    first = QuoteIndex(tmp_path)
    first.put([Stretch(TEA, 0, 1), Stretch(PLANS, 0, 2)])
    first.close()
    second = QuoteIndex(tmp_path)

    assert second.over([PLANS, TEA]).frequency("tea") == 2
    second.close()


@pytest.mark.parametrize("sort", ["memory", "folder"])
def test_many_packs_one_after_the_other_leave_few_pieces(sort: str, tmp_path: Path) -> None:
    """What each commit adds is merged, and nothing old is kept by those who search (the whole of it: benchmarks)."""
    index = QuoteIndex(tmp_path if sort == "folder" else None)
    rng = random.Random(3)
    searchers = weakref.WeakSet[Snapshot]()
    held = []
    for number in range(1, 201):
        made = stored(
            number,
            pack(f"talk-{number}", *(f"Number {rng.random()} of {number}." for _ in range(5))),
            first=10 * number,
        )
        held.append(index.over([made]))
        assert held[-1].frequency(str(number)) == 5
        searchers.add(index.now)
    gc.collect()

    assert index.now.searcher.num_segments < 40
    assert len(searchers) == 1
    index.close()


def test_no_query_language(index: QuoteIndex) -> None:
    """Words are terms, whatever they look like."""
    postings = index.over([PLANS])

    for text in ("AND", "words:plan", "*", "plan~2", "[a TO z]", '"'):
        assert postings.candidates([text], 5) is not None
    assert postings.candidates([], 5) == []


def test_a_folder_is_read_again_without_being_written_anew(tmp_path: Path) -> None:
    """The next process begins where the last one stopped."""
    first = QuoteIndex(tmp_path)
    first.over([PLANS, TEA])
    first.close()
    before = sorted(p.name for p in tmp_path.rglob("*.store"))
    second = QuoteIndex(tmp_path)

    assert second.over([PLANS, TEA]).frequency("plan") == 3
    assert sorted(p.name for p in tmp_path.rglob("*.store")) == before
    second.close()


def test_two_processes_never_write_one_folder(tmp_path: Path) -> None:
    """Each claims one of its own; a claim ends with the process."""
    one, two = QuoteIndex(tmp_path), QuoteIndex(tmp_path)
    one.over([PLANS])
    two.over([TEA])

    assert sorted(p.name for p in next(tmp_path.iterdir()).iterdir()) == ["0", "1"]
    one.close()
    three = QuoteIndex(tmp_path)
    assert three.over([PLANS]).frequency("plan") == 2
    assert len(list(next(tmp_path.iterdir()).iterdir())) == 2
    two.close()
    three.close()


KILLED = """
import os, sys
from pathlib import Path
from bot.library.index import QuoteIndex
from tests.unit.index.test_quotes import PLANS, TEA
index = QuoteIndex(Path(sys.argv[1]))
index.over([PLANS])
index._writer.delete_all_documents()
os.kill(os.getpid(), 9)
"""


def test_a_killed_process_leaves_what_it_committed(tmp_path: Path) -> None:
    """Its folder is taken over, and nothing half done is in it."""
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    index = QuoteIndex(tmp_path)

    assert killed.returncode == -9
    assert index.over([PLANS]).frequency("plan") == 2
    assert [p.name for p in next(tmp_path.iterdir()).iterdir()] == ["0"]
    index.close()


def torn(file: Path) -> None:
    """Half of it is gone."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize("damage", [torn, Path.unlink, lambda file: file.write_text("{}")])
def test_a_damaged_folder_is_laid_anew(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    """An index is derived data: it can always be made again."""
    first = QuoteIndex(tmp_path)
    first.over([PLANS])
    first.close()
    damage(next(tmp_path.rglob("meta.json")))
    second = QuoteIndex(tmp_path)

    assert second.over([PLANS]).frequency("plan") == 2
    second.close()


def test_a_pack_that_is_gone_is_forgotten(index: QuoteIndex) -> None:
    """Its words are in the index no more, the others' are; one that comes back is put in anew."""
    assert index.known() == frozenset()
    index.over([PLANS, TEA])
    index.forget(frozenset({2, 9}))
    assert index.known() == {1}
    assert index.size == PLANS.size
    assert index.now.has_nothing_else
    assert not isinstance(found(index, "nobody reads the plan", PLANS), NotFound)
    assert index.lacking([PLANS, TEA]) == [TEA]
    assert not isinstance(found(index, "tea first decisions later", TEA), NotFound)


def test_what_another_version_left_goes_after_a_month(tmp_path: Path) -> None:
    """What is younger may be used still."""
    old, young = tmp_path / "v0" / "0", tmp_path / "v00" / "0"
    for folder in (old, young):
        folder.mkdir(parents=True)
        (folder / "segment").write_text("words")
    os.utime(tmp_path / "v0", (0, 0))
    index = QuoteIndex(tmp_path)
    index.over([PLANS])
    index.forget(frozenset())
    assert not old.exists()
    assert young.exists()
    index.close()
