"""What words add to a rating is found from ratings alone."""

import random

import pytest

from models.counted import common, fit_counts, terms, value_of

WORDS = "harbour kettle plan winter ashes captain drawer brigade letter tide".split()


def test_terms_are_words_and_pairs() -> None:
    """Pairs only of what follows each other."""
    assert terms(["the", "plan", "burns"]) == ["the", "plan", "burns", "the plan", "plan burns"]
    assert terms([]) == []


def test_what_is_common_stands_in_so_many_texts() -> None:
    """However often in each; by the alphabet."""
    texts = [["plan", "plan"], ["the", "plan"], ["the", "tide"]]

    assert common(texts, 2) == ["plan", "the"]
    assert common(texts, 1) == ["plan", "plan plan", "the", "the plan", "the tide", "tide"]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_planted_is_found(seed: int) -> None:
    """One word that adds, one that takes away, one pair that does what neither word does; nothing of the others."""
    rng = random.Random(seed)
    texts = [[rng.choice(WORDS) for _ in range(12)] for _ in range(1500)]
    targets = [
        (s.count("kettle") - s.count("ashes") + 2 * terms(s).count("plan winter")) / len(s) + rng.gauss(0, 0.05)
        for s in texts
    ]
    found = fit_counts(texts, targets, common(texts, 1), 1.0)

    assert found["kettle"] == pytest.approx(1, abs=0.2)
    assert found["ashes"] == pytest.approx(-1, abs=0.2)
    assert found["plan winter"] == pytest.approx(2, abs=0.4)
    assert max(abs(found[w]) for w in WORDS if w not in ("kettle", "ashes")) < 0.3
    assert value_of(["kettle"] * 4, {"kettle": 1.0, "kettle kettle": 0.5}) == pytest.approx(1 + 0.5 * 3 / 4)


def test_the_penalty_holds_back() -> None:
    """What stands in few texts says little; nothing at all says nothing."""
    texts = [["kettle"], ["plan"]] * 3

    assert abs(fit_counts(texts, [1.0, 0.0] * 3, ["kettle"], 1e6)["kettle"]) < 0.01
    assert fit_counts([], [], [], 1.0) == {}
