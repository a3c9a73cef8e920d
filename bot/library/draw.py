"""Which quote chance takes: the better ones more often, and one that was not seen lately."""

import random
from collections.abc import Mapping, Sequence

from bot.library.model import NumberedQuote

# A quote comes as often as this power of its score says. Of a talk of 459 quotes 5 % of what is drawn is of the worse
# half and 77 % from the best quarter; by the square it would be 29 and 41 %.
STEEPNESS = 8
LEAST = 0.05


def better_first(scored: Sequence[tuple[int, float]], rng: random.Random) -> list[int]:
    """The numbers, those that score better more often first."""
    return [n for n, _ in sorted(scored, key=lambda one: rng.random() ** (1 / (0.05 + one[1])), reverse=True)]


def drawn_of(
    pool: Sequence[NumberedQuote], seen: Sequence[int], rng: random.Random, scores: Mapping[int, float]
) -> NumberedQuote:
    """One of them, the best ones mostly; the one seen longest ago where all were seen."""
    lately = set(seen)
    fresh = [q for q in pool if q.number not in lately]
    if not fresh:
        return max(pool, key=lambda q: seen.index(q.number))
    return rng.choices(fresh, [max(LEAST, scores[q.number]) ** STEEPNESS for q in fresh])[0]
