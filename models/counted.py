"""Ridge regression for counts of words: thousands of columns, a few dozen of which a row has."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import mul

# So many steps of conjugate gradients bring it close enough.
_STEPS = 25
# A passage of so many words has counts as they are; those of a longer one weigh less.
MIDDLING = 20


def terms(said: Sequence[str]) -> list[str]:
    """The words of a text, and the pairs that follow each other."""
    return [*said, *(f"{word} {following}" for word, following in pairwise(said))]


def common(texts: Iterable[Sequence[str]], fewest: int) -> list[str]:
    """The terms that stand in so many texts, by the alphabet."""
    counts = Counter(term for said in texts for term in {*terms(said)})
    return sorted(term for term, count in counts.items() if count >= fewest)


def fit_counts(
    texts: Sequence[Sequence[str]], targets: Sequence[float], known: Sequence[str], penalty: float
) -> Mapping[str, float]:
    """What each known term adds to a target where it is all that is said: the weights of shares of the words."""
    place = {term: at for at, term in enumerate(known)}
    rows = [[place[t] for t in terms(said) if t in place] for said in texts]
    scales = [MIDDLING / max(1, len(said)) for said in texts]
    left = _back(rows, list(map(mul, scales, targets)), len(known))
    weights, step = [0.0] * len(known), left
    size = sum(map(mul, left, left))
    for _ in range(_STEPS):
        said = [scale * scale * sum(step[at] for at in row) for row, scale in zip(rows, scales, strict=True)]
        turned = [a + penalty * b for a, b in zip(_back(rows, said, len(known)), step, strict=True)]
        far = size / max(sum(map(mul, step, turned)), 1e-12)
        weights = [w + far * s for w, s in zip(weights, step, strict=True)]
        left = [a - far * t for a, t in zip(left, turned, strict=True)]
        before, size = size, sum(map(mul, left, left))
        step = [a + size / max(before, 1e-12) * s for a, s in zip(left, step, strict=True)]
    return {term: MIDDLING * weight for term, weight in zip(known, weights, strict=True)}


def value_of(said: Sequence[str], weights: Mapping[str, float]) -> float:
    """What the weights say of a text."""
    return sum(weights.get(term, 0.0) for term in terms(said)) / max(1, len(said))


def _back(rows: Sequence[Sequence[int]], values: Sequence[float], width: int) -> list[float]:
    found = [0.0] * width
    for row, value in zip(rows, values, strict=True):
        for at in row:
            found[at] += value
    return found
