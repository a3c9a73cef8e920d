"""What the judge knows of words: the language of the question, and the words that stand in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from content.vocabulary import COVERED, covered_language

_NO_WORDS: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`language` is one that content.vocabulary covers; `words` are the question's own, folded, and no misspellings."""

    language: str = "en"
    words: Collection[str] = _NO_WORDS


ENGLISH = Lexicon()


def language_for(given: str | None, own: Sequence[str], answer: str) -> str:
    """The language to judge by: the one given if its words are known here; with None, the one that holds the words of
    the key, or of the answer where the key has none. English where that tells nothing.
    """
    if given is not None:
        return given if given in COVERED else "en"
    told = own if any(c.isalpha() for form in own for c in form) else (answer,)
    return covered_language(told) or "en"
