"""true-or-swapped: a quote as it was said, or with one word swapped for another; which is it?"""

from content.ids import item_id
from content.items.bank import Bank
from content.items.rules import SWAPPED, TRUE, Refused, build
from content.items.words import fitting_places, swaps
from content.model import Item, Quote

KIND = "true-or-swapped"
STEM = "Was it said like this?"


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote; the id of the quote decides whether it is shown as it was said."""
    places = fitting_places(bank, quote.text)
    if not places:
        return Refused("no-telling-word", quote.id)
    if int(item_id(quote.id, KIND)[-1], 16) % 2:
        return build(
            quote, KIND, gap="", stimulus=quote.text, stem=STEM, key=TRUE, distractors=(SWAPPED,),
            explanation="It was said word for word.",
        )  # fmt: skip
    for place in places[:3]:
        if rivals := swaps(bank, quote, place, KIND):
            return build(
                quote, KIND, gap=rivals[0], stimulus=place.filled(quote.text, rivals[0]), stem=STEM, key=SWAPPED,
                distractors=(TRUE,), explanation=f"“{rivals[0]}” was swapped in for “{place.word}”.",
            )  # fmt: skip
    return Refused("no-word-to-swap-in", quote.id)
