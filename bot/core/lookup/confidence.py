"""How sure one may be of a candidate: from its score, its lead over the others, and how much of the search it holds."""

import math
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from bot.core.lookup.rerank import Ranked
from bot.core.lookup.weights import EVIDENCE, INTERCEPT, SCORE

_RIVALS = 5
_MANY_WORDS = 12


class Evidence(NamedTuple):
    """What speaks for a candidate; `weights.EVIDENCE` says how much each counts."""

    score: float
    lead: float  # over the best other
    margin: float  # over the mean of the five best others
    coverage: float
    exact: float
    ordered: float
    whole: float
    words: float  # how many the search has, in dozens, at most one


def evidence(ranked: Sequence[Ranked], place: int, wanted: int) -> Evidence:
    """The evidence for the candidate at that place (0 is the best), for a search of so many words."""
    mine = ranked[place]
    rivals = [r.score for r in ranked[: _RIVALS + 1] if r is not mine][:_RIVALS]
    lead = mine.score - (rivals[0] if rivals else 0.0)
    margin = mine.score - (sum(rivals) / len(rivals) if rivals else 0.0)
    traits = mine.traits
    words = min(wanted, _MANY_WORDS) / _MANY_WORDS
    held = (traits.coverage, traits.exact, traits.ordered, traits.whole)
    return Evidence(mine.score, lead, margin, *held, words)


def confidences(ranked: Sequence[Ranked], wanted: int, most: int) -> list[float]:
    """0–1 for each of the first `most`: the chance that it is meant, over searches with and without an answer.

    Only one can be meant: none is surer than its share among all of them, so that equal ones are equally unsure.
    """
    shares = [math.exp((r.score - ranked[0].score) * sum(SCORE)) for r in ranked]
    alone = (_chance(evidence(ranked, place, wanted)) for place in range(min(most, len(ranked))))
    return [min(chance, share / sum(shares)) for chance, share in zip(alone, shares, strict=False)]


def _chance(found: Evidence) -> float:
    return 1 / (1 + math.exp(-(INTERCEPT + sum(map(mul, EVIDENCE, found)))))
