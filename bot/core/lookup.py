"""Finding a half-remembered quote: candidates by rare words, then a rerank by how much of the query each one holds.

The score is idf-weighted fuzzy coverage with adjacency and density; a confidence comes from the score and from the
margin to the runners-up, because one threshold cannot serve every size of library.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

from bot.core.matching import LIGHT_WORDS, forgiven, similarity
from content.text import fold, words

QUERY_LIMIT = 400
_CANDIDATES = 60
_RAREST = 8
_LIGHT = 0.7
_FUZZY_FLOOR = 0.6
_FUZZY_WORTH = 0.9
_UNSURE, _FOUND = 0.25, 0.72
# A candidate far less likely than the best one is not worth a line.
_WORTH_NAMING = 0.3
_PREFIX_WORDS = 3

# Fitted on seeded corruptions of real spoken sentences; see the lookup benchmark.
_INTERCEPT, _BY_SCORE, _BY_MARGIN, _BY_MASS = -9.6, 9.4, 9.0, 0.9

_LEAD_IN = re.compile(
    r"(?:who (?:said|was it that said)|what was|that (?:thing|quote|line|bit|one)|the (?:thing|quote|line|bit)|"
    r"something (?:like|about)|about|anything about|somebody said|someone said|where (?:he|she|they) said|how|like|"
    r"that|it was)[ :,]+",
    re.IGNORECASE,
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One quote as the index sees it."""

    key: int
    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A quote that may be meant; `confidence` 0–1 is the chance that it is."""

    key: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """One quote stands out. `others` are the next best."""

    match: Match
    others: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """Several may be meant, best first."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing here is like it."""


Result = Found | Unsure | NotFound


