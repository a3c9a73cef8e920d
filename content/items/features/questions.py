"""Of rounds that ask which question was answered: whether the words tell, and whether the sense does."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from content.items import blind
from content.items.bank import Bank
from content.items.features.line import Line, Told, line, owned
from content.items.names import names_in
from content.items.stems import stems
from content.items.which_question import asks_alike, points, repeats, sort_of_answer
from content.model import Item, Quote
from content.text import words

_YES = re.compile(r"(?:yes|no|yeah|nope|yep|sure|absolutely|definitely|exactly|of course|not really)\b", re.IGNORECASE)
_YOURS = frozenset("you your yours you're you've you'd".split())


def which_question(bank: Bank, item: Item, quote: Quote) -> Told:
    """Of an answer and the questions beside it."""
    rivals = [o for o in item.options if o != item.key]
    said = Line.of(quote.text, quote)
    yield from line(bank, said)
    yield from owned(bank, said)
    yield from _question(item.key)
    yield from _rivals(bank, item, rivals, quote)
    yield from _told(item, rivals)
    yield "first-of-turn", quote.id in bank.opening
    yield "yes-or-no", bool(_YES.match(quote.text))
    yield "because", words(quote.text)[:1] == ["because"]


def _question(asked: str) -> Told:
    told = words(asked)
    yield "question-length", math.log(max(1, len(told)))
    yield "question-heavy", len(stems(asked))
    yield "question-points", points(asked)
    yield "question-names", min(2, len(names_in(asked)))
    yield "question-yours", not _YOURS.isdisjoint(told)
    yield "question-open", sort_of_answer(asked) == "how it is"
    yield "question-other", sort_of_answer(asked) in ("who", "when", "where")
    yield "question-or", "or" in told
    yield "question-sentences", min(3, len(re.findall(r"[.?!]", asked)))


def _rivals(bank: Bank, item: Item, rivals: Sequence[str], quote: Quote) -> Told:
    asked = [bank.questions[r] for r in rivals if r in bank.questions]
    yield "options", len(item.options)
    yield "rivals-of-its-sort", sum(asks_alike(r, item.key) for r in rivals) / len(rivals)
    yield "rivals-to-another", sum(who != quote.speaker for _, who in asked) / len(rivals)
    yield "rivals-away", math.log1p(sum(abs(turn - quote.turn) for turn, _ in asked) / max(1, len(asked)))
    yield "rivals-point", sum(map(points, rivals)) / len(rivals)
    yield "longer", math.log(len(item.key) * len(rivals) / sum(map(len, rivals)))


def _told(item: Item, rivals: Sequence[str]) -> Told:
    held, pairs = stems(item.stimulus), set(pairwise(words(item.stimulus)))
    shared = stems(item.key) & held
    sure = blind.pick_phrase(item.stimulus, item.options)
    yield "shared", len(shared)
    yield "shared-alone", len(shared - frozenset().union(*map(stems, rivals)))
    yield "shared-by-rivals", sum(bool(stems(r) & held) for r in rivals)
    yield "shared-pairs", len(set(pairwise(words(item.key))) & pairs)
    yield "repeats", repeats(item.stimulus, item.key)
    yield "blind-sure", sure[item.key]
    yield "blind-margin", sure[item.key] - max(sure[r] for r in rivals)
