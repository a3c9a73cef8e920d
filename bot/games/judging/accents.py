"""Accents that make another word: "schön" is not "schon", "ano" is not "año"; left out of "élève" they are forgiven."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial

from bot.games.judging.lemmas import exact_lemmas
from bot.games.judging.lexicon import Lexicon
from bot.games.judging.vocabulary import is_listed
from content.text import fold, words
from content.vocabulary import COVERED, is_spelt

_SHARP = re.compile("[aeiouyäöü]ß[aeiouyäöü]")
# Written with ss they are other words, not the same in Switzerland.
_SWISS_TWINS = frozenset("masse massen busse bussen flosse flossen russe russen geschosse schosse".split())
# What keyboards without umlauts write for them.
_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa", "æ": "ae", "Æ": "Ae"}
)


def says_another(said: str, own: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word of an answer differs from the right one by its accents alone, and is a word of its own with these.

    Left out of a phrase they are forgiven altogether.
    """
    wanted = {_written(word) for form in own for word in form.split()}
    plain = {fold(word) for word in wanted}
    few = min((len(words(form)) for form in own), default=0) == 1
    for word in said.split():
        if _has_other_s(_bare(word), own):
            return True
        if few and lexicon.language != "en" and any(_is_moved(_bare(word), right) for right in wanted):
            return True
        if (
            fold(_written(word)) in plain
            and _written(word) not in wanted
            and _is_word(_bare(word), lexicon.language, few=few)
        ):
            return True
    return False


def is_form_of_another(said: str, key: str, language: str) -> bool:
    """Whether one word was typed with the accents of another one, of which it is a form: drucke, of drucken."""
    if language == "en" or not said.strip() or not key.strip():
        return False
    last = key.rsplit(maxsplit=1)[-1]
    one, other = _bare(said.rsplit(maxsplit=1)[-1]), _bare(last)
    same = _shared(one, other) == _shared(fold(one), fold(other))
    if (same and not (one + other).isascii()) or not (is_listed(one, language) and is_listed(other, language)):
        return False
    return not exact_lemmas(one, language) & exact_lemmas(other, language, capital=last[:1].isupper())


def _shared(one: str, other: str) -> int:
    """With how many of the same letters two words begin."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def without_umlauts(forms: Iterable[str]) -> list[str]:
    """The forms that have umlauts, as they are written without: "Baer" for "Bär", "Aarhus"."""
    return [spelt for form in forms if not form.isascii() and (spelt := form.translate(_SPELT)) != form]


def _is_moved(word: str, right: str) -> bool:
    """Whether an accent stands where the right word has none, and one is missing: ninó for niño."""
    if fold(word) != fold(right) or len(word) != len(right):
        return False
    marked = [(not one.isascii(), not other.isascii()) for one, other in zip(word, right, strict=True)]
    return (True, False) in marked and (False, True) in marked


def _has_other_s(word: str, own: Sequence[str]) -> bool:
    """Whether a word is the right one but for ß and ss, which tell two apart between vowels: Masse, Maße."""
    for right in (_bare(right) for form in own for right in form.split()):
        if word != right and word.replace("ß", "ss") == right.replace("ß", "ss"):
            return bool(_SHARP.search(word)) or word in _SWISS_TWINS
    return False


def _is_word(word: str, language: str, *, few: bool) -> bool:
    """English borrows words with their accents; what only another language has is another word there too."""
    if language == "en":
        return (
            few and not word.isascii() and not is_listed(word, "en") and any(map(partial(is_listed, word), COVERED[1:]))
        )
    return few and is_spelt(word, language) if word.isascii() else is_listed(word, language)


def _written(word: str) -> str:
    """A word with its accents; the Swiss write no ß."""
    return _bare(word).replace("ß", "ss")


def _bare(word: str) -> str:
    kept = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    return "".join(c for c in kept if c.isalnum() or c == "'")
