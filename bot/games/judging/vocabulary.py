"""Whether what was typed is a word of its own: a real word other than the right one is no typo.

Words of other languages are judged by their letters and by the item's own words alone.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.games.judging.lexicon import ENGLISH, Lexicon
from bot.likeness.edits import KNOWN_WITHOUT_FIRST, TELLING_LENGTH, as_said, distance, is_clear_typo
from bot.likeness.known_names import is_known_name
from content.vocabulary import COVERED, frequencies, spellings

# What the English list holds for words that were hardly ever said, names and slips among them.
_RAREST = 50
# What English words have that everybody knows.
_SAID = 300
_SHORTEST = 3
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "des", "mal", "не", "без", "бес")
_ALSO_NEGATING = {"de": ("miss", "ent"), "fr": ("de", "me", "mes"), "es": ("i", "contra")}
# German and French have no "-less" of their own spelling; German says hoffnungsvoll, hoffnungslos.
_FULL_AND_EMPTY = {"en": ("ful", "less"), "de": ("voll", "los")}
_BEGINNINGS = (
    ("micro", "macro"), ("hyper", "hypo"), ("pre", "post"), ("inter", "intra"), ("in", "ex"), ("im", "ex"),
    ("over", "under"), ("up", "down"), ("sub", "super"), ("pro", "anti"), ("homo", "hetero"), ("mono", "poly"),
    ("endo", "exo"), ("mikro", "makro"), ("hin", "her"), ("ein", "aus"), ("an", "ab"),
)  # fmt: skip
_ENDINGS = (
    ("er", "ee"),
    ("or", "ee"),
    ("ane", "ene", "yne"),
    ("ite", "ate", "ide"),
    ("ol", "al", "one"),
    ("ose", "ase"),
    ("el", "ler"),
)
_LONG = 7
# In languages that are not known a letter left out of so many is still a slip; one that is double or not may make
# another word (cappello, capello), as in syllables any does.
_CLEAR = 6
_SYLLABLES, _LATIN = "\u2e80", "\u0250"
_SPELT = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("yse", "yze"),
    ("ours", "ors"), ("oured", "ored"), ("our", "or"), ("tres", "ters"), ("tre", "ter"), ("ogue", "og"),
    ("ence", "ense"), ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("grey", "gray"),
    ("phur", "fur"), ("phate", "fate"), ("phide", "fide"),
)  # fmt: skip


def is_opposite(said: str, right: str, language: str = "en") -> bool:
    """Whether what was typed is the right word with or without a negating beginning or "-less", even misspelt:
    possible/impossible, useful/useless, responsible/iresponsible.
    """
    away, known = distance(said, right, 4), frequencies(language)
    return any(said == o or (o in known and distance(said, o, 4) <= min(1, away)) for o in _opposites(right, language))


def _opposites(word: str, language: str) -> list[str]:
    if len(word) < _SHORTEST:
        return []
    beginnings = (*_NEGATING, *_ALSO_NEGATING.get(language, ()))
    found = [begin + word for begin in beginnings]
    found += [word.removeprefix(begin) for begin in beginnings if word.startswith(begin)]
    full, empty = _FULL_AND_EMPTY.get(language, _FULL_AND_EMPTY["en"])
    stem = word.removesuffix(full).removesuffix(empty)
    found += [stem + empty] if not word.endswith(empty) else [stem, stem + full]
    return [o for o in found if len(o) >= _SHORTEST]


def is_other_word(said: str, right: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether what was typed is a word of its own, of the language or the question's, not the right one otherwise
    spelt.
    """
    if said == right or _american(said) == _american(right):
        return False
    known = frequencies(lexicon.language)
    often = max(known.get(said, 0), known.get(_american(said), 0))
    if said in lexicon.words or often > _RAREST or (often > 0 and distance(said, right, 1) > 1):
        return True
    if lexicon.guessed and frequencies().get(said, 0) > _SAID:
        return True
    if lexicon.guessed and lexicon.language == "en" and _is_word_elsewhere(said, lexicon.right):
        return True
    if lexicon.language == "en" and not often:
        return False
    return has_word(said, lexicon.language)


