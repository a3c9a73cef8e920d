"""How much a passage is worth as a quote, by what a transformer's layers say of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.meaning.choice import MINILM_FOLDER, QUOTE_WEIGHTS, choose, reranker_of
from bot.meaning.model import Embedder, ModelProblem
from bot.meaning.reranker import Reranker, read_weights
from bot.meaning.transformer import Transformer
from tests.unit.meaning.exports import make_export
from tests.unit.meaning.worth import BETTER_AND_WORSE


def loaded(named: str) -> Embedder:
    """The embedder of that name."""
    load = choose(named).stronger
    assert load is not None
    return load()


@pytest.fixture(scope="module")
def reranker() -> Reranker:
    """The one that the extra brings."""
    made = reranker_of(loaded("minilm"))
    assert made is not None
    return made


@pytest.mark.parametrize(("better", "worse"), BETTER_AND_WORSE)
def test_what_says_something_is_worth_more(reranker: Reranker, better: str, worse: str) -> None:
    """By far more than half of what passages differ by."""
    high, low = reranker.appraise([better, worse])

    assert high.quote > low.quote + 0.5


def test_the_order_of_words_counts(reranker: Reranker) -> None:
    """Which no list of words can know."""
    said = "Nobody ever thanked a lighthouse, and it shone all the same."
    shuffled = "Same a thanked shone all, ever the and nobody it lighthouse."

    assert len(set(reranker.appraise([said, shuffled]))) == 2


def test_each_text_is_told_for_itself(reranker: Reranker) -> None:
    """Whatever it is told beside, and in whichever order they come."""
    said = [f"The captain painted {'very ' * n}old kettles in the harbour." for n in range(40)]

    alone = [reranker.appraise([one])[0] for one in said]

    assert [one.quote for one in reranker.appraise(said)] == pytest.approx([one.quote for one in alone], abs=0.05)
    assert reranker.appraise([]) == []


def test_it_is_of_the_model_that_it_was_fitted_to(tmp_path: Path) -> None:
    """Another model's layers say nothing that the table knows; joined with one they still do."""
    assert reranker_of(loaded(str(make_export(tmp_path)))) is None
    assert reranker_of(loaded("multilingual")) is None
    assert reranker_of(loaded("minilm+multilingual")) is not None


def test_the_layers_stand_beside_what_the_model_gives(tmp_path: Path) -> None:
    """Names that need two bytes together as well; the model's own answer comes first as before."""
    plain, shown = (Transformer(make_export(tmp_path), layers=names) for names in ((), ("last_hidden_state",) * 9))

    assert plain.vectors(["tea plan"]) == shown.vectors(["tea plan"])
    assert shown.means(["tea plan", "fire"], ["last_hidden_state"]).tolist() == pytest.approx(
        [pytest.approx([0.5, 0.55, 0.0]), pytest.approx([0.0, 0.0, 1.0])]
    )


@pytest.mark.parametrize("text", ["", "model\tx\n", "model\tx\nconstant\tmuch\nmiddle\t1\nspread\t1\n"])
def test_a_damaged_table_is_told(tmp_path: Path, text: str) -> None:
    """With what to do."""
    path = tmp_path / QUOTE_WEIGHTS
    path.write_text(text)

    with pytest.raises(ModelProblem, match="is damaged: install Quoth again"):
        read_weights(path)
    assert replace(read_weights(MINILM_FOLDER / QUOTE_WEIGHTS), model="x").rows
