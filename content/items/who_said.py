"""who-said: the quote is shown, three or four of its pack's voices are the options."""

import math
import random

from content.ids import item_id
from content.items import known
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import FEWEST_OPTIONS, Refused, build
from content.items.stems import stems
from content.language import is_english
from content.model import Item, Quote
from content.text import words

NAME = "who-said"
STEM = "Who said this?"
# Of a line that is hardly worth quoting more must be told.
LEAST_TOLD, ENOUGH_TOLD, BEST = 2.0, 2.7, 0.9
# More of what several speak of is said by any of them.
MOST_COMMON = 1


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's speaker, or the rule that refuses it."""
    if quote.speaker is None:
        return Refused("nobody-named", quote.id)
    if len(bank.voices) < FEWEST_OPTIONS:
        return Refused("too-few-voices", f"{len(bank.voices)} speakers with enough quotes")
    if "?" in quote.text or quote.speaker in bank.askers or known.is_hosting(quote.text):
        return Refused("role-tells", quote.speaker)
    if quote.speaker not in bank.voices:
        return Refused("hardly-known-voice", quote.speaker)
    if bank.names_somebody(words(quote.text)):
        return Refused("names-a-voice", quote.id)
    plain = is_english(bank.language) and quote.score < BEST
    if known.told(quote.text) < (ENOUGH_TOLD if plain else LEAST_TOLD):
        return Refused("says-too-little", quote.id)
    if known.hedges(quote.text):
        return Refused("hedges", quote.id)
    if known.is_part_of_talk(quote.text) or known.is_addressed(quote.text):
        return Refused("part-of-the-talk", quote.id)
    if is_english(bank.language) and (rule := known.refusal_of_line(quote) or _part_tells(bank, quote)):
        return Refused(rule, quote.id)
    accept = tuple(a for s in bank.speakers if s.name == quote.speaker for a in s.aliases)
    return build(
        quote, NAME, gap="", stimulus=quote.text, stem=STEM, key=quote.speaker, distractors=_near(bank, quote),
        accept=accept, exempt=KIND.exempt,
    )  # fmt: skip


def _part_tells(bank: Bank, quote: Quote) -> str:
    """The rule that refuses what shows whether a host or the one guest spoke, or which of two hosts nobody can know."""
    own = known.speaks_of_self(quote.text)
    if quote.speaker == bank.guest:
        return "" if own and stems(quote.text).isdisjoint(bank.trade) else "guests-trade"
    if not own and len(stems(quote.text) & bank.common) > MOST_COMMON:
        return "everybodys-trade"
    led = bool(bank.guest) or quote.speaker in bank.hosts
    return "any-host" if led and not (own and known.is_vivid(quote)) else ""


def _near(bank: Bank, quote: Quote) -> list[str]:
    """The other voices, those first who have the same part in the talk and say as much."""
    mine, share = quote.speaker in bank.hosts, bank.said_by[quote.speaker or ""]
    others = [name for name in bank.voices if name != quote.speaker]
    random.Random(item_id(quote.id, NAME)).shuffle(others)
    return sorted(others, key=lambda n: ((n in bank.hosts) is not mine, abs(math.log(bank.said_by[n] / share)) > 1))


KIND = Kind(
    name=NAME, title="Who said it", make=make, needs="It needs at least three people who said enough.", names=True,
    heard=True,
    # Names are as long as they are.
    exempt={"uneven-options"},
)  # fmt: skip
