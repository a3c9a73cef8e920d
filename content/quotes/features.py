"""What a reader would say of a passage, in numbers: the input of the score."""

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from content.completeness import has_dangling_reference, is_disfluent
from content.quotes.measures import COUNTS, Measure
from content.quotes.sentences import dangles
from content.quotes.turns_of_speech import KINDS
from content.text import words

_MOST = 2
_IDEAL = math.log(20)
_FEW, _MANY, _PUNCH, _CLIPPED = 10, 33, 6, 4
_STARTS = {
    "tie": "and but so",
    "pointing": "it it's its this that that's these those they they're them their he he's she she's there there's here",
    "self": "i i'm i've i'd i'll my",
    "you": "you you're your you've you'll",
    "us": "we we're we've our we'll",
    "if": "if when once while whenever",
    "wh": "what who why how where which whose",
    "yes": "yes no yeah okay right well oh sure exactly true yep nope hm wow",
    "asking": "is are do does did can could will would should was were have has",
    "fragment": "or versus like because which whereas although though than as to not especially including also",
    "article": "the a an every all most some many",
}
# What a first word says of these, and what any other one says.
_NO_START = (False,) * len(_STARTS)
STARTING = {
    word: tuple(name == other for other in _STARTS) for name, listed in _STARTS.items() for word in listed.split()
}
# So many beginnings are known at once.
_REMEMBERED = 256
# So many characters hold the first ten words.
_BEGINNING = 90
_OPEN = ("...", "…", "--", "-")
_AT = {name: place for place, name in enumerate(COUNTS)}
_ASKS, _DOTS, _QUOTED, _TELLING, _LETTERS = (_AT[name] for name in ("?", "dots", '"', "telling", "letters"))
_ENGLISH_SHARES = ("pointing", "self", "you", "us", "no")
_SHARES = ("weight", "plain", "unlisted", "recurring", "once", "capital", "acronym", ",")
# Turns of speech that nearly every passage has: how many there are tells more than whether.
_COMMON = ("past", "run-on", "general", "hedge", "fuzz", "contrast")
_SIGNS = {
    "exclaims": "!", "semicolon": ";", "colon": ":", "bracket": "(", "dash": "dash", "began-anew": "--",
    "digit": "digit", "money": "money",
}  # fmt: skip
_signs = itemgetter(*(_AT[sign] for sign in _SIGNS.values()))
_shares = itemgetter(*(_AT[name] for name in _SHARES))
_english_shares = itemgetter(*(_AT[name] for name in (*_ENGLISH_SHARES, *_COMMON, "worth")))

NEUTRAL = (
    "length", "off-length", "brief", "long", "sentences", "punchline", "fragment", "many", "clipped", "asks",
    "asks-within", "trails-off", "breaks-off", "quotation", *_SIGNS, *(f"{name}-share" for name in _SHARES), "telling",
    "rarest", "letters", "repeats", "opening", "ending", "first", "last", "turn", "asker", "answers", "reacted",
    "asked-on", "laughed",
)  # fmt: skip
ENGLISH = (
    *KINDS, *(f"{name}-share" for name in (*_ENGLISH_SHARES, *_COMMON)), "worth",
    *(f"starts-{name}" for name in _STARTS), "tied", "dangles", "leans", "points-early", "broken", "says-is",
    "says-right",
)  # fmt: skip


class Place(NamedTuple):
    """Where a passage stands: how far into the talk (0–1), in its turn, and what was said around it.

    `asks` is the share of its speaker's sentences that ask; `answers` that somebody else asked just before; `reply`
    how many words the next turn has (a short one is a reaction), and `asked_on` that it begins with a question.
    `laughed`: somebody laughed in it or right after it, by the stage marks of the transcript.
    """

    through: float = 0.5
    first: bool = False
    last: bool = False
    turn: int = 60
    asks: float = 0.1
    answers: bool = False
    reply: int = 20
    asked_on: bool = False
    laughed: bool = False


class Shape(NamedTuple):
    """A passage as it would be shown, its sentences' lengths, and whether words before it were left out."""

    text: str
    original: str
    sentences: Sequence[int]


def neutral(shape: Shape, measure: Measure, place: Place) -> list[float]:
    """The features that need no English, in the order of NEUTRAL."""
    counts, size, sentences = measure.counts, max(1, len(measure.words)), shape.sentences
    end = shape.text.rstrip("\"”’)'")
    asks, several = end.endswith(("?", "？")), len(sentences) > 1
    return [
        math.log(size),
        (math.log(size) - _IDEAL) ** 2,
        size < _FEW,
        size > _MANY,
        min(4, len(sentences)),
        several and sentences[-1] <= _PUNCH,
        several and sentences[0] <= _CLIPPED,
        len(sentences) > 2,
        min(sentences, default=9) <= _CLIPPED,
        asks,
        counts[_ASKS] > end.endswith("?"),
        end.endswith(_OPEN),
        counts[_DOTS] > end.endswith(_OPEN[:2]),
        counts[_QUOTED] > 0,
        *[count > 0 for count in _signs(counts)],
        *[count / size for count in _shares(counts)],
        min(6.0, counts[_TELLING]),
        measure.heaviest,
        counts[_LETTERS] / size,
        1 - len(set(measure.words)) / size,
        place.through < 0.04,
        place.through > 0.96,
        place.first,
        place.last,
        math.log(place.turn + 1),
        place.asks,
        place.answers,
        place.reply < 8,
        place.asked_on,
        place.laughed,
    ]


@lru_cache(maxsize=_REMEMBERED)
def _begun(text: str) -> tuple[list[str], tuple[bool, ...], int, bool]:
    """The words at the beginning of a passage and what they tell; many passages begin alike."""
    begin = words(text)
    starting = STARTING.get(begin[0] if begin else "", _NO_START)
    return begin, starting, sum(map(_EARLY.__contains__, begin[:5])), not _IS.isdisjoint(begin[1:5])


def english(shape: Shape, measure: Measure, _: Place) -> list[float]:
    """The features that are made of English words, in the order of ENGLISH."""
    counts, said = measure.counts, measure.words
    size = max(1, len(said))
    begin, starting, points_early, says_is = _begun(shape.text[:_BEGINNING])
    text = shape.text.lower()
    return [
        *[_MOST if count > _MOST else count for count in counts[: len(KINDS)]],
        *[count / size for count in _english_shares(counts)],
        *starting,
        shape.original[:5].lower() != text[:5],
        dangles(shape.original),
        has_dangling_reference(text, begin),
        points_early,
        is_disfluent(text),
        says_is,
        said[-1:] == ["right"],
    ]


_EARLY = frozenset(_STARTS["pointing"].split()) | {"him", "his", "her", "them"}
_IS = frozenset({"is", "isn't", "are"})
