"""How strict is "found"? Searches with and without an answer, in talks and in small packs; with `fit` its constants.

Half of the talks (QUOTH_SHARED) are fitted on, the other half is told. Without an answer are: what was half remembered
of, or retold from, another talk, and what people ask in everyday life (`everyday.txt`).
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.library.lookup import strip_lead_in, terms
from bot.library.lookup.confidence import Evidence, at_most, confidences, evidence
from bot.library.lookup.rerank import rank
from bot.library.lookup.search import CANDIDATES, each_once, is_doubtful, is_literal
from bot.library.lookup.weights import FOUND
from bot.library.model import StoredPack
from content.passages import Passages
from tests.benchmarks import corpus
from tests.benchmarks.corruptions import loosely, remembered, shortened
from tests.benchmarks.meanings import OTHERS, Talks, retellings, talks
from tests.benchmarks.tuning import fit_confidence

EVERYDAY = (Path(__file__).parent / "everyday.txt").read_text(encoding="utf-8").splitlines()
SMALL = (10, 40)
_REMEMBERED, _SHORT = 60, 25


@dataclass(frozen=True, slots=True)
class Seen:
    """What a search was answered with: is there an answer, was it first, did it stand out before one was strict."""

    kind: str
    answered: bool
    right: bool
    sure: bool
    literal: bool
    found: Evidence

    @property
    def stands_out(self) -> bool:
        """As the search decides it."""
        return self.sure and (self.literal or at_most(self.found) >= FOUND)


def main() -> None:
    """Print what is found rightly and wrongly in the talks that nothing was fitted on; `fit` prints constants first."""
    if not OTHERS.is_file():
        print(f"the retellings need {OTHERS}")
        return
    known = talks()
    fitted, told = list(known)[::2], list(known)[1::2]
    if "fit" in sys.argv:
        seen = list(observed(known, fitted))
        loose = [s for s in seen if s.sure and not s.literal]
        constants = fit_confidence([([1.0, *s.found], s.right) for s in loose], decay=0.1)
        print(f"OUTSTANDING_BY = ({', '.join(f'{c:.2f}' for c in constants)})")
        return
    for names in (fitted, told):
        print("fitted on:" if names is fitted else "told:")
        seen = list(observed(known, names))
        for kind in sorted({s.kind for s in seen}):
            print("  " + _line(kind, [s for s in seen if s.kind == kind]))
        for answered in (True, False):
            named = "with an answer" if answered else "without one"
            print("  " + _line(named, [s for s in seen if s.answered is answered]))


def _line(kind: str, seen: Sequence[Seen]) -> str:
    before, after = Counter(s.right for s in seen if s.sure), Counter(s.right for s in seen if s.stands_out)
    by_row = sum(s.literal and not s.right for s in seen if s.sure)
    return (
        f"{kind}: {len(seen)}, found rightly {before[True]} → {after[True]}, wrongly {before[False]} → {after[False]} "
        f"({by_row} of them hold the very words in a row)"
    )


def observed(known: dict[str, tuple[StoredPack, Passages]], names: Sequence[str]) -> Iterator[Seen]:
    """Every search in these talks, one by one; each is asked where it has an answer and where it has none."""
    rng = random.Random(5)
    alone = {name: Talks([known[name][0]]) for name in names}
    few = [Talks([small(known[name][0], quotes)]) for name in names for quotes in SMALL]
    places = [*alone.values(), *few]
    for retold in retellings(known):
        if retold.talk in alone:
            yield _seen("retold", alone[retold.talk], retold.search, retold.right)
            yield from _elsewhere("retold elsewhere", [t for n, t in alone.items() if n != retold.talk], retold.search)
    for name in names:
        yield from _half_remembered(name, alone, rng)
    for search in EVERYDAY:
        yield from _elsewhere("everyday", places, search)


def _half_remembered(name: str, alone: dict[str, Talks], rng: random.Random) -> Iterator[Seen]:
    """Six ways of spoiling, short pieces and loose paraphrases, in their talk and in another."""
    texts = {key: text for key, text in alone[name].texts.items() if 8 <= len(terms(text)) <= 45}
    known, keys = corpus.synonyms(), list(texts)
    some = rng.sample(keys, min(_REMEMBERED, len(keys)))
    searches = list(zip(some, remembered([texts[k] for k in some], rng, known), strict=True))
    for key in rng.sample(keys, min(_SHORT, len(keys))):
        said, other = terms(texts[key]), terms(texts[rng.choice(keys)])
        searches += [(key, loosely(said, other, rng)), (key, shortened(said, rng, known))]
    for key, search in searches:
        yield _seen(search.kind, alone[name], search.typed, frozenset({key}))
        other_talk = rng.choice([t for n, t in alone.items() if n != name])
        yield from _elsewhere(f"{search.kind} elsewhere", [other_talk], search.typed)


def _elsewhere(kind: str, places: Sequence[Talks], search: str) -> Iterator[Seen]:
    yield from (_seen(kind, place, search, frozenset()) for place in places)


def _seen(kind: str, among: Talks, search: str, right: frozenset[int]) -> Seen:
    wanted, texts = terms(strip_lead_in(search)), among.texts
    words_of = {key: terms(texts[key]) for key, _ in among.postings.candidates(wanted, CANDIDATES)}
    ranked = each_once(rank(wanted, words_of, words_of.__getitem__, among.postings), words_of)
    if not ranked:
        return Seen(kind, bool(right), right=False, sure=False, literal=False, found=Evidence(*[0.0] * 8))
    literal = is_literal(ranked[0], wanted)
    sure = confidences(ranked, len(wanted), 1, among.postings.size)[0] >= FOUND
    return Seen(
        kind, bool(right), right=ranked[0].key in right, literal=literal,
        sure=sure and (literal or not is_doubtful(wanted, words_of[ranked[0].key], among.postings)),
        found=evidence(ranked, 0, len(wanted)),
    )  # fmt: skip


def small(pack: StoredPack, quotes: int) -> StoredPack:
    """A few quotes of it and nothing else."""
    some = random.Random(7).sample(pack.quotes, min(quotes, len(pack.quotes)))
    return replace(pack, quotes=tuple(sorted(some, key=lambda q: q.number)), passages=Passages())


if __name__ == "__main__":
    main()
