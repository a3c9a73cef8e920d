"""How much a passage is worth hearing again: a linear score of its features, made by models/ from rated passages.

content/data/quote_score.tsv holds the weights, content/data/quote_reasons.tsv what a reader would call each feature.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from content.language import is_english
from content.quotes import features
from content.quotes.features import Place, Shape, english, neutral
from content.quotes.independence import STANDING, standing
from content.quotes.measures import Measure
from content.tables import table

# The English table has all features, the other one those that need no English.
ENGLISH, ANY = "english", "any"
_MOST_REASONS = 3
_Features = Callable[[Shape, Measure, Place], list[float]]
# Further kinds of features, such as vectors, have their place here and in the script that fits.
FEATURES: Mapping[str, Sequence[_Features]] = {ENGLISH: (neutral, english, standing), ANY: (neutral,)}
# What they are called, in the order in which they are told.
NAMES: Mapping[str, Sequence[str]] = {ENGLISH: (*features.NEUTRAL, *features.ENGLISH, *STANDING), ANY: features.NEUTRAL}


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted table: each feature's weight and what it is on average, in the order in which features are told.

    `reasons` are what a reader calls a feature that is more than that, and one that is less; "" for nothing.
    """

    weights: tuple[float, ...]
    means: tuple[float, ...]
    reasons: tuple[tuple[str, str], ...]
    middle: float
    spread: float


def values(shape: Shape, measure: Measure, place: Place, kind: str) -> list[float]:
    """The features of a passage, in the order of the table."""
    found: list[float] = []
    for tell in FEATURES[kind]:
        found += tell(shape, measure, place)
    return found


class Scorer:
    """The score for the passages of one language."""

    def __init__(self, language: str) -> None:
        self._kind = ENGLISH if is_english(language) else ANY
        self._table = weights_of(self._kind)

    def values(self, shape: Shape, measure: Measure, place: Place) -> list[float]:
        """What is told of a passage."""
        return values(shape, measure, place, self._kind)

    def score(self, found: Sequence[float]) -> float:
        """How good a passage of these values is beside rated ones, in spreads: 0 is the middle, beyond 2 are few."""
        table = self._table
        total: float = sum(map(mul, table.weights, found))
        return (total - table.middle) / table.spread

    def reasons(self, found: Sequence[float]) -> dict[str, float]:
        """What speaks for it most, in words, and by how many spreads; strongest first."""
        table = self._table
        moved: dict[str, float] = {}
        for (more, less), weight, mean, value in zip(table.reasons, table.weights, table.means, found, strict=True):
            if reason := more if value > mean else less:
                moved[reason] = moved.get(reason, 0.0) + weight * (value - mean) / table.spread
        best = sorted((r for r, by in moved.items() if by > 0), key=lambda r: -moved[r])
        return {reason: moved[reason] for reason in best[:_MOST_REASONS]}


def between(score: float) -> float:
    """A score as 0–1."""
    return round(1 / (1 + math.exp(-score)), 4)


@cache
def weights_of(kind: str) -> Weights:
    """The fitted table for ENGLISH or ANY."""
    rows = {name: (float(value), rest) for told, name, value, *rest in table("quote_score") if told == kind}
    (middle, _), (spread, _) = rows.pop("middle"), rows.pop("spread")
    if tuple(rows) != tuple(NAMES[kind]):
        raise ValueError(f"quote_score.tsv was fitted to other features of the table {kind}; make model-score")
    said = reason_words()
    return Weights(
        tuple(weight for weight, _ in rows.values()), tuple(float(rest[0]) for _, rest in rows.values()),
        tuple((said.get((name, True), ""), said.get((name, False), "")) for name in rows), middle, spread,
    )  # fmt: skip


@cache
def reason_words() -> dict[tuple[str, bool], str]:
    """What a reader calls a feature that is there, and one that is not."""
    return {(name, there == "more"): words for name, there, words in table("quote_reasons")}
