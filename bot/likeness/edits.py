"""Comparing words that may be misspelt. Distances are optimal string alignment: a swap of neighbours is one edit.

What compares them takes three megabytes, and is loaded when words are first compared.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

# Words that carry little meaning of their own.
LIGHT_WORDS = frozenset(
    "a an the of to in on at by for with from as and or but is are was were be been being am do does did it its this "
    "that these those we you i he she they them us our your my his her their there so then just very really will would "
    "have has had".split()
)

# Edits forgiven by the length of the right word: none up to 3 letters, 1 up to 7, 2 up to 12, then 3.
_FORGIVEN = ((3, 0), (7, 1), (12, 2))
_MOST = 3
# Up to so many letters one wrong letter is a slip only where nothing else can be meant.
TELLING_LENGTH = 5
_SOUNDS = (
    ("sch", "sh"),
    ("ca", "ka"),
    ("co", "ko"),
    ("cu", "ku"),
    ("cl", "kl"),
    ("cr", "kr"),
    ("ph", "f"),
    ("ck", "k"),
    ("ct", "kt"),
    ("tz", "ts"),
    ("z", "s"),
    ("ae", "e"),
    ("oe", "o"),
    ("ue", "u"),
)
# From so many letters on a word is known by the others when its first one is wrong.
KNOWN_WITHOUT_FIRST = 8


def forgiven(word: str) -> int:
    """How many edits a word of that length may be away and still count as the same word misspelt."""
    return next((edits for length, edits in _FORGIVEN if len(word) <= length), _MOST)


def distance(one: str, other: str, limit: int = 16) -> int:
    """Edits between two words; `limit` + 1 when there are more."""
    return _distance()(one, other, score_cutoff=limit)


@cache
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA

    return OSA.distance


def is_typo(typed: str, right: str) -> bool:
    """Whether `typed` is `right`, spelt exactly or within the edits that its length forgives."""
    return distance(typed, right, forgiven(right)) <= forgiven(right)


def is_clear_typo(typed: str, right: str) -> bool:
    """Whether one letter of the right word is left out or doubled, or two neighbours have changed places."""
    if distance(typed, right, 1) != 1:
        return False
    if len(typed) == len(right):
        return sorted(typed) == sorted(right)
    if len(typed) < len(right):
        return True
    return any(one == other and typed[:i] + typed[i + 1 :] == right for i, (one, other) in enumerate(pairwise(typed)))


def as_said(word: str) -> str:
    """How a word sounds, near enough to tell spellings of one name from two names: Fischer is Fisher, Maia is Maya."""
    begins = word[:1]
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    if begins == "z":  # Zeal is no seal; within a word they are the same to most.
        word = "z" + word[1:]
    for ending in ("ey", "ie", "y"):
        if word.endswith(ending):
            return word.removesuffix(ending).replace("y", "i") + "i"
    return word.removesuffix("e").replace("y", "i")


def is_doubled_otherwise(one: str, other: str) -> bool:
    """Whether two long words differ in nothing but in which letters are doubled: Mozzila, Mozilla."""
    return min(len(one), len(other)) > TELLING_LENGTH and _single(one) == _single(other)


def _single(word: str) -> str:
    return "".join(letter for i, letter in enumerate(word) if letter != word[i - 1 : i])


def within(word: str, others: Sequence[str], edits: int) -> list[str]:
    """Those of the others that are at most so many edits away."""
    from rapidfuzz import process

    return [other for other, _, _ in process.extract(word, others, scorer=_distance(), score_cutoff=edits, limit=None)]


def similar(word: str, others: Sequence[str], floor: float) -> list[tuple[str, float]]:
    """Those of the others at least that similar, most similar first; 1 is the same word, an edit costs its share of
    the longer word.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(word, others, scorer=OSA.normalized_similarity, score_cutoff=floor, limit=None)
    return [(other, similarity) for other, similarity, _ in found]
