"""odd-one-out: four lines on one subject, three of one voice and one of another; which is the other's?

It gives a talk of two voices its who-said. A line that speaks to somebody, asks, or names anybody tells by itself.
"""

from content.ids import item_id
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import Refused, build
from content.model import Item, Quote

NAME = "odd-one-out"
STEM = "Three of these lines are {voice}'s. Which one did {other} say?"


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item in which this quote is the odd one, or the rule that refuses it."""
    if quote.id not in bank.lines:
        return Refused("line-tells", quote.id)
    found = bank.outsiders.get(quote.id)
    if found is None:
        return Refused("too-few-lines", quote.id)
    ids = (quote.id, *(q.id for q in found))
    return build(
        quote, NAME, gap="", stimulus="", stem=STEM.format(voice=found[0].speaker, other=quote.speaker),
        key=quote.text, distractors=[q.text for q in found], exempt=KIND.exempt, quote_ids=ids,
        identity=item_id(" ".join(ids), NAME),
    )  # fmt: skip


KIND = Kind(
    name=NAME, title="Odd one out", make=make, heard=True,
    needs="It needs two people who said enough on the same subject.",
    exempt={"too-long", "uneven-options", "points-back"}, spoken=lambda item: item.key,
)  # fmt: skip
