"""What is measured of a candidate: how much of the search it holds, how near together, in which order."""

import pytest

from bot.library.lookup import confidence, perhaps, terms, weights
from bot.library.lookup.query import trigrams
from bot.library.lookup.rerank import Ranked, Traits, measure, rarity
from bot.library.lookup.search import each_once

LIKE = {"plam": [("plan", 0.5)], "burnt": [("burns", 0.9), ("burn", 0.8)]}


def traits(search: str, said: str) -> Traits:
    """Of a search whose words weigh alike, two of which are spelt nearly so."""
    wanted = terms(search)
    near = {word: LIKE.get(word, []) for word in wanted}
    return measure(wanted, [1.0] * len(wanted), near, terms(said), trigrams(" ".join(wanted)))


@pytest.mark.parametrize(
    ("search", "said", "expected"),
    [
        ("the plan burns", "the plan burns", {"coverage": 1, "exact": 1, "adjacent": 1, "close": 1, "dense": 1,
                                              "spelling": 1, "whole": 1, "ordered": 1, "nearly_all": 1}),
        ("the plan burns", "tea first", dict.fromkeys(Traits._fields, 0)),
        # Half of it is there, in a text of four words.
        ("plan tea", "the plan burns again", {"coverage": 1 / 2, "exact": 1 / 2, "nearly_all": 1 / 16, "whole": 1 / 4,
                                              "ordered": 1 / 2, "dense": 1, "adjacent": 0, "close": 0}),
        # What is spelt nearly so counts less, and as itself where it stands.
        ("the plam burnt", "the plan burns", {"coverage": 2.4 / 3, "exact": 1 / 3, "adjacent": 1, "whole": 1}),
        ("burnt", "they burn", {"coverage": 0.8, "exact": 0}),
        # Next to each other; at most three apart, in order.
        ("plan burns", "the plan never burns", {"adjacent": 0, "close": 1, "dense": 2 / 3, "ordered": 1}),
        ("plan burns", "the plan of tea never burns", {"close": 0, "dense": 2 / 5}),
        ("plan of burns", "the plan of tea of mine burns", {"adjacent": 1 / 2, "close": 1 / 2, "ordered": 1}),
        ("burns plan", "the plan burns", {"adjacent": 0, "close": 0, "dense": 1, "ordered": 1 / 2}),
        ("burns the plan", "the plan burns", {"adjacent": 1 / 2, "ordered": 2 / 3}),
        # A word that stands twice is meant where the search goes on.
        ("tea and tea", "tea and tea", {"adjacent": 1, "whole": 1, "ordered": 1}),
        ("plan the tea", "the plan the tea", {"adjacent": 1, "close": 1}),
        # Letters over the ends of words: of “a tea” two of three runs.
        ("a tea", "the tea", {"spelling": 2 / 3}),
    ],
)  # fmt: skip
def test_what_is_measured(search: str, said: str, expected: dict[str, float]) -> None:
    """Each from 0 to 1."""
    found = traits(search, said)._asdict()

    assert {name: found[name] for name in expected} == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "runs"),
    [("tea", ["tea"]), ("the tea", ["the", "he ", "e t", " te", "tea"]), ("aaaa", ["aaa"]), ("te", []), ("", [])],
)
def test_runs_of_three(text: str, runs: list[str]) -> None:
    """Each once, in their order."""
    assert trigrams(text) == runs


def test_what_few_hold_is_rare() -> None:
    """By how many of them hold it; what all hold is nearly nothing, and never less."""
    assert rarity(0, 100) > rarity(1, 100) > rarity(50, 100) > rarity(100, 100) > 0
    assert rarity(1, 1000) > rarity(1, 100)
    assert rarity(300, 100) == 0


@pytest.mark.parametrize(
    ("constants", "measures"),
    [
        (weights.SCORE, Traits._fields), (weights.FEW, ("first", *confidence.Evidence._fields)),
        (weights.MANY, ("first", *confidence.Evidence._fields)),
        (weights.OUTSTANDING_BY, ("first", *confidence.Evidence._fields)),
        (weights.PERHAPS, ("first", *perhaps.Evidence._fields)), (weights.PERHAPS_SCORE, ("words", "meaning")),
    ],
)  # fmt: skip
def test_every_constant_belongs_to_a_measure(constants: tuple[float, ...], measures: tuple[str, ...]) -> None:
    """One more or fewer, and all behind it would count for something else."""
    assert len(constants) == len(measures)


@pytest.mark.parametrize(
    ("passage", "score", "stays"),
    [
        ("the plan burns again", 0.8, False), ("the plan burns again now", 0.8, False), ("the plan burns", 0.8, False),
        # Less than four words of five are the quote's, or it answers far better than that.
        ("the plan burns in march", 0.8, True), ("tea first", 0.8, True), ("the plan burns again", 1.0, False),
        ("the plan burns again", 1.01, True),
    ],
)  # fmt: skip
def test_a_passage_that_says_a_quote_again_is_not_named(passage: str, score: float, stays: bool) -> None:
    """The quote stands for it."""
    none = Traits(*([0.0] * len(Traits._fields)))
    ranked = [Ranked(1, 0.8, none), Ranked(-2, score, none)]
    left = each_once(ranked, {1: terms("the plan burns again"), -2: terms(passage)})

    assert [r.key for r in left] == ([1, -2] if stays else [1])
