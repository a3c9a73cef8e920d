"""finish-the-quote: the beginning is shown, the endings of four quotes are the options."""

import random

from content.ids import item_id
from content.items.bank import Bank
from content.items.rules import Refused, build
from content.items.tails import Cut, cuts
from content.model import Item, Quote
from content.text import words

KIND = "finish-the-quote"
STEM = "How does it go on?"
_COMMON = 4


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's ending, or the rule that refuses it."""
    places = cuts(quote.text)
    if not places:
        return Refused("no-place-to-cut", quote.id)
    made: Item | Refused = Refused("too-few-endings", quote.id)
    for cut in places[:3]:
        endings = _endings(bank, quote, cut)
        if len(endings) < 3:
            continue
        made = build(quote, KIND, gap=cut.tail, stimulus=f"{cut.head} …", stem=STEM, key=cut.tail, distractors=endings)
        if not isinstance(made, Refused):
            return made
    return made


def _endings(bank: Bank, quote: Quote, cut: Cut) -> list[str]:
    """Endings of other quotes that begin with the same word, are as long, and are about something else."""
    size = len(cut.tail)
    held = _heavy(quote.text)
    fitting = [
        other.tail
        for source, other in bank.cuts
        if source.id != quote.id
        and other.opener == cut.opener
        and cut.tail[-1] == other.tail[-1]
        and cut.tail[0].isupper() == other.tail[0].isupper()
        and size / 1.5 <= len(other.tail) <= size * 1.5
        and not _heavy(other.tail) <= held
    ]
    distinct = list(dict.fromkeys(fitting))
    random.Random(item_id(quote.id, KIND, cut.tail)).shuffle(distinct)
    return _apart(distinct)[:3]


def _apart(endings: list[str]) -> list[str]:
    """Endings no two of which share most of their heavy words."""
    chosen: list[str] = []
    for ending in endings:
        mine = _heavy(ending)
        if all(len(mine & _heavy(other)) * 2 <= len(mine) for other in chosen):
            chosen.append(ending)
    return chosen


def _heavy(text: str) -> set[str]:
    return {w for w in words(text) if len(w) > _COMMON}
