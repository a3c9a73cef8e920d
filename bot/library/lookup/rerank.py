"""How well each candidate answers a search: how much of it the quote holds, how near together and in which order."""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from bot.library.lookup.query import trigrams
from bot.library.lookup.results import Postings
from bot.library.lookup.weights import SCORE
from bot.likeness.edits import LIGHT_WORDS, similar

# What a word of the quote counts for when it is only like the word that was typed; short words are easily alike.
_FUZZY_WORTH, _SHORT_WORTH = 0.9, 0.6
_SHORT = 3
_FUZZY_FLOOR = 0.6
# A few texts do not tell how common a word is: of so many, a third hold each of the light ones at least.
_TELLING = 300

Near = dict[str, list[tuple[str, float]]]


class Traits(NamedTuple):
    """What is measured of a candidate, each 0–1; `weights.SCORE` says what it counts."""

    coverage: float  # of the search's idf, misspelt words counting less
    exact: float  # the same, correctly spelt words only
    adjacent: float  # neighbours in the search that are neighbours in the quote
    close: float  # neighbours in the search at most three words apart in the quote, in order
    dense: float  # matched words in the stretch of the quote they span
    spelling: float  # of the search's trigrams, over word ends too
    whole: float  # matched words of all words in the quote
    ordered: float  # words of the search that stand in order in the quote
    nearly_all: float  # coverage to the fourth: the last missing word matters most


class Ranked(NamedTuple):
    """A candidate with its score, 0–1."""

    key: int
    score: float
    traits: Traits


def rank(
    wanted: Sequence[str],
    candidates: Iterable[int],
    words_of: Callable[[int], Sequence[str]],
    postings: Postings,
) -> list[Ranked]:
    """The candidates by score, best first; equal ones by number, quotes before passages."""
    quotes = {key: words_of(key) for key in candidates}
    near = _near(wanted, quotes.values())
    weights = _weights(wanted, near, postings)
    grams = trigrams(" ".join(wanted))
    ranked = []
    for key, quote in quotes.items():
        traits = measure(wanted, weights, near, quote, grams)
        ranked.append(Ranked(key, sum(map(mul, SCORE, traits)) / sum(SCORE), traits))
    return sorted(ranked, key=lambda r: (-r.score, r.key < 0, abs(r.key)))


def rarity(holders: float, size: int) -> float:
    """The idf of a word that so many of the quotes hold."""
    return math.log(1 + max(0.0, size - holders + 0.5) / (holders + 0.5))


def measure(
    wanted: Sequence[str], weights: Sequence[float], near: Near, quote: Sequence[str], grams: Sequence[str]
) -> Traits:
    """The traits of one quote; `weights` belong to the wanted words one by one."""
    places = dict(zip(quote, range(len(quote)), strict=True))
    repeats = len(places) < len(quote)
    held = exact = 0.0
    hits: list[int | None] = []
    last = -1
    for word, weight in zip(wanted, weights, strict=True):
        if word in places:
            exact += weight
            held += weight
        else:
            for like, worth in near[word]:
                if like in places:
                    word, held = like, held + weight * worth  # noqa: PLW2901
                    break
            else:
                hits.append(None)
                continue
        last = _nearest(quote, word, last + 1) if repeats else places[word]
        hits.append(last)
    total = sum(weights) or 1.0
    coverage = held / total
    dense, whole, ordered = _spread(hits, len(quote))
    spelling = sum(map(" ".join(quote).__contains__, grams)) / max(1, len(grams))
    return Traits(coverage, exact / total, *_neighbours(hits), dense, spelling, whole, ordered, coverage**4)


def _nearest(quote: Sequence[str], word: str, expected: int) -> int:
    """Where a word stands in a quote; where it stands several times, nearest to the expected place."""
    first = quote.index(word)
    if quote.count(word) == 1:
        return first
    return min((p for p in range(first, len(quote)) if quote[p] == word), key=lambda p: abs(p - expected))


def _near(wanted: Iterable[str], quotes: Iterable[Sequence[str]]) -> Near:
    """For each wanted word, the candidates' words like it, nearest first, with what they count."""
    vocabulary = list(dict.fromkeys(word for quote in quotes for word in quote))
    found: Near = {}
    for word in dict.fromkeys(wanted):
        worth = _SHORT_WORTH if len(word) <= _SHORT else _FUZZY_WORTH
        alike = similar(word, vocabulary, _FUZZY_FLOOR) if len(word) > 1 else []
        found[word] = [(other, worth * similarity) for other, similarity in alike if other != word]
    return found


def _weights(wanted: Sequence[str], near: Near, postings: Postings) -> list[float]:
    """The idf of each wanted word; one that nobody said weighs like the word it is most like."""
    known: dict[str, float] = {}
    for word in wanted:
        if word not in known:
            holders: float = postings.frequency(word)
            if word in LIGHT_WORDS:
                holders = max(holders, min(postings.size, _TELLING) / 3)
            if not holders and near[word]:
                holders = max(1, postings.frequency(near[word][0][0]))
            known[word] = rarity(holders, postings.size)
    return [known[word] for word in wanted]


def _neighbours(hits: Sequence[int | None]) -> tuple[float, float]:
    next_to = near_by = 0
    for one, other in pairwise(hits):
        if one is not None and other is not None and 0 < other - one <= 3:
            near_by += 1
            next_to += other - one == 1
    pairs = max(1, len(hits) - 1)
    return next_to / pairs, near_by / pairs


def _spread(hits: Sequence[int | None], length: int) -> tuple[float, float, float]:
    found = [hit for hit in hits if hit is not None]
    if not found:
        return 0.0, 0.0, 0.0
    distinct = len(set(found))
    dense = distinct / (max(found) - min(found) + 1)
    return dense, distinct / length, _longest_rise(found) / len(hits)


def _longest_rise(places: Sequence[int]) -> int:
    """How many places are left when as few as possible are crossed out so that the rest rise."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
