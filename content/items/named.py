"""Names of a quote that can be asked for, and the names that could have been said instead."""

import random
from collections.abc import Iterator

from content.ids import item_id
from content.items.bank import Bank
from content.items.names import names_in
from content.items.words import Place, is_joined
from content.model import Quote
from content.text import fold, words
from content.vocabulary import weight

FEWEST_RIVALS = 3
# So much of a quote must be said besides the name that it tells something about it.
FEWEST_BESIDES = 6
_VOWELS = "aeiou"
# What is named all the time is the first guess.
MOST_NAMED, MOST_NAMED_SHARE = 4, 0.025


def named_places(bank: Bank, text: str) -> list[Place]:
    """The names that are said once and are neither those of the speakers nor in the title; the rarer first."""
    said = words(text)
    found = [p for p in _candidates(bank, text) if " ".join(said).count(" ".join(words(p.word))) == 1]
    return sorted(found, key=lambda p: (bank.names[p.word], p.at)) if len(said) > FEWEST_BESIDES else []


def _candidates(bank: Bank, text: str) -> Iterator[Place]:
    for name in names_in(text, nouns_are_large=bank.nouns_are_large):
        start, end = name.at, name.at + len(name.text)
        longer = text[end : end + 2].strip()[:1].isupper() or text[:start].rstrip(" ").split(" ")[-1][:1].isupper()
        joined = is_joined(text, start, end) or text[:start].endswith("& ") or text[end:].startswith(" &")
        if joined or (longer and start > 0) or bank.told & set(words(name.text)):
            continue
        if bank.names[name.text] <= max(MOST_NAMED, MOST_NAMED_SHARE * len(bank.quotes)):
            yield Place(start, name.text)


def rivals(bank: Bank, quote: Quote, place: Place, purpose: str) -> list[str]:
    """Names of the same make that are not said there: those that the pack knows first, then the well-known ones."""
    said = set(words(quote.text)) | bank.told
    before = quote.text[: place.at].rstrip().rpartition(" ")[2].casefold()
    fitting = [
        name
        for name in bank.makes.get(place.word, ())
        if name != place.word and not said & set(words(name)) and _goes_after(before, name)
        and fold(name)[:4] != fold(place.word)[:4]
    ]  # fmt: skip
    random.Random(item_id(quote.id, purpose, place.word)).shuffle(fitting)
    usual = weight(fold(place.word))
    return sorted(fitting, key=lambda name: (not bank.names[name], abs(weight(fold(name)) - usual) > 0.3))


def _goes_after(article: str, name: str) -> bool:
    return article not in ("a", "an") or (name[0].casefold() in _VOWELS) is (article == "an")
