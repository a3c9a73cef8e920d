"""What a search is answered with, and what it asks an index."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Match:
    """A quote that may be meant, by its number, or a passage, by its key below 0; `confidence` 0–1 is the chance that
    it is.
    """

    key: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """One quote stands out. `others` are the next best."""

    match: Match
    others: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """Several may be meant, best first. `sharing` is how many hold the very words that were typed, if several do."""

    matches: tuple[Match, ...]
    sharing: int = 0


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing here holds words like these. `perhaps` are the nearest in meaning, at most three, best first."""

    perhaps: tuple[Match, ...] = ()


Result = Found | Unsure | NotFound


def said_first(result: Result, said: Callable[[int], bool], limit: int, begin: int = 0) -> Result:
    """At most `limit` of the matches, those that were really said before those that are told in other words.

    What was only told so is not Found as long as something that was said may be meant. Of those that share the words
    that were typed `begin` are passed over.
    """
    match result:
        case Found(match=best, others=others):
            ahead = [m for m in others if said(m.key)]
            if said(best.key) or not ahead:
                return Found(best, tuple(_said_first(others, said))[: limit - 1])
            return Unsure(tuple(_said_first((best, *others), said))[:limit])
        case Unsure(matches=matches, sharing=sharing):
            first = begin if sharing else 0
            return Unsure(tuple(_said_first(matches, said))[first : first + limit], sharing)
        case NotFound():
            return result


def verdict_of(result: Result) -> str:
    """What a search came to, in a word."""
    match result:
        case Found():
            return "found"
        case Unsure():
            return "unsure"
        case NotFound(perhaps=perhaps):
            return "perhaps" if perhaps else "not_found"


def uncounted(result: Result) -> Result:
    """The same without how many hold the words that were typed."""
    return Unsure(result.matches) if isinstance(result, Unsure) else result


def _said_first(matches: Sequence[Match], said: Callable[[int], bool]) -> list[Match]:
    return sorted(matches, key=lambda m: not said(m.key))


class Meaning(Protocol):
    """What a search means, beside what the quotes and passages mean that somebody may see."""

    @property
    def strong(self) -> bool:
        """Whether a strong model says so; how near is near is another thing to it."""
        ...

    def nearest(self, limit: int) -> list[tuple[int, float]]:
        """The keys of at most `limit` of them that are nearest, best first, with their likeness (1: the same)."""
        ...

    def likeness(self, key: int) -> float:
        """How near one of them is; 0 where it is not known."""
        ...


class Meanings(Protocol):
    """What the quotes and passages mean that somebody may see, as far as it is known."""

    @property
    def strong(self) -> bool:
        """As of Meaning."""
        ...

    def __call__(self, words: str) -> Meaning:
        """What these words mean beside them."""
        ...

    def near(self, key: int, limit: int, least: float) -> Sequence[int] | None:
        """The keys of at most `limit` that are nearest to one of them in what it says that the others around it do not,
        as far as they are so near at `least`, best first; None where what it means is not known.
        """
        ...

    def has_told(self, key: int, limit: int, least: float) -> bool:
        """Whether `near` has nothing to reckon, because somebody asked before."""
        ...


class Postings(Protocol):
    """The words of the quotes and passages that somebody may see. Words are as `terms` gives them."""

    @property
    def size(self) -> int:
        """How many there are."""
        ...

    def frequency(self, word: str) -> int:
        """How many of them hold that word."""
        ...

    def candidates(self, wanted: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """The numbers of at most `limit` of them that are most like these words, best first, with the index's score.

        The score is for its order only: it may depend on quotes that are not among these.
        """
        ...

    def holding(self, wanted: Sequence[str], limit: int) -> list[int]:
        """The numbers of at most `limit` of them that hold all of these words, in whatever order."""
        ...
