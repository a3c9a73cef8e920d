"""A line in two, cut where one wants to end it oneself: the head that is shown, and its true ending."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from content.items.stems import stems
from content.lexicon import word_kind
from content.text import is_balanced, length, words

FEWEST_HEAD, MOST_HEAD = 4, 24
# So many words of the sentence stand before the place: what begins with one goes on after the ending.
FEWEST_BEFORE = 3
FEWEST_ENDING, MOST_ENDING = 3, 9
# An ending tells so many things at least, and so does the sentence it ends: of less nobody knows what to make.
FEWEST_TOLD = 2


class Ending(Enum):
    """What has to follow a place: a sentence of its own, with somebody or something that does it; a thing, or
    something done; anything.
    """

    CLAUSE, THING, ANY = range(3)


# Words before which one wants to go on by oneself, those first that leave the most to invent.
CONNECTIVES: Mapping[str, Mapping[str, Ending]] = {
    "en": {
        **dict.fromkeys(("because", "unless", "until", "as if", "as though"), Ending.CLAUSE),
        **dict.fromkeys(
            ("it's like", "is like", "are like", "looks like", "looked like", "sounds like", "feels like", "felt like",
             "reminds me of", "the equivalent of", "instead of", "turned out to be", "is called", "except"),
            Ending.THING,
        ),
        **dict.fromkeys(("is to", "in order to", "might as well", "would rather", "I'd rather"), Ending.ANY),
        **dict.fromkeys(
            ("so that", "to the point where", "turns out", "turns out that", "realized", "realized that",
             "realised that", "found out that", "learned that", "worried that", "pretend", "pretend that"),
            Ending.CLAUSE,
        ),
        **dict.fromkeys(
            ("afraid of", "known for", "is basically", "end up", "ends up", "ended up", "wind up", "without", "than"),
            Ending.THING,
        ),
        **dict.fromkeys(("even if", "when", "if", "before", "and then"), Ending.CLAUSE),
    },
    "de": dict.fromkeys(("weil", "bis", "es sei denn", "außer", "als ob", "anstatt", "damit", "bevor"), Ending.ANY),
    "fr": dict.fromkeys(
        ("parce que", "jusqu'à ce que", "à moins que", "comme si", "au lieu de", "pour que", "avant de"), Ending.ANY
    ),
    "es": dict.fromkeys(
        ("porque", "hasta que", "a menos que", "como si", "en vez de", "para que", "antes de"), Ending.ANY
    ),
}  # fmt: skip
# What is the most of its sort, and what comes of something: they ask for more as well, and come first.
_MOST = (
    r"\b(?:the|my|our|your|his|her|their) (?:\w+ )?(?:best|worst|hardest|biggest|first|last|easiest|cheapest|fastest|"
    r"funniest|weirdest|coolest|favou?rite|scariest|trick|secret|goal|dream|rule|problem|joke|beauty|only|one thing|"
    # “The only thing that is …”, “the best place - all that he left was …”: that is said of something inside.
    r"difference|moral|magic|point|most \w+)\b(?:(?! [-–] | (?:that|who|which) (?:\w+ly )?(?:is|was) )[^.,;:?!]){0,60}?"
    r" (?:is|was) "
)
# At the beginning of a sentence, or behind what joins one to another: else what comes of it was said before.
_WHAT_COMES = (
    r"(?:^|[.?!;:,–-] |[\"“”]|\b(?:and|but|so|then|because|that|is|was|as|or) )"
    r"(?:if|when|once|whenever|every time|as soon as|the moment|unless|until) "
    r"(?!(?:you|we|I) (?:\w+ )?(?:look at|think about|talk about|think of)\b|it comes)[^.;:?!,]{12,80}, "
)
OPENINGS: Mapping[str, Mapping[str, Ending]] = {
    "en": {f"{_MOST}to ": Ending.ANY, f"{_MOST}(?:that )?": Ending.CLAUSE, _WHAT_COMES: Ending.CLAUSE}
}
# What an ending may not close with: it points outside.
_POINTING = frozenset("this that these those there here such so it them".split())
# Nor these: the rest was left unsaid.
_LEFT_OPEN = frozenset(
    "am is are was were be do does did have has had can could will would should of to for with".split()
)
# With these nobody begins who ends a sentence of somebody else: they go on with one's own, or point outside.
_GOING_ON = frozenset(
    "and but or nor so then which who that that's those these such just like yeah well also even not no of of to "
    "is are was were be been do does did don't have has had get gets yet kind sort obviously maybe if when because "
    "where whether instead otherwise please unless until actually really clearly completely about by for from via "
    "with".split()
)
_DEEDS = frozenset(("verb", "verbs", "verbed", "past"))
_STOP = re.compile(r"[.!…]+[\"”’)\]]*$")
# Who trails off has ended nothing.
_TRAILED_OFF = re.compile(r"(?:…|\.{3})[\"”’)\]]*$")
_END = re.compile(r"[.!…?]+[\"”’)\]]*(?=\s+[\"“(]?[A-Z\d])")
# A pause after which another clause may begin, or the sentence that the ending was only a part of.
_INSIDE = re.compile(r"[.?!…;:—()\[\]\"“”]|, (?!(?:and|or|though|but|ou?|et|und|oder|y|e|pero|mais|aber)\b)| [-–] |--")
_SENTENCE = re.compile(r"[.?!…;:]+[\"”’)\]]*\s+")
# Nobody who types an ending fills it like this: it would tell which is true.
_FILLED_IN = re.compile(
    r"\b(?:kind of|sort of|you know|i mean|basically|or whatever|and stuff|or something|et cetera|"
    r"(?:do|does|just|is|was|are|of|and|it's) like)\b",
    re.IGNORECASE,
)
# So would several letters that few know, somebody's whole name, or what was pointed at before.
_OF_THEIRS = re.compile(r"\b[A-Z]{2,}s?\b.*\b[A-Z]{2,}s?\b|\b[A-Z]\w+ [A-Z]\w+|\b(?:these|those) \w|\bthat \w+$")
# Who begins so, or with so many pauses, is in the middle of something.
_LEANS = re.compile(r"(?:then|no|yes|so|because|and|but|or|there)\b(?!['’])", re.IGNORECASE)
MOST_PAUSES = 3
# Whether, or at what time: nobody wants to end that.
_ASKS = re.compile(r"\b(?:know|tell|see|wonder|ask|remember|say|on|what) (?:if|when)$", re.IGNORECASE)
# “When they do, …”: what they do was said before.
_POINTS = re.compile(
    r"(?:^|[.!?] )(?:\w+ ){1,6}(?:them|it|that|this|so|do|did|does),$"
    # “If this is your approach, …”, “Once they had that, …”: so does what was spoken of.
    r"|(?:^|[.!?] )(?:and |but |so )?(?:if|when|once|whenever|unless|until) "
    r"(?:this|that|these|those|they|he|she)\b[^.!?]*,$",
    re.IGNORECASE,
)
# “It is like 430 million people”, “is like not fair”: nothing is likened to anything, and everybody invents a likeness.
_FILLED = re.compile(r"\blike$", re.IGNORECASE)
_NO_LIKENESS = re.compile(r"(?:\d|not\b|so\b|really\b|very\b|all\b|too\b|that's\b|we're\b|it's\b|i'm\b)", re.IGNORECASE)
_SELF = re.compile(r"I(?:$|['’])")
_FIRST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Half:
    """A line in two: what is shown, and its true ending as players would type it; `rank` 0 is the best place."""

    head: str
    ending: str
    said: str
    rank: int


def halves_of(text: str, language: str) -> list[Half]:
    """Every place where the line can be cut so that one wants to end it."""
    found = []
    for rank, (place, wanted, told) in enumerate(_places(text, language)):
        head, said = text[:place].strip(), _to_its_end(text[place:])
        ending = in_the_players_manner(said)
        if _tells(head, told) and _invites(head, said, ending) and _follows(ending, wanted):
            found.append(Half(head, ending, said, rank))
    return found


def in_the_players_manner(said: str) -> str:
    """An ending as somebody types it in a hurry: its first letter small, without a full stop."""
    bare = _STOP.sub("", " ".join(said.split())).rstrip(" ,;:-–—")
    first, *rest = bare.split(" ")
    small = first if _SELF.match(first) or any(c.isupper() for c in first[1:]) else first[:1].lower() + first[1:]
    return " ".join((small, *rest))


def _places(text: str, language: str) -> Iterator[tuple[int, Ending, int]]:
    """Where an ending could begin, what it has to be, and how much its sentence tells before; the best places first."""
    folded = text.casefold()
    for held, pattern, wanted in _patterns(language):
        for place in pattern.finditer(text) if held in folded else ():
            yield place.end(), wanted, FEWEST_TOLD if held else 1


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str], Ending], ...]:
    """What each place of a language must hold ("" for an opening, which tells enough), how it is found and goes on."""
    openings = (
        ("", re.compile(opening, re.IGNORECASE), wanted) for opening, wanted in OPENINGS.get(language, {}).items()
    )
    connectives = (
        (connective.casefold(), re.compile(rf"(?<![\w'’-]){re.escape(connective)} ", re.IGNORECASE), wanted)
        for connective, wanted in CONNECTIVES.get(language, {}).items()
    )
    return (*openings, *connectives)


def _to_its_end(said: str) -> str:
    """What is said up to the end of its sentence: the reveal shows how it went on."""
    end = _END.search(said)
    return said[: end.end()].strip() if end else said.strip()


def _tells(head: str, least: int) -> bool:
    """Whether the sentence says so many things before the place, without rambling or pointing outside."""
    begun = _SENTENCE.split(head)[-1]
    if _LEANS.match(head) or _POINTS.search(head) or begun.count(", ") > MOST_PAUSES:
        return False
    return len(stems(begun)) >= least


def _invites(head: str, said: str, ending: str) -> bool:
    """Whether the head says enough, and the ending is short, whole and about something."""
    if not (FEWEST_HEAD <= length(head) <= MOST_HEAD and FEWEST_ENDING <= length(ending) <= MOST_ENDING):
        return False
    before = length(_SENTENCE.split(head)[-1]) - 1
    if before < FEWEST_BEFORE or not is_balanced(head) or _ASKS.search(head):
        return False
    if _FILLED.search(head) and _NO_LIKENESS.match(ending):
        return False
    if (
        not _STOP.search(said)
        or _TRAILED_OFF.search(said)
        or _INSIDE.search(ending)
        or (said[0].isupper() and not _SELF.match(said))
    ):
        return False
    told = words(ending)
    return (
        len(stems(ending)) >= FEWEST_TOLD and told[-1] not in _POINTING | _LEFT_OPEN and not stems(ending) & stems(head)
    )


def _follows(ending: str, wanted: Ending) -> bool:
    """Whether it is what that place asks for, said as somebody would type it."""
    first = _FIRST.match(ending)
    if wanted is Ending.ANY or first is None:
        return wanted is Ending.ANY
    word = first.group().casefold().replace("’", "'")
    if word in _GOING_ON or _FILLED_IN.search(ending) or _OF_THEIRS.search(ending):
        return False
    return not (word_kind(word) in _DEEDS or word.endswith("ed") or (wanted is Ending.CLAUSE and word.endswith("ing")))
