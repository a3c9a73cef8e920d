"""Which quote a reviewer looks at next."""

from collections.abc import Collection, Mapping, Sequence

from bot.library.model import RankedQuote

# So many are worth a look before the rest is; then as many again.
PILE = 40


def order(quotes: Sequence[RankedQuote], looked_at: Collection[int], doubted: Mapping[int, str]) -> list[int]:
    """The numbers to look at: those whose speaker somebody doubts, then those nobody looked at, the best first."""
    waiting = [q for q in quotes if q.number in doubted or q.number not in looked_at]
    return [q.number for q in sorted(waiting, key=lambda q: (q.number not in doubted, -q.score, q.number))]


def next_of(waiting: Sequence[int], mine: int | None, others: Collection[int], skipped: Collection[int]) -> int | None:
    """The one that they look at already, else the first that nobody else has; what they skipped comes last."""
    if mine in waiting:
        return mine
    free = [number for number in waiting if number not in others]
    passed_over = [number for number in skipped if number in free]
    return next((number for number in free if number not in skipped), None) or next(iter(passed_over), None)


def pile(looked_at: int, waiting: int) -> int:
    """How many there are to look at for now, with those that were: full piles, as far as there are so many."""
    return min(looked_at + waiting, PILE * (looked_at // PILE + 1))