def _is_word_elsewhere(said: str, right: Sequence[str]) -> bool:
    """Whether another language that has the right words too has what was typed as another: poisson, polisson."""
    return any(has_word(said, language) for language in languages_with(tuple(right)))


@lru_cache(maxsize=1024)
def languages_with(folded: tuple[str, ...]) -> tuple[str, ...]:
    """The covered languages other than English that have all these words."""
    others = [language for language in COVERED if language != "en"] if folded else []
    return tuple(code for code in others if all(w in frequencies(code) and has_word(w, code) for w in folded))


def has_word(folded: str, language: str) -> bool:
    """Whether a language has a word that is so when it is folded."""
    return any(is_listed(spelt, language) for spelt in spellings(folded, language))


def is_proper(word: str) -> bool:
    """Whether an English text has that word as a name alone: Manet, McCarthy."""
    return is_known_name(word) or (frequencies().get(word, 0) > _RAREST and not is_listed(word, "en"))


def is_counterpart(said: str, right: str, language: str = "en") -> bool:
    """Whether two words differ by a beginning or an ending that makes another thing of it: microscopic/macroscopic,
    employer/employee, nitrite/nitrate, political/apolitical.
    """
    for one, other in ((said, right), (right, said)):
        for begin, instead in _BEGINNINGS:
            if len(one) > len(begin) + _SHORTEST and one.startswith(begin) and other == instead + one[len(begin) :]:
                return True
        for endings in _ENDINGS:
            stem = next((one.removesuffix(end) for end in endings if one.endswith(end)), "")
            if len(stem) >= _SHORTEST and other != one and other in {stem + end for end in endings}:
                return True
        if len(other) >= _LONG and one in ("a" + other, "an" + other) and is_listed(one, language):
            return True
    return False


@lru_cache(maxsize=4096)
def is_listed(word: str, language: str) -> bool:
    """Whether the language's list of forms has that very word, with its accents; German nouns with a capital."""
    from simplemma import is_known

    spelt = (word, word.capitalize()) if language == "de" else (word,)
    return any(is_known(form, lang=language, low_memory=True) for form in spelt)


def _single(word: str) -> str:
    """The word with each double letter once."""
    return "".join(one for one, after in pairwise(f"{word} ") if one != after)


def _american(word: str) -> str:
    for british, american in _SPELT:
        if word.endswith(british):
            return word.removesuffix(british) + american
    return word


def _is_turned_vowel(said: str, right: str) -> bool:
    """Whether nothing but "ie" is "ei", which tells two words apart in German: Kiefer, Keifer."""
    return any(
        right[:place] + right[place : place + 2][::-1] + right[place + 2 :] == said
        for place in range(len(right) - 1)
        if right[place : place + 2] in ("ie", "ei")
    )


def is_slip(said: str, right: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether what is a few letters away can be nothing but the right word misspelt.

    In five letters one other letter may be anything; where the words are unknown, so may it in any number of them.
    """
    alike = as_said(said) == as_said(right)
    if _american(said) == _american(right):
        return True
    if is_other_word(said, right, lexicon) or is_known_name(said):
        return False
    if not lexicon.covered:
        clear = len(right) >= _CLEAR and is_clear_typo(said, right) and right < _SYLLABLES
        return alike or (clear and (right > _LATIN or _single(said) != _single(right)))
    if lexicon.language == "de" and len(right) < KNOWN_WITHOUT_FIRST and _is_turned_vowel(said, right):
        return False
    if said[0] != right[0] and len(right) < KNOWN_WITHOUT_FIRST:
        return alike
    return len(right) > TELLING_LENGTH or is_clear_typo(said, right) or alike
