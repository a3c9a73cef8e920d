"""which-question: an answer is shown, questions that were asked in the same source are the options."""

import random
import re
from itertools import pairwise

from content.ids import item_id
from content.items.bank import Bank
from content.items.rules import FEWEST_OPTIONS, LENGTH_RATIO, LENGTH_SLACK, MOST_OPTIONS, Refused, build
from content.items.stems import stems
from content.model import Item, Quote
from content.text import words

KIND = "which-question"
STEM = "Which question was this the answer to?"
# A question must be about something to be told from the others.
LEAST_HEAVY = 2
# A word that few quotes hold ties an answer to its question; one that many hold does not.
FEW, FEW_SHARE = 3, 20
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_POINTING = frozenset("it its this these those they them he him she her such".split())
_ARTICLES = frozenset("the a an".split())
_JOINING = frozenset("or and but so because then also".split())
_WORD = re.compile(r"\w+")


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this answer; refused where the words do not tell which question it belongs to."""
    if not quote.asked:
        return Refused("no-question", quote.id)
    if _leans(quote.asked):
        return Refused("leaning-question", quote.id)
    if len(stems(quote.asked)) < LEAST_HEAVY:
        return Refused("empty-question", quote.id)
    said, most = stems(quote.text), max(FEW, len(bank.quotes) // FEW_SHARE)
    shared = said & stems(quote.asked)
    telling = frozenset(s for s in shared if bank.stem_uses[s] <= most)
    if not telling:
        return Refused("answer-does-not-tell", quote.id)
    if len(shared) > 1 or _ACRONYM.search(_both(quote.text, quote.asked)) or _repeats(quote.text, quote.asked):
        return Refused("echoes-its-question", quote.id)
    rivals = [q for q in bank.questions if q != quote.asked and not _leans(q) and _is_apart(q, quote.asked)]
    # What was asked about the same thing would be a second right answer.
    rivals = [q for q in rivals if not stems(q) & telling and len(stems(q) & said) <= len(shared)]
    random.Random(item_id(quote.id, KIND)).shuffle(rivals)
    # A rival that shares a common word with the answer keeps the shared one from telling all.
    rivals.sort(key=lambda q: not stems(q) & said)
    chosen: list[str] = []
    for rival in rivals:
        if all(len(stems(rival) & stems(other)) < 2 for other in chosen):
            chosen.append(rival)
    made: Item | Refused = Refused("too-few-questions", quote.id)
    for count in (MOST_OPTIONS - 1, FEWEST_OPTIONS - 1):
        made = build(
            quote, KIND, gap="", stimulus=quote.text, stem=STEM, key=quote.asked, distractors=chosen[:count],
            explanation=f"Asked of {quote.speaker}." if quote.speaker else "",
        )  # fmt: skip
        if not isinstance(made, Refused):
            break
    return made


def _leans(question: str) -> bool:
    """Whether a question cannot be understood without what was said before it."""
    first = words(question)[:4]
    return bool(_POINTING & set(first)) or bool(_JOINING & set(first[:1]))


def _both(one: str, other: str) -> str:
    """The words that stand in both texts, as they are written."""
    return " ".join(set(_WORD.findall(one)) & set(_WORD.findall(other)))


def _repeats(said: str, asked: str) -> bool:
    """Whether two words in a row stand in both, one of them telling: it would be found by its look."""
    pairs = set(pairwise(words(said))) & set(pairwise(words(asked)))
    return any(stems(" ".join(pair)) for pair in pairs if not _ARTICLES & set(pair))


def _is_apart(rival: str, key: str) -> bool:
    """Whether a question is about something, about something else, and as long."""
    short, long = sorted((len(rival), len(key)))
    alike = long <= LENGTH_RATIO * short + LENGTH_SLACK
    return alike and len(stems(rival)) >= LEAST_HEAVY and len(stems(rival) & stems(key)) < 2
