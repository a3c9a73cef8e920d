"""Things in what was said, and things of the same make, any of which could stand where one of them stands.

content/data/siblings.tsv holds them, in English alone; several of a thing are asked for among several of others.
"""

import random
import re
from collections.abc import Mapping

from content.ids import item_id
from content.items.bank import Bank
from content.items.gaps import is_loose
from content.items.words import Place, around, is_a_thing, is_joined, said_once, too_common
from content.language import is_english
from content.lexicon import plural
from content.model import Quote
from content.tables import table
from content.text import words

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aeiou"
# After these nothing else of the thing follows: it is no half of another one ("the music degree").
_ENDS = re.compile(
    r"\s*(?:[.,;:!?\-–—…)\"”’]|$)|\s+(?:and|or|but|is|are|was|were|has|had|will|would|can|could|in|at|on|with|from|by|"
    r"for|as|than|when|while|because|so|if|until|before|after|that|which|who|to|over|into|every|again|today|now|here|"
    r"there|once|like|about|i|you|he|she|we|they)\b",
    re.IGNORECASE,
)


def _makes() -> Mapping[str, tuple[str, ...]]:
    ones = [tuple(row[0].split("|")) for row in table("siblings")]
    return {word: held for one in ones for held in (one, tuple(map(plural, one))) for word in held}


SIBLINGS = _makes()


def thing_places(bank: Bank, text: str) -> list[Place]:
    """The things that are said once, as a thing, and are not told by the title; none in another language."""
    if not is_english(bank.language):
        return []
    said, found = words(text), list(_WORD.finditer(text))
    return [
        Place(match.start(), match[0])
        for index, match in enumerate(found)
        if match[0] in SIBLINGS and match[0] not in bank.told and said_once(match[0], said)
        and is_a_thing(match[0], around(text, found, index)) and _ENDS.match(text[match.end() :])
        and not is_joined(text, *match.span())
        and not is_loose(text, match) and not too_common(bank, match[0])
    ]  # fmt: skip


def siblings(bank: Bank, quote: Quote, place: Place, purpose: str) -> list[str]:
    """Things of the same make that are not said there."""
    said = set(words(quote.text))
    before = quote.text[: place.at].rstrip().rpartition(" ")[2].casefold()
    fitting = [s for s in SIBLINGS[place.word] if s not in said and s != place.word and _goes_after(before, s)]
    random.Random(item_id(quote.id, purpose, place.word)).shuffle(fitting)
    return fitting


def _goes_after(article: str, thing: str) -> bool:
    return article not in ("a", "an") or (thing[0] in _VOWELS) is (article == "an")
