"""What words are worth in a quote: how well passages with them and with words like them were rated (models/)."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from content.tables import table


def worth_of(word: str) -> float:
    """Above 0 where passages with such words were rated better than others; 0 for words that nobody knows."""
    return _worth().get(word, 0.0)


def worth_of_pairs(said: Sequence[str]) -> float:
    """What two words that follow each other are worth beyond what each of them is, summed over a text's words."""
    known = _pairs().get
    total = 0.0
    for word, following in pairwise(said):
        if (begun := known(word)) is not None and following in begun:
            total += begun[following]
    return total


@cache
def _worth() -> dict[str, float]:
    return {words: float(value) for words, value in table("word_worth")}


@cache
def _pairs() -> dict[str, dict[str, float]]:
    """What two words are worth, by the first."""
    found: dict[str, dict[str, float]] = {}
    for words, value in _worth().items():
        word, _, following = words.partition(" ")
        if following:
            found.setdefault(word, {})[following] = value
    return found