class Index:
    """The words of a set of quotes. Built once; searching changes nothing but a cache of spellings."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._tokens = {e.key: terms(e.text) for e in entries}
        self._folded = {e.key: " ".join(words(e.text)) for e in entries}
        self._postings: dict[str, list[int]] = defaultdict(list)
        for key, found in self._tokens.items():
            for term in set(found):
                self._postings[term].append(key)
        self._total = max(1, len(self._tokens))
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for term in self._postings:
            self._by_start[term[0]].append(term)
            self._by_length[len(term)].append(term)
        self._spellings = lru_cache(maxsize=4096)(self._similar_terms)

    def search(self, query: str, *, allowed: Callable[[int], bool], limit: int = 5) -> Result:
        """The quotes meant by these words, among those that are allowed."""
        wanted = terms(strip_lead_in(query[:QUERY_LIMIT]))
        if not wanted:
            return NotFound()
        exact = self._exact(wanted, allowed)
        if len(exact) == 1:
            return Found(Match(exact[0], 1.0))
        ranked = self._ranked(wanted, allowed)
        matches = self._calibrated(ranked, wanted)[:limit]
        matches = tuple(m for m in matches if m.confidence >= _WORTH_NAMING * matches[0].confidence)
        if not matches or matches[0].confidence < _UNSURE:
            return NotFound()
        if matches[0].confidence >= _FOUND:
            return Found(matches[0], matches[1:])
        return Unsure(matches)

    def _exact(self, wanted: list[str], allowed: Callable[[int], bool]) -> list[int]:
        """Quotes that are, or begin with, these very words (three at least)."""
        if len(wanted) < _PREFIX_WORDS:
            return []
        text = " ".join(wanted)
        rarest = min(wanted, key=lambda t: len(self._postings.get(t, ())))
        holders = [k for k in self._postings.get(rarest, ()) if allowed(k)]
        whole = [k for k in holders if self._folded[k] == text]
        return whole or [k for k in holders if self._folded[k].startswith(text + " ")]

    def _ranked(self, wanted: list[str], allowed: Callable[[int], bool]) -> list[tuple[float, int]]:
        groups = {term: self._spellings(term) for term in dict.fromkeys(wanted)}
        votes: defaultdict[int, float] = defaultdict(float)
        for term in sorted(groups, key=self._rarity, reverse=True)[:_RAREST]:
            for spelling, worth in groups[term]:
                for key in self._postings[spelling]:
                    votes[key] += worth * self._idf(spelling)
        best = nlargest(_CANDIDATES, (key for key in votes if allowed(key)), key=lambda key: (votes[key], -key))
        scored = [(self._score(wanted, groups, key), key) for key in best]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

    def _score(self, wanted: list[str], groups: dict[str, list[tuple[str, float]]], key: int) -> float:
        places: dict[str, list[int]] = defaultdict(list)
        for place, term in enumerate(self._tokens[key]):
            places[term].append(place)
        held, total = 0.0, 0.0
        hits: list[int | None] = []
        for term in wanted:
            weight = self._rarity(term)
            total += weight
            spelling, worth = next(((s, w) for s, w in groups[term] if s in places), ("", 0.0))
            held += weight * worth
            hits.append(_nearest(places[spelling], hits) if spelling else None)
        coverage = held / total if total else 0.0
        return 0.8 * coverage + 0.12 * _adjacency(hits) + 0.08 * _density(hits)

    def _calibrated(self, ranked: list[tuple[float, int]], wanted: list[str]) -> tuple[Match, ...]:
        mass = min(1.0, sum(map(self._rarity, set(wanted))) / (2.5 * math.log(self._total + 2)))
        matches: list[Match] = []
        for place, (score, key) in enumerate(ranked):
            rivals = [s for s, k in ranked[:6] if k != key]
            margin = score - (sum(rivals) / len(rivals) if rivals else 0.0)
            lead = score - rivals[0] if rivals else score
            z = _INTERCEPT + _BY_SCORE * score + _BY_MARGIN * (0.6 * margin + 0.4 * lead) + _BY_MASS * mass
            if place and matches:
                z = min(z, 0.0)
            matches.append(Match(key, round(mass**0.5 / (1 + math.exp(-z)), 4)))
        return tuple(matches)

    def _idf(self, term: str) -> float:
        return math.log(1 + self._total / (1 + len(self._postings.get(term, ()))))

    def _rarity(self, term: str) -> float:
        """What a word of the query weighs: like its nearest known spelling; an unknown one weighs like a rare one."""
        spellings = self._spellings(term)
        rarity = self._idf(spellings[0][0]) if spellings else math.log(1 + self._total)
        return _LIGHT * rarity if term in LIGHT_WORDS else rarity

    def _similar_terms(self, term: str) -> list[tuple[str, float]]:
        """Known words this may be, nearest first, with what a hit is worth; itself alone when it is frequent."""
        own = [(term, 1.0)] if term in self._postings else []
        if len(term) < 4 or len(self._postings.get(term, ())) > 2:
            return own
        edits = max(1, forgiven(term))
        near = {w for length in range(len(term) - edits, len(term) + edits + 1) for w in self._by_length[length]}
        floor = max(_FUZZY_FLOOR, 1 - (edits + 0.5) / len(term))
        found = [(w, _FUZZY_WORTH * s) for w in near if w != term and (s := similarity(term, w, floor))]
        found += [(w, 0.7) for w in self._by_start[term[0]] if _shares_stem(term, w) and w not in dict(found)]
        return own + sorted(found, key=lambda pair: (-pair[1], pair[0]))[:6]


def terms(text: str) -> list[str]:
    """The words a text is searched by; scripts without spaces give pairs of characters."""
    found: list[str] = []
    for word in words(text):
        if runs := _CJK.findall(word):
            for run in runs:
                found += [run[i : i + 2] for i in range(max(1, len(run) - 1))]
        else:
            found.append(word.replace("'", ""))
    return found


def strip_lead_in(query: str) -> str:
    """The query without "who said that thing about …" before it, at most four such pieces."""
    text = query.strip().strip("\"“”'‘’?").strip()
    for _ in range(4):
        match = _LEAD_IN.match(text)
        if match is None or not fold(text[match.end() :]):
            return text
        text = text[match.end() :]
    return text


def _nearest(places: Iterable[int], hits: list[int | None]) -> int | None:
    last = next((h for h in reversed(hits) if h is not None), None)
    found = list(places)
    if not found:
        return None
    return found[0] if last is None else min(found, key=lambda p: abs(p - last - 1))


def _adjacency(hits: list[int | None]) -> float:
    """The share of neighbours in the query that are neighbours in the quote."""
    pairs = list(pairwise(hits))
    if not pairs:
        return 1.0 if hits and hits[0] is not None else 0.0
    return sum(a is not None and b is not None and 0 < b - a <= 2 for a, b in pairs) / len(pairs)


def _density(hits: list[int | None]) -> float:
    """How tightly the matched words stand together in the quote."""
    found = [h for h in hits if h is not None]
    return len(set(found)) / (max(found) - min(found) + 1) if found else 0.0


def _shares_stem(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 5 and longer != shorter and longer.startswith(shorter) and len(longer) - len(shorter) <= 3
