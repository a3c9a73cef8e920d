"""The static embedder: sums of rows as directions; a folder that is none is told in a sentence."""

import random
from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.meaning import ModelProblem
from bot.meaning.directions import Directions
from bot.meaning.table import ENGLISH, Table
from tests.unit.meaning.models import ROWS, WORDS, make_model


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """As anybody would reckon it."""
    size = sum(a * a for a in one) ** 0.5 * sum(b * b for b in other) ** 0.5
    return sum(a * b for a, b in zip(one, other, strict=True)) / size if size else 0.0


def test_a_text_points_where_the_sum_of_its_rows_does(tmp_path: Path) -> None:
    """Whatever the number of words: the fast sum is the plain one."""
    table = Table(make_model(tmp_path))
    rng = random.Random(3)
    for _ in range(200):
        said = rng.choices(range(1, len(WORDS)), k=rng.randint(1, 40))
        text = " ".join(WORDS[place] for place in said).replace(" ##", "")
        pieces = table._pieces.of(text)
        wanted = [float(sum(ROWS[p][lane] for p in pieces)) for lane in range(3)]
        (vector,) = [array("b", table.vectors([text])).tolist()]
        assert cosine(wanted, vector) > 0.999 or not any(wanted)
        assert max(map(abs, vector)) >= 126 or not any(wanted)


def test_case_accents_and_ends_of_words_do_not_matter(tmp_path: Path) -> None:
    """As the vocabulary spells them."""
    table = Table(make_model(tmp_path))

    assert table.vectors(["PLÁNS"]) == table.vectors(["plans"]) != table.vectors(["plan fire"])


@pytest.mark.parametrize("text", ["", "unknown", "[UNK]x", "🙂", "\u0301" * 1000, "a" * 100_000])
def test_what_it_does_not_know_has_no_direction(tmp_path: Path, text: str) -> None:
    """Zeros, and nothing is near."""
    vector = Table(make_model(tmp_path)).vectors([text])

    assert vector == bytes(3)
    assert Directions(bytes([1, 2, 3]) * 4, 3).likenesses(vector) == [0.0] * 4


def test_a_very_long_text_is_cut(tmp_path: Path) -> None:
    """No number runs over."""
    table = Table(make_model(tmp_path))

    assert array("b", table.vectors(["not " * 100_000])).tolist() == [-127, -127, -127]


def test_a_model_that_changed_has_another_version(tmp_path: Path) -> None:
    """So that what was made with it is made anew."""
    one = Table(make_model(tmp_path / "one"))
    other = make_model(tmp_path / "other")
    (other / "scales.bin").write_bytes(array("f", [0.02] * len(WORDS)).tobytes())

    assert one.about.version == Table(make_model(tmp_path / "again")).about.version != Table(other).about.version


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda f: (f / "rows.bin").unlink(), "rows.bin cannot be read (No such file or directory): copy"),
        (lambda f: (f / "rows.bin").write_bytes(b"abc"), "for another vocabulary or dimension"),
        (lambda f: (f / "model.json").write_text("{"), "model.json is damaged"),
        (lambda f: (f / "model.json").write_text("[]"), "model.json is damaged"),
        (lambda f: make_model(f, format=7), "a model for another version of Quoth: this one reads format 1"),
        (lambda f: make_model(f, dimension=4), "for another vocabulary or dimension"),
        (lambda f: make_model(f, dimension=0), "lacks a dimension"),
        (lambda f: make_model(f, source=None), "lacks source"),
        (lambda f: (f / "scales.bin").write_bytes(array("f", [float("nan")] * 8).tobytes()), "numbers that no table"),
    ],
)  # fmt: skip
def test_half_a_model_is_refused_in_a_sentence(tmp_path: Path, spoil: object, told: str) -> None:
    """It says which folder, what is wrong, and what to do."""
    folder = make_model(tmp_path / "model")
    assert callable(spoil)
    spoil(folder)

    with pytest.raises(ModelProblem) as refused:
        Table(folder)
    assert told in str(refused.value)
    assert str(folder) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Named, with what to do."""
    with pytest.raises(ModelProblem, match=r"gone is no folder: name one that holds a model, or leave QUOTH_EMBEDDER"):
        Table(tmp_path / "gone")


def test_the_shipped_one_knows_what_is_alike() -> None:
    """Its own licence beside it; small enough to ship."""
    table = Table(ENGLISH)
    said = ["The king rules the land.", "A monarch governs the country.", "We bake bread every morning."]
    vectors = table.vectors(said)
    near = Directions(vectors, table.about.dimension).likenesses(vectors[: table.about.dimension])

    assert near[0] > 0.999
    assert near[1] > near[2] + 0.2
    assert (ENGLISH / "LICENSE").is_file()
    assert (ENGLISH / "NOTICE").is_file()
    assert sum(f.stat().st_size for f in ENGLISH.iterdir()) <= 8_000_000


def test_directions_are_compared_as_anybody_would(tmp_path: Path) -> None:
    """Over the step in which they are counted, too."""
    rng = random.Random(5)
    rows = [[rng.randint(-127, 127) for _ in range(8)] for _ in range(300)]
    asked = [rng.randint(-127, 127) for _ in range(8)]
    many = Directions(array("b", [n for row in rows for n in row]).tobytes(), 8)
    near = many.likenesses(array("b", asked).tobytes())

    assert near == pytest.approx([cosine([float(n) for n in row], [float(n) for n in asked]) for row in rows], abs=1e-5)
    assert [place for place, _ in many.nearest(array("b", asked).tobytes(), 3)] == sorted(
        range(300), key=near.__getitem__, reverse=True
    )[:3]
