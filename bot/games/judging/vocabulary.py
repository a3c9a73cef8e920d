"""Whether what was typed is a word of its own: a real word other than the right one is no typo.

Words of other languages are judged by their letters and by the item's own words alone.
"""

from bot.games.judging.lexicon import ENGLISH, Lexicon
from bot.likeness.edits import distance
from content.vocabulary import frequencies

# One edit away, rarer ones are more often a slip of the fingers than meant.
_RAREST = 400
_SHORTEST = 3
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "des", "mal", "не", "без", "бес")
_ALSO_NEGATING = {"de": ("miss", "ent"), "fr": ("de", "me", "mes"), "es": ("i", "contra")}
# German and French have no "-less" of their own spelling; German says hoffnungsvoll, hoffnungslos.
_FULL_AND_EMPTY = {"en": ("ful", "less"), "de": ("voll", "los")}
_SPELT = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("yse", "yze"),
    ("ours", "ors"), ("oured", "ored"), ("our", "or"), ("tres", "ters"), ("tre", "ter"), ("ogue", "og"),
    ("ence", "ense"), ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("grey", "gray"),
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
    often = frequencies(lexicon.language).get(said, 0)
    return said in lexicon.words or often >= _RAREST or (often > 0 and distance(said, right, 1) > 1)


def _american(word: str) -> str:
    for british, american in _SPELT:
        if word.endswith(british):
            return word.removesuffix(british) + american
    return word
