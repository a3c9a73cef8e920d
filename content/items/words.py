"""Which word of a quote can be left out: what stands beside it, and whether another of its family tells it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.items.bank import Bank
from content.lexicon import word_kind

MOST_USES, MOST_SHARE = 5, 0.025
FAMILY = 3
_DETERMINERS = frozenset(
    "a an the my our your his her its their this that these those each every no another one first last single only "
    "own all some any many few several both two three four five six seven eight nine ten".split()
)
# After these no noun follows, so that what stands before is no half of a compound and governs nothing.
_CLOSING = frozenset(
    "and or but is are was were has have had will would can could should may might must do does did in at on with "
    "from by for as than when while because so if until before after without into over who which where what once "
    "twice again today now here there".split()
)
_BEFORE_NOUNS = frozenset(
    "of for with in from by about between at like and or than without into before after until".split()
)
# What stands before a verb and before nothing else: many a word is a verb here and something else there.
_BEFORE_VERBS = frozenset(
    "to can cannot could will would should must may might shall i we you they people never always do does did "
    "let".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A word or name of a quote that can be asked for, and where it begins."""

    at: int
    word: str

    def filled(self, text: str, other: str) -> str:
        """The quote with something else in this place."""
        return text[: self.at] + other + text[self.at + len(self.word) :]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words beside one, "" where a mark or an end comes first."""

    before: str
    after: str
    next_before: str


def is_joined(text: str, start: int, end: int) -> bool:
    """Whether it is only a part of what is written there: "well-known", "don't", "3D", a name with an @."""
    return text[start - 1 : start] in tuple("-'’@#./0123456789") or text[end : end + 1] in {"-", "'", "’", "/"}


def around(text: str, found: Sequence[re.Match[str]], index: int) -> Neighbours:
    """The neighbours of the word with this index among those found."""

    def word(offset: int) -> str:
        at = index + offset
        if not 0 <= at < len(found):
            return ""
        first, last = sorted((index, at))
        between = text[found[first].end() : found[last].start()]
        return found[at][0].casefold() if all(c.isalpha() or c == " " for c in between) else ""

    return Neighbours(word(-1), word(1), word(-2))


def is_a_thing(word: str, at: Neighbours) -> bool:
    """Whether a word is a noun there, by its kind or by what stands beside it."""
    if (at.before == "for" and not at.after) or (at.before == "of" and at.next_before in ("kind", "sort")):
        return False  # "For example, …", "you kind of skate by".
    if word_kind(word) in ("noun", "nouns", "mass"):
        return at.before not in _BEFORE_VERBS
    led = at.before in _DETERMINERS | _BEFORE_NOUNS or word_kind(at.before) == "adjective"
    return led and (not at.after or at.after in _CLOSING or at.after == "of") and not word_kind(word)


def said_once(word: str, said: Sequence[str]) -> bool:
    """Whether no other word there is of its family: "lawyer" is told by "lawsuit"."""
    stem = word.casefold()[:FAMILY]
    return sum(w.startswith(stem) and len(w) > FAMILY for w in said) <= 1 and said.count(word.casefold()) == 1


def too_common(bank: Bank, word: str) -> bool:
    """Whether so many quotes of the pack hold it that it is the first guess."""
    return bank.frequency[word.casefold()] > max(MOST_USES, MOST_SHARE * len(bank.quotes))
