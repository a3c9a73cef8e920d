"""two-truths: three lines of which one has a name or a number swapped for another; which one is the lie?"""

import random

from content.ids import item_id
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import LENGTH_RATIO, LENGTH_SLACK, Refused, build
from content.items.stems import stems
from content.items.true_or_swapped import swapped_in, swaps
from content.items.words import Place
from content.model import Item, Quote
from content.text import length

NAME = "two-truths"
STEM = "Two of these were said like this. Which one has a word swapped?"
TRUTHS, MOST_WORDS = 2, 28


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item in which this quote is the lie, or the rule that refuses it."""
    if length(quote.text) > MOST_WORDS:
        return Refused("too-long", quote.id)
    swapped = next(iter(swaps(bank, quote)), None)
    if swapped is None:
        return Refused("no-word-to-swap-in", quote.id)
    place, other = swapped
    truths = _truths(bank, quote)
    if len(truths) < TRUTHS:
        return Refused("too-few-truths", quote.id)
    lie = place.filled(quote.text, other)
    return build(
        quote, NAME, gap=other, stimulus="", stem=STEM, key=lie, distractors=[q.text for q in truths],
        explanation=swapped_in(quote, place, other), exempt=KIND.exempt,
        quote_ids=(quote.id, *(q.id for q in truths)),
    )  # fmt: skip


def _truths(bank: Bank, lie: Quote) -> list[Quote]:
    """Lines that could have been changed as well, as long, and about something else."""
    fitting = [q for q in bank.quotes if q.id != lie.id and _goes_beside(q, lie) and _holds(bank, q)]
    random.Random(item_id(lie.id, NAME)).shuffle(fitting)
    chosen: list[Quote] = []
    for one in fitting:
        if not any(stems(one.text) & stems(other.text) for other in (lie, *chosen)):
            chosen.append(one)
        if len(chosen) == TRUTHS:
            break
    return chosen


def _goes_beside(one: Quote, lie: Quote) -> bool:
    short, long = sorted((len(one.text), len(lie.text)))
    return "?" not in one.text and length(one.text) <= MOST_WORDS and long <= LENGTH_RATIO * short + LENGTH_SLACK


def _holds(bank: Bank, quote: Quote) -> bool:
    """Whether a name or a number stands there that could have been swapped: else its look would tell."""
    return any(isinstance(place, Place) for place, _ in swaps(bank, quote))


KIND = Kind(
    name=NAME, title="Two truths and a lie", make=make, daily=False,
    needs="It needs lines with names or numbers in them.", exempt={"too-long", "uneven-options", "points-back"},
    alone=True,
    spoken=lambda item: item.key,
)  # fmt: skip
