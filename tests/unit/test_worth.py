"""The small twin of the benchmark `worth`: what is planted is found on talks held out, and the shipped table holds."""

import random

import pytest

from content.quotes.score import ANY
from models.ratings import Rated
from models.score import GOOD, Observed, auc, held_out
from tests.benchmarks.worth import against_rest, clear, shipped
from tests.shared import INTERVIEW, LABELS, needs

TALKS, EACH, FEATURES = 6, 60, 8


def observed(seed: int, *, planted: bool) -> list[Observed]:
    """Passages of six talks; where it is planted the first two features tell their rating, with some noise."""
    rng = random.Random(seed)
    made = []
    for index in range(TALKS * EACH):
        features = [rng.gauss(0, 1) for _ in range(FEATURES)]
        worth = features[0] - features[1] + rng.gauss(0, 0.7) if planted else rng.gauss(0, 1)
        rating = 5.0 if worth > 1.2 else 3.0 if worth > 0 else 1.5
        made.append(Observed(Rated(f"talk-{index % TALKS}", str(index), rating, "any"), {ANY: features}))
    return made


@pytest.mark.parametrize("seed", range(3))
def test_what_is_planted_is_found_and_nothing_else(seed: int) -> None:
    """On talks that the table was fitted without."""
    found = held_out(observed(seed, planted=True), ANY)
    noise = held_out(observed(seed, planted=False), ANY)

    assert len(found) == TALKS * EACH
    assert clear(found) > 0.9
    assert against_rest(found) > 0.85
    # A table that is fitted to the other talks leans away from this one's mean, so that noise comes out below a half.
    assert 0.3 < clear(noise) < 0.6


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(2, True), (1, False)], 1.0),
        ([(1, True), (2, False)], 0.0),
        ([(1, True), (1, False)], 0.5),
        ([(3, True), (1, True), (2, False)], 0.5),
        ([(3, True)], 0.5),
    ],
)
def test_the_measure(pairs: list[tuple[float, bool]], expected: float) -> None:
    """How often a good one has the higher score."""
    assert auc(pairs) == expected


@needs(LABELS)
@needs(INTERVIEW)
def test_the_shipped_table_holds_on_a_talk_it_never_saw() -> None:
    """Rated passages of the interview, by the table as it is shipped: no less than what was asked for."""
    scored = shipped(INTERVIEW.name)

    assert len(scored) > 80
    assert sum(o.rated.rating >= GOOD for o, _ in scored) >= 5
    assert clear(scored) >= 0.72
