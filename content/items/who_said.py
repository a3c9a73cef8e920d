"""who-said: the quote is shown, three or four voices of its pack, or guests of several, are the options."""

import math
import random
import re
from functools import cache

from content.ids import item_id
from content.items import known
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.lines import is_personal
from content.items.rules import FEWEST_OPTIONS, Refused, build
from content.model import Item, Quote
from content.tables import table
from content.text import words

NAME = "who-said"
STEM = "Who said this?"
LEAST_TOLD = 2.0
# "I'm Kball, signing out", however the transcript calls him; "I'm Canadian" names nobody, and neither does "I'm OK".
_GIVES_A_NAME = re.compile(
    r"\b(?:I['’]m|I am|[Mm]y name(?:['’]s| is)|[Cc]alls? me|[Kk]nows? me as|[Kk]nown as) "
    r"(?![A-Z][\w-]*(?:an|ish|ese)\b)[A-Z][\w-]*[a-z]"
)

# Nothing but somebody's words in quotation marks: whose they are is another question than who read them.
_READ_ALOUD = re.compile(r"([\"“])[^\"“”]+[\"”][.!?]?")


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's speaker, or the rule that refuses it."""
    if quote.speaker is None:
        return Refused("nobody-named", quote.id)
    if len(bank.voices) < FEWEST_OPTIONS:
        return Refused("too-few-voices", f"{len(bank.voices)} speakers with enough quotes")
    if quote.speaker in bank.askers or (not bank.weighed and "?" in quote.text):
        return Refused("role-tells", quote.speaker)
    if quote.speaker not in bank.voices:
        return Refused("hardly-known-voice", quote.speaker)
    if bank.names_somebody(words(quote.text)):
        return Refused("names-a-voice", quote.id)
    if _READ_ALOUD.fullmatch(quote.text.strip()):
        return Refused("reads-aloud", quote.id)
    if _GIVES_A_NAME.search(quote.text):
        return Refused("gives-a-name", quote.id)
    if _tells_where_from(quote.text):
        return Refused("tells-where-from", quote.id)
    if not bank.weighed and known.told(quote.text) < LEAST_TOLD:
        return Refused("says-too-little", quote.id)
    accept = tuple(a for s in bank.speakers if s.name == quote.speaker for a in s.aliases)
    return build(
        quote, NAME, gap=bank.among, stimulus=quote.text, stem=STEM, key=quote.speaker, distractors=_near(bank, quote),
        accept=accept, exempt=KIND.exempt,
    )  # fmt: skip


def _tells_where_from(text: str) -> bool:
    """Whether somebody speaks there of themselves and of a people or its language: a name tells who that is. Of twelve
    readings of four such lines all were “guessable”.
    """
    return is_personal(text) and not _peoples().isdisjoint(words(text))


@cache
def _peoples() -> frozenset[str]:
    return frozenset(people for (people,) in table("peoples"))


def _near(bank: Bank, quote: Quote) -> list[str]:
    """The other voices, those first who have the same part in the talk and say as much; of several talks' guests those
    who speak of the same things.
    """
    mine, share = quote.speaker in bank.hosts, bank.said_by[quote.speaker or ""]
    others = [name for name in bank.voices if name != quote.speaker]
    random.Random(item_id(quote.id, NAME)).shuffle(others)
    if bank.among:
        return sorted(others, key=lambda name: -bank.nearness(name, quote.text))
    return sorted(others, key=lambda n: ((n in bank.hosts) is not mine, abs(math.log(bank.said_by[n] / share)) > 1))


KIND = Kind(
    name=NAME, title="Who said it", make=make, needs="It needs at least three people who said enough.", names=True,
    heard=True, scene=True, beside=True,
    # Names are as long as they are.
    exempt={"uneven-options"},
)  # fmt: skip
