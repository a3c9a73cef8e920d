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


def says_another(said: str, own: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word of an answer differs from the right one by its accents alone, and is a word of its own with these.

    Left out of a phrase they are forgiven altogether.
    """
    wanted = {_written(word) for form in own for word in form.split()}
    plain = {fold(word) for word in wanted}
    few = min((len(words(form)) for form in own), default=0) == 1
    for word in said.split():
        if (
            fold(_written(word)) in plain
            and _written(word) not in wanted
            and _is_word(_bare(word), lexicon.language, few=few)
        ):
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


def _written(word: str) -> str:
    """A word with its accents; the Swiss write no ß."""
    return _bare(word).replace("ß", "ss")


def _bare(word: str) -> str:
    kept = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    return "".join(c for c in kept if c.isalnum() or c == "'")
