"""What a reader would say of a round, in numbers: the input of its worth.

Pure and cheap: they are told when a round is dealt. FORMS is the table: a kind, and whether it is typed or counts. What
has four lines is worth what they are (content/items/worth.py).
"""

from collections.abc import Callable, Mapping

from content.items.bank import Bank
from content.items.closest import TIMES
from content.items.features import endings, figures, gap, questions, swaps, voices
from content.items.features.line import Told
from content.model import Item, Quote

_Tell = Callable[[Bank, Item, Quote], Told]

# Those of a talk's numbers and counts, which may be about no quote.
LOOSE: Mapping[str, Callable[[Bank, Item, Quote | None], Told]] = {
    "closest typed": figures.closest, "closest count": figures.count,
}  # fmt: skip
FORMS: Mapping[str, _Tell] = {
    "who-said": voices.who_said, "missing-word": gap.to_press,
    "missing-word typed": gap.to_type, "finish-the-quote": endings.finish,
    "which-question": questions.which_question, "true-or-swapped": swaps.true_or_swapped,
}  # fmt: skip


def form_of(item: Item) -> str:
    """The kind of an item, and whether it is typed or counts what somebody says."""
    if item.unit == TIMES:
        return f"{item.kind} count"
    return item.kind if item.options else f"{item.kind} typed"


def features_of(bank: Bank, item: Item, quote: Quote | None) -> dict[str, float]:
    """The features of an item that was made of this bank, about this quote if it is about one; in a fixed order.

    Empty for a form of which nothing is known.
    """
    form = form_of(item)
    if (loose := LOOSE.get(form)) is not None:
        return {name: float(value) for name, value in loose(bank, item, quote)}
    if quote is None or (tell := FORMS.get(form)) is None:
        return {}
    return {name: float(value) for name, value in tell(bank, item, quote)}
