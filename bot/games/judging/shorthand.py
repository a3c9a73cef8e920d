"""What is typed on a phone for whole words: thx, 2nite, w/o, "im" and "were" without their apostrophes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from content.tables import table
from content.text import fold, words

# "w/" ends in its mark, so nothing may part it from that; behind a number "bc" is an era.
_PIECE = re.compile(r"(?<!\d )(?:w/(?:o(?:ut)?\b)?|[^\W_]+(?:'[^\W_]+)*)", re.IGNORECASE)
# A letter that somebody held down: sooo.
_HELD = re.compile(r"([a-z])\1{2,}")
# Of one word "well" may be itself: "we'll".
_FEWEST = 2


def in_full_words(said: str, language: str) -> list[str]:
    """The answer with what stands for English words written out, once for each of what it may stand for; [] where
    nothing does.
    """
    if language != "en":
        return []
    tries = dict.fromkeys(_written_out(said, first) for first in (True, False))
    return [one for one in (*tries, *_let_go(said)) if one != fold(said)]


def lacks_apostrophes(said: str, own: Sequence[str]) -> bool:
    """Whether nothing but the apostrophes of a right form is left out: "were all tired" for "we're all tired"."""
    bare = [words(said.replace("-", " "))]
    return any(
        "'" in fold(form) and "'" not in fold(said) and len(right) >= _FEWEST and bare == [right]
        for form in own
        for right in [words(fold(form).replace("-", " ").replace("'", ""))]
    )


def _written_out(said: str, first: bool) -> str:
    def full(found: re.Match[str]) -> str:
        meant = _meanings().get(found[0].lower(), (found[0],))
        return meant[0 if first else -1] + " " * found[0].endswith("/")

    return " ".join(_PIECE.sub(full, fold(said)).split())


def _let_go(said: str) -> Iterator[str]:
    """The answer without letters that were held down, once with one of them and once with two."""
    folded = fold(said)
    if _HELD.search(folded):
        yield from (_HELD.sub(r"\1" * count, folded) for count in (1, 2))


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for short, full in table("shorthand"):
        found[short] = (*found.get(short, ()), full)
    return found
