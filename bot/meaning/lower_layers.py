"""The lower layers of a transformer of BERT's kind, without a library for transformers. It takes about fifty
milliseconds a sentence, for what nobody waits for.

After “BERT: Pre-training of Deep Bidirectional Transformers” (Devlin and others, 2018) and “Attention Is All You Need”
(Vaswani and others, 2017), whose names of parts these are.
"""

import json
import lzma
from array import array
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from math import erf, sqrt
from pathlib import Path
from typing import NamedTuple

from bot.meaning.matrices import ONE, Matrix, Row, dot, matrix_of, mixed, product, rows_of, shares, stretched, with_ones
from bot.meaning.model import AGAIN, ModelProblem, held_in
from bot.meaning.wordpiece import WordPieces

FORMAT = 1
VOCABULARY, VALUES = "vocabulary.txt", "values.xz"
BEGIN, END = "[CLS]", "[SEP]"
# More of a text tells little more of what it is worth, and its cost grows with the square.
MOST_PIECES = 126
_WIDTH = 4
_TINY = 1e-12


class Layer(NamedTuple):
    """The weights of one layer, each row with its bias at the end; `query`, `key` and `value` of each head."""

    query: Sequence[Matrix]
    key: Sequence[Matrix]
    value: Sequence[Matrix]
    joined: Matrix
    attended: tuple[Row, Row]
    wide: Matrix
    narrow: Matrix
    told: tuple[Row, Row]


class LowerLayers:
    """Those of a folder. Raises ModelProblem where that has none, or not whole."""

    def __init__(self, folder: Path) -> None:
        packed = held_in(folder / VALUES)
        pieces = held_in(folder / VOCABULARY).decode("utf-8", "replace").splitlines()
        try:
            values = _Values(lzma.decompress(packed))
            self.size: int = values.facts["size"]
            self._heads: int = values.facts["heads"]
            self._rows, self._scales = values.bytes_of("pieces"), values.scales_of("pieces")
            self._places = [row.cast("f") for row in rows_of(values.matrix("places"))]
            self._begun = values.row("begun scale"), values.row("begun shift")
            self._layers = [self._layer(values, f"{number} ") for number in range(values.facts["layers"])]
            self._ends = pieces.index(BEGIN), pieces.index(END)
        except (lzma.LZMAError, ValueError, KeyError, EOFError) as problem:
            raise ModelProblem(f"{folder / VALUES} is damaged: {AGAIN}") from problem
        if len(self._rows) != len(pieces) * self.size or len(self._scales) != len(pieces):
            raise ModelProblem(f"{folder} holds numbers for another vocabulary: {AGAIN}")
        self._pieces = WordPieces(pieces)
        self._piece = lru_cache(maxsize=4096)(self._unpacked)
        self._ones = array("f", [1.0] * self.size)
        self.version = blake2b(packed + "\n".join(pieces).encode(), digest_size=8).hexdigest()

    def mean(self, text: str) -> Row:
        """What the last of them says of a text, on average over its pieces: `size` numbers."""
        said = [self._ends[0], *self._pieces.of(text)[:MOST_PIECES], self._ends[1]]
        rows = [self._normed(self._piece(piece), self._places[place], *self._begun) for place, piece in enumerate(said)]
        for layer in self._layers:
            rows = self._through(layer, rows)
        total = rows[0]
        for row in rows[1:]:
            total = mixed(total, 1.0, row, 1.0)
        return mixed(total, 1 / len(rows), total, 0.0)

    def _through(self, layer: Layer, rows: Sequence[Row]) -> list[Row]:
        met = product(self._attention(layer, with_ones(rows)), layer.joined)
        rows = self._all_normed(rows, met, layer.attended)
        wide = product(with_ones(rows), layer.wide)
        bent = with_ones([array("f", map(_bent, row)) for row in wide.tolist()])
        return self._all_normed(rows, product(bent, layer.narrow), layer.told)

    def _attention(self, layer: Layer, rows: Matrix) -> Matrix:
        """What each piece takes from the others, head by head, and beside that a one."""
        heads = []
        for query, key, value in zip(layer.query, layer.key, layer.value, strict=True):
            near = product(product(rows, query), product(rows, key))
            heads.append(rows_of(product(shares(near, sqrt(self.size / self._heads)), product(value, rows))))
        return matrix_of(b"".join(b"".join([*parts, ONE]) for parts in zip(*heads, strict=True)), len(heads[0]))

    def _all_normed(self, rows: Sequence[Row], more: Matrix, norm: tuple[Row, Row]) -> list[Row]:
        added = (memoryview(one).cast("f") for one in rows_of(more))
        return [self._normed(row, one, *norm) for row, one in zip(rows, added, strict=True)]

    def _normed(self, row: Row, more: Row, scale: Row, shift: Row) -> Row:
        """Two rows as one, moved and stretched so that it has the mean 0 and the spread 1, then as was learned."""
        both = mixed(row, 1.0, more, 1.0)
        mean = dot(both, self._ones) / self.size
        stretch = 1 / sqrt(max(0.0, dot(both, both) / self.size - mean * mean) + _TINY)
        return stretched(both, stretch, scale, mixed(shift, 1.0, scale, -mean * stretch))

    def _unpacked(self, piece: int) -> Row:
        scale = self._scales[piece]
        return array("f", [scale * n for n in self._rows[piece * self.size : (piece + 1) * self.size]])

    def _layer(self, values: "_Values", name: str) -> Layer:
        def heads(part: str) -> Sequence[Matrix]:
            return [values.matrix(f"{name}{part} {head}") for head in range(self._heads)]

        def norm(part: str) -> tuple[Row, Row]:
            return values.row(f"{name}{part} scale"), values.row(f"{name}{part} shift")

        return Layer(
            heads("query"), heads("key"), heads("value"), values.matrix(f"{name}joined"), norm("attended"),
            values.matrix(f"{name}wide"), values.matrix(f"{name}narrow"), norm("told"),
        )  # fmt: skip


