"""How much a passage is worth hearing again: a linear score of its features, made by models/ from rated passages.

content/data/quote_score.tsv holds the weights, content/data/quote_reasons.tsv what a reader would call each feature.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from content.language import is_english
from content.quotes.features import Place, Shape, english, neutral
from content.quotes.measures import Measure
from content.tables import table

# The English table has all features, the other one those that need no English.
ENGLISH, ANY = "english", "any"
_MOST_REASONS = 3
_Features = Callable[[Shape, Measure, Place], Iterator[tuple[str, float]]]
# Further kinds of features, such as vectors, have their place here and in the script that fits.
FEATURES: Mapping[str, Sequence[_Features]] = {ENGLISH: (neutral, english), ANY: (neutral,)}


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted table: each feature's weight and what it is on average, in the order in which features are told."""

    weights: tuple[float, ...]
    means: tuple[float, ...]
    names: tuple[str, ...]
    middle: float
    spread: float


def values(shape: Shape, measure: Measure, place: Place, kind: str) -> list[float]:
    """The features of a passage, in the order of the table."""
    return [float(value) for tell in FEATURES[kind] for _, value in tell(shape, measure, place)]


class Scorer:
    """The score for the passages of one language."""

    def __init__(self, language: str) -> None:
        self._kind = ENGLISH if is_english(language) else ANY
        self._table = weights_of(self._kind)

    def score(self, shape: Shape, measure: Measure, place: Place) -> float:
        """How good a passage is beside rated ones, in their spreads: 0 is the middle, beyond 2 are few."""
        found, table = values(shape, measure, place, self._kind), self._table
        return (sum(w * v for w, v in zip(table.weights, found, strict=True)) - table.middle) / table.spread

    def reasons(self, shape: Shape, measure: Measure, place: Place) -> dict[str, float]:
        """What speaks for it most, in words, and by how many spreads; strongest first."""
        found, table = values(shape, measure, place, self._kind), self._table
        said = reason_words()
        moved: dict[str, float] = {}
        for name, weight, mean, value in zip(table.names, table.weights, table.means, found, strict=True):
            if reason := said.get((name, value > mean)):
                moved[reason] = moved.get(reason, 0.0) + weight * (value - mean) / table.spread
        best = sorted((r for r, by in moved.items() if by > 0), key=lambda r: -moved[r])
        return {reason: moved[reason] for reason in best[:_MOST_REASONS]}


def between(score: float) -> float:
    """A score as 0–1."""
    return round(1 / (1 + math.exp(-score)), 4)


@cache
def weights_of(kind: str) -> Weights:
    """The fitted table for ENGLISH or ANY."""
    rows = [row for row in table("quote_score") if row[0] == kind]
    scale = {name: float(value) for _, name, value, *_ in rows if name in ("middle", "spread")}
    told = [row for row in rows if row[1] not in scale]
    return Weights(
        tuple(float(row[2]) for row in told), tuple(float(row[3]) for row in told), tuple(row[1] for row in told),
        scale["middle"], scale["spread"],
    )  # fmt: skip


@cache
def reason_words() -> dict[tuple[str, bool], str]:
    """What a reader calls a feature that is there, and one that is not."""
    return {(name, there == "more"): words for name, there, words in table("quote_reasons")}
