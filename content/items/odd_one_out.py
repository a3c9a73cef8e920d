"""odd-one-out: four lines that look alike, three of one voice and one of another; which is the other's?

It gives a talk of two voices its who-said: the lines are those that people are known by.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from weakref import WeakKeyDictionary

from content.ids import item_id
from content.items import known
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.lines import TRADE, likeness, marks, say_the_same
from content.items.rules import LENGTH_RATIO, LENGTH_SLACK, Refused, build
from content.items.worth import worth_as_line
from content.model import Item, Quote
from content.text import length

NAME = "odd-one-out"
STEM = "Three of these lines are {voice}'s. Which one did {other} say?"
MOST_WORDS, FEWEST_LINES = 96, 3
# Among so many of the best three are looked for that hide the odd one.
CHOICE = 9
# What was said at one time is of one subject; in other languages lines must share some of it.
CLOSE, LEAST_ALIKE = 0.85, 0.04
# How much longer or shorter the odd line may be than all the others.
LONGER = 1.2

_found: WeakKeyDictionary[Bank, Mapping[str, Sequence[Quote]]] = WeakKeyDictionary()


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item in which this quote is the odd one, or the rule that refuses it."""
    if quote.id not in bank.lines:
        return Refused("line-tells", quote.id)
    found = outsiders(bank).get(quote.id)
    if found is None:
        return Refused("too-few-lines", quote.id)
    ids = (quote.id, *(q.id for q in found))
    return build(
        quote, NAME, gap="", stimulus="", stem=STEM.format(voice=found[0].speaker, other=quote.speaker),
        key=quote.text, distractors=[q.text for q in found], exempt=KIND.exempt, quote_ids=ids,
        identity=item_id(" ".join(ids), NAME),
    )  # fmt: skip


def outsiders(bank: Bank) -> Mapping[str, Sequence[Quote]]:
    """The ids of the lines of one voice that are odd among three of another, with those; told once for a bank."""
    if bank not in _found:
        _found[bank] = _outsiders(bank)
    return _found[bank]


def _outsiders(bank: Bank) -> dict[str, tuple[Quote, ...]]:
    """No line stands in two of them; the best are put together first."""
    held = [q for q in bank.quotes if q.id in bank.lines and (not bank.weighed or known.speaks_of_self(q.text))]
    voices = _voices(bank, held)
    said = sorted((q for q in held if q.speaker in voices), key=lambda q: -_worth(bank, q))
    used: set[str] = set()
    found: dict[str, tuple[Quote, ...]] = {}
    for odd in said:
        if odd.id in used:
            continue
        three = next(_threes(bank, odd, [q for q in said if q.id not in used and q.speaker != odd.speaker]), None)
        if three is not None:
            used.update((odd.id, *(q.id for q in three)))
            found[odd.id] = three
    return found


def _voices(bank: Bank, said: Sequence[Quote]) -> list[str]:
    """Who can be told by their lines; those who also ask are among them."""
    count = Counter(q.speaker for q in said)
    return [n for n in (*bank.voices, *(bank.askers & bank.said_by.keys())) if count[n] >= FEWEST_LINES]


def _worth(bank: Bank, quote: Quote) -> float:
    return worth_as_line(bank, quote) if bank.weighed else quote.score


def _threes(bank: Bank, odd: Quote, others: Sequence[Quote]) -> Iterator[tuple[Quote, ...]]:
    """Three lines of one voice among which the odd one is hidden, the best and nearest first."""
    near = {q.id: _nearness(bank, odd, q) for q in others if _is_even(odd, q)}
    fitting = [q for q in others if q.id in near and (bank.weighed or near[q.id] >= LEAST_ALIKE)]
    fitting.sort(key=lambda q: -(near[q.id] + (_worth(bank, q) if bank.weighed else 0.0)))
    for voice in dict.fromkeys(q.speaker for q in fitting if not bank.weighed or _is_of_its_part(bank, odd, q)):
        few = [q for q in fitting if q.speaker == voice][:CHOICE]
        yield from (three for three in combinations(few, 3) if _is_hidden(bank, odd, three))


def _is_of_its_part(bank: Bank, one: Quote, other: Quote) -> bool:
    """Whether both ask or both are asked: else what a line does tells whose it is."""
    return (one.speaker in bank.hosts) is (other.speaker in bank.hosts)


def _nearness(bank: Bank, one: Quote, other: Quote) -> float:
    """How surely two lines are on one subject: by the words that they share, and by when they were said."""
    return likeness(bank.lines[one.id], bank.lines[other.id]) + CLOSE ** abs(one.turn - other.turn) / 4


def _is_even(one: Quote, other: Quote) -> bool:
    short, long = sorted((len(one.text), len(other.text)))
    return long <= LENGTH_RATIO * short + LENGTH_SLACK


def _is_hidden(bank: Bank, odd: Quote, others: Sequence[Quote]) -> bool:
    """Whether nothing to be seen tells it: its length, a mark that it alone has or wants, or what it is about."""
    sizes = sorted(len(q.text) for q in others)
    if sum(length(q.text) for q in (odd, *others)) > MOST_WORDS:
        return False
    if len(odd.text) > LONGER * sizes[-1] or LONGER * len(odd.text) < sizes[0]:
        return False
    mine, theirs = marks(bank, odd), [marks(bank, q) for q in others]
    if mine - frozenset().union(*theirs) or theirs[0].intersection(*theirs[1:]) - mine:
        return False
    if len({TRADE in seen for seen in (mine, *theirs)}) > 1:
        return False
    told = [bank.lines[q.id].keys() for q in others]
    if any(say_the_same(bank.lines[odd.id].keys(), held) for held in told):
        return False
    near = any(bank.lines[odd.id].keys() & held for held in told)
    return near or not any(a & b for a, b in combinations(told, 2))


KIND = Kind(
    name=NAME, title="Odd one out", make=make, heard=True,
    needs="It needs two people who said enough on the same subject.",
    exempt={"too-long", "uneven-options", "points-back"}, spoken=lambda item: item.key,
)  # fmt: skip
