"""Rows of numbers of 32 bits, multiplied by simsimd: what a library for matrices would do, which is ten times as large.

A Row is anything with a buffer of such numbers; a Matrix is a memoryview of two dimensions.
"""

from array import array
from collections.abc import Sequence
from math import exp
from typing import Any

import simsimd

Row = Any
Matrix = Any
_WIDTH = 4
ONE = array("f", [1.0]).tobytes()
# simsimd's own types speak of numpy's arrays.
_simd: Any = simsimd


def matrix_of(data: bytes, rows: int) -> Matrix:
    """The numbers of some bytes, in so many rows."""
    return memoryview(data).cast("f", (rows, len(data) // _WIDTH // rows))


def rows_of(matrix: Matrix) -> list[memoryview]:
    """The bytes of its rows."""
    held = matrix.cast("B")
    step = len(held) // matrix.shape[0]
    return [held[at : at + step] for at in range(0, len(held), step)]


def with_ones(rows: Sequence[Row]) -> Matrix:
    """The rows, each with a one at its end, by which a bias is multiplied."""
    return matrix_of(b"".join(bytes(memoryview(row).cast("B")) + ONE for row in rows), len(rows))


def product(one: Matrix, other: Matrix) -> Matrix:
    """Each row of the one with each of the other: what they have in common."""
    return memoryview(_simd.cdist(one, other, "inner", out_dtype="float32"))


def dot(one: Row, other: Row) -> float:
    """What two rows have in common."""
    return float(_simd.dot(one, other))


def mixed(one: Row, share: float, other: Row, of_other: float) -> Row:
    """So much of one row and so much of another."""
    return _simd.wsum(one, other, alpha=share, beta=of_other)


def stretched(row: Row, stretch: float, scale: Row, shift: Row) -> Row:
    """A row times `stretch` and, place by place, times `scale`; then moved by `shift`."""
    return _simd.fma(row, scale, shift, alpha=stretch, beta=1.0)


def shares(near: Matrix, softness: float) -> Matrix:
    """Each row as shares of a whole, the larger numbers getting most (softmax)."""
    found = array("f")
    for row in near.tolist():
        most = max(row)
        told = [exp((one - most) / softness) for one in row]
        total = sum(told)
        found.extend([one / total for one in told])
    return matrix_of(found.tobytes(), near.shape[0])
