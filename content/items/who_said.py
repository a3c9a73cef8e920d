"""who-said: the quote is shown, three or four of its pack's voices are the options."""

import random
import re

from content.ids import item_id
from content.items.bank import Bank, is_question
from content.items.rules import FEWEST_OPTIONS, NAMES, Refused, build
from content.model import Item, Quote
from content.persons import may_be_one
from content.text import words
from content.vocabulary import weight

KIND = NAMES
STEM = "Who said this?"
# Anybody says "I think it's just a matter of taste": the words must weigh so much beyond what the common ones weigh.
LEAST_TOLD, COMMON = 1.5, 0.4
# Whoever says this has the microphone.
_HOSTS = re.compile(
    r"\b(?:with me|with us|joining (?:me|us)|welcome|(?:my|our|your|today's) guests?|(?:this|the|our) (?:show|episode)|"
    r"listeners?|viewers?|let me ask|my (?:next|last|first) question|(?:each|every one|both|all) of you|"
    r"let's (?:start|begin|move on|hear))\b",
    re.IGNORECASE,
)


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's speaker, or the rule that refuses it."""
    if quote.speaker is None:
        return Refused("nobody-named", quote.id)
    if len(bank.voices) < FEWEST_OPTIONS:
        return Refused("too-few-voices", f"{len(bank.voices)} speakers with enough quotes")
    asks = quote.speaker in bank.hosts and is_question(quote.text)
    if asks or quote.speaker in bank.askers or _HOSTS.search(quote.text):
        return Refused("role-tells", quote.speaker)
    if quote.speaker not in bank.voices:
        return Refused("hardly-known-voice", quote.speaker)
    if sum(max(0.0, weight(word) - COMMON) for word in set(words(quote.text))) < LEAST_TOLD:
        return Refused("says-too-little", quote.id)
    rivals = [name for name in bank.voices if name != quote.speaker and not may_be_one(name, quote.speaker)]
    random.Random(item_id(quote.id, KIND)).shuffle(rivals)
    rivals = _apart(rivals)
    accept = tuple(a for s in bank.speakers if s.name == quote.speaker for a in s.aliases)
    return build(
        quote, KIND, gap="", stimulus=quote.text, stem=STEM, key=quote.speaker, distractors=rivals, accept=accept
    )


def _apart(names: list[str]) -> list[str]:
    """The names without those that may be one person with another before them."""
    found: list[str] = []
    for name in names:
        if not any(may_be_one(name, other) for other in found):
            found.append(name)
    return found
