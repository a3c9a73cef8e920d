"""The searches of the look-up benchmark and, from other sentences, those that its constants are fitted on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from bot.core.lookup import terms
from bot.index import QuoteIndex
from bot.index.quotes import PackPostings
from tests.benchmarks import corpus
from tests.benchmarks.corruptions import Remembered, Synonyms, remembered, shortened
from tests.benchmarks.credit import unanswered
from tests.builders import pack, stored

TARGETS, UNANSWERED = 600, 300
# All targets are among the first ten thousand, so that the same searches are asked at every size.
_FROM = 10_000
_HELD_OUT, _HELD_OUT_TO_FIT = slice(-400, None), slice(-2400, -400)
# Two with an answer for one without, as in the searches to ask.
_TO_FIT, _UNANSWERED_TO_FIT = 1500, 750


@dataclass(frozen=True)
class Library:
    """So many sentences in an index kept in the temp folder; a quote's number is its place."""

    size: int
    texts: list[str] = field(repr=False)

    @cached_property
    def quotes(self) -> list[list[str]]:
        """The words of each."""
        return [terms(text) for text in self.texts]

    @cached_property
    def postings(self) -> PackPostings:
        """The index over all of them; built once and found again."""
        index = QuoteIndex(corpus.FOLDER / f"index-{self.size}")
        return index.over([stored(1, pack("corpus", *self.texts), first=0)])


@dataclass(frozen=True, slots=True)
class Searches:
    """Searches with the number of the quote they were made from, and searches for what is not there."""

    answered: list[tuple[int, Remembered]]
    unanswered: list[Remembered]


def library(size: int) -> Library:
    """The first `size` sentences; beyond the real ones a chain of order 2 fills up."""
    real = corpus.sentences()
    known = real[: len(real) - 2400]
    texts = known[:size] if size <= len(known) else list(islice(corpus.filled_up(known, size), size))
    return Library(size, texts)


def to_ask(asked: Library) -> Searches:
    """600 searches and 300 without an answer, 100 and 50 of each kind."""
    targets = _order()[:TARGETS]
    return _searches(asked, targets, _HELD_OUT, random.Random(4), UNANSWERED)


def to_fit(asked: Library) -> Searches:
    """Searches for sentences that `to_ask` leaves out, short ones too."""
    rng, known = random.Random(101), _synonyms()
    targets = [t for t in _order()[TARGETS:] if t < asked.size][:_TO_FIT]
    main = _searches(asked, targets, _HELD_OUT_TO_FIT, rng, _UNANSWERED_TO_FIT)
    short = [(t, shortened(asked.quotes[t], rng, known)) for t in targets[::5]]
    held_out = corpus.sentences()[_HELD_OUT_TO_FIT][::13]
    absent = unanswered([shortened(terms(s), rng, known) for s in held_out], held_out, asked.quotes)
    return Searches(main.answered + short, main.unanswered + absent)


def _searches(asked: Library, targets: Sequence[int], held_out: slice, rng: random.Random, most: int) -> Searches:
    known = _synonyms()
    queries = remembered([asked.texts[t] for t in targets], rng, known)
    absent = corpus.sentences()[held_out]
    nowhere = unanswered(remembered(absent, rng, known), absent, asked.quotes)
    return Searches(list(zip(targets, queries, strict=True)), nowhere[:most])


def _order() -> list[int]:
    return random.Random(9).sample(range(_FROM), _FROM)


def _synonyms() -> Synonyms:
    return corpus.synonyms()
