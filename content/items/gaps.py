"""A word of a quote that can be typed into its gap: its first letter and its length are told, the rest its sentence.

It needs no other words to choose from and hardly any grammar, so that it works in every language that parts its words.
"""

import re
from collections.abc import Iterator

from content.items.bank import Bank
from content.items.stems import stems
from content.items.words import Place, around, is_a_thing, is_joined, said_once, too_common
from content.language import is_english
from content.runs import runs
from content.tables import table
from content.text import UNSPACED, words
from content.vocabulary import weight

SHORTEST, LONGEST = 5, 12
# Where the words of a language are not known, the short ones are taken for its grammar.
SHORTEST_UNKNOWN = 7
# In a long talk a word is asked for that the talk is about: whoever listened has heard it again and again.
FEWEST_USES, LONG = 5, 100
# So many times as often as in other talks, where it is taken to be said once in a million words at least.
LEAST_OFTENER, SELDOM = 100, 1e-6
LEAST_TOLD = 4
# In a short one a word said once is remembered where it is so much rarer.
RARE = 0.05
TIRED = 0.03
# About one word in two hundred thousand: "problem" and "company" are grey, "coupon" and "haystack" are remembered.
# What is said in every other talk is grey there, however rare it is in films: "metrics", "errors", "servers".
MOST_SAID = 1.5e-5
# The lists of languages are of different sizes.
LEAST_WEIGHT = {"en": 1.05, "de": 1.2, "fr": 1.0, "es": 1.0}
# What has these endings is no thing that anybody sees.
_ABSTRACT = re.compile(
    r"(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|ology|ing|ed|ly|ic|al|ous|ive|able|ible)s?$|"
    r"ities$"
)
# Whoever does something in a long talk could be called by another word: "publishers", "readers".
_DOER = re.compile(r"(?:er|or)s?$")
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
    said, found = words(text), list(_WORD.finditer(text))
    for index, match in enumerate(found):
        word = match[0]
        if not _is_telling(bank, word) or not said_once(word, said) or _has_double(bank, word.casefold()):
            continue
        if word.casefold() in bank.told or (word[0].isupper() and not bank.nouns_are_large):
            continue  # The title says it, or it is a name.
        if is_english(bank.language) and word.islower() and not is_a_thing(word, around(text, found, index)):
            continue  # Many another verb or adjective would do as well.
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
    language = bank.language or "en"
    if len(bank.quotes) >= LONG and not _is_subject(bank, folded):
        return False
    if language not in LEAST_WEIGHT:
        return len(word) >= SHORTEST_UNKNOWN
    if bank.frequency[folded] == 1 and weight(folded, language) < LEAST_WEIGHT[language] + RARE:
        return False
    singular = folded.removesuffix("s") if language != GERMAN else folded
    told = min(weight(folded, language), weight(singular, language))
    known = len(word) >= SHORTEST and told >= LEAST_WEIGHT[language]
    return known and not (language == "en" and (_ABSTRACT.search(folded) or runs().share(folded) > MOST_SAID))


def _is_subject(bank: Bank, word: str) -> bool:
    """Whether the talk comes back to it, and other talks do not."""
    often = bank.frequency[word]
    elsewhere = max(runs().share(word), SELDOM) if is_english(bank.language) else 0.0
    return not _DOER.search(word) and often >= FEWEST_USES and often >= LEAST_OFTENER * elsewhere * bank.size


def _tells(bank: Bank, word: str) -> float:
    """What is said here often and elsewhere seldom; but what is said here all the time is the first guess."""
    folded = word.casefold()
    return (weight(folded) if is_english(bank.language) else len(word) / LONGEST) - TIRED * bank.frequency[folded]


def _has_double(bank: Bank, word: str) -> bool:
    """Whether another word of the pack begins and ends like it and is as long: either could be meant."""
    return any(other[-ENDING:] == word[-ENDING:] for other in bank.alike(word) if other != word)
