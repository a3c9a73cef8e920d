"""Where a quote may be cut so that its end can be asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from content.items.stems import stems
from content.lexicon import word_kind
from content.text import length, words

FEWEST_HEAD, FEWEST_TAIL, MOST_TAIL = 6, 3, 10
# A whole sentence may be longer, and follow a shorter one.
FEWEST_BEFORE, FEWEST_SENTENCE, MOST_SENTENCE = 4, 4, 14
LEAST_SHARE, MOST_SHARE, BEST_SHARE = 0.45, 0.85, 0.66
_SENTENCE_END = re.compile(r"[.?!…。？！][\"”’」』)]*$")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!…])[\"”’)]*\s+|(?<=[。？！])[”」』)]*\s*(?=.)")
# A sentence that begins like this goes on from one of its own making.
_CONNECTING = frozenset(
    "and but so or because then also still yet instead however therefore otherwise yes no yeah right exactly well "
    "sure okay ok thanks thank why how what who where when which".split()
)
# Words before which a sentence can be held back without feeling torn.
_OPENERS = frozenset(
    "to that and but or because if when while in on with from by as until than after before without into "
    "about which who where how what rather instead so unless through not".split()
)
# After these a clause follows, or a thing, whatever it is called.
_BEFORE_CLAUSES = frozenset("because when while if since until unless although though whether".split())
_COORDINATING = frozenset("and but so or".split())
_SUBJECTS = frozenset(("subject", "determiner", "noun", "adjective"))
_BEFORE_THINGS = frozenset("with from by in on without into about than as".split())
_THINGS = frozenset(("determiner", "adjective", "noun", ""))
_PARTS = {
    "subject": frozenset("i we you they he she it people nobody everybody somebody everyone".split()),
    "object": frozenset("me us him them you it each ourselves themselves itself nothing something".split()),
    "determiner": frozenset("the a an my our your their his her its some any these those no every other".split()),
    "adverb": frozenset("not never always only even just still also then often almost".split()),
}
_AGREEING = frozenset(
    "is are was were has had have does did do can will would should could may might must that what be".split()
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
    """A quote in two: its beginning and its end."""

    head: str
    tail: str

    @cached_property
    def shape(self) -> tuple[str, ...]:
        """How the tail begins: the mark before it, its first word, and what kind of word the second is.

        Tails of one shape go with each other's heads; a whole sentence goes with every head that ends one.
        """
        if _SENTENCE_END.search(self.head):
            return ".", ""
        first, second, *_ = (*words(self.tail), "", "")
        mark = self.head[-1] if not self.head[-1].isalnum() and first != "to" else ""
        if first == "that":
            mark += _before_that(words(self.head)[-1])
        named = self.tail.split()[1][0].isupper() and second != "i"
        part = "noun" if named else _part(second)
        return mark, first, _following(first, part, mark=mark, verbal=second.endswith(("ing", "ed"))) or second


def _before_that(word: str) -> str:
    """Whether "that" begins what somebody says or thinks, or tells which thing is meant."""
    return "says" if word in _AGREEING or word_kind(word) in ("verb", "verbs", "verbed", "past", "alone") else "which"


def _following(first: str, part: str, *, mark: str, verbal: bool) -> str:
    """What follows the first word, as far as it need not be told apart; "" where it has to be the same word."""
    if first in _BEFORE_CLAUSES and (part in _SUBJECTS or (not part and not verbal)):
        return "clause"
    if first in _COORDINATING and mark and part in _SUBJECTS:
        return "clause"
    if first in _BEFORE_THINGS and part in _THINGS and not verbal:
        return "thing"
    return "verb" if first == "to" and not part and not verbal else part


def _part(word: str) -> str:
    """What a word does at the beginning of a clause; words that agree with others stand for themselves."""
    for part, held in _PARTS.items():
        if word in held:
            return part
    if word in _AGREEING:
        return word
    kind = word_kind(word)
    return {"nouns": "noun", "mass": "noun", "alone": "verb"}.get(kind, kind)


def cuts(text: str, *, english: bool = True) -> list[Cut]:
    """The places where a quote may be cut, best first; outside English between its sentences only."""
    whole = len(text)
    found = [*_between_sentences(text), *(_within_sentences(text) if english else ())]
    found = [cut for cut in found if not _tells(cut)]
    return sorted(found, key=lambda c: abs(len(c.head) / whole - BEST_SHARE) - 0.15 * c.head.endswith((",", ";", ":")))


def _between_sentences(text: str) -> Iterator[Cut]:
    """Before the last sentence."""
    for between in _BETWEEN_SENTENCES.finditer(text):
        head, tail = text[: between.end()].rstrip(), text[between.end() :]
        lonely = not _BETWEEN_SENTENCES.search(tail) and _SENTENCE_END.search(tail)
        first = next(iter(words(tail)), "and")
        sized = length(head) >= FEWEST_BEFORE and FEWEST_SENTENCE <= length(tail) <= MOST_SENTENCE
        if lonely and sized and first not in _CONNECTING:
            yield Cut(head, tail)


def _within_sentences(text: str) -> Iterator[Cut]:
    parts = text.split()
    for place in range(FEWEST_HEAD, len(parts)):
        share, size = place / len(parts), len(parts) - place
        if not (LEAST_SHARE <= share <= MOST_SHARE and FEWEST_TAIL <= size <= MOST_TAIL):
            continue
        if not any(_SENTENCE_END.search(p) for p in parts[place - 1 : -1]) and _opens(parts, place):
            yield Cut(" ".join(parts[:place]), " ".join(parts[place:]))


def _opens(parts: list[str], place: int) -> bool:
    """Whether a sentence can be held back there."""
    first, before = words(parts[place]), parts[place - 1]
    if words(" ".join(parts[place : place + 2])) == ["to", "be"]:
        return False  # What somebody is agrees with who it is.
    lonely = set(words(before)) & (_ARTICLES | _OPENERS)
    return not lonely and (before.endswith((",", ";", ":", "—")) or (bool(first) and first[0] in _OPENERS))


def _tells(cut: Cut) -> bool:
    """Whether the tail goes with no other head: it is torn, looks like no other, or leans on what the head says."""
    if _is_torn(cut.head) or _is_torn(cut.tail) or _MARKS & set(cut.tail) or cut.tail.endswith(("..", "…")):
        return True
    said = words(cut.tail)
    points = bool(_POINTING & set(said)) or "that" in said[1:]
    return points or bool(stems(cut.head) & stems(cut.tail))


def _is_torn(text: str) -> bool:
    """Whether a bracket or a quotation is open at one end."""
    return (
        any(text.count(a) != text.count(b) for a, b in ("()", "[]", "“”", "「」", "『』")) or text.count('"') % 2 == 1
    )
