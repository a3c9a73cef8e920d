"""What can be counted in a piece of a passage, so that the counts of a passage are the sums of its pieces'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from content.quotes.talk import Talk
from content.quotes.telling import KINDS, told
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
_SIGNS = ("!", "?", "--", ";", ":", "(", ",", '"')
# What is summed, in this order, after the kinds of turns of speech.
COUNTS = (
    *KINDS, "pointing", "self", "you", "us", "no", "weight", "telling", "plain", "unlisted", "recurring", "once",
    "letters", "worth", "capital", "acronym", "digit", "money", "dots", "dash", *_SIGNS,
)  # fmt: skip


@dataclass(slots=True)
class Measure:
    """The counts of a text, in the order of COUNTS; `heaviest` is the weight of its rarest word."""

    words: list[str]
    counts: list[float]
    heaviest: float


def measure(text: str, talk: Talk) -> Measure:
    """What a text counts."""
    said = words(text)
    weights = [talk.weight(w) for w in said]
    content = [w for w, heavy in zip(said, weights, strict=True) if heavy > _TELLING[0] and not w.isdecimal()]
    counted: list[float] = [
        *told(said),
        *(sum(map(kind.__contains__, said)) for kind in (_POINTING, _SELF, _YOU, _US)),
        sum(w in _NO or w.endswith("n't") for w in said),
        sum(weights),
        sum(_TELLING[0] <= w < _TELLING[1] for w in weights),
        sum(_TELLING[0] <= w < _PLAIN for w in weights),
        sum(w >= _UNLISTED for w in weights),
        sum(map(talk.recurrence, content)),
        sum(talk.counts[w] <= 1 for w in content),
        sum(map(len, said)),
        sum(worth_of(w) for w in said),
        len(_CAPITAL.findall(text)),
        len(_ACRONYM.findall(text)),
        any(map(str.isdecimal, text)),
        "$" in text or "%" in text or "€" in text,
        text.count("...") + text.count("…"),
        text.count(" - ") + text.count("—"),
        *map(text.count, _SIGNS[:-1]),
        text.count('"') + text.count("“") + text.count("”"),
    ]
    return Measure(said, counted, max((h for h, w in zip(weights, said, strict=True) if not w.isdecimal()), default=0))


def together(parts: Sequence[Measure]) -> Measure:
    """The measure of a text in several parts."""
    if len(parts) == 1:
        return parts[0]
    counts = parts[0].counts
    for part in parts[1:]:
        counts = list(map(add, counts, part.counts))
    return Measure([w for p in parts for w in p.words], counts, max(p.heaviest for p in parts))
