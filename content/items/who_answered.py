"""who-answered: a question is shown, the beginnings of three turns are the options; which of them answered it?"""

from content.items import known
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import FEWEST_OPTIONS, LENGTH_RATIO, LENGTH_SLACK, Refused, build
from content.items.stems import stems
from content.items.which_question import LEAST_HEAVY, asks_alike, leans, points, repeats
from content.model import Item, Quote
from content.text import length, words

NAME = "who-answered"
STEM = "Which reply followed?"
MOST_WORDS = 28
# Turns near by are about the same.
FAR = 6
# A word of the question in its reply tells it no more than a word of it in another.
MOST_SHARED = 1


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this reply, or the rule that refuses it."""
    if not quote.asked:
        return Refused("no-question", quote.id)
    if not _is_reply(bank, quote):
        return Refused("no-reply-by-itself", quote.id)
    if leans(bank, quote.asked) or points(quote.asked) or len(stems(quote.asked)) < LEAST_HEAVY:
        return Refused("leaning-question", quote.id)
    if repeats(quote.text, quote.asked) or len(stems(quote.text) & stems(quote.asked)) > MOST_SHARED:
        return Refused("echoes-its-question", quote.id)
    others = _others(bank, quote)
    if len(others) < FEWEST_OPTIONS - 1:
        return Refused("too-few-replies", quote.id)
    return build(
        quote, NAME, gap="", stimulus=quote.asked, stem=STEM, key=quote.text, distractors=[q.text for q in others],
        explanation=f"It was {quote.speaker} who answered." if quote.speaker else "", exempt=KIND.exempt,
        quote_ids=(quote.id, *(q.id for q in others)),
    )  # fmt: skip


def _is_reply(bank: Bank, quote: Quote) -> bool:
    """Whether it begins a turn, is short, and names nobody: a name tells who was asked."""
    first = quote.id in bank.opening
    short = length(quote.text) <= MOST_WORDS and "?" not in quote.text
    return first and short and not bank.names_somebody(words(quote.text)) and not known.is_addressed(quote.text)


def _others(bank: Bank, quote: Quote) -> list[Quote]:
    """Replies to other questions of the same sort, to the same person if that can be, and as long."""
    found = []
    for other in bank.quotes:
        if other.asked and other.id != quote.id and abs(other.turn - quote.turn) >= FAR and _is_reply(bank, other):
            short, long = sorted((len(other.text), len(quote.text)))
            even = long <= LENGTH_RATIO * short + LENGTH_SLACK
            if even and asks_alike(other.asked, quote.asked):
                found.append((other.speaker != quote.speaker, abs(other.turn - quote.turn), other.id, other))
    chosen: list[Quote] = []
    for *_, other in sorted(found):
        if not any(len(stems(other.text) & stems(held.text)) > MOST_SHARED for held in (quote, *chosen)):
            chosen.append(other)
    return chosen[: FEWEST_OPTIONS - 1]


KIND = Kind(
    name=NAME, title="Which reply", make=make, daily=False,
    needs="It needs a talk with four questions of one sort and short replies to them.",
    exempt={"uneven-options"}, alone=True,
)  # fmt: skip
