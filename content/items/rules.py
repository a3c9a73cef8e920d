"""What makes an item fair. Each rule has a name; the first one that is broken refuses the item.

After the item-writing guidelines of Haladyna, Downing and Rodriguez (2002) and, for the number of options,
Rodriguez (2005).
"""

import random
import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from content.ids import item_id
from content.model import Item, Quote
from content.text import fold, words

MOST_WORDS = 70
FEWEST_OPTIONS, MOST_OPTIONS = 3, 4
# Characters of a typed answer that are read at all, and of a text that fits a message.
LONGEST_ANSWER, LONGEST_TEXT = 200, 500
# What each rule says to somebody who wrote the item.
WHY = {
    "too-few-options": "it needs three answers to choose from, or True and False",
    "not-one-right-answer": "two of its answers are the same",
    "unanswerable": f"its answer cannot be typed, for it is invisible or longer than {LONGEST_ANSWER} characters",
    "uneven-options": "one of its answers is much longer than the others",
    "key-leaks": "the right answer already stands in the question",
    "too-long": f"question and answers have more than {MOST_WORDS} words",
    "longer": f"its text or an answer is longer than {LONGEST_TEXT} characters",
    "incomplete-stem": "it has no answer, or its question is no whole sentence",
    "negative-stem": "it asks what is not so",
    "points-back": "it speaks of two things that it does not show",
    "catch-all": "an answer such as “all of the above” is no answer of its own",
}
LENGTH_RATIO = 1.5
# So many letters stand together by no chance.
LEAST_JOINED = 7
# Pairs of options that are enough: nothing third could be true.
TRUE, SWAPPED = "Yes, word for word", "No, a word is swapped"
REAL, MASHED = "Yes, as it stands", "No, two lines mixed"
PAIRS = frozenset({frozenset({TRUE, SWAPPED}), frozenset({REAL, MASHED}), frozenset({"True", "False"})})
_TWO = re.compile(r"\b(?:these|those|between the|of the) two\b", re.IGNORECASE)
# Short options differ by a letter or two and still look alike.
LENGTH_SLACK = 4


@dataclass(frozen=True, slots=True)
class Refused:
    """No item: the name of the rule, and what broke it."""

    rule: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An item that can be asked, and its worth: about the chance that somebody who listened finds it fair."""

    item: Item
    worth: float


def build(
    quote: Quote, kind: str, *, gap: str, stimulus: str, stem: str, key: str, distractors: Sequence[str] | None,
    accept: Sequence[str] = (), explanation: str = "", exempt: Collection[str] = (), quote_ids: tuple[str, ...] = (),
    identity: str = "",
) -> Item | Refused:  # fmt: skip
    """An item with its options in an order that depends on its id alone; or the rule it breaks.

    `distractors` None: it has no options, the answer is typed. `exempt` are rules that it need not obey;
    `identity` is its id where that is not made of quote, kind and gap.
    """
    identity = identity or item_id(quote.id, kind, gap)
    options = [key, *distractors[: MOST_OPTIONS - 1]] if distractors is not None else []
    random.Random(identity).shuffle(options)
    item = Item(
        id=identity, kind=kind, stimulus=stimulus, stem=stem, key=key, options=tuple(options), accept=tuple(accept),
        quote_id=quote.id, explanation=explanation, quote_ids=quote_ids,
    )  # fmt: skip
    return refusal(item, exempt) or item


def refusal(item: Item, exempt: Collection[str] = ()) -> Refused | None:
    """The first rule that an item breaks, leaving out those it is exempt from."""
    return next((Refused(name, item.id) for name, broken in RULES if name not in exempt and broken(item)), None)


def structural_refusal(item: Item) -> str | None:
    """The name of the rule that an item written elsewhere breaks; only what could not be played is refused."""
    if not item.stem.strip() or not item.key.strip():
        return "incomplete-stem"
    rules = (
        ("too-few-options", _too_few_options), ("not-one-right-answer", _not_one_right_answer),
        ("unanswerable", _unanswerable),
    )  # fmt: skip
    return next((name for name, broken in rules if broken(item)), None)


def _too_few_options(item: Item) -> bool:
    return bool(item.options) and len(item.options) < FEWEST_OPTIONS and frozenset(item.options) not in PAIRS


def _not_one_right_answer(item: Item) -> bool:
    folded = [fold(o) for o in item.options or (item.key,)]
    return len(set(folded)) != len(folded) or folded.count(fold(item.key)) != 1


def _unanswerable(item: Item) -> bool:
    """Nobody can type it: nothing in it can be seen, or it is longer than an answer may be."""
    return not item.options and not any(map(_can_be_typed, (item.key, *item.accept)))


def _can_be_typed(text: str) -> bool:
    return len(text) <= LONGEST_ANSWER and any(unicodedata.category(c)[0] in "LNPS" for c in text)


def _uneven_options(item: Item) -> bool:
    """Among phrases the longest tells."""
    sizes = [len(o) for o in item.options or (item.key,)]
    return max(sizes) > LENGTH_RATIO * min(sizes) + LENGTH_SLACK


def _key_leaks(item: Item) -> bool:
    """The key, or its rarest word, already stands in what is shown, be it letter by letter."""
    shown = words(f"{item.stimulus} {item.stem}")
    if len(item.key) > 1 and f" {' '.join(fold(item.key))} " in f" {' '.join(shown)} ":
        return True
    if f" {' '.join(words(item.key))} " in f" {' '.join(shown)} ":
        return True
    if len("".join(words(item.key))) >= LEAST_JOINED and "".join(words(item.key)) in "".join(shown):
        return True  # "Asian Penguins" stands in "asianpenguins.org".
    long = [w for w in words(item.key) if len(w) > 6]
    return any(w in shown for w in long) if len(words(item.key)) == 1 else False


def _too_long(item: Item) -> bool:
    return len(" ".join((item.stimulus, item.stem, *item.options)).split()) > MOST_WORDS


def _incomplete_stem(item: Item) -> bool:
    return not re.search(r"[.?!…:]$", item.stem.strip()) or not re.match(r"[^\W_a-z]|[“\"]", item.stem)


def _negative_stem(item: Item) -> bool:
    return bool({"not", "except", "never"} & set(words(item.stem)))


def _points_back(item: Item) -> bool:
    """It speaks of two things that were named before, out of sight."""
    return any(_TWO.search(text) for text in (item.stimulus, *item.options))


def _catch_all(item: Item) -> bool:
    return any(fold(o).startswith(("all of the", "none of the", "both of")) for o in item.options)


RULES: tuple[tuple[str, Callable[[Item], bool]], ...] = (
    ("too-few-options", _too_few_options),
    ("not-one-right-answer", _not_one_right_answer),
    ("unanswerable", _unanswerable),
    ("uneven-options", _uneven_options),
    ("key-leaks", _key_leaks),
    ("too-long", _too_long),
    ("incomplete-stem", _incomplete_stem),
    ("negative-stem", _negative_stem),
    ("points-back", _points_back),
    ("catch-all", _catch_all),
)
