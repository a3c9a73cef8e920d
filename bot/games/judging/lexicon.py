"""What the judge knows of words: the language of the question, and the words that stand in it."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.games.judging.foreign_numbers import in_digits
from bot.games.judging.measures import is_unit_form
from bot.likeness.figures import in_figures, is_number
from content.text import fold, words
from content.vocabulary import COVERED, covered_language

_CODE = re.compile(r"\b(?:[A-Z]{2,}\d*|[A-Za-z]+\d\w*)\b")
_PARTS = re.compile(r"[^\W\d_]+")
_FRENCH_ORDINAL = re.compile(r"\d(?:er|re|ère|e|ème|eme)(?!\w)")
# Fewer words with accents are a name as often.
_PHRASE = 3
_NO_WORDS: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`language` is one that content.vocabulary covers; `words` are the question's own, folded, and no misspellings.

    `covered` is false where the words are of another language: there nobody can tell a slip from a word.
    `guessed`: nothing but the words themselves told the language. `right` are the folded words of the right answer,
    `codes` those of them that are abbreviations or hold a digit: CSS3, HTTP, USB.
    """

    language: str = "en"
    words: Collection[str] = _NO_WORDS
    covered: bool = True
    guessed: bool = False
    codes: Collection[str] = _NO_WORDS
    right: Sequence[str] = ()


ENGLISH = Lexicon()


def codes_in(own: Sequence[str]) -> frozenset[str]:
    """The folded abbreviations (in capitals, beside what is not) and words with a digit of an answer's forms."""
    return frozenset(
        fold(part)
        for form in own
        for word in _CODE.findall(form)
        if not form.isupper() or any(map(str.isdigit, form))
        for part in (word, word.rstrip("0123456789"))
    )


def language_for(given: str | None, own: Sequence[str], answer: str) -> str:
    """The language to judge by: the one given if its words are known here; with None, the one that holds the words of
    the key, or of the answer where the key has none. English where that tells nothing.
    """
    if given is not None:
        return given if given in COVERED else "en"
    return _told(own, answer) or "en"


def is_covered(given: str | None, own: Sequence[str], answer: str) -> bool:
    """Whether the words are of a language that is known here: Latin letters, and no small words that nobody has."""
    if any(c.isalpha() and not unicodedata.name(c, "LATIN").startswith("LATIN") for form in own for c in form):
        return False
    if given is not None:
        return given in COVERED
    return bool(_told(own, answer)) or any(not c.islower() for form in own for c in form if c.isalnum())


def _told(own: Sequence[str], answer: str) -> str:
    if not any(map(str.isdigit, answer)) and all(_is_measure(form) for form in own):
        return _counted_in(answer) or covered_language(own)
    if any(map(_FRENCH_ORDINAL.search, own)):
        return "fr"
    return covered_language(own if any(map(_PARTS.search, own)) else (answer,)) or _listed_in(own)


def _listed_in(own: Sequence[str]) -> str:
    """The language that has all the words of a phrase with accents, some of them too rare for its list."""
    from simplemma import is_known

    found = [word.lower() for form in own for word in _PARTS.findall(form)]
    if len(found) < _PHRASE or all(map(str.isascii, found)):
        return ""
    return next((code for code in COVERED[1:] if all(is_known(word, lang=code, low_memory=True) for word in found)), "")


def _counted_in(answer: str) -> str:
    """The language of an answer that is a number in words, with a unit or without; "" where none is known.

    No list has every number that German writes as one word.
    """
    found = words(answer)
    if any(is_number(figure) or figure == "one" for figure in in_figures(found)):
        return "en"
    counted = [code for code in COVERED[1:] if any(map(str.isdigit, in_digits(answer, code)))]
    told = covered_language((" ".join(word for word in found if word.isalpha() and not is_unit_form(word)),))
    return told if told in counted or not counted else counted[0]


def _is_measure(form: str) -> bool:
    """Whether it is made of figures and units alone, which every language has: "80 km/h"."""
    parts = _PARTS.findall(form)
    return not parts or (any(map(str.isdigit, form)) and all(is_unit_form(fold(part)) for part in parts))