class _Values:
    """Numbers by their names: a line of JSON that tells how many rows and columns each has, then each row's bytes and
    how large their 1 is. Of one column alone, numbers of 32 bits.
    """

    def __init__(self, data: bytes) -> None:
        line, _, self._data = data.partition(b"\n")
        self.facts = json.loads(line)
        if self.facts["format"] != FORMAT:
            raise ValueError("of another version")
        self._at, at = dict[str, tuple[int, int, int]](), 0
        for name, rows, columns in self.facts["values"]:
            self._at[name] = at, rows, columns
            at += rows * (columns + _WIDTH) if columns > 1 else rows * _WIDTH
        if at != len(self._data):
            raise ValueError("cut short")

    def bytes_of(self, name: str) -> memoryview:
        """Its bytes, signed."""
        at, rows, columns = self._at[name]
        return memoryview(self._data)[at : at + rows * columns].cast("b")

    def scales_of(self, name: str) -> Row:
        """How large the 1 of each row is."""
        at, rows, columns = self._at[name]
        return array("f", self._data[at + rows * columns : at + rows * (columns + _WIDTH)])

    def row(self, name: str) -> Row:
        """Numbers in a row."""
        at, rows, _ = self._at[name]
        return array("f", self._data[at : at + rows * _WIDTH])

    def matrix(self, name: str) -> Matrix:
        """As it was before it was packed into bytes."""
        _, rows, columns = self._at[name]
        packed, found = self.bytes_of(name), array("f")
        for row, scale in enumerate(self.scales_of(name)):
            found.extend([scale * n for n in packed[row * columns : (row + 1) * columns]])
        return matrix_of(found.tobytes(), rows)


def _bent(number: float) -> float:
    """GELU, as “Gaussian Error Linear Units” (Hendrycks and Gimpel, 2016) has it."""
    return number * 0.5 * (1.0 + erf(number * 0.7071067811865476))
