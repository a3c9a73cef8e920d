"""When an answer to a search counts as right, and when a search has no answer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.library.lookup import terms
from tests.benchmarks.corruptions import Remembered


def holds(quote: Sequence[str], meant: Sequence[str]) -> tuple[int, int]:
    """How many of these words a quote holds, and how many of them in their order."""
    lengths = [0] * (len(quote) + 1)
    for word in meant:
        row = [0]
        for place, other in enumerate(quote):
            row.append(lengths[place] + 1 if word == other else max(row[-1], lengths[place + 1]))
        lengths = row
    return sum((Counter(meant) & Counter(quote)).values()), lengths[-1]


def as_good(quote: Sequence[str], target: Sequence[str], meant: Sequence[str]) -> bool:
    """Whether a quote holds the words that were meant as well as the target does: as many, as many in order."""
    mine, theirs = holds(quote, meant), holds(target, meant)
    return mine[0] >= theirs[0] and mine[1] >= theirs[1]


def meant_terms(query: Remembered) -> list[str]:
    """The words of a search as the index knows them, spelt right."""
    return [term for word in query.meant for term in terms(word)]


def unanswered(
    queries: Sequence[Remembered], held_out: Sequence[str], library: Sequence[Sequence[str]]
) -> list[Remembered]:
    """The searches for held-out sentences that no quote of the library answers as well as those would."""
    wanted = {w for q in queries for w in meant_terms(q)}
    holders: dict[str, set[int]] = defaultdict(set)
    for number, quote in enumerate(library):
        for word in wanted.intersection(quote):
            holders[word].add(number)
    kept = []
    for query, sentence in zip(queries, held_out, strict=True):
        meant, target = meant_terms(query), terms(sentence)
        common = [holders[w] for w in set(meant) if w in target]
        if not any(as_good(library[n], target, meant) for n in _in_all(common)):
            kept.append(query)
    return kept


def _in_all(sets: Iterable[set[int]]) -> set[int]:
    ordered = sorted(sets, key=len)
    return ordered[0].intersection(*ordered[1:]) if ordered else set()
