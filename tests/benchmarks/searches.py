"""The searches of the look-up benchmark and, from other sentences, those that its constants are fitted on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from bot.library.index import QuoteIndex
from bot.library.index.quotes import PackPostings
from bot.library.lookup import terms
from tests.benchmarks import corpus
from tests.benchmarks.corruptions import Remembered, Synonyms, loosely, remembered, shortened
from tests.benchmarks.credit import unanswered
from tests.builders import pack, stored

TARGETS, UNANSWERED = 600, 300
# As many as one interview has; the first so many are asked, others to fit on are cut from what follows.
FEW, _LIBRARIES_OF_FEW = 300, 6
# All targets are among the first ten thousand, so that the same searches are asked at every size.
_FROM = 10_000
_HELD_OUT, _HELD_OUT_TO_FIT = slice(-400, None), slice(-2400, -400)
# Two with an answer for one without, as in the searches to ask.
_TO_FIT, _UNANSWERED_TO_FIT = 1500, 750
# Among more quotes nobody can tell what a loose paraphrase means.
_LOOSELY_FOUND = 1000


@dataclass(frozen=True)
class Library:
    """So many sentences in an index, kept in the temp folder if there are many; a quote's number is its place."""

    size: int
    texts: list[str] = field(repr=False)

    @cached_property
    def quotes(self) -> list[list[str]]:
        """The words of each."""
        return [terms(text) for text in self.texts]

    @cached_property
    def postings(self) -> PackPostings:
        """The index over all of them; a large one is built once and found again."""
        index = QuoteIndex(corpus.FOLDER / f"index-{self.size}" if self.size > FEW else None)
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


def small_libraries() -> list[Library]:
    """Libraries of few quotes, none of them those that are asked for."""
    known = corpus.sentences()
    return [Library(FEW, known[n * FEW : (n + 1) * FEW]) for n in range(1, _LIBRARIES_OF_FEW + 1)]


def to_ask(asked: Library) -> Searches:
    """600 searches and 300 without an answer, 100 and 50 of each kind."""
    targets = _order()[:TARGETS]
    return _searches(asked, targets, _HELD_OUT, random.Random(4), UNANSWERED)


def to_fit(asked: Library) -> Searches:
    """Searches for sentences that `to_ask` leaves out, short ones too, and in small libraries loose paraphrases."""
    rng, known = random.Random(101), _synonyms()
    targets = [t for t in _order()[TARGETS if asked.size > FEW else 0 :] if t < asked.size][:_TO_FIT]
    main = _searches(asked, targets, _HELD_OUT_TO_FIT, rng, min(_UNANSWERED_TO_FIT, len(targets) // 2))
    short = [(t, shortened(asked.quotes[t], rng, known)) for t in targets[::5]]
    held_out = corpus.sentences()[_HELD_OUT_TO_FIT][:: max(13, 19500 // max(1, len(targets)))]
    absent = unanswered([shortened(terms(s), rng, known) for s in held_out], held_out, asked.quotes)
    paraphrased = loose(asked, targets, fitting=True) if asked.size <= _LOOSELY_FOUND else Searches([], [])
    return Searches(main.answered + short + paraphrased.answered, main.unanswered + absent + paraphrased.unanswered)


def loose(asked: Library, targets: Sequence[int], *, fitting: bool) -> Searches:
    """Loose paraphrases of these quotes, and of sentences that are not there."""
    rng, held_out = random.Random(13 + fitting), corpus.sentences()[_HELD_OUT_TO_FIT if fitting else _HELD_OUT]
    others = [terms(s) for s in corpus.sentences()[-len(held_out) :]]
    answered = [(t, loosely(asked.quotes[t], rng.choice(others), rng)) for t in targets]
    absent = held_out[: max(1, len(targets) // 2)]
    nowhere = unanswered([loosely(terms(s), rng.choice(others), rng) for s in absent], absent, asked.quotes)
    return Searches(answered, nowhere)


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
