"""What a reader would say of a passage, in numbers: the input of the score."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.leaning import has_dangling_reference, is_disfluent
from content.quotes.measures import COUNTS, Measure
from content.quotes.sentences import dangles
from content.quotes.telling import KINDS
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
_START = {word: name for name, listed in _STARTS.items() for word in listed.split()}
# So many characters hold the first ten words.
_BEGINNING = 90
_OPEN = ("...", "…", "--", "-")
_AT = {name: place for place, name in enumerate(COUNTS)}
_SHARES = ("pointing", "self", "you", "us", "no", "weight", "plain", "unlisted", "recurring", "once", "capital",
    "acronym", ",")  # fmt: skip
# Turns of speech that nearly every passage has: how many there are tells more than whether.
_COMMON = ("past", "run-on", "general", "hedge", "fuzz", "contrast")
_SIGNS = {
    "exclaims": "!", "semicolon": ";", "colon": ":", "bracket": "(", "dash": "dash", "began-anew": "--",
    "digit": "digit", "money": "money",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
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


@dataclass(frozen=True, slots=True)
class Shape:
    """A passage as it would be shown, its sentences' lengths, and whether words before it were left out."""

    text: str
    original: str
    sentences: Sequence[int]


def neutral(shape: Shape, measure: Measure, place: Place) -> Iterator[tuple[str, float]]:
    """The features that need no English."""
    counts, size = measure.counts, max(1, len(measure.words))
    end = shape.text.rstrip("\"”’)'")
    yield "length", math.log(size)
    yield "off-length", (math.log(size) - _IDEAL) ** 2
    yield "brief", size < _FEW
    yield "long", size > _MANY
    yield "sentences", min(4, len(shape.sentences))
    yield "punchline", len(shape.sentences) > 1 and shape.sentences[-1] <= _PUNCH
    yield "fragment", len(shape.sentences) > 1 and shape.sentences[0] <= _CLIPPED
    yield "many", len(shape.sentences) > 2
    yield "clipped", min(shape.sentences, default=9) <= _CLIPPED
    yield "asks", end.endswith(("?", "？"))
    yield "asks-within", counts[_AT["?"]] > end.endswith("?")
    yield "trails-off", end.endswith(_OPEN)
    yield "breaks-off", counts[_AT["dots"]] > end.endswith(_OPEN[:2])
    yield "quotation", counts[_AT['"']] > 0
    for name, sign in _SIGNS.items():
        yield name, counts[_AT[sign]] > 0
    for name in _SHARES[5:]:
        yield f"{name}-share", counts[_AT[name]] / size
    yield "telling", min(6.0, counts[_AT["telling"]])
    yield "rarest", measure.heaviest
    yield "letters", counts[_AT["letters"]] / size
    yield "repeats", 1 - len(set(measure.words)) / size
    yield "opening", place.through < 0.04
    yield "ending", place.through > 0.96
    yield "first", place.first
    yield "last", place.last
    yield "turn", math.log(place.turn + 1)
    yield "asker", place.asks
    yield "answers", place.answers
    yield "reacted", place.reply < 8
    yield "asked-on", place.asked_on
    yield "laughed", place.laughed


def english(shape: Shape, measure: Measure, _: Place) -> Iterator[tuple[str, float]]:
    """The features that are made of English words."""
    counts, said = measure.counts, measure.words
    size = max(1, len(said))
    for name in KINDS:
        yield name, min(_MOST, counts[_AT[name]])
    for name in _SHARES[:5]:
        yield f"{name}-share", counts[_AT[name]] / size
    for name in _COMMON:
        yield f"{name}-share", counts[_AT[name]] / size
    yield "worth", counts[_AT["worth"]] / size
    begin = words(shape.text[:_BEGINNING])
    first = begin[0] if begin else ""
    for name in _STARTS:
        yield f"starts-{name}", _START.get(first) == name
    yield "tied", shape.original[:5].lower() != shape.text[:5].lower()
    yield "dangles", dangles(shape.original)
    yield "leans", has_dangling_reference(shape.text.lower(), begin)
    yield "points-early", sum(map(_EARLY.__contains__, begin[:5]))
    yield "broken", is_disfluent(shape.text)
    yield "says-is", not _IS.isdisjoint(begin[1:5])
    yield "says-right", said[-1:] == ["right"]


_EARLY = frozenset(_STARTS["pointing"].split()) | {"him", "his", "her", "them"}
_IS = frozenset({"is", "isn't", "are"})
