"""What may be meant where no words say so: ranked by meaning and words, each with the chance that it is meant."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from bot.library.lookup.rerank import Ranked
from bot.library.lookup.results import Match, Meaning
from bot.library.lookup.weights import NAMED_FROM, PERHAPS, PERHAPS_SCORE, STRONG_PERHAPS, STRONG_SCORE

# So many are looked at by their meaning, and so many are named.
NEAREST, NAMED = 60, 3
_RIVALS = 5
_MANY_WORDS = 12
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
    many: float  # how many there are to choose from, as a power of ten; fewer than a talk has count as so many more
    words: float  # how many the search has, in dozens, at most one


def weighed(ranked: Sequence[Ranked], meaning: Meaning) -> list[Weighed]:
    """The candidates, best first, quotes before passages that score the same."""
    by_words, by_meaning = STRONG_SCORE if meaning.strong else PERHAPS_SCORE
    found = [Weighed(by_words * r.score + by_meaning * max(0.0, meaning.likeness(r.key)), r.key) for r in ranked]
    return sorted(found, key=lambda one: (-one.score, one.key < 0, abs(one.key)))


def evidence(found: Sequence[Weighed], place: int, size: int, wanted: int) -> Evidence:
    """The evidence for the one at that place, among so many, for a search of so many words."""
    mine = found[place].score
    others = [one.score for other, one in enumerate(found[: _RIVALS + 1]) if other != place][:_RIVALS]
    lead = mine - (sum(others) / len(others) if others else 0.0)
    return Evidence(mine, lead, _many(size), min(wanted, _MANY_WORDS) / _MANY_WORDS)


def _many(size: int) -> float:
    """Among many a chance likeness is likely; among few it is not likely that what is asked for is there at all."""
    return math.log10(_FEWEST) + abs(math.log10(max(1, size) / _FEWEST))


def perhaps(ranked: Sequence[Ranked], meaning: Meaning, size: int, wanted: int) -> tuple[Match, ...]:
    """The three at most that are most likely meant, best first, with the chance of each.

    `size` is how many there are, `wanted` how many words the search has.
    """
    found = weighed(ranked, meaning)[: NAMED + _RIVALS]
    constants = STRONG_PERHAPS if meaning.strong else PERHAPS
    chances = [_chance(constants, evidence(found, place, size, wanted)) for place in range(min(NAMED, len(found)))]
    named = [Match(one.key, round(chance, 4)) for one, chance in zip(found, chances, strict=False)]
    return tuple(match for match in named if match is named[0] or match.confidence >= NAMED_FROM)


def _chance(constants: Sequence[float], found: Evidence) -> float:
    first, *coefficients = constants
    return 1 / (1 + math.exp(-(first + sum(c * v for c, v in zip(coefficients, found, strict=True)))))
