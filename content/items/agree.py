"""agree: somebody's opinion, and no right answer: who agrees?"""

import re

from content.ids import item_id
from content.items import known
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import Refused
from content.language import is_english
from content.model import Item, Quote
from content.text import length

NAME = "agree"
STEM = "Do you agree?"
YES, NO = "I agree", "I do not"
SHORTEST, LONGEST = 6, 28
LEAST_SCORE = 0.6
# What is held to be so, and what somebody only tells. "You have to" tells how a thing works.
_OPINION = re.compile(
    r"\b(?:should|shouldn['’]t|must|never|always|nobody|everybody|everyone|nothing|everything|best|better|worst|"
    r"worse|only|too|worth|needs? to|(?<!you )ha(?:s|ve) to|cannot)\b",
    re.IGNORECASE,
)
# Facts have figures, what others say has quotation marks, and who denies twice is not understood.
_NO_OPINION = re.compile(
    r"[\d\"“]|(?:\bno[tr]?\b|n['’]t\b|\bnever\b).*(?:\bno[tr]?\b|n['’]t\b|\bnever\b)", re.IGNORECASE
)
# Whoever was not there cannot say.
_OURS = re.compile(r"\b(?:we|our|us|my|me|mine|he|she|his|her)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:was|were|had|did|went|came|said|told|made|took|got|kept|wrote|knew|thought|became|"
    r"yesterday|today|last|this) \b",
    re.IGNORECASE,
)


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote, or the rule that refuses it."""
    if not (SHORTEST <= length(quote.text) <= LONGEST) or quote.score < LEAST_SCORE or "?" in quote.text:
        return Refused("no-opinion", quote.id)
    if not is_english(bank.language):
        return Refused("not-english", quote.id)  # What is an opinion is told by English words.
    if known.is_tied(quote.text) or _OURS.search(quote.text):
        return Refused("of-their-own", quote.id)
    if (
        not _OPINION.search(quote.text)
        or _NO_OPINION.search(quote.text)
        or _TELLS.search(quote.text)
        or known.speaks_of_self(quote.text)
    ):
        return Refused("no-opinion", quote.id)
    if known.is_part_of_talk(quote.text) or known.is_addressed(quote.text) or known.is_hosting(quote.text):
        return Refused("part-of-the-talk", quote.id)
    return Item(
        id=item_id(quote.id, NAME), kind=NAME, stimulus=quote.text, stem=STEM, key="", options=(YES, NO),
        quote_id=quote.id,
    )  # fmt: skip


KIND = Kind(
    name=NAME, title="Agree or disagree", make=make, daily=False, solo=False, poll=True, players=2,
    needs="It needs somebody with an opinion.", exempt={"not-one-right-answer", "too-few-options", "uneven-options"},
    alone=True,
)  # fmt: skip
