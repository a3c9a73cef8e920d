"""Quotes that can stand among others as a line: short, said to everybody, and about something."""

import math
import re
from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING

from content.completeness import has_dangling_reference
from content.items import known
from content.items.names import names_in
from content.items.stems import stems
from content.model import Quote
from content.text import length, words

if TYPE_CHECKING:
    from content.items.bank import Bank

SHORTEST, LONGEST = 7, 28
# Two lines that share so many telling words, and such a part of those that one of them has, say the same.
MANY_SHARED, MOST_SHARED = 3, 0.6
_PERSONAL = frozenset("i i'm i've i'd i'll me my mine we we're we've we'd our ours myself".split())
# What a line must tell for its speaker to be known by it.
LEAST_TOLD = 1.2
_OURS = frozenset("we we're we've we'd our ours us".split())
_MINE = frozenset("i i'm i've i'd i'll me my mine myself".split())
TRADE = "trade"
_PAST = re.compile(r"\b(?:was|were|had|did|went|came|got|took|made|said|told|used to|\w{3,}ed)\b", re.IGNORECASE)
_ADDRESSING = re.compile(
    r"\b(?:podcast|interview|du|dich|dir|dein\w*|ihr|euch|sie|ihnen|tu|te|toi|vous|votre|vos|usted|ustedes|ti|tus?)\b",
    re.IGNORECASE,
)
_TORN = re.compile(
    r"^[\"“'‘«(]|\.\.|…|--|"
    r"^(?:and|but|so|or|because|which|yes|no|yeah|right|exactly|now|very good|sounds|number|one|two|three|four|five|"
    r"first|second|third|the first|the second|what|how|when|where|why|as|like|also|alright|nice|perfect|cool)\b",
    re.IGNORECASE,
)


def is_personal(text: str) -> bool:
    """Whether somebody speaks there of themselves."""
    return not _PERSONAL.isdisjoint(words(text))


def lines_of(bank: "Bank") -> Mapping[str, Mapping[str, float]]:
    """The quotes that can be lines, each as a vector of what it is about."""
    total = len(bank.quotes)
    found = {}
    for quote in bank.quotes:
        if quote.speaker and _is_line(bank, quote):
            rare = {s: math.log(total / bank.stem_uses[s]) for s in stems(quote.text)}
            size = math.sqrt(sum(w * w for w in rare.values())) or 1.0
            found[quote.id] = {s: w / size for s, w in rare.items()}
    return found


def _is_line(bank: "Bank", quote: Quote) -> bool:
    text, said = quote.text, words(quote.text)
    asks = "?" in text or "？" in text
    if asks or not SHORTEST <= length(text) <= LONGEST or bank.names_somebody(said) or _is_titled(bank, said):
        return False
    if _TORN.search(text) or has_dangling_reference(text, said):
        return False
    return bank.weighed or _is_known(bank, quote)


def _is_known(bank: "Bank", quote: Quote) -> bool:
    """Whether somebody is known by it."""
    text = quote.text
    return not _ADDRESSING.search(text) and known.told(text) >= LEAST_TOLD


def _is_titled(bank: "Bank", said: Iterable[str]) -> bool:
    """Whether it names the show."""
    show = words(bank.title.split(":")[0])
    return len(show) > 1 and " ".join(show) in " ".join(said)


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much two lines are about the same: the cosine of their vectors."""
    short, long = sorted((one, other), key=len)
    return sum(w * long.get(s, 0.0) for s, w in short.items())


def say_the_same(one: Set[str], other: Set[str]) -> bool:
    """Whether two lines with these telling words are one that was said twice, or quote the same."""
    shared = len(one & other)
    return shared >= MANY_SHARED and shared > MOST_SHARED * min(len(one), len(other))


def marks(bank: "Bank", quote: Quote) -> frozenset[str]:
    """What a stranger sees of a line: who does something there, when, and whether it is of the guest's trade."""
    said, held = words(quote.text), stems(quote.text)
    told = {
        "self": not _MINE.isdisjoint(said), "us": not _OURS.isdisjoint(said), "past": bool(_PAST.search(quote.text)),
        TRADE: not held.isdisjoint(bank.trade), "named": bool(names_in(quote.text)),
    }  # fmt: skip
    return frozenset(mark for mark, seen in told.items() if seen)
