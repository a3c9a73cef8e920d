"""Which turns of speech stand in words: hedges, images, confessions … (content/data/quote_words.tsv)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.tables import table
from content.text import words

KINDS = tuple(row[0] for row in table("quote_words"))
# The kinds of a word alone; of each longer phrase, by its first and second word, the rest and the place of its kind.
_Kinds = dict[str, tuple[int, ...]]
_Phrases = dict[str, dict[str, list[tuple[list[str], int]]]]


def kinds_of(word: str) -> Sequence[int]:
    """The places in KINDS of what a word tells alone."""
    return _ALONE.get(word, ())


def phrases(said: Sequence[str]) -> Iterator[int]:
    """The same of the phrases of several words in these, one for each."""
    for at, (word, following) in enumerate(pairwise(said)):
        if (begun := _PHRASES.get(word)) is not None:
            for rest, kind in begun.get(following, ()):
                if not rest or said[at + 2 : at + 2 + len(rest)] == rest:
                    yield kind


def _read() -> tuple[_Kinds, _Phrases]:
    alone: _Kinds = {}
    several: _Phrases = {}
    for place, (_, listed) in enumerate(table("quote_words")):
        for phrase in listed.split(", "):
            first, *others = words(phrase)
            if others:
                several.setdefault(first, {}).setdefault(others[0], []).append((others[1:], place))
            else:
                alone[first] = (*alone.get(first, ()), place)
    return alone, several


_ALONE, _PHRASES = _read()
