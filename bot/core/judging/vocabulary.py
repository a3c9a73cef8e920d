"""Whether what was typed is a word of its own: a real word other than the right one is no typo.

Words of other languages are judged by their letters and by the item's own words alone.
"""

from collections.abc import Collection

from bot.core.matching import distance
from content.vocabulary import frequencies

# One edit away, rarer ones are more often a slip of the fingers than meant.
_RAREST = 400
_SHORTEST = 3
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "des", "mal", "не", "без", "бес")
_SPELT = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("yse", "yze"),
    ("ours", "ors"), ("oured", "ored"), ("our", "or"), ("tres", "ters"), ("tre", "ter"), ("ogue", "og"),
    ("ence", "ense"), ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("grey", "gray"),
)  # fmt: skip


def is_opposite(said: str, right: str) -> bool:
    """Whether what was typed is the right word with or without a negating beginning or "-less", even misspelt:
    possible/impossible, useful/useless, responsible/iresponsible.
    """
    away = distance(said, right, 4)
    return any(said == o or (o in frequencies() and distance(said, o, 4) <= min(1, away)) for o in _opposites(right))


def _opposites(word: str) -> list[str]:
    if len(word) < _SHORTEST:
        return []
    found = [begin + word for begin in _NEGATING]
    found += [word.removeprefix(begin) for begin in _NEGATING if word.startswith(begin)]
    stem = word.removesuffix("ful").removesuffix("less")
    found += [stem + "less"] if not word.endswith("less") else [stem, stem + "ful"]
    return [o for o in found if len(o) >= _SHORTEST]


def is_other_word(said: str, right: str, vocabulary: Collection[str] = ()) -> bool:
    """Whether what was typed is a word of its own, English or of `vocabulary`, not the right one otherwise spelt."""
    if said == right or _american(said) == _american(right):
        return False
    often = frequencies().get(said, 0)
    return said in vocabulary or often >= _RAREST or (often > 0 and distance(said, right, 1) > 1)


def _american(word: str) -> str:
    for british, american in _SPELT:
        if word.endswith(british):
            return word.removesuffix(british) + american
    return word
