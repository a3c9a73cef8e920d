"""The static embedder: a row of numbers for each piece of a word; what a text means is the sum of its rows.

A row is kept as one large integer of 32 bits a number, so that a sum of rows is one addition each: about 30 µs a
sentence without any library for matrices, the smallest of which is ten times as large as this table.
"""

import json
from array import array
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bot.meaning.model import AGAIN, About, ModelProblem, held_in
from bot.meaning.wordpiece import WordPieces

FORMAT = 1
FACTS, VOCABULARY, ROWS, SCALES = "model.json", "vocabulary.txt", "rows.bin", "scales.bin"
ENGLISH = Path(__file__).parent / "english"
# What a row's number 1 is in its integer, and what is added to each so that none is negative. The sum of the most
# pieces of a text stays inside 32 bits.
_ONE, _RAISED = 1 << 16, 1 << 21
_LARGEST = _RAISED / _ONE - 1
_MOST_PIECES = 1_000
_HELD_ROWS = 16_384
_MOST_DIMENSIONS = 4_096
_WIDTH = 4
# What the highest byte of a number stands for: 0–254 are -127 to 127.
_SIGNED = bytes((value - 127) & 255 for value in range(256))


class Table:
    """The embedder of one folder. Raises ModelProblem where that is none, or not whole."""

    def __init__(self, folder: Path) -> None:
        facts = _facts(folder)
        pieces = held_in(folder / VOCABULARY).decode("utf-8", "replace").splitlines()
        self._dimension: int = facts["dimension"]
        self._rows, scales = held_in(folder / ROWS), held_in(folder / SCALES)
        if len(self._rows) != len(pieces) * self._dimension or len(scales) != len(pieces) * _WIDTH:
            raise ModelProblem(f"{folder} holds rows for another vocabulary or dimension than {FACTS} says: {AGAIN}")
        self._scales = array("f", scales)
        if not all(0 <= scale * 127 < _LARGEST for scale in self._scales):
            raise ModelProblem(f"{folder} holds numbers that no table of Quoth's has: {AGAIN}")
        self._pieces = WordPieces(pieces)
        self._ones = sum(1 << (32 * place) for place in range(self._dimension))
        self._halves = self._ones << 23
        self._row = lru_cache(maxsize=_HELD_ROWS)(self._integer)
        digest = blake2b(self._rows + scales + "\n".join(pieces).encode(), digest_size=8).hexdigest()
        self.about = About(
            name=facts["name"], version=digest, language=facts["language"], dimension=self._dimension,
            source=facts["source"],
        )  # fmt: skip

    def vectors(self, texts: Iterable[str]) -> bytes:
        """What bot.meaning.model.Embedder promises."""
        return b"".join(map(self._vector, texts))

    def _vector(self, text: str) -> bytes:
        pieces = self._pieces.of(text)[:_MOST_PIECES]
        total = sum(map(self._row, pieces))
        numbers = memoryview(self._bytes(total)).cast("I")
        zero = len(pieces) * _RAISED
        most = max(max(numbers) - zero, zero - min(numbers))
        if not most:
            return bytes(self._dimension)
        # Now from 0 to twice the largest, then stretched so that the highest byte of each goes from 0 to 254.
        stretched = (total - (zero - most) * self._ones) * ((127 << 24) // most) + self._halves
        return self._bytes(stretched)[_WIDTH - 1 :: _WIDTH].translate(_SIGNED)

    def _bytes(self, numbers: int) -> bytes:
        return numbers.to_bytes(_WIDTH * self._dimension, "little")

    def _integer(self, piece: int) -> int:
        scale = self._scales[piece] * _ONE
        row = memoryview(self._rows)[piece * self._dimension : (piece + 1) * self._dimension].cast("b")
        return int.from_bytes(array("I", [round(n * scale) + _RAISED for n in row]).tobytes(), "little")


def _facts(folder: Path) -> dict[str, Any]:
    """What the folder says of itself, every needed fact there and of its kind."""
    if not folder.is_dir():
        raise ModelProblem(f"{folder} is no folder: name one that holds a model, or leave QUOTH_EMBEDDER out.")
    try:
        facts = json.loads(held_in(folder / FACTS))
    except ValueError:
        facts = None
    if not isinstance(facts, dict):
        raise ModelProblem(f"{folder / FACTS} is damaged: {AGAIN}")
    if facts.get("format") != FORMAT:
        raise ModelProblem(
            f"{folder} holds a model for another version of Quoth: this one reads format {FORMAT}. "
            "Take the folder that came with it."
        )
    wanted = {"name": str, "language": str, "source": str, "dimension": int}
    missing = [fact for fact, kind in wanted.items() if not isinstance(facts.get(fact), kind)]
    if missing or not 0 < facts["dimension"] <= _MOST_DIMENSIONS:
        raise ModelProblem(f"{folder / FACTS} lacks {', '.join(missing) or 'a dimension'}: {AGAIN}")
    return facts
