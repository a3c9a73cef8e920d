"""What may be meant where no words say so: ranked by meaning and words, each with the chance that it is meant."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from bot.library.lookup.rerank import Ranked
from bot.library.lookup.results import Match, Meaning
from bot.library.lookup.weights import NEAR, PERHAPS, PERHAPS_SCORE

# So many are looked at by their meaning, and so many are named.
NEAREST, NAMED = 60, 3
_RIVALS = 5
# No talk that the chances were fitted on had fewer texts.
_FEWEST = 400


class Weighed(NamedTuple):
    """A candidate with its score by words and meaning together."""

    score: float
    key: int


class Evidence(NamedTuple):
    """What speaks for a candidate; `weights.PERHAPS` says how much each counts."""

    score: float
    lead: float  # over the mean of the five best others
    many: float  # how many there are to choose from, as a power of ten


def weighed(ranked: Sequence[Ranked], meaning: Meaning) -> list[Weighed]:
    """The candidates, best first, quotes before passages that score the same."""
    by_words, by_meaning = PERHAPS_SCORE
    found = [Weighed(by_words * r.score + by_meaning * max(0.0, meaning.likeness(r.key)), r.key) for r in ranked]
    return sorted(found, key=lambda one: (-one.score, one.key < 0, abs(one.key)))


def evidence(found: Sequence[Weighed], place: int, size: int) -> Evidence:
    """The evidence for the one at that place, among so many."""
    mine = found[place].score
    others = [one.score for other, one in enumerate(found[: _RIVALS + 1]) if other != place][:_RIVALS]
    lead = mine - (sum(others) / len(others) if others else 0.0)
    return Evidence(mine, lead, math.log10(max(_FEWEST, size)))


def perhaps(ranked: Sequence[Ranked], meaning: Meaning, size: int) -> tuple[Match, ...]:
    """The three that are most likely meant, best first; none where nothing is near. `size` is how many there are."""
    found = weighed(ranked, meaning)[: NAMED + _RIVALS]
    if not found or found[0].score < NEAR:
        return ()
    chances = [_chance(evidence(found, place, size)) for place in range(min(NAMED, len(found)))]
    return tuple(Match(one.key, round(chance, 4)) for one, chance in zip(found, chances, strict=False))


def _chance(found: Evidence) -> float:
    first, *coefficients = PERHAPS
    return 1 / (1 + math.exp(-(first + sum(c * v for c, v in zip(coefficients, found, strict=True)))))
