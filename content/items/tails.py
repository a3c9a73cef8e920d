"""Where a quote may be cut so that its end can be asked for."""

import re
from dataclasses import dataclass
from functools import cached_property

from content.text import words

FEWEST_HEAD, FEWEST_TAIL, MOST_TAIL = 6, 3, 10
LEAST_SHARE, MOST_SHARE, BEST_SHARE = 0.45, 0.85, 0.66
# Words before which a sentence can be held back without feeling torn.
_OPENERS = frozenset(
    "to that of and but or because if when while in on for with from by as at until than after before without into "
    "about which who where how what rather instead so unless through not".split()
)
_COMMON = 4
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True)
class Cut:
    """A quote in two: `head` + space + `tail` is the whole."""

    head: str
    tail: str

    @cached_property
    def heavy(self) -> frozenset[str]:
        """The words of the tail that carry its meaning."""
        return heavy(self.tail)

    @cached_property
    def opener(self) -> str:
        """The folded first word of the tail."""
        found = words(self.tail)
        return found[0] if found else ""


def heavy(text: str) -> frozenset[str]:
    """Words of five letters or more."""
    return frozenset(w for w in words(text) if len(w) > _COMMON)


def cuts(text: str) -> list[Cut]:
    """The places where a quote may be cut, best first."""
    parts = text.split()
    places = [i for i in range(FEWEST_HEAD, len(parts)) if _may_cut(parts, i)]
    places.sort(key=lambda i: abs(i / len(parts) - BEST_SHARE) - 0.15 * parts[i - 1].endswith((",", ";", ":", "—")))
    return [Cut(" ".join(parts[:i]), " ".join(parts[i:])) for i in places]


def _may_cut(parts: list[str], place: int) -> bool:
    share, tail = place / len(parts), len(parts) - place
    if not (LEAST_SHARE <= share <= MOST_SHARE and FEWEST_TAIL <= tail <= MOST_TAIL):
        return False
    before, after = parts[place - 1], parts[place]
    if re.search(r"[.?!]$", before) or any(re.search(r"[.?!]$", p) for p in parts[place:-1]):
        return False
    first = words(after)
    opens = bool(first) and first[0] in _OPENERS
    lonely = set(words(before)) & (_ARTICLES | _OPENERS)
    return (opens or before.endswith((",", ";", ":", "—"))) and not lonely
