"""bluff: the first half of a line is shown, everybody invents an ending, and then all look for the true one."""

import re

from content.items import known
from content.items.bank import Bank
from content.items.halves import Half, halves_of
from content.items.kind import Kind
from content.items.rules import Refused, build
from content.language import is_english
from content.model import Item, Quote
from content.runs import runs
from content.text import length, words

NAME = "bluff"
STEM, STEM_OF = "How does it end?", "How did {who} end this?"
LEAST_SCORE = 0.5
# What an ending surprises and what its line is worth come to so much together: of the lines of six talks the dull ones
# stay below.
SCORED, LEAST_FUN = 10.0, 13.0
# How much one wants to end a line is what it is worth, more where somebody speaks of themselves, less for every word of
# a long head. Of 55 lines that three strangers read as rounds (41 % fair) this puts a fair one before another in 72 of
# 100 pairs, the worth alone in 66, with what its ending surprises and what its head goes on with in 55; of the 18 at
# .75 and above they called 61 % fair. With LEAST_PULL a line is hardly asked, with MOST_PULL there is none better.
OWN, LONG, A_WORD = 1.0, 12, 0.1
LEAST_PULL, MOST_PULL = 5.8, 9.8
_OWN = re.compile(r"\b(?:I(?:['’](?:m|ve|d|ll))?|my|we(?:['’](?:re|ve|d|ll))?|our)\b")
# Shorter words of a name stand anywhere.
SHORT_NAME = 2


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's ending, or the rule that refuses it."""
    if is_english(bank.language) and quote.score < LEAST_SCORE:
        return Refused("hardly-worth-quoting", quote.id)
    if known.is_part_of_talk(quote.text) or known.is_addressed(quote.text) or known.is_hosting(quote.text):
        return Refused("part-of-the-talk", quote.id)
    halves = halves_of(quote.text, "en" if is_english(bank.language) else bank.language)
    halves = [half for half in halves if not bank.names_somebody(words(half.ending))]
    if not halves:
        return Refused("no-ending-to-invent", quote.id)
    if own := _own_names(quote):
        halves = [half for half in halves if own.isdisjoint(words(half.head))]
    if not halves:
        return Refused("names-its-speaker", quote.id)
    if is_english(bank.language):
        halves = [half for half in halves if fun(half, quote) >= LEAST_FUN]
    if not halves:
        return Refused("plain-ending", quote.id)
    best = min(halves, key=lambda half: (half.rank, -length(half.head)))
    return build(
        quote, NAME, gap=best.ending, stimulus=f"{best.head} …", stem=_stem(bank, quote), key=best.ending,
        distractors=None,
        accept=(best.said,) if best.said != best.ending else (best.ending,),
    )  # fmt: skip


def fun(half: Half, quote: Quote) -> float:
    """How good a line it is, and how hard its true ending is to tell from what people invent."""
    return surprise(half) + SCORED * quote.score


def wish(item: Item, quote: Quote) -> float:
    """How much one wants to end the line of an item, from 0 for what is hardly asked to 1 for the best."""
    half = Half(_head(item), item.key, item.key, 0)
    own = OWN if _OWN.search(f"{half.head} {half.ending}") else 0.0
    pull = SCORED * quote.score + own - A_WORD * max(0, length(half.head) - LONG)
    return min(1.0, max(0.0, (pull - LEAST_PULL) / (MOST_PULL - LEAST_PULL)))


def surprise(half: Half) -> float:
    """How little its ending was to be expected by whoever knows which words follow each other elsewhere: what anybody
    would have written is the one plain line among jokes. The mean of its words.
    """
    said = words(half.ending)
    return -runs().fit(said, words(half.head), ()) / len(said)


def _stem(bank: Bank, quote: Quote) -> str:
    """With whoever spoke, where several do: one invents in somebody's manner, and it tells no ending."""
    if quote.speaker in bank.voices and len(bank.voices) > 1:
        return STEM_OF.format(who=quote.speaker)
    return STEM


def _own_names(quote: Quote) -> frozenset[str]:
    return frozenset(word for word in words(quote.speaker or "") if len(word) > SHORT_NAME)


def _spoken(item: Item) -> str:
    return f"{_head(item)} {item.key}"


def _head(item: Item) -> str:
    return item.stimulus.removesuffix("…").rstrip()


KIND = Kind(
    name=NAME, title="Bluff", make=make, spoken=_spoken, daily=False, solo=False, written=True, players=3, alone=True,
    needs="It needs lines with an ending to invent, and three players.",
)  # fmt: skip
