"""Where a quote may be cut so that its end can be asked for."""

import re
from dataclasses import dataclass
from functools import cached_property

from content.items.lexicon import word_kind
from content.items.stems import stems
from content.text import words

FEWEST_HEAD, FEWEST_TAIL, MOST_TAIL = 6, 3, 10
LEAST_SHARE, MOST_SHARE, BEST_SHARE = 0.45, 0.85, 0.66
# Words before which a sentence can be held back without feeling torn.
_OPENERS = frozenset(
    "to that and but or because if when while in on for with from by as until than after before without into "
    "about which who where how what rather instead so unless through not".split()
)
_BEFORE_THINGS = frozenset("for with from by in on without into about than as".split())
_THINGS = frozenset(("determiner", "adjective", "noun", ""))
_COMMON = 4
_ROLES = {
    "subject": frozenset("i we you they he she it people nobody everybody somebody everyone".split()),
    "object": frozenset("me us him them you it each ourselves themselves itself nothing something".split()),
    "determiner": frozenset("the a an my our your their his her its some any these those no every other".split()),
    "adverb": frozenset("not never always only even just still also then often almost".split()),
}
_AGREEING = frozenset(
    "is are was were has had does did can will would should could may might must that what be".split()
)
# What points back at words that the other beginnings do not have.
_POINTING = frozenset(
    "it its itself they them their theirs themselves he him his she her hers this these those such same other others "
    "both either neither former latter one ones too also again so there then".split()
)
# Only one ending has them, and so they tell which.
_MARKS = frozenset('()[]"“”0123456789')
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
    def shape(self) -> tuple[str, ...]:
        """How the tail begins: whether a mark stands before it, its first word, and what kind of word the second is."""
        first, second, *_ = (*words(self.tail), "", "")
        mark = self.head[-1] if not self.head[-1].isalnum() and first != "to" else ""
        role = _role(second)
        # A thing follows "in" and "for", whatever it is called; elsewhere an unknown word goes with none but itself.
        if first in _BEFORE_THINGS and role in _THINGS and not second.endswith("ing"):
            role = "thing"
        return mark, first, role or second


def _role(word: str) -> str:
    """What a word does at the beginning of a clause; words that agree with others stand for themselves."""
    for role, held in _ROLES.items():
        if word in held:
            return role
    if word in _AGREEING:
        return word
    kind = word_kind(word)
    return {"nouns": "noun", "mass": "noun", "alone": "verb"}.get(kind, kind)


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
    if any(_is_torn(" ".join(part)) for part in (parts[:place], parts[place:])) or _MARKS & set(
        " ".join(parts[place:])
    ):
        return False
    if re.search(r"[.?!]$", before) or any(re.search(r"[.?!]$", p) for p in parts[place:-1]):
        return False
    first = words(after)
    if _leans_back(" ".join(parts[:place]), " ".join(parts[place:])):
        return False
    if words(" ".join(parts[place : place + 2])) == ["to", "be"]:
        return False  # What somebody is agrees with who it is.
    opens = bool(first) and first[0] in _OPENERS
    lonely = set(words(before)) & (_ARTICLES | _OPENERS)
    return (opens or before.endswith((",", ";", ":", "—"))) and not lonely


def _leans_back(head: str, tail: str) -> bool:
    """Whether the tail repeats or points at what the head says, so that it goes with no other."""
    said = words(tail)
    points = bool(_POINTING & set(said)) or "that" in said[1:]
    return points or bool(stems(head) & stems(tail))


def _is_torn(text: str) -> bool:
    """Whether a bracket or a quotation is open at one end."""
    return any(text.count(a) != text.count(b) for a, b in ("()", "[]", "“”")) or text.count('"') % 2 == 1
