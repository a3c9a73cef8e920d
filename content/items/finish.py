"""finish-the-quote: the beginning is shown, the endings of four quotes are the options."""

import random
from collections.abc import Iterator

from content.ids import item_id
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import FEWEST_OPTIONS, LENGTH_RATIO, LENGTH_SLACK, MOST_OPTIONS, Refused, build
from content.items.stems import stems
from content.items.tails import Cut
from content.model import Item, Quote

NAME = "finish-the-quote"
STEM = "How does it go on?"

_ENDS = frozenset(".!?…")


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's ending, or the rule that refuses it."""
    refused = Refused("no-place-to-cut", quote.id)
    for made in every(bank, quote):
        if not isinstance(made, Refused):
            return made
        refused = made
    return refused


def opens_a_sentence(head: str) -> bool:
    """Whether what follows it is a sentence of its own."""
    return head[-1:] in _ENDS


def every(bank: Bank, quote: Quote) -> Iterator[Item | Refused]:
    """The items about its ending, the best cut first."""
    # What begins a sentence of its own could follow anything.
    places = [cut for cut in bank.cuts_of(quote) if bank.weighed or not opens_a_sentence(cut.head)]
    return (_cut(bank, quote, cut) for cut in places)


def _cut(bank: Bank, quote: Quote, cut: Cut) -> Item | Refused:
    endings = _endings(bank, quote, cut)
    made: Item | Refused = Refused("too-few-endings", quote.id)
    for count in range(len(endings), FEWEST_OPTIONS - 2, -1):
        made = build(
            quote, NAME, gap=cut.tail, stimulus=f"{cut.head} …", stem=STEM, key=cut.tail,
            distractors=endings[:count],
        )  # fmt: skip
        if not isinstance(made, Refused):
            break
    return made


def _endings(bank: Bank, quote: Quote, cut: Cut) -> list[str]:
    """Endings of other quotes that go on in the same way, are as long, and are about something else."""
    held = stems(quote.text)
    fitting = {
        source.id: other
        for source, other in bank.cuts
        if cut.tail[-1] == other.tail[-1]
        and cut.tail[0].isupper() == other.tail[0].isupper()
        and source.id != quote.id
        and other.shape == cut.shape
        and not stems(other.tail) & held
    }
    distinct = list(fitting.values())
    random.Random(item_id(quote.id, NAME, cut.tail)).shuffle(distinct)
    return [other.tail for other in _apart(cut, distinct)[: MOST_OPTIONS - 1]]


def _apart(key: Cut, endings: list[Cut]) -> list[Cut]:
    """Endings as long as the key and each other, no two of which are about the same thing."""
    chosen = [key]
    for ending in endings:
        sizes = [len(c.tail) for c in (*chosen, ending)]
        even = max(sizes) <= LENGTH_RATIO * min(sizes) + LENGTH_SLACK
        if even and not any(stems(ending.tail) & stems(other.tail) for other in chosen):
            chosen.append(ending)
    return chosen[1:]


def _spoken(item: Item) -> str:
    return f"{item.stimulus.removesuffix('…').rstrip()} {item.key}"


KIND = Kind(name=NAME, title="Finish the quote", make=make, every=every, spoken=_spoken, daily=False)
