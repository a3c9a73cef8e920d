"""What a round is worth: about the chance that somebody who listened finds it fair, 0 to 1.

content/data/round_worth.tsv holds the weights of its features (content/items/features), fitted by models/ to rounds
that readers judged. In other languages than English nobody judged any: there the quote is what is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from content.ids import written_item_id
from content.items import bluff
from content.items.bank import Bank
from content.items.closest import GAP, TIMES
from content.items.features import features_of, form_of
from content.items.features.voices import as_asked
from content.items.numbers import is_supposed
from content.items.who_said import NAME as WHO_SAID
from content.model import Item, Quote
from content.tables import table

# What is asked in a mixed game is worth so much at least; what is asked where nothing else is left, so much; and what
# is hardly ever worth it, so much.
LEAST, LAST, HIGH = 0.6, 0.38, 0.7
# What somebody wrote to be asked was judged by them, and who listened to a quote of another language by its score.
WRITTEN, PLAIN = 0.75, 0.3
# What is seldom fair, whatever its features. Of 28 readings of numbers that are only supposed 32 % were fair, of 177
# others 67 %. Who said more than the other voices of a round together is its guest, and own stories can only be
# theirs: of 18 such lines readers called 25 % fair and 60 % guessable, of all 169 lines 74 and 11 %.
SELDOM_FAIR = 0.5
# A guest's line beside those of other talks is seldom fair below this (content/items/guests.py).
AMONG_GUESTS = 0.72


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted form: what a feature adds, and where it begins."""

    constant: float
    weights: Mapping[str, float]

    def of(self, features: Mapping[str, float]) -> float:
        """The worth of a round with these features."""
        return self.constant + sum(self.weights[name] * value for name, value in features.items())


def worth(bank: Bank, item: Item, quote: Quote | None) -> float:
    """What an item of this bank is worth, told once. What is typed and what is pressed of one gap share its id."""
    key = item.id, bool(item.options)
    found = bank.worths.get(key)
    if found is None:
        found = bank.worths[key] = min(1.0, max(0.0, _worth(bank, item, quote)))
    return found


def _worth(bank: Bank, item: Item, quote: Quote | None) -> float:
    form = form_of(item)
    outright = quote is None and (form not in weights() or _asks_outright(item))
    if is_written(item) or outright or (quote is not None and not quote.verbatim):
        return WRITTEN
    if bank.weighed and quote is not None and item.kind == bluff.NAME:
        return LEAST + (1 - LEAST) * bluff.wish(item, quote)
    if not bank.weighed or form not in weights():
        return LEAST + (1 - LEAST) * (quote.score if quote else PLAIN)
    if item.quote_ids:
        lines = [worth_as_line(bank, bank.by_id[i]) for i in item.quote_ids if i in bank.by_id]
        return weights()[form].of(of_lines(lines)) if len(lines) > 1 else 0.0
    features = features_of(bank, item, quote)
    told = weights()[form].of(features) if features else 0.0
    return min(told, SELDOM_FAIR) if _is_seldom_fair(bank, item, form, told) else told


def _is_seldom_fair(bank: Bank, item: Item, form: str, told: float) -> bool:
    if form == WHO_SAID:
        return told < AMONG_GUESTS if bank.among else _said_most(bank, item)
    return item.number is not None and GAP in item.stimulus and is_supposed(item.stimulus.partition(GAP)[0])


def _said_most(bank: Bank, item: Item) -> bool:
    """Whether the right voice said more than the others that are offered together."""
    said = bank.said_by
    return 2 * said[item.key] > sum(said[name] for name in item.options)


def _asks_outright(item: Item) -> bool:
    """Whether somebody wrote a question for a number, and no line shows where it stood."""
    return item.number is not None and item.unit != TIMES and GAP not in item.stimulus


def is_written(item: Item) -> bool:
    """Whether somebody wrote it for its pack; what is made of a quote asks in words of its kind."""
    return item.id == written_item_id(item.quote_id or "", item.kind, item.stem, item.stimulus)


def worth_as_line(bank: Bank, quote: Quote) -> float:
    """What it would be worth to ask whose line it is: people are known by it, or not."""
    return worth(bank, as_asked(bank, quote), quote)


def of_lines(worths: Sequence[float]) -> dict[str, float]:
    """The features of a round with lines that are worth so much each, the odd one first."""
    return {"odd": worths[0], "others": fmean(worths[1:])}


@cache
def weights() -> Mapping[str, Weights]:
    """The fitted forms."""
    held: dict[str, dict[str, float]] = {}
    for form, name, value in table("round_worth"):
        held.setdefault(form, {})[name] = float(value)
    return {form: Weights(told.pop("constant"), told) for form, told in held.items()}
