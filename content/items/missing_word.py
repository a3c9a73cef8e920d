"""missing-word: one telling word is left out; words of the same make, from the same pack, are the options."""

import random
import re

from content.ids import item_id
from content.items.bank import Bank
from content.items.endings import ending
from content.items.rules import Refused, build
from content.model import Item, Quote
from content.text import fold, words

KIND = "missing-word"
STEM = "Which word is missing?"
GAP = "_____"
SHORTEST = 5
# Words of grammar rather than of meaning, and words no game should hang on.
_KEPT_OUT = frozenset(
    "about above after again against almost along already although always among another anything around because become "
    "before being below between could doing during either enough every everything first former going having however "
    "indeed itself latter least little maybe might moment neither never nothing often other others ought perhaps quite "
    "rather really second seems several shall should since someone something sometimes still their theirs themselves "
    "there these thing things think third those though three through today together toward towards under until usually "
    "very where whether which while whole whose within without would yourself yours please thank thanks "
    "fuck fucking shit bitch bastard damned crap".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this quote's most telling word, or the rule that refuses it."""
    keys = _keys(bank, quote)
    if not keys:
        return Refused("no-telling-word", quote.id)
    made: Item | Refused = Refused("too-few-distractors", quote.id)
    for place, key in keys[:3]:
        rivals = _distractors(bank, quote, key, place)
        if len(rivals) < 3:
            continue
        stimulus = f"{quote.text[:place]}{GAP}{quote.text[place + len(key) :]}"
        made = build(quote, KIND, gap=key, stimulus=stimulus, stem=STEM, key=key, distractors=rivals)
        if not isinstance(made, Refused):
            return made
    return made


def _keys(bank: Bank, quote: Quote) -> list[tuple[int, str]]:
    """Words to leave out with their place, most telling first: rare but not unique, long, said once."""
    said = words(quote.text)
    found = []
    for match in _WORD.finditer(quote.text):
        word = match[0]
        joined = quote.text[match.start() - 1 : match.start()] in "-'’@#" and match.start() > 0
        joined = joined or quote.text[match.end() : match.end() + 1] in {"-", "'", "’"}
        if match.start() == 0 or joined or not _may_be_key(word, said):
            continue
        found.append((match.start(), word))
    return sorted(found, key=lambda pair: (-_telling(bank, pair[1]), pair[0]))


def _may_be_key(word: str, said: list[str]) -> bool:
    if len(word) < SHORTEST or not word.islower() or word in _KEPT_OUT:
        return False
    stem = fold(word)[: max(4, len(word) - 3)]
    return sum(w.startswith(stem) for w in said) == 1


def _telling(bank: Bank, word: str) -> float:
    """Long words that the pack uses a few times tell most: the reader can weigh them against each other."""
    uses = bank.frequency[fold(word)]
    return min(len(word), 11) / 11 + (0.5 if 2 <= uses <= max(6, len(bank.quotes) // 12) else 0.0)


def _distractors(bank: Bank, quote: Quote, key: str, place: int) -> list[str]:
    """Words of the same ending and length class, best those that stand beside the same neighbours."""
    said = set(words(quote.text))
    vowel = _needs_vowel(quote.text[:place])
    beside, uses = bank.neighbours[fold(key)], bank.frequency[fold(key)]
    kind = ending(key)
    ranked = []
    for word in bank.by_ending[kind]:
        if not _is_alike(word, key) or word in said or (vowel is not None and (word[0] in "aeiou") is not vowel):
            continue
        shared = len(beside & bank.neighbours[word])
        # A word without a telling ending must at least have stood where the key stands.
        if shared or kind:
            ranked.append((min(shared, 3), -abs(bank.frequency[word] - uses), word))
    random.Random(item_id(quote.id, KIND, key)).shuffle(ranked)
    ranked.sort(key=lambda r: r[:2], reverse=True)
    return _distinct_stems([word for _, _, word in ranked])[:3]


def _is_alike(word: str, key: str) -> bool:
    if len(word) < SHORTEST or abs(len(word) - len(key)) > 3 or word in _KEPT_OUT:
        return False
    return word[:4] != key[:4]


def _distinct_stems(found: list[str]) -> list[str]:
    return list({word[:4]: word for word in reversed(found)}.values())[::-1]


def _needs_vowel(before: str) -> bool | None:
    """After "an" the word begins with a vowel, after "a" with none; anything goes otherwise."""
    return {"a": False, "an": True}.get(before.rstrip().rpartition(" ")[2].casefold())
