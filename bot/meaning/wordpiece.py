"""Words cut into the pieces that a vocabulary of BERT's kind knows: the longest ones first."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN = "[UNK]"
_INSIDE = "##"
_PARTS = re.compile(r"\w+|[^\w\s]")
# Nothing longer is a word that anybody knows.
_LONGEST_WORD = 60
_REMEMBERED = 30_000


class WordPieces:
    """Cuts texts by a vocabulary; a piece is told by its place in it. Case and accents do not matter."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._places = {piece: place for place, piece in enumerate(vocabulary)}
        self._of_word = lru_cache(maxsize=_REMEMBERED)(self._cut)

    def of(self, text: str) -> list[int]:
        """The pieces of a text, in order; words that the vocabulary cannot spell are left out."""
        text = text.replace("’", "'").lower()
        if not text.isascii():
            text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
        return [piece for word in _PARTS.findall(text) for piece in self._of_word(word)]

    def _cut(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        at = 0
        while at < len(word):
            if len(word) > _LONGEST_WORD:
                return ()
            for end in range(len(word), at, -1):
                place = self._places.get((_INSIDE if at else "") + word[at:end])
                if place is not None:
                    break
            else:
                return ()
            found.append(place)
            at = end
        return tuple(found)
