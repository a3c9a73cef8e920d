"""`python -m tests.benchmarks.tuning`: fit the constants of bot/library/lookup/weights.py and print them.

First the weights of the score, so that the right candidates come first (softmax over each search's candidates); then
those of the confidence (logistic regression on the best candidate of every search, answered or not).
"""

import math
from collections.abc import Sequence
from operator import mul

from bot.library.lookup import strip_lead_in, terms, weights
from bot.library.lookup.confidence import Evidence, among, evidence
from bot.library.lookup.rerank import Ranked, Traits, rank
from bot.library.lookup.search import CANDIDATES
from tests.benchmarks.corruptions import Remembered
from tests.benchmarks.credit import as_good, meant_terms
from tests.benchmarks.searches import Library, library, small_libraries, to_fit

SIZES = (1_000, 10_000, 100_000)
_CLOSEST = 15
Vector = list[float]
# What a search is fitted on: its candidates, whether each answers it, whether each is the one it was made from; its
# number of words; the size of the library.
Case = tuple[list[Ranked], list[bool], list[bool], int, int]


def main() -> None:
    """Print both tables as they stand in the module."""
    libraries = [*small_libraries(), *map(library, SIZES)]
    cases = [case for asked in libraries for case in observed(asked)]
    score = fit_score([c for c in cases if any(c[1])])
    print(f"SCORE = ({', '.join(f'{w:.2f}' for w in score)})")
    seen: list[tuple[Vector, bool]] = []
    for ranked, _, meant, words, size in cases:
        order = _ordered(ranked, score)
        target = {r.key for r, yes in zip(ranked, meant, strict=True) if yes}
        seen += [(_spread(evidence(order, 0, words), size), r.key in target) for r in order[:1]]
    found = fit_confidence(seen)
    for name, part in (("FEW", found[: len(found) // 2]), ("MANY", found[len(found) // 2 :])):
        print(f"{name} = ({', '.join(f'{c:.2f}' for c in part)})")


def observed(asked: Library) -> list[Case]:
    """Every search to fit on, with its candidates."""
    searches = to_fit(asked)
    pairs: list[tuple[int | None, Remembered]] = [*searches.answered, *((None, q) for q in searches.unanswered)]
    return [_case(asked, target, query) for target, query in pairs]


def fit_score(cases: Sequence[Case], rounds: int = 250, rate: float = 0.3, decay: float = 0.001) -> Vector:
    """Weights ≥ 0 under which an answer comes first, by gradient descent with momentum (Adam)."""
    rows = []
    for ranked, right, *_ in cases:
        hardest = sorted(zip(ranked, right, strict=True), key=lambda pair: (not pair[1], -pair[0].score))[:_CLOSEST]
        rows.append(([list(r.traits) for r, _ in hardest], [yes for _, yes in hardest]))
    found, mean, spread = [3.0] * len(Traits._fields), [0.0] * len(Traits._fields), [0.0] * len(Traits._fields)
    for step in range(1, rounds + 1):
        slope = [2 * decay * w for w in found]
        for traits, right in rows:
            scores = [sum(map(mul, found, t)) for t in traits]
            top = max(scores)
            shares = [math.exp(s - top) for s in scores]
            all_shares, right_shares = sum(shares), sum(s for s, yes in zip(shares, right, strict=True) if yes)
            for values, share, yes in zip(traits, shares, right, strict=True):
                pull = (share / all_shares - (share / right_shares if yes else 0.0)) / len(rows)
                for i, value in enumerate(values):
                    slope[i] += pull * value
        for i, s in enumerate(slope):
            mean[i] = 0.9 * mean[i] + 0.1 * s
            spread[i] = 0.99 * spread[i] + 0.01 * s * s
            change = mean[i] / (1 - 0.9**step) / (math.sqrt(spread[i] / (1 - 0.99**step)) + 1e-9)
            found[i] = max(0.0, found[i] - rate * change / math.sqrt(step))
    return found


def fit_confidence(seen: Sequence[tuple[Vector, bool]], decay: float = 0.05) -> Vector:
    """Coefficients by Newton's method on the penalised likelihood."""
    rows = [(values, 1.0 if yes else 0.0) for values, yes in seen]
    found = [0.0] * len(rows[0][0])
    for _ in range(15):
        slope = [decay * w for w in found]
        curve = [[decay if i == j else 0.0 for j in range(len(found))] for i in range(len(found))]
        for values, yes in rows:
            chance = 1 / (1 + math.exp(-sum(map(mul, found, values))))
            for i, value in enumerate(values):
                slope[i] += (chance - yes) * value
                for j in range(i + 1):
                    curve[i][j] += chance * (1 - chance) * value * values[j]
        for i in range(len(found)):
            for j in range(i):
                curve[j][i] = curve[i][j]
        found = [w - change for w, change in zip(found, _solved(curve, slope), strict=True)]
    return found


def _case(asked: Library, target: int | None, query: Remembered) -> Case:
    wanted = terms(strip_lead_in(query.typed))
    candidates = [number for number, _ in asked.postings.candidates(wanted, CANDIDATES)]
    ranked = rank(wanted, candidates, asked.quotes.__getitem__, asked.postings)
    if target is None:
        return ranked, [False] * len(ranked), [False] * len(ranked), len(wanted), asked.size
    meant, right = meant_terms(query), asked.quotes[target]
    answers = [as_good(asked.quotes[r.key], right, meant) for r in ranked]
    return ranked, answers, [r.key == target for r in ranked], len(wanted), asked.size


def _spread(found: Evidence, size: int) -> Vector:
    """What FEW and what MANY are multiplied by in a library of that size."""
    share = among(size)
    values = [1.0, *found]
    return [(1 - share) * v for v in values] + [share * v for v in values]


def _ordered(ranked: Sequence[Ranked], score: Vector) -> list[Ranked]:
    scored = [r._replace(score=sum(map(mul, score, r.traits)) / sum(score)) for r in ranked]
    return sorted(scored, key=lambda r: (-r.score, r.key))


def _solved(matrix: list[Vector], right: Vector) -> Vector:
    """The solution of a small system of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for j in range(len(rows)):
            if j != i:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[-1] for row in rows]


if __name__ == "__main__":
    print(f"# now: {weights.SCORE}, {weights.FEW}, {weights.MANY}")
    main()
