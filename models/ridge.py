"""Ridge regression in plain Python: a hundred features and a few thousand rows need no library."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

Row = Sequence[float]


@dataclass(slots=True)
class Sums:
    """What a fit needs to know of rows; those of a talk can be taken away again."""

    count: float
    total: list[float]
    target: float
    products: list[list[float]]
    targets: list[float]

    def plus(self, other: "Sums") -> "Sums":
        """The sums of all rows."""
        return self._with(other, 1.0)

    def without(self, other: "Sums") -> "Sums":
        """The sums of the other rows."""
        return self._with(other, -1.0)

    def _with(self, other: "Sums", sign: float) -> "Sums":
        return Sums(
            self.count + sign * other.count,
            [a + sign * b for a, b in zip(self.total, other.total, strict=True)],
            self.target + sign * other.target,
            [
                [a + sign * b for a, b in zip(x, y, strict=True)]
                for x, y in zip(self.products, other.products, strict=True)
            ],
            [a + sign * b for a, b in zip(self.targets, other.targets, strict=True)],
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """A linear function of a row."""

    weights: list[float]
    means: list[float]
    constant: float

    def of(self, row: Row) -> float:
        """Its value."""
        return self.constant + sum(w * v for w, v in zip(self.weights, row, strict=True))


def sums(rows: Sequence[Row], targets: Sequence[float], width: int) -> Sums:
    """The sums of rows of this width."""
    columns = [list(c) for c in zip(*rows, strict=True)] or [[] for _ in range(width)]
    products = [[0.0] * width for _ in range(width)]
    for place, one in enumerate(columns):
        for other in range(place, width):
            products[place][other] = products[other][place] = sum(map(mul, one, columns[other]))
    return Sums(
        len(rows), [sum(c) for c in columns], sum(targets), products, [sum(map(mul, c, targets)) for c in columns]
    )


def fit(given: Sums, penalties: Sequence[float]) -> Fit:
    """The weights for standardized features under a penalty for each, told for features as they are."""
    n, width = given.count, len(given.total)
    means = [t / n for t in given.total]
    spreads = [math.sqrt(max(given.products[i][i] / n - means[i] ** 2, 0.0)) + 1e-6 for i in range(width)]
    middle = given.target / n
    left = [
        [
            (given.products[i][j] - n * means[i] * means[j]) / (spreads[i] * spreads[j])
            + (penalties[i] if i == j else 0.0)
            for j in range(width)
        ]
        for i in range(width)
    ]
    right = [(given.targets[i] - n * means[i] * middle) / spreads[i] for i in range(width)]
    weights = [w / s for w, s in zip(_solved(left, right), spreads, strict=True)]
    return Fit(weights, means, middle - sum(w * m for w, m in zip(weights, means, strict=True)))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution for a symmetric positive definite matrix."""
    width = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(width):
        head = rows[place]
        for row in rows[place + 1 :]:
            if factor := row[place] / head[place]:
                for column in range(place, width + 1):
                    row[column] -= factor * head[column]
    found = [0.0] * width
    for place in reversed(range(width)):
        known = sum(rows[place][c] * found[c] for c in range(place + 1, width))
        found[place] = (rows[place][width] - known) / rows[place][place]
    return found
