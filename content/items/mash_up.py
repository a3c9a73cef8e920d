"""mash-up: a line as it was said, or its beginning with the end of another line; was that really said?"""

import random

from content.ids import item_id
from content.items import known
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import LENGTH_RATIO, LENGTH_SLACK, MASHED, REAL, Refused, build
from content.items.stems import stems
from content.items.tails import Cut
from content.language import is_english
from content.model import Item, Quote
from content.text import words

NAME = "mash-up"
STEM = "Was that really said?"
# What begins a sentence of its own could follow anything, and is no joke.
_ENDS = frozenset(".!?…")
LEAST_SCORE = 0.5


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote; its id decides whether it is shown as it was said."""
    if is_english(bank.language) and quote.score < LEAST_SCORE:
        return Refused("hardly-worth-quoting", quote.id)
    if known.is_part_of_talk(quote.text) or known.is_hosting(quote.text):
        return Refused("part-of-the-talk", quote.id)
    for cut in bank.cuts_of(quote):
        if cut.head[-1:] not in _ENDS and (other := _other(bank, quote, cut)) is not None:
            return _shown(quote, cut, *other)
    return Refused("no-line-goes-with-it", quote.id)


def _shown(quote: Quote, cut: Cut, source: Quote, tail: str) -> Item | Refused:
    if int(item_id(quote.id, NAME)[-1], 16) % 2:
        return build(
            quote, NAME, gap="", stimulus=quote.text, stem=STEM, key=REAL, distractors=(MASHED,),
            explanation="Word for word.",
        )  # fmt: skip
    whose = f"{source.speaker} said" if source.speaker else "somebody said"
    return build(
        quote, NAME, gap=tail, stimulus=f"{cut.head} {tail}", stem=STEM, key=MASHED, distractors=(REAL,),
        explanation=f"The end is of what {whose} elsewhere: “{source.text}”", quote_ids=(quote.id, source.id),
    )  # fmt: skip


def _other(bank: Bank, quote: Quote, cut: Cut) -> tuple[Quote, str] | None:
    """The end of another line that goes on in the same way, is as long, and is about something else."""
    held = stems(quote.text)
    fitting = [
        (source, other.tail)
        for source, other in bank.cuts
        if other.shape == cut.shape
        and source.id != quote.id
        and other.tail[-1] == cut.tail[-1]
        and other.tail[0].isupper() == cut.tail[0].isupper()
        and stems(other.tail)
        and not stems(other.tail) & held
        and not bank.names_somebody(words(other.tail))
        and max(len(other.tail), len(cut.tail)) <= LENGTH_RATIO * min(len(other.tail), len(cut.tail)) + LENGTH_SLACK
    ]
    return random.Random(item_id(quote.id, NAME, cut.tail)).choice(fitting) if fitting else None


KIND = Kind(
    name=NAME, title="Mash-up or real", make=make, daily=False, needs="It needs lines that go on alike.", alone=True
)
