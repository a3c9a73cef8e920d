"""Which turns of speech stand in words: hedges, images, confessions … (content/data/quote_words.tsv)."""

from collections.abc import Sequence

from content.tables import table
from content.text import words

KINDS = tuple(row[0] for row in table("quote_words"))
# The phrases that begin with a word, each with the place of its kind.
_Phrases = dict[str, list[tuple[tuple[str, ...], int]]]


def told(said: Sequence[str]) -> list[int]:
    """How many turns of speech of each kind stand in these words, in the order of KINDS."""
    found = [0] * len(KINDS)
    for at, word in enumerate(said):
        for phrase, kind in _PHRASES.get(word, ()):
            if len(phrase) == 1 or tuple(said[at : at + len(phrase)]) == phrase:
                found[kind] += 1
    return found


def _phrases() -> _Phrases:
    found: _Phrases = {}
    for place, (_, listed) in enumerate(table("quote_words")):
        for phrase in listed.split(", "):
            parts = tuple(words(phrase))
            found.setdefault(parts[0], []).append((parts, place))
    return found


_PHRASES = _phrases()
