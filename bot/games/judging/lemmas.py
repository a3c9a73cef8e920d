"""The forms of one word in German, French and Spanish, by simplemma's tables: ging/gehen, chevaux/cheval, voy/ir."""

import re
from functools import lru_cache

from content.vocabulary import spellings

# Who is meant is no ending: "ma" is not "ta", though a table may give both the same basic form.
_PERSONS = frozenset(
    "ich mich mir du dich dir er ihn ihm sie ihr wir uns euch ihnen mein dein sein unser euer "
    "je me moi tu te toi il elle ils elles lui nous vous leur mon ton son ma ta sa mes tes ses notre votre "
    "yo me mi tu te ti el ella ellos ellas lo la le nosotros vosotros su mio tuyo suyo".split()
)
_COMPARED = re.compile("(er|ere[nmrs]?)$|(ste[nmrs]?)$")
_SHORTEST = 3


def is_form(one: str, other: str, language: str) -> bool:
    """Whether two folded words of that language are forms of one."""
    return bool(_shared(one, other, language)) and not _is_compared(one, other, language)


def is_degree(one: str, other: str, language: str) -> bool:
    """Whether one is the other compared: schnell/schneller."""
    return bool(_shared(one, other, language)) and _is_compared(one, other, language)


def _shared(one: str, other: str, language: str) -> frozenset[str]:
    if one == other or {one, other} & _PERSONS or min(len(one), len(other)) < _SHORTEST:
        return frozenset()
    return _lemmas(one, language) & _lemmas(other, language)


def _is_compared(one: str, other: str, language: str) -> bool:
    """German adjectives show it by their endings; their basic form has a small first letter, a noun's does not."""
    if language != "de" or all(lemma[0].isupper() for lemma in _shared(one, other, language)):
        return False
    first, last = (_COMPARED.search(word) for word in (one, other))
    return (first and first.lastindex) != (last and last.lastindex)


@lru_cache(maxsize=4096)
def exact_lemmas(word: str, language: str, *, capital: bool | None = None) -> frozenset[str]:
    """The basic forms of a word with just its accents, in small letters; of a German noun with a `capital`."""
    from simplemma import lemmatize

    both = (word, word.capitalize()) if language == "de" else (word, word)
    tries = both if capital is None else (both[capital],)
    return frozenset(
        lemmatize(form, lang=language, low_memory=True).lower().replace("ß", "ss").replace("œ", "oe") for form in tries
    )


@lru_cache(maxsize=4096)
def _lemmas(word: str, language: str) -> frozenset[str]:
    """The basic forms it may have; German nouns are looked for with their capital."""
    from simplemma import lemmatize

    tries = {form for s in spellings(word, language) for form in ((s, s.capitalize()) if language == "de" else (s,))}
    found = {lemmatize(form, lang=language, low_memory=True) for form in tries}
    return frozenset(found)
