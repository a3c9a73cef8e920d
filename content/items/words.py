"""Which word of a quote can be asked for, and which words could stand in its place."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.ids import item_id
from content.items import lexicon
from content.items.bank import Bank
from content.items.lexicon import word_kind
from content.language import is_english
from content.model import Quote
from content.text import fold, words

SHORTEST = 4
LENGTH_APART = 4
MOST_USES = 0.12
# Words too common to tell anything, and words no game should hang on.
_KEPT_OUT = frozenset(
    "able annual available certain common current different difficult easy entire fast following general good "
    "great hard important individual kind large late likely long main major normal official particular personal "
    "possible real right same similar single small special specific sure true usual various whole wrong moment "
    "person things week month year hour system question future world story reason idea everything nothing include "
    "ensure allow think want need help hours minutes seconds days weeks months years decades centuries fuck "
    "fucking shit bitch bastard damned crap".split()
)
# What the word before or after asks of the one between: a structure that other words of its kind would break.
_AFTER_TELLS = {
    "verb": frozenset("to that how whether if on in at with for from of into about up out off down over as".split()),
    "adjective": frozenset("to of that for in with at about as than enough on from".split()),
    "noun": frozenset("to that whether i you he she it we they who when where".split()),
}
# Only one of these, or an adjective after one, lets any noun follow ("all night" goes with few).
_DETERMINERS = frozenset(
    "a an the my our your his her its their this that each every no another one first single".split()
)
# What stands before a verb and before nothing else: many a word is a verb here and something else there.
_BEFORE_VERBS = frozenset(
    "to can cannot could will would should must may might shall i we you they people never always do does did "
    "let".split()
)
_BEFORE_THIRD = frozenset("he she it who that which nobody everybody somebody everyone".split())
_WORD = re.compile(r"[^\W\d_]+")
_VERBS = frozenset({"verb", "verbs", "verbing", "verbed", "past"})
_NOUNS = frozenset({"noun", "nouns", "mass"})
# Least telling kinds last; adverbs may stand anywhere and tell little.
_ORDER = {"noun": 0, "nouns": 0, "mass": 0, "verbed": 1, "past": 1, "adjective": 1, "verb": 1, "verbing": 1, "verbs": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a quote that can be asked for: where it begins, the word, what kind of word it is."""

    at: int
    word: str
    kind: str

    def filled(self, text: str, other: str) -> str:
        """The quote with something else in this place."""
        return text[: self.at] + other + text[self.at + len(self.word) :]


def fitting_places(bank: Bank, text: str) -> list[Place]:
    """The words that can be asked for, most telling first: said once, of a known kind, in a free position."""
    if not is_english(bank.language):
        return []
    said = words(text)
    found = [p for p in _candidates(text) if _said_once(p.word, said) and not _too_common(bank, p.word)]
    return sorted(found, key=lambda p: (-_telling(bank, p), p.at))


def alternatives(bank: Bank, quote: Quote, place: Place, purpose: str) -> list[str]:
    """Words that could stand there, best first: from the pack, beside the same neighbours; then common ones."""
    said = set(words(quote.text))
    vowel = _needs_vowel(quote.text[: place.at])
    beside = bank.neighbours[fold(place.word)]
    rng = random.Random(item_id(quote.id, purpose, place.word))
    ours = [w for w in bank.by_kind[place.kind] if _may_stand(w, place, said, vowel=vowel)]
    rng.shuffle(ours)
    ours.sort(key=lambda w: -min(len(beside & bank.neighbours[w]), 3))
    common = [w for w in lexicon.of_kind(place.kind) if _may_stand(w, place, said, vowel=vowel)]
    rng.shuffle(common)
    return _distinct([*ours, *common])


def _candidates(text: str) -> Iterator[Place]:
    found = list(_WORD.finditer(text))
    for index, match in enumerate(found):
        word, start, end = match[0], match.start(), match.end()
        joined = text[start - 1 : start] in {"-", "'", "’", "@", "#"} or text[end : end + 1] in {"-", "'", "’"}
        if not index or joined or not word.islower() or len(word) < SHORTEST or word in _KEPT_OUT:
            continue
        kind = word_kind(word)
        before = found[index - 1][0].casefold()
        after = found[index + 1][0] if index + 1 < len(found) and text[end : end + 1] == " " else ""
        if kind in _ORDER and _is_free(kind, before, after):
            yield Place(start, word, kind)


def _is_free(kind: str, before: str, after: str) -> bool:
    """Whether other words of that kind could stand between these two."""
    if kind == "verb" and before not in _BEFORE_VERBS:
        return False
    if kind == "verbs" and before not in _BEFORE_THIRD and word_kind(before) != "noun":
        return False
    if kind in _VERBS:
        return bool(after) and after not in _AFTER_TELLS["verb"] and before not in ("be", "being")
    if kind == "adjective":
        if before in _BEFORE_VERBS:
            return False
        return after not in _AFTER_TELLS["adjective"] and bool(after or before not in ("the", "a", "an"))
    if kind == "noun" and before not in _DETERMINERS and word_kind(before) != "adjective":
        return False
    # Half of a compound ("search engine") goes with its other half only.
    return after not in _AFTER_TELLS["noun"] and word_kind(after) not in _NOUNS and word_kind(before) not in _NOUNS


def _said_once(word: str, said: list[str]) -> bool:
    stem = word[: max(4, len(word) - 3)]
    return sum(w.startswith(stem) for w in said) == 1


def _too_common(bank: Bank, word: str) -> bool:
    return bank.frequency[word] > max(6, MOST_USES * len(bank.quotes))


def _telling(bank: Bank, place: Place) -> float:
    """Long words of content that the pack uses a few times: the reader can weigh them against each other."""
    uses = bank.frequency[place.word]
    return min(len(place.word), 11) / 11 + (0.3 if uses >= 2 else 0.0) - 0.35 * _ORDER[place.kind]


def _may_stand(word: str, place: Place, said: set[str], *, vowel: bool | None) -> bool:
    if word in said or word in _KEPT_OUT or len(word) < SHORTEST or abs(len(word) - len(place.word)) > LENGTH_APART:
        return False
    # Words of one family ("farm", "farmer") would be two answers to one question.
    return word[:4] != place.word[:4] and (vowel is None or (word[0] in "aeiou") is vowel)


def _distinct(found: list[str]) -> list[str]:
    """The first word of each family, in their order."""
    first: dict[str, str] = {}
    for word in found:
        first.setdefault(word[:4], word)
    return list(first.values())


def _needs_vowel(before: str) -> bool | None:
    """After "an" the word begins with a vowel, after "a" with none; anything goes otherwise."""
    return {"a": False, "an": True}.get(before.rstrip().rpartition(" ")[2].casefold())
