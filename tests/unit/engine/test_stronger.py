"""A stronger embedder takes over once it knows everything; until then, and where it fails, the first one serves."""

import asyncio
import logging
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.library.appraisals import Appraisals
from bot.library.model import StoredPack
from bot.library.pack_directions import PackDirections
from bot.library.stronger import Stronger
from bot.meaning.choice import choose, shipped_reranker
from bot.meaning.model import About, Embedder
from bot.meaning.table import Table
from tests.unit.engine.test_pack_directions import spoken
from tests.unit.meaning.exports import make_export
from tests.unit.meaning.models import make_model


class Slow:
    """A transformer that makes nothing in the background before it is let."""

    def __init__(self, folder: Path) -> None:
        stronger = choose(str(make_export(folder))).stronger
        assert stronger is not None
        self._made = stronger()
        self.let = threading.Event()

    @property
    def about(self) -> About:
        """The transformer's."""
        return self._made.about

    def vectors(self, texts: Iterable[str]) -> bytes:
        """The same, later."""
        self.let.wait()
        return self._made.vectors(texts)


async def by(made: Stronger, packs: list[StoredPack]) -> Embedder:
    """Which of the two answers."""
    ask = await made.over(packs)
    assert ask is not None
    return ask.embedder


async def settled(made: Stronger, packs: list[StoredPack], wanted: object) -> None:
    """Once that one answers."""
    while (await made.over(packs)) is None or await by(made, packs) is not wanted:  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.005)


async def test_it_takes_over_once_it_knows_all_and_its_work_is_kept(tmp_path: Path) -> None:
    """Each for itself in the folder: neither takes away what the other made."""
    first, slow, kept = Table(make_model(tmp_path / "first")), Slow(tmp_path / "second"), tmp_path / "kept"
    made = Stronger(PackDirections(first, kept), lambda: slow, kept / "stronger")
    packs = [spoken(1), spoken(2, "Fire!", "Coffee.")]

    assert await by(made, packs) is first
    slow.let.set()
    await settled(made, packs, slow)
    await made.close()
    assert len(list(kept.rglob("*.bytes"))) == 4

    slow.let.clear()
    again = Stronger(PackDirections(first, kept), lambda: slow, kept / "stronger")
    again.begin(packs)
    while not again.knows(packs):  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.005)
    await again.close()


async def test_a_pack_that_comes_later_is_answered_by_the_first_until_it_is_read(tmp_path: Path) -> None:
    """Never one of them by half."""
    first, slow = Table(make_model(tmp_path / "first")), Slow(tmp_path / "second")
    made, one = Stronger(PackDirections(first), lambda: slow), spoken(1)
    slow.let.set()
    await settled(made, [one], slow)
    slow.let.clear()
    other = spoken(2, "Tea.", "A plan for the fire.")

    assert await by(made, [one, other]) is first
    assert await by(made, [one]) is slow
    slow.let.set()
    await settled(made, [one, other], slow)
    await made.close()


@pytest.mark.parametrize("named", ["gone", "first"])
async def test_what_cannot_be_loaded_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, named: str
) -> None:
    """The log says why, once, and the first goes on."""
    first, folder = Table(make_model(tmp_path / "table")), tmp_path / named
    if named == "first":
        (make_export(folder) / "model.onnx").write_bytes(b"garbage")
    load = choose(str(folder)).stronger
    assert load is not None
    made = Stronger(PackDirections(first), load)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert await by(made, [spoken()]) is first
        await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == "loading an embedder"))
        assert await by(made, [spoken()]) is first
    await made.close()
    (told,) = [record.getMessage() for record in caplog.records]
    assert str(folder) in told
    assert told.endswith("Until then the model that comes with Quoth serves.")


async def test_a_language_that_it_does_not_know_is_left_to_the_first(tmp_path: Path) -> None:
    """And one that neither knows is in nobody's way."""
    first, slow = Table(make_model(tmp_path / "first", language="de")), Slow(tmp_path / "second")
    slow.let.set()
    made, english, german = Stronger(PackDirections(first), lambda: slow), spoken(1), spoken(2, language="de")
    await settled(made, [english], slow)

    assert await by(made, [english, german]) is first
    assert await by(made, [english, spoken(3, language="fr")]) is slow
    await made.close()


def ranked(made: Stronger, one: StoredPack) -> set[int]:
    """The numbers of the quotes that a model read."""
    appraisal = made.appraisal(one)
    return set(appraisal.scores) if appraisal else set()


async def test_until_a_stronger_one_ranks_quotes_the_shipped_one_does(tmp_path: Path) -> None:
    """And it goes on where there is none, or one that only tells what texts mean."""
    first, one, strong = Table(make_model(tmp_path / "first")), spoken(1), choose("minilm").stronger
    assert strong is not None
    other = Table(make_model(tmp_path / "second"))
    for number, load in enumerate((None, lambda: other, strong)):
        made = Stronger(
            PackDirections(first), load, tmp_path / f"stronger{number}",
            Appraisals(shipped_reranker(), tmp_path / f"scores{number}"),
        )  # fmt: skip
        made.begin([one])
        while not (made.appraisal(one) and (load is None or made.knows([one]))):  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(0.005)
        assert ranked(made, one) == {quote.number for quote in one.quotes}
        assert await made.kept() == {1}
        await made.forget(frozenset({1}))
        assert not list(tmp_path.glob("s*[0-9]/**/*.bytes"))
        await made.close()


async def test_quotes_are_scored_by_one_that_can(tmp_path: Path) -> None:
    """All-MiniLM-L6-v2 tells which are good as well, in a folder of its own; what has no such weights does not."""
    strong = choose("minilm").stronger
    assert strong is not None
    first, one = Table(make_model(tmp_path / "first")), spoken(1)
    made = Stronger(PackDirections(first), strong, tmp_path / "stronger")
    plain = Stronger(PackDirections(first), lambda: Slow(tmp_path / "second"), tmp_path / "plain")
    assert made.appraisal(one) is None

    made.begin([one])
    while not (made.appraisal(one) and made.knows([one])):  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.005)

    assert ranked(made, one) == {quote.number for quote in one.quotes}
    assert await made.kept() == {1}
    await made.forget(frozenset({1}))
    assert not list(tmp_path.glob("stronger/**/*.bytes"))
    assert plain.appraisal(one) is None
    await made.close()
