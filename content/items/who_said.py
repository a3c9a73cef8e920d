"""who-said: the quote is shown, three or four of its pack's voices are the options."""

import math
import random
import re

from content.ids import item_id
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import FEWEST_OPTIONS, Refused, build
from content.model import Item, Quote
from content.text import words
from content.vocabulary import weight

NAME = "who-said"
STEM = "Who said this?"
# Anybody says "I think it's just a matter of taste": the words must weigh so much beyond what the common ones weigh.
LEAST_TOLD, COMMON = 2.0, 0.4
# Whoever says this has the microphone.
_HOSTS = re.compile(
    r"\b(?:with me|with us|joining (?:me|us)|joined by|my co-?hosts?|welcome|(?:my|our|your|today's) guests?|"
    r"(?:this|the|our) (?:show|episode)|listeners?|viewers?|let me ask|my (?:next|last|first) question|"
    r"(?:each|every one|both|all) of you|let's (?:start|begin|move on|hear|learn|dive|talk|get|jump)|"
    r"after the break|on the air|check (?:it|this|that) out|\w\.com|before we (?:dive|get|go|jump|start))\b",
    re.IGNORECASE,
)


# Anybody hedges: a line that does little else is nobody's.
_HEDGES = re.compile(
    r"\b(?:i (?:think|guess|mean|don't know|would say)|kind of|sort of|probably|maybe|a little bit|i'm not sure|"
    r"in terms of|basically|actually|obviously|or something|whatever)\b",
    re.IGNORECASE,
)
MOST_HEDGES = 1


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's speaker, or the rule that refuses it."""
    if quote.speaker is None:
        return Refused("nobody-named", quote.id)
    if len(bank.voices) < FEWEST_OPTIONS:
        return Refused("too-few-voices", f"{len(bank.voices)} speakers with enough quotes")
    if "?" in quote.text or quote.speaker in bank.askers or _HOSTS.search(quote.text):
        return Refused("role-tells", quote.speaker)
    if quote.speaker not in bank.voices:
        return Refused("hardly-known-voice", quote.speaker)
    said = words(quote.text)
    if bank.names_somebody(said):
        return Refused("names-a-voice", quote.id)
    if sum(max(0.0, weight(word) - COMMON) for word in set(said)) < LEAST_TOLD:
        return Refused("says-too-little", quote.id)
    if len(_HEDGES.findall(quote.text)) > MOST_HEDGES:
        return Refused("hedges", quote.id)
    accept = tuple(a for s in bank.speakers if s.name == quote.speaker for a in s.aliases)
    return build(
        quote, NAME, gap="", stimulus=quote.text, stem=STEM, key=quote.speaker, distractors=_near(bank, quote),
        accept=accept, exempt=KIND.exempt,
    )  # fmt: skip


def _near(bank: Bank, quote: Quote) -> list[str]:
    """The other voices, those first who have the same part in the talk and say as much."""
    mine, share = quote.speaker in bank.hosts, bank.said_by[quote.speaker or ""]
    others = [name for name in bank.voices if name != quote.speaker]
    random.Random(item_id(quote.id, NAME)).shuffle(others)
    return sorted(others, key=lambda n: ((n in bank.hosts) is not mine, abs(math.log(bank.said_by[n] / share)) > 1))


KIND = Kind(
    name=NAME, title="Who said it", make=make, needs="It needs at least three people who said enough.", names=True,
    # Names are as long as they are.
    exempt={"uneven-options"},
)  # fmt: skip
