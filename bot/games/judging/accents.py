"""Accents that make another word: "schön" is not "schon", "ano" is not "año"; left out of "élève" they are forgiven."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial

from bot.games.judging.lexicon import Lexicon
from bot.games.judging.vocabulary import is_listed
from content.text import fold, words
from content.vocabulary import COVERED, is_spelt

# What keyboards without umlauts write for them.
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_FEW = 1


def says_another(said: str, own: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word of an answer differs from the right one by its accents alone, and is a word of its own with these.

    Left out of a phrase they are forgiven altogether.
    """
    wanted = {word for form in own for word in _words(form)}
    plain = {fold(word): word for word in wanted}
    few = min((len(words(form)) for form in own), default=0) <= _FEW
    for word in _words(said):
        right = plain.get(fold(word))
        if word in wanted or right is None:
            continue
        if _is_word(word, lexicon.language, few=few):
            return True
    return False


def without_umlauts(forms: Iterable[str]) -> list[str]:
    """The forms that have umlauts, as they are written without: "Baer" for "Bär"."""
    return [spelt for form in forms if not form.isascii() and (spelt := form.translate(_SPELT)) != form]


def _is_word(word: str, language: str, *, few: bool) -> bool:
    """English borrows words with their accents; what only another language has is another word there too."""
    if language == "en":
        return (
            few and not word.isascii() and not is_listed(word, "en") and any(map(partial(is_listed, word), COVERED[1:]))
        )
    return few and is_spelt(word, language) if word.isascii() else is_listed(word, language)


def _words(text: str) -> list[str]:
    kept = unicodedata.normalize("NFC", text).lower().replace("ß", "ss").replace("’", "'")
    return ["".join(c for c in word if c.isalnum() or c == "'") for word in kept.split()]
