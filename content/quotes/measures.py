"""What can be counted in a piece of a passage, so that the counts of a passage are the sums of its pieces'."""

import re
from dataclasses import dataclass
from functools import lru_cache
from struct import Struct

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
_PLACE = {name: place for place, name in enumerate(COUNTS)}
_WEIGHT, _RECURRING, _WORTH = (_PLACE[name] for name in ("weight", "recurring", "worth"))
# Counts of whole numbers stand side by side in one, so that adding it adds them all.
_PACKED, _BITS = Struct(f"<{len(COUNTS)}I"), 32
_ONE_MORE = tuple(1 << _BITS * place for place in range(len(COUNTS)))
_ONCE, _COMMA, _OF_TEXT = (_ONE_MORE[_PLACE[name]] for name in ("once", ",", "capital"))


@dataclass(slots=True)
class Measure:
    """What a text counts. `heaviest` is the weight of its rarest word; `weight`, `recurring` and `worth` are sums over
    its words, and `packed` all that is counted in whole numbers.
    """

    words: list[str]
    heaviest: float = 0.0
    weight: float = 0.0
    recurring: float = 0.0
    worth: float = 0.0
    packed: int = 0
    _counts: list[float] | None = None

    @property
    def counts(self) -> list[float]:
        """The counts in the order of COUNTS."""
        if self._counts is None:
            found: list[float] = list(_PACKED.unpack(self.packed.to_bytes(_PACKED.size, "little")))
            found[_WEIGHT], found[_RECURRING], found[_WORTH] = self.weight, self.recurring, self.worth
            self._counts = found
        return self._counts


def measure(text: str, talk: Talk) -> Measure:
    """What a text counts."""
    said = words(text)
    if not said:
        return Measure(said, packed=_marks(text))
    known = talk.told
    heavy, weights, recurring, worths, packed = zip(*[known.get(w) or _tell(w, talk) for w in said], strict=True)
    counted = sum(packed) + sum([_ONE_MORE[place] for place in phrases(said)]) + _marks(text)
    return Measure(said, max(heavy), sum(weights), sum(recurring), sum(worths), counted)


def _marks(text: str) -> int:
    """What its letters and signs count, packed."""
    if _SIMPLE.fullmatch(text) is not None and "..." not in text:
        return text.count(",") * _COMMA
    return sum(count << _BITS * place for place, count in enumerate(_signs(text)) if count) * _OF_TEXT


def _signs(text: str) -> list[int]:
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
    """What a word alone adds to the measure, kept for the next time it is said."""
    weight, number = talk.weight(word), word.isdecimal()
    worth, packed = _told_alone(word, weight)
    recurring = 0.0
    if weight > _TELLING[0] and not number:
        recurring = talk.recurrence(word)
        packed += _ONCE * (talk.counts[word] <= 1)
    found = talk.told[word] = (0.0 if number else weight, weight, recurring, worth, packed)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _told_alone(word: str, weight: float) -> tuple[float, int]:
    """The same without what the talk tells of it."""
    counts = {
        "pointing": word in _POINTING,
        "self": word in _SELF,
        "you": word in _YOU,
        "us": word in _US,
        "no": word in _NO or word.endswith("n't"),
        "telling": _TELLING[0] <= weight < _TELLING[1],
        "plain": _TELLING[0] <= weight < _PLAIN,
        "unlisted": weight >= _UNLISTED,
        "letters": len(word),
    }
    packed = sum(count * _ONE_MORE[_PLACE[name]] for name, count in counts.items() if count)
    return worth_of(word), packed + sum(_ONE_MORE[place] for place in kinds_of(word))


def together(one: Measure, other: Measure) -> Measure:
    """The measure of a text in two parts."""
    return Measure(
        one.words + other.words, max(one.heaviest, other.heaviest), one.weight + other.weight,
        one.recurring + other.recurring, one.worth + other.worth, one.packed + other.packed,
    )  # fmt: skip
