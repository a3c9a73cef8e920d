"""How sure one may be of a candidate: from its score, its lead over the others, and how much of the search it holds."""

import math
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from bot.library.lookup.rerank import Ranked
from bot.library.lookup.weights import (
    COVERED,
    FEW,
    FEW_QUOTES,
    FOUND,
    MANY,
    MANY_QUOTES,
    OUTSTANDING,
    OUTSTANDING_BY,
    SCORE,
)

_RIVALS = 5
_MANY_WORDS = 12
# What does not stand out is still as likely as that.
NOT_OUTSTANDING = 0.5


class Evidence(NamedTuple):
    """What speaks for a candidate; `weights.FEW` and `MANY` say how much each counts."""

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


def confidences(ranked: Sequence[Ranked], wanted: int, most: int, size: int) -> list[float]:
    """0–1 for each of the first `most`: the chance that it is meant, over searches with and without an answer.

    `size` is how many quotes there are: what stands out among few is lost among many. Only one can be meant: none is
    surer than it would be if there were only itself and the best other, so that equal ones are equally unsure.
    """
    chances = (_chance(evidence(ranked, place, wanted), size) for place in range(min(most, len(ranked))))
    return [min(chance, _beside_the_best_other(ranked, place)) for place, chance in enumerate(chances)]


def at_most(found: Evidence) -> float:
    """How sure one may be of the best at most: a second opinion on those that seem to stand out, which is strict.

    Fitted on what did stand out, rightly or by chance: everyday words, say, that a few quotes happen to hold.
    """
    likely, held = outstanding(found) / OUTSTANDING, found.coverage / COVERED
    return 1.0 if min(likely, held) >= 1 else max(NOT_OUTSTANDING, FOUND * min(likely, held))


def outstanding(found: Evidence) -> float:
    """The chance that one is meant that seems to stand out."""
    return _logistic(OUTSTANDING_BY, found)


def among(size: int) -> float:
    """Where a library of that size stands between FEW_QUOTES (0) and MANY_QUOTES (1)."""
    place = math.log(max(1, size) / FEW_QUOTES) / math.log(MANY_QUOTES / FEW_QUOTES)
    return min(1.0, max(0.0, place))


def _chance(found: Evidence, size: int) -> float:
    share = among(size)
    return _logistic([few + share * (many - few) for few, many in zip(FEW, MANY, strict=True)], found)


def _logistic(constants: Sequence[float], found: Evidence) -> float:
    first, *coefficients = constants
    return 1 / (1 + math.exp(-(first + sum(map(mul, coefficients, found)))))


def _beside_the_best_other(ranked: Sequence[Ranked], place: int) -> float:
    others = [r.score for r in ranked[:2] if r is not ranked[place]]
    return 1 / (1 + math.exp((others[0] - ranked[place].score) * sum(SCORE))) if others else 1.0
