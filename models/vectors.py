"""Which words stand for the like: the rows of the embedder that ships, as vectors of words."""

from array import array
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from operator import add

from bot.meaning.table import ENGLISH, ROWS, SCALES, VOCABULARY
from bot.meaning.wordpiece import WordPieces

SIZE = 256
# What has to be spelled in more pieces is no word that their rows tell of.
_MOST_PIECES = 3


@cache
def word_vector(word: str) -> list[float]:
    """The sum of the rows of its pieces; nothing but zeros for a word that the embedder does not know."""
    found = [0.0] * SIZE
    pieces = _pieces().of(word)
    for piece in pieces if len(pieces) <= _MOST_PIECES else ():
        found = list(map(add, found, _row(piece)))
    return found


def whole_words() -> list[str]:
    """The words that the embedder knows by a row of their own."""
    return [piece for piece in _vocabulary() if piece.isalpha()]


def checksum() -> str:
    """The first digits of the SHA-256 of its rows."""
    return sha256(_bytes(ROWS)).hexdigest()[:16]


def _row(piece: int) -> list[float]:
    scale = _scales()[piece]
    return [number * scale for number in memoryview(_bytes(ROWS))[piece * SIZE : (piece + 1) * SIZE].cast("b")]


@cache
def _bytes(name: str) -> bytes:
    return (ENGLISH / name).read_bytes()


@cache
def _scales() -> Sequence[float]:
    return array("f", _bytes(SCALES))


@cache
def _vocabulary() -> list[str]:
    return _bytes(VOCABULARY).decode().splitlines()


@cache
def _pieces() -> WordPieces:
    return WordPieces(_vocabulary())
