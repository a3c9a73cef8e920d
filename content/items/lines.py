"""Quotes that can stand among others as a line: short, said to everybody, and about something."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from content.items import known
from content.items.names import names_in
from content.items.rules import LENGTH_RATIO, LENGTH_SLACK
from content.items.stems import stems
from content.language import is_english
from content.leaning import has_dangling_reference
from content.model import Quote
from content.text import length, words

if TYPE_CHECKING:
    from content.items.bank import Bank

SHORTEST, LONGEST, MOST_WORDS = 7, 28, 96
FEWEST_LINES = 3
# In English lines are known by who speaks of themselves, elsewhere by a subject that they share. So many of the nearest
# are tried beside each other.
LEAST_ALIKE, CHOICE = 0.04, 9
CLOSE, LEAST_NEAR = 0.85, 0.07
LONG_TALK, MOST_NEAR = 100, 2
_PERSONAL = frozenset("i i'm i've i'd i'll me my mine we we're we've we'd our ours myself".split())
# What a line must tell for its speaker to be known by it.
LEAST_TOLD, LEAST_TOLD_ODD = 1.2, 1.8
_OURS = frozenset("we we're we've we'd our ours us".split())
_MINE = frozenset("i i'm i've i'd i'll me my mine myself".split())
TRADE = "trade"
_PAST = re.compile(r"\b(?:was|were|had|did|went|came|got|took|made|said|told|used to|\w{3,}ed)\b", re.IGNORECASE)
_ADDRESSING = re.compile(
    r"\b(?:you|your|yours|yourself|us|let's|he's|she's|he|she|him|her|his|hers|guys|folks|listeners?|show|episode|"
    r"podcast|guest|host|interview|question|questions|talk about|talk(?:ing|ed) about|"
    r"before we|get into|get there|digress\w*|the point is|real quick|"
    r"thank|thanks|welcome|sorry|agree|"
    r"du|dich|dir|dein\w*|ihr|euch|sie|ihnen|tu|te|toi|vous|votre|vos|usted|ustedes|ti|tus?)\b",
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
    if (
        not SHORTEST <= length(text) <= LONGEST
        or "?" in text
        or "？" in text
        or _TORN.search(text)
        or _ADDRESSING.search(text)
    ):
        return False
    if has_dangling_reference(text, said) or bank.names_somebody(said) or _is_titled(bank, said):
        return False
    if known.is_hosting(text) or known.hedges(text) or known.is_part_of_talk(text):
        return False
    if is_english(bank.language) and known.refusal_of_line(quote):
        return False
    return known.told(text) >= LEAST_TOLD


def _is_titled(bank: "Bank", said: Iterable[str]) -> bool:
    """Whether it names the show."""
    show = words(bank.title.split(":")[0])
    return len(show) > 1 and " ".join(show) in " ".join(said)


def outsiders_of(bank: "Bank") -> dict[str, tuple[Quote, ...]]:
    """For a line the three of another voice among which it is the odd one: on its subject, and looking like it.

    No line stands in two of them; the nearest are put together first.
    """
    said = {q.id: q for q in bank.quotes if q.id in bank.lines}
    voices = _voices(bank, said)
    near = sorted(
        ((_nearness(bank, a, b), a.id, b.id)
         for a in said.values() if _is_personal(bank, a) for b in said.values()
         if a.speaker != b.speaker and a.speaker in voices and b.speaker in voices and _is_even(a, b)),
        reverse=True,
    )  # fmt: skip
    least = LEAST_NEAR if is_english(bank.language) else LEAST_ALIKE
    nearest: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for likeness, odd, other in near:
        nearest.setdefault((odd, said[other].speaker or ""), []).append((likeness, other))
    used: set[str] = set()
    found: dict[str, tuple[Quote, ...]] = {}
    for (odd, _), others in sorted(nearest.items(), key=lambda one: (-sum(near for near, _ in one[1][:3]), one[0])):
        free = [said[other] for likeness, other in others if other not in used and likeness >= least][:CHOICE]
        three = next((t for t in combinations(free, 3) if _is_hidden(bank, said[odd], t)), None)
        if odd not in used and three is not None:
            used.update((odd, *(q.id for q in three)))
            found[odd] = three
    return found


def _voices(bank: "Bank", said: Mapping[str, Quote]) -> list[str]:
    """Who can be told by their lines; those who also ask are among them."""
    count = Counter(q.speaker for q in said.values())
    return [n for n in (*bank.voices, *(bank.askers & bank.said_by.keys())) if count[n] >= FEWEST_LINES]


def _nearness(bank: "Bank", one: Quote, other: Quote) -> float:
    """How surely two lines are on one subject: by the words that they share, and by when they were said."""
    return _likeness(bank.lines[one.id], bank.lines[other.id]) + CLOSE ** abs(one.turn - other.turn) / 4


def _likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    short, long = sorted((one, other), key=len)
    return sum(w * long.get(s, 0.0) for s, w in short.items())


def _is_even(one: Quote, other: Quote) -> bool:
    short, long = sorted((len(one.text), len(other.text)))
    return long <= LENGTH_RATIO * short + LENGTH_SLACK


def _is_hidden(bank: "Bank", odd: Quote, others: Sequence[Quote]) -> bool:
    """Whether nothing to be seen tells it: its length, a mark that it alone has or wants, or what it is about."""
    sizes = sorted(len(q.text) for q in others)
    if sum(length(q.text) for q in (odd, *others)) > MOST_WORDS:
        return False
    if len(odd.text) > 1.2 * sizes[-1] or 1.2 * len(odd.text) < sizes[0]:
        return False
    mine, theirs = marks(bank, odd), [marks(bank, q) for q in others]
    if mine - frozenset().union(*theirs) or theirs[0].intersection(*theirs[1:]) - mine:
        return False
    if len({TRADE in seen for seen in (mine, *theirs)}) > 1:
        return False
    told = [bank.lines[q.id].keys() for q in others]
    shared = any(a & b for a, b in combinations(told, 2))
    near = sum(bool(bank.lines[odd.id].keys() & held) for held in told)
    if is_english(bank.language) and len(bank.quotes) >= LONG_TALK:
        return near >= MOST_NEAR  # A talk goes from subject to subject, and each has its voice.
    return near > 0 or not shared


def marks(bank: "Bank", quote: Quote) -> frozenset[str]:
    """What a stranger sees of a line: who does something there, when, and whether it is of the guest's trade."""
    said, held = words(quote.text), stems(quote.text)
    told = {
        "self": not _MINE.isdisjoint(said), "us": not _OURS.isdisjoint(said), "past": bool(_PAST.search(quote.text)),
        TRADE: not held.isdisjoint(bank.trade), "named": bool(names_in(quote.text)),
    }  # fmt: skip
    return frozenset(mark for mark, seen in told.items() if seen)


def _is_personal(bank: "Bank", quote: Quote) -> bool:
    """Whether somebody speaks of themselves there, as far as that is known: then others remember who it was."""
    said = words(quote.text)
    enough = known.told(quote.text) >= LEAST_TOLD_ODD
    return not is_english(bank.language) or (enough and not _PERSONAL.isdisjoint(said))
