"""A word of a quote that can be typed into its gap, in every language that parts its words but English.

It needs no other words to choose from and hardly any grammar. In English readers found one such round in ten fair.
"""

import re
from collections.abc import Iterator

from content.items.bank import Bank
from content.items.stems import stems
from content.items.words import Place, is_joined, said_once, too_common
from content.tables import table
from content.text import UNSPACED, words
from content.vocabulary import weight

SHORTEST, LONGEST = 5, 12
# Where the words of a language are not known, the short ones are taken for its grammar.
SHORTEST_UNKNOWN = 7
# In a long talk a word is asked for that the talk is about: whoever listened has heard it again and again.
FEWEST_USES, LONG = 5, 100
LEAST_TOLD = 4
# In a short one a word said once is remembered where it is so much rarer.
RARE = 0.05
TIRED = 0.03
# The lists of languages are of different sizes.
LEAST_WEIGHT = {"de": 1.2, "fr": 1.0, "es": 1.0}
ENDING = 2
GERMAN = "de"
# They tell nothing, or are half of a turn of speech ("in terms of").
_GRAMMAR = frozenset(row[0] for row in table("grammar_words"))
_COARSE = ("fuck", "shit", "bitch", "asshole", "bastard", "cunt", "nigg", "dick", "whore", "slut", "faggot", "retard")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"(\w+)[^\w]+$")
_OF_WHAT = re.compile(r" of (?:it|them|this|that)\b", re.IGNORECASE)
# "Strengths and …", "fits and …": the other half is known to everybody.
_PAIRED = re.compile(r"\w (?:and|or|und|oder|et|ou|y|o) $", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[.?!:…—]|\n)[\s\"“”'‘’(\[]*$")


def typed_places(bank: Bank, text: str) -> list[Place]:
    """The words that can be typed, the most telling first: at home in this pack, rare elsewhere."""
    found = list(_candidates(bank, text)) if len(stems(text)) >= LEAST_TOLD else []
    return sorted(found, key=lambda p: (-_tells(bank, p.word), p.at))


def _candidates(bank: Bank, text: str) -> Iterator[Place]:
    said = words(text)
    for match in _WORD.finditer(text):
        word = match[0]
        if not _is_telling(bank, word) or not said_once(word, said):
            continue
        if has_double(bank, word.casefold()):
            continue
        if word.casefold() in bank.told or (word[0].isupper() and not bank.nouns_are_large):
            continue  # The title says it, or it is a name.
        if not (is_joined(text, *match.span()) or is_loose(text, match)) and not _BEGINS.search(text[: match.start()]):
            yield Place(match.start(), word)


def is_loose(text: str, match: re.Match[str]) -> bool:
    """Whether it begins a list, was said better at once ("the launch, the state"), is "of it", or half of a pair."""
    before, after = _BEFORE.search(text, 0, match.start()), text[match.end() :]
    again = before is not None and re.match(rf",\s+{re.escape(before[1])}\b", after, re.IGNORECASE)
    paired = _PAIRED.search(text[: match.start()])
    return bool(again) or bool(_OF_WHAT.match(after)) or bool(paired)


def _is_telling(bank: Bank, word: str) -> bool:
    """Whether a word is no part of the grammar, decent, of a size to be typed, and at home in the pack."""
    folded = word.casefold()
    if (
        len(word) > LONGEST
        or UNSPACED.search(word)
        or folded.startswith(_COARSE)
        or folded in _GRAMMAR
        or too_common(bank, word)
    ):
        return False
    if bank.language == GERMAN and not word[0].isupper():
        return False  # Its nouns are written large, and so they are known by their look.
    if len(bank.quotes) >= LONG and bank.frequency[folded] < FEWEST_USES:
        return False
    language = bank.language
    if language not in LEAST_WEIGHT:
        return len(word) >= SHORTEST_UNKNOWN
    if bank.frequency[folded] == 1 and weight(folded, language) < LEAST_WEIGHT[language] + RARE:
        return False
    singular = folded.removesuffix("s") if language != GERMAN else folded
    told = min(weight(folded, language), weight(singular, language))
    return len(word) >= SHORTEST and told >= LEAST_WEIGHT[language]


def _tells(bank: Bank, word: str) -> float:
    """What is said here often and elsewhere seldom; but what is said here all the time is the first guess."""
    folded = word.casefold()
    return len(word) / LONGEST - TIRED * bank.frequency[folded]


def has_double(bank: Bank, word: str) -> bool:
    """Whether another word of the pack begins and ends like it and is as long: either could be meant."""
    return any(other[-ENDING:] == word[-ENDING:] for other in bank.alike(word) if other != word)
