"""missing-word: one telling word is left out.

Words of the same make are the options; where there are too few of them the word is typed, told by its first letter
and its length.
"""

from content.items.bank import Bank
from content.items.gaps import typed_places
from content.items.rules import Refused, build
from content.items.words import alternatives, fitting_places
from content.model import Item, Quote

KIND = "missing-word"
STEM = "Which word is missing?"
TYPED_STEM = "Which word is missing? It begins with “{first}” and has {letters} letters."
GAP = "_____"


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's most telling word, or the rule that refuses it."""
    made = _chosen(bank, quote)
    return _typed(bank, quote, made) if isinstance(made, Refused) else made


def _chosen(bank: Bank, quote: Quote) -> Item | Refused:
    """With options."""
    places = fitting_places(bank, quote.text)
    made = Refused("too-few-distractors" if places else "no-telling-word", quote.id)
    for place in places[:3]:
        rivals = alternatives(bank, quote, place, KIND)[:3]
        if len(rivals) < 3:
            continue
        item = build(
            quote, KIND, gap=place.word, stimulus=place.filled(quote.text, GAP), stem=STEM, key=place.word,
            distractors=rivals,
            )  # fmt: skip
        if not isinstance(item, Refused):
            return item
        made = item
    return made


def _typed(bank: Bank, quote: Quote, otherwise: Refused) -> Item | Refused:
    """Without options; where no word can be typed either, the rule that refused them."""
    for place in typed_places(bank, quote.text)[:1]:
        return build(
            quote, KIND, gap=place.word, stimulus=place.filled(quote.text, GAP),
            stem=TYPED_STEM.format(first=place.word[0], letters=len(place.word)), key=place.word,
            distractors=None, accept=(place.word,),
        )  # fmt: skip
    return otherwise
