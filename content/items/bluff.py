"""bluff: the first half of a line is shown, everybody invents an ending, and then all look for the true one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from content.items import known
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import Refused, build
from content.items.stems import stems
from content.language import is_english
from content.model import Item, Quote
from content.runs import runs
from content.text import is_balanced, length, words

NAME = "bluff"
STEM = "How does it end?"
FEWEST_HEAD, MOST_HEAD = 4, 24
# So many words of the sentence stand before the place: what begins with one goes on after the ending.
FEWEST_BEFORE = 3
LEAST_SCORE = 0.5
FEWEST_ENDING, MOST_ENDING = 3, 9
# An ending tells so many things at least. What it surprises and what its line is worth come to so much together: of
# the lines of six talks the dull ones stay below.
FEWEST_TOLD, SCORED, LEAST_FUN = 2, 10.0, 14.2
# Shorter words of a name stand anywhere.
SHORT_NAME = 2
# Words before which one wants to go on by oneself, those first that leave the most to invent.
CONNECTIVES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "because", "unless", "until", "as if", "as though", "it's like", "is like", "are like", "looks like",
        "looked like", "sounds like", "feels like", "felt like", "instead of", "turned out to be", "is called",
        "except", "is to", "in order to", "so that", "without", "than", "even if", "when", "if", "before", "and then",
    ),
    "de": ("weil", "bis", "es sei denn", "außer", "als ob", "anstatt", "damit", "bevor"),
    "fr": ("parce que", "jusqu'à ce que", "à moins que", "comme si", "au lieu de", "pour que", "avant de"),
    "es": ("porque", "hasta que", "a menos que", "como si", "en vez de", "para que", "antes de"),
}  # fmt: skip
# What an ending may not close with: it points outside.
_POINTING = frozenset("this that these those there here such so it them".split())
# Nor these: the rest was left unsaid.
_LEFT_OPEN = frozenset(
    "am is are was were be do does did have has had can could will would should of to for with".split()
)
_STOP = re.compile(r"[.!…]+[\"”’)\]]*$")
# A pause after which another clause may begin, or the sentence that the ending was only a part of.
_INSIDE = re.compile(r"[.?!…;:—()\[\]\"“”]|, (?!(?:and|or|though|but|ou?|et|und|oder|y|e|pero|mais|aber)\b)| [-–] ")
_SENTENCE = re.compile(r"[.?!…;:]+[\"”’)\]]*\s+")
# Whether, or at what time: nobody wants to end that.
_ASKS = re.compile(r"\b(?:know|tell|see|wonder|ask|remember|say) (?:if|when)$", re.IGNORECASE)
# “It is like 430 million people”, “is like not fair”: nothing is likened to anything, and everybody invents a likeness.
_FILLED = re.compile(r"\blike$", re.IGNORECASE)
_NO_LIKENESS = re.compile(r"(?:\d|not\b|so\b|really\b|very\b|all\b|too\b|that's\b|we're\b|it's\b|i'm\b)", re.IGNORECASE)
_SELF = re.compile(r"I(?:$|['’])")


@dataclass(frozen=True, slots=True)
class Half:
    """A line in two: what is shown, and its true ending as players would type it; `rank` 0 is the best place."""

    head: str
    ending: str
    said: str
    rank: int


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's ending, or the rule that refuses it."""
    if is_english(bank.language) and quote.score < LEAST_SCORE:
        return Refused("hardly-worth-quoting", quote.id)
    if known.is_part_of_talk(quote.text) or known.is_addressed(quote.text) or known.is_hosting(quote.text):
        return Refused("part-of-the-talk", quote.id)
    halves = halves_of(quote.text, "en" if is_english(bank.language) else bank.language)
    halves = [half for half in halves if not bank.names_somebody(words(half.ending))]
    if not halves:
        return Refused("no-ending-to-invent", quote.id)
    if own := _own_names(quote):
        halves = [half for half in halves if own.isdisjoint(words(half.head))]
    if not halves:
        return Refused("names-its-speaker", quote.id)
    if is_english(bank.language):
        halves = [half for half in halves if surprise(half) + SCORED * quote.score >= LEAST_FUN]
    if not halves:
        return Refused("plain-ending", quote.id)
    best = min(halves, key=lambda half: (half.rank, -length(half.head)))
    return build(
        quote, NAME, gap=best.ending, stimulus=f"{best.head} …", stem=STEM, key=best.ending, distractors=None,
        accept=(best.said,) if best.said != best.ending else (best.ending,),
    )  # fmt: skip


def surprise(half: Half) -> float:
    """How little its ending was to be expected by whoever knows which words follow each other elsewhere: what anybody
    would have written is the one plain line among jokes. The mean of its words.
    """
    said = words(half.ending)
    return -runs().fit(said, words(half.head), ()) / len(said)


def _own_names(quote: Quote) -> frozenset[str]:
    return frozenset(word for word in words(quote.speaker or "") if len(word) > SHORT_NAME)


def halves_of(text: str, language: str) -> list[Half]:
    """Every place where the line can be cut so that one wants to end it."""
    found = []
    folded = text.casefold()
    for rank, (connective, pattern) in enumerate(_patterns(language)):
        for place in pattern.finditer(text) if connective in folded else ():
            head, said = text[: place.end()].strip(), text[place.end() :].strip()
            ending = in_the_players_manner(said)
            if _invites(head, said, ending):
                found.append(Half(head, ending, said, rank))
    return found


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each connective of a language must hold, and where it stands as a word."""
    return tuple(
        (connective.casefold(), re.compile(rf"(?<![\w'’]){re.escape(connective)} ", re.IGNORECASE))
        for connective in CONNECTIVES.get(language, ())
    )


def in_the_players_manner(said: str) -> str:
    """An ending as somebody types it in a hurry: its first letter small, without a full stop."""
    bare = _STOP.sub("", " ".join(said.split())).rstrip(" ,;:-–—")
    first, *rest = bare.split(" ")
    small = first if _SELF.match(first) or any(c.isupper() for c in first[1:]) else first[:1].lower() + first[1:]
    return " ".join((small, *rest))


def _invites(head: str, said: str, ending: str) -> bool:
    """Whether the head says enough, and the ending is short, whole and about something."""
    if not (FEWEST_HEAD <= length(head) <= MOST_HEAD and FEWEST_ENDING <= length(ending) <= MOST_ENDING):
        return False
    before = length(_SENTENCE.split(head)[-1]) - 1
    if before < FEWEST_BEFORE or not is_balanced(head) or _ASKS.search(head):
        return False
    if _FILLED.search(head) and _NO_LIKENESS.match(ending):
        return False
    if not _STOP.search(said) or _INSIDE.search(ending) or (said[0].isupper() and not _SELF.match(said)):
        return False
    told = words(ending)
    return (
        len(stems(ending)) >= FEWEST_TOLD and told[-1] not in _POINTING | _LEFT_OPEN and not stems(ending) & stems(head)
    )


def _spoken(item: Item) -> str:
    return f"{item.stimulus.removesuffix('…').rstrip()} {item.key}"


KIND = Kind(
    name=NAME, title="Bluff", make=make, spoken=_spoken, daily=False, solo=False, written=True, players=3, alone=True,
    needs="It needs lines with an ending to invent, and three players.",
)  # fmt: skip
