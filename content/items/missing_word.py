"""missing-word: one telling word is left out; words of the same make, from the same pack, are the options."""

from content.items.bank import Bank
from content.items.rules import Refused, build
from content.items.words import alternatives, fitting_places
from content.model import Item, Quote

KIND = "missing-word"
STEM = "Which word is missing?"
GAP = "_____"


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's most telling word, or the rule that refuses it."""
    places = fitting_places(bank, quote.text)
    if not places:
        return Refused("no-telling-word", quote.id)
    made: Item | Refused = Refused("too-few-distractors", quote.id)
    for place in places[:3]:
        rivals = alternatives(bank, quote, place, KIND)[:3]
        if len(rivals) < 3:
            continue
        made = build(
            quote, KIND, gap=place.word, stimulus=place.filled(quote.text, GAP), stem=STEM, key=place.word,
            distractors=rivals,
            )  # fmt: skip
        if not isinstance(made, Refused):
            return made
    return made
