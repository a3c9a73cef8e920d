"""Of rounds that ask for a voice: who the voices are, and what tells one from the others."""

import math
from collections import Counter

from content.items import known
from content.items.bank import Bank
from content.items.features.line import Line, Told, line, owned
from content.items.rules import FEWEST_OPTIONS, MOST_OPTIONS
from content.items.stems import stems
from content.items.who_said import NAME
from content.model import Item, Quote
from content.text import words

# A word is told as if so many more words of each voice had been said by everybody.
MILD = 2.0


def who_said(bank: Bank, item: Item, quote: Quote) -> Told:
    """Of the voices a line could be of."""
    key, rivals = item.key, [o for o in item.options if o != item.key]
    said = Line.of(quote.text, quote)
    yield from line(bank, said)
    yield from owned(bank, said)
    yield from _part(bank, key)
    yield "voices", min(6, max(FEWEST_OPTIONS, len(bank.voices)))
    yield "options", max(FEWEST_OPTIONS, len(item.options))
    yield "commonest", all(bank.said_by[key] >= bank.said_by[o] for o in rivals)
    yield "share-of-options", bank.said_by[key] / max(1, sum(bank.said_by[o] for o in item.options))
    yield "only-guest", key not in bank.hosts and all(o in bank.hosts for o in rivals)
    yield "own-life", known.tells_own_life(quote.text)
    yield "voice", _voice(bank, key, quote) - sum(_voice(bank, o, quote) for o in rivals) / len(rivals)
    yield "rivals-of-its-part", sum((o in bank.hosts) is (key in bank.hosts) for o in rivals) / len(rivals)
    yield "rivals-words", math.log1p(max(_uses(bank, o, quote.text) for o in rivals))
    yield "echoed", _echo(bank, quote)
    yield "answers", bool(quote.asked)
    yield "first-of-turn", quote.id in bank.opening
    yield "calls-somebody", bank.names_somebody(quote.text.casefold().split())


def as_asked(bank: Bank, quote: Quote) -> Item:
    """A line as if it were asked whose it is, whoever may be asked for there."""
    rivals = [name for name in bank.voices if name != quote.speaker][: MOST_OPTIONS - 1]
    return Item(
        id=f"{quote.id} line", kind=NAME, stimulus=quote.text, stem="", key=quote.speaker or "",
        options=(quote.speaker or "", *(rivals or [""])),
    )  # fmt: skip


def _part(bank: Bank, name: str) -> Told:
    yield "host", name in bank.hosts
    yield "guest", name == bank.guest
    yield "has-guest", bool(bank.guest)
    yield "hosts", sum(n in bank.hosts for n in bank.voices)
    yield "share", bank.said_by[name] / max(1, bank.said_by.total())


def _uses(bank: Bank, name: str, text: str) -> int:
    return sum(bank.uses_by(name, s) for s in stems(text))


def _voice(bank: Bank, name: str, quote: Quote) -> float:
    """How much likelier its words are in quotes of somebody than in others, on average; itself it does not count."""
    told, own = set(words(quote.text)), name == quote.speaker
    theirs, size, total = bank.words_by.get(name, Counter()), bank.words_of[name], bank.words_of.total()
    found = 0.0
    for word in told:
        chance = max(0.5, bank.frequency[word] - 0.5) / total
        found += math.log((max(0, theirs[word] - own) + MILD * chance) / (size + MILD) / chance)
    return found / max(1, len(told))


def _echo(bank: Bank, quote: Quote) -> float:
    """How much of the line another voice says in one of theirs."""
    mine = stems(quote.text)
    held = (other for stem in mine for other in bank.holding.get(stem, ()))
    shared = Counter(other.id for other in held if other.speaker != quote.speaker)
    many = ((n, stems(bank.by_id[other].text)) for other, n in shared.items() if n > 1)
    return max((n / min(len(mine), len(theirs)) for n, theirs in many), default=0.0)
