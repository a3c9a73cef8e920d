"""Which words follow each other in other talks, and how often: content/data/runs-en.txt.gz, made by `make model-runs`.

Its first line tells which talks were counted and under which licence.
"""

import gzip
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

from content.long_tables import LongTable

_FILE = Path(__file__).parent / "data" / "runs-en.txt.gz"
_BACK_OFF = 0.4
_UNKNOWN = 0.5
# So many beginnings are known at once as they are counted with.
_REMEMBERED = 1 << 12


@dataclass(frozen=True, slots=True)
class Runs:
    """How often words were said after the one or two before them; "" before a single one."""

    after: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]

    def share(self, word: str) -> float:
        """Which part of all that was counted a word is."""
        return self.after[""].get(word, 0) / self.totals[""]

    def chance(self, word: str, *before: str) -> float:
        """How likely a word follows, by the longest beginning that was counted."""
        factor = 1.0
        for size in range(len(before), -1, -1):
            run = " ".join(before[len(before) - size :])
            count = self.after.get(run, {}).get(word, 0)
            if count:
                return factor * count / self.totals[run]
            factor *= _BACK_OFF
        return factor * _UNKNOWN / self.totals[""]

    def fit(self, between: Sequence[str], before: Sequence[str], after: Sequence[str]) -> float:
        """The logarithm of how well words stand between others."""
        said = [*before[-2:], *between, *after[:2]]
        found, start = 0.0, min(2, len(before))
        for at in range(start, len(said)):
            found += math.log(self.chance(said[at], *said[max(0, at - 2) : at]))
        return found


@cache
def runs() -> Runs:
    """The counts, read at the first use; most stay text until somebody asks for them."""
    with gzip.open(_FILE, "rt", encoding="utf-8") as file:
        text = file.read()
    size = text.count("\n")
    totals = ((before, str(sum(_counts(counts).values()))) for before, counts in _lines(text))
    return Runs(LongTable(_lines(text), size, _counts, remembered=_REMEMBERED), LongTable(totals, size, int))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in StringIO(text):
        if not line.startswith("# "):
            before, _, counts = line.rstrip("\n").partition("\t")
            yield before, counts


def _counts(held: str) -> dict[str, int]:
    parts = held.split(" ")
    return {word: int(count) for word, count in zip(parts[::2], parts[1::2], strict=True)}
