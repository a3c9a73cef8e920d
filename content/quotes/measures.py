"""What can be counted in a piece of a passage, so that the counts of a passage are the sums of its pieces'."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from content.quotes.talk import Talk, Told
from content.quotes.turns_of_speech import KINDS, kinds_of, phrases
from content.text import words
from content.worth import worth_of

_POINTING = frozenset(
    "it it's its this that that's these those they they're them their he he's him his she she's her hers there there's "
    "here".split()
)
_SELF = frozenset("i i'm i've i'd i'll me my mine myself".split())
_YOU = frozenset("you you're your yours you've you'll yourself you'd".split())
_US = frozenset("we we're we've our ours us we'll we'd".split())
_NO = frozenset("not never no nothing nobody none nor cannot".split())
# Weights (content.vocabulary): well known but not everyday; everyday content; in no list of words.
_TELLING, _PLAIN, _UNLISTED = (0.5, 1.2), 0.85, 1.35
_CAPITAL = re.compile(r"(?<=[\w,;] )[A-Z][a-z]")
_ACRONYM = re.compile(r"\b[A-Z]{2,}")
_DIGIT = re.compile(r"\d")
# What is counted in such a text are its commas.
_SIMPLE = re.compile(r"[A-Za-z ,.'][a-z ,.']*")
# So many words are known at once, of whatever talks.
_REMEMBERED = 1 << 14
_SIGNS = ("!", "?", "--", ";", ":", "(", ",", '"')
# What is summed, in this order, after the kinds of turns of speech.
_OF_WORDS = (
    *KINDS, "pointing", "self", "you", "us", "no", "weight", "telling", "plain", "unlisted", "recurring", "once",
    "letters", "worth",
)  # fmt: skip
COUNTS = (*_OF_WORDS, "capital", "acronym", "digit", "money", "dots", "dash", *_SIGNS)
_OF_TEXT = len(_OF_WORDS)
_PLACE = {name: place for place, name in enumerate(COUNTS)}
_RECURRING, _ONCE, _COMMA = _PLACE["recurring"], _PLACE["once"], _PLACE[","]


@dataclass(slots=True)
class Measure:
    """The counts of a text, in the order of COUNTS; `heaviest` is the weight of its rarest word."""

    words: list[str]
    counts: list[float]
    heaviest: float


def measure(text: str, talk: Talk) -> Measure:
    """What a text counts."""
    said = words(text)
    counts, heaviest = [0.0] * len(COUNTS), 0.0
    known = talk.told
    for word in said:
        heavy, told = known.get(word) or _tell(word, talk)
        for place, value in told:
            counts[place] += value
        if heavy > heaviest:
            heaviest = heavy
    for place in phrases(said):
        counts[place] += 1
    if _SIMPLE.fullmatch(text) is None or "..." in text:
        counts[_OF_TEXT:] = _signs(text)
    else:
        counts[_COMMA] = text.count(",")
    return Measure(said, counts, heaviest)


def _signs(text: str) -> list[float]:
    return [
        len(_CAPITAL.findall(text)),
        len(_ACRONYM.findall(text)),
        _DIGIT.search(text) is not None,
        "$" in text or "%" in text or "€" in text,
        text.count("...") + text.count("…"),
        text.count(" - ") + text.count("—"),
        *map(text.count, _SIGNS[:-1]),
        text.count('"') + text.count("“") + text.count("”"),
    ]


def _tell(word: str, talk: Talk) -> Told:
    """What a word alone adds to the counts, kept for the next time it is said."""
    weight = talk.weight(word)
    told = _told_alone(word, weight)
    if weight > _TELLING[0] and not word.isdecimal():
        told = (*told, (_RECURRING, talk.recurrence(word)), (_ONCE, float(talk.counts[word] <= 1)))
    found = talk.told[word] = (0.0 if word.isdecimal() else weight, told)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _told_alone(word: str, weight: float) -> tuple[tuple[int, float], ...]:
    """The same without what the talk tells of it."""
    counts = {
        **Counter(kinds_of(word)),
        _PLACE["pointing"]: word in _POINTING,
        _PLACE["self"]: word in _SELF,
        _PLACE["you"]: word in _YOU,
        _PLACE["us"]: word in _US,
        _PLACE["no"]: word in _NO or word.endswith("n't"),
        _PLACE["weight"]: weight,
        _PLACE["telling"]: _TELLING[0] <= weight < _TELLING[1],
        _PLACE["plain"]: _TELLING[0] <= weight < _PLAIN,
        _PLACE["unlisted"]: weight >= _UNLISTED,
        _PLACE["letters"]: len(word),
        _PLACE["worth"]: worth_of(word),
    }
    return tuple((place, float(count)) for place, count in counts.items() if count)


def together(one: Measure, other: Measure) -> Measure:
    """The measure of a text in two parts."""
    return Measure(
        [*one.words, *other.words], list(map(add, one.counts, other.counts)), max(one.heaviest, other.heaviest)
    )
