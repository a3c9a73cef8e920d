"""A word of a quote that can be typed into its gap: its first letter and its length are told, the rest its sentence.

It needs no other words to choose from and hardly any grammar, so that it works in every language that parts its words.
"""

import re
from collections.abc import Iterator

from content.items.bank import Bank
from content.items.words import Place, is_joined, said_once, too_common
from content.language import is_english
from content.text import UNSPACED, words
from content.vocabulary import weight

SHORTEST, LONGEST = 5, 12
# Where the words of a language are not known, the short ones are taken for its grammar.
SHORTEST_UNKNOWN = 7
# Somebody who listened has met it before.
FEWEST_USES, MOST_COUNTED = 2, 3
# About one word in three thousand: "something" and "probably" tell nothing, "company" and "captain" do.
LEAST_WEIGHT = 0.62
ENDING = 2
_COARSE = ("fuck", "shit", "bitch", "asshole", "bastard", "cunt", "nigg", "dick", "whore", "slut", "faggot", "retard")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"(?:^|[.?!:…—]|\n)[\s\"“”'‘’(\[]*$")


def typed_places(bank: Bank, text: str) -> list[Place]:
    """The words that can be typed, the most telling first: at home in this pack, rare elsewhere."""
    found = list(_candidates(bank, text))
    return sorted(found, key=lambda p: (-_tells(bank, p.word), p.at))


def _candidates(bank: Bank, text: str) -> Iterator[Place]:
    said = words(text)
    shortest = SHORTEST if is_english(bank.language) else SHORTEST_UNKNOWN
    for match in _WORD.finditer(text):
        word = match[0]
        if not shortest <= len(word) <= LONGEST or UNSPACED.search(word) or word.casefold().startswith(_COARSE):
            continue
        if is_joined(text, match) or _BEGINS.search(text[: match.start()]) or not said_once(word, said):
            continue
        if bank.frequency[word.casefold()] < FEWEST_USES or too_common(bank, word):
            continue
        if is_english(bank.language) and weight(word.casefold()) < LEAST_WEIGHT:
            continue
        if not _has_double(bank, word.casefold()):
            yield Place(match.start(), word, "")


def _tells(bank: Bank, word: str) -> float:
    uses = min(MOST_COUNTED, bank.frequency[word.casefold()])
    return uses * (weight(word.casefold()) if is_english(bank.language) else 1.0)


def _has_double(bank: Bank, word: str) -> bool:
    """Whether another word of the pack begins and ends like it and is as long: either could be meant."""
    return any(other[-ENDING:] == word[-ENDING:] for other in bank.alike(word) if other != word)
