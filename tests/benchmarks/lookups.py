"""The look-up beside what people would reach for first, on half-remembered real sentences.

Its table stands in models/README.md. An answer counts as right when it is the sentence the search was made from, or one
that holds the words that were meant as well. A slow method gets as many of the searches as fit in its time, in the same
mixture of kinds.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from bot.library.lookup import Found, NotFound, Unsure, search
from bot.library.lookup.weights import UNSURE
from tests.benchmarks import corpus, rivals
from tests.benchmarks.corruptions import CORRUPTIONS, Remembered
from tests.benchmarks.credit import as_good, meant_terms
from tests.benchmarks.rivals import Hits, Search
from tests.benchmarks.searches import FEW, Library, Searches, library, loose, to_ask

SIZES = (10_000, 100_000, 1_000_000)
README = Path(__file__).parents[2] / "models" / "README.md"
BEGIN, END = "<!-- look-up -->", "<!-- /look-up -->"
_SECONDS = 20.0
FILLED_UP = (
    "A million is filled up with made-up sentences that copy runs of real ones; it has no bar to pass. "
    "Methods that read every quote get as many of the searches as they answer in 20 seconds."
)
_OURS = "Quoth"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method made of one search: which of its first five are right, whether the first is the very sentence."""

    kind: str
    answered: bool
    right: list[bool]
    meant: bool
    confidence: float
    seconds: float


