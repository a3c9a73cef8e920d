"""What a search is answered with, and what it asks an index."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Match:
    """A quote that may be meant, by its number; `confidence` 0–1 is the chance that it is."""

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


def said_first(result: Result, said: Callable[[int], bool], limit: int) -> Result:
    """At most `limit` of the matches, those that were really said before those that are told in other words.

    What was only told so is not Found as long as something that was said may be meant.
    """
    match result:
        case Found(match=best, others=others):
            ahead = [m for m in others if said(m.key)]
            if said(best.key) or not ahead:
                return Found(best, tuple(_said_first(others, said))[: limit - 1])
            return Unsure(tuple(_said_first((best, *others), said))[:limit])
        case Unsure(matches=matches):
            return Unsure(tuple(_said_first(matches, said))[:limit])
        case NotFound():
            return result


def _said_first(matches: Sequence[Match], said: Callable[[int], bool]) -> list[Match]:
    return sorted(matches, key=lambda m: not said(m.key))


class Postings(Protocol):
    """The words of the quotes that somebody may see. Words are as `terms` gives them."""

    @property
    def size(self) -> int:
        """How many quotes there are."""
        ...

    def frequency(self, word: str) -> int:
        """How many of them hold that word."""
        ...

    def candidates(self, wanted: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """The numbers of at most `limit` of them that are most like these words, best first, with the index's score.

        The score is for its order only: it may depend on quotes that are not among these.
        """
        ...