def main() -> None:
    """Print reach, kinds and calibration; put the table into models/README.md."""
    lines = [f"{len(corpus.sentences()):,} real sentences found; searches: 600 with an answer, 300 without.", ""]
    lines += ["| quotes | method | recall@1 | recall@5 | ROC AUC | p50 ms | p99 ms | searches |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    ours: list[Outcome] = []
    for size in SIZES:
        asked = library(size)
        searches = to_ask(asked)
        for name, method in methods(asked):
            outcomes = run(asked, searches, method, time_limit=None if name == _OURS else _SECONDS)
            lines.append(row(size, name, outcomes))
            print(lines[-1], flush=True)
            if name == _OURS:
                print(kinds(outcomes))
                ours += outcomes if size <= len(corpus.sentences()) else []
    lines += ["", FILLED_UP, "", loosely_remembered()]
    print("\n".join(lines))
    print(calibration(ours))
    write(lines)


def loosely_remembered() -> str:
    """What becomes of loose paraphrases in a library of few quotes, told in a sentence."""
    asked = library(FEW)
    searches = loose(asked, range(FEW), fitting=False)
    first, named = 0, 0
    for target, query in searches.answered:
        hits = look_up(asked, query.typed)
        meant = bool(hits) and hits[0][0] == target
        first, named = first + meant, named + (meant and hits[0][1] >= UNSURE)
    absent = sum(bool(h := look_up(asked, q.typed)) and h[0][1] >= UNSURE for q in searches.unanswered)
    return (
        f"Loose paraphrases (half of the telling words, others between them) in a library of {FEW}: the right quote is "
        f"first for {first / len(searches.answered):.0%} and named for {named / len(searches.answered):.0%} of "
        f"{len(searches.answered)}; something is named for {absent / len(searches.unanswered):.0%} of "
        f"{len(searches.unanswered)} that nobody said."
    )


def methods(asked: Library) -> Iterator[tuple[str, Search]]:
    """Ours first; those that look at every quote only where that takes no hours."""
    yield _OURS, lambda typed: look_up(asked, typed)
    yield "tantivy alone", rivals.index_alone(asked.postings)
    yield "FTS5 BM25", rivals.fts5(asked.quotes)
    if asked.size <= 100_000:
        yield "rapidfuzz token_set_ratio", rivals.token_set(asked.quotes)
        yield "rapidfuzz WRatio", rivals.wratio(asked.quotes)


def look_up(asked: Library, typed: str) -> Hits:
    """The look-up as the engine calls it, with every candidate it would name even when it is not sure enough."""
    match search(asked.postings, asked.texts.__getitem__, typed, least=0.0):
        case Found(match=best, others=others):
            return [(m.key, m.confidence) for m in (best, *others)]
        case Unsure(matches=matches):
            return [(m.key, m.confidence) for m in matches]
        case NotFound():
            return []


def run(asked: Library, searches: Searches, method: Search, time_limit: float | None) -> list[Outcome]:
    """Every search, or as many as fit in the time, answered and unanswered ones mixed 2 : 1."""
    outcomes: list[Outcome] = []
    begun = time.perf_counter()
    for target, query in mixed(searches):
        if time_limit is not None and time.perf_counter() - begun > time_limit:
            break
        start = time.perf_counter()
        hits = method(query.typed)
        seconds = time.perf_counter() - start
        outcomes.append(judged(asked, target, query, hits, seconds))
    return outcomes


def mixed(searches: Searches) -> Iterator[tuple[int | None, Remembered]]:
    """Two with an answer, one without."""
    answered, unanswered = iter(searches.answered), iter(searches.unanswered)
    for one in answered:
        yield one
        yield next(answered)
        yield None, next(unanswered)


def judged(asked: Library, target: int | None, query: Remembered, hits: Hits, seconds: float) -> Outcome:
    """Which of the hits are right."""
    right = [False] * len(hits)
    if target is not None:
        meant, quotes = meant_terms(query), asked.quotes
        right = [n == target or as_good(quotes[n], quotes[target], meant) for n, _ in hits]
    meant_it = bool(hits) and hits[0][0] == target
    return Outcome(query.kind, target is not None, right, meant_it, hits[0][1] if hits else 0.0, seconds)


def row(size: int, name: str, outcomes: Sequence[Outcome]) -> str:
    """A line of the table."""
    found = [o for o in outcomes if o.answered]
    first = sum(o.right[:1] == [True] for o in found) / len(found)
    five = sum(any(o.right[:5]) for o in found) / len(found)
    times = quantiles([o.seconds * 1000 for o in outcomes], n=100)
    timed = f"{times[49]:.1f} | {times[98]:.1f}"
    return f"| {size:,} | {name} | {first:.1%} | {five:.1%} | {auc(outcomes):.3f} | {timed} | {len(outcomes)} |"


def auc(outcomes: Sequence[Outcome]) -> float:
    """The chance that a search with an answer gets a higher confidence than one without."""
    with_, without = ([o.confidence for o in outcomes if o.answered is a] for a in (True, False))
    wins = sum((a > b) + 0.5 * (a == b) for a in with_ for b in without)
    return wins / (len(with_) * len(without))


def kinds(outcomes: Sequence[Outcome]) -> str:
    """recall@1 of each corruption."""
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for o in outcomes:
        if o.answered:
            by_kind[o.kind].append(o.right[:1] == [True])
    assert len(by_kind) == len(CORRUPTIONS)
    return "    " + "  ".join(f"{kind} {sum(r) / len(r):.0%}" for kind, r in by_kind.items())


def calibration(outcomes: Sequence[Outcome]) -> str:
    """Predicted beside observed in ten bins."""
    lines = ["| confidence | searches | predicted | observed |", "|---|---|---|---|"]
    for low in range(10):
        inside = [o for o in outcomes if low == min(9, int(o.confidence * 10))]
        if inside:
            predicted = sum(o.confidence for o in inside) / len(inside)
            observed = sum(o.meant for o in inside) / len(inside)
            lines.append(f"| {low / 10:.1f}–{low / 10 + 0.1:.1f} | {len(inside)} | {predicted:.2f} | {observed:.2f} |")
    return "\n".join(lines)


def write(lines: Sequence[str]) -> None:
    """Replace the table in models/README.md."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text("\n".join([before + BEGIN, *lines, END + after]), encoding="utf-8")


if __name__ == "__main__":
    main()
