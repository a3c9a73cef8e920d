"""Which names come to mind by which words: content/data/associations-en.txt.gz, made by `make model-names`.

Its first line tells which talks were counted and under which licence, its second in how many sentences.
"""

import gzip
import math
from array import array
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "associations-en.txt.gz"
# A word is told of a name as if it had stood beside it so many times more often, as chance would have it.
MILD = 3.0


@dataclass(frozen=True, slots=True)
class Prior:
    """How likely each name is to who hears so many words that never stood beside it: logarithms, and their order."""

    alone: Sequence[float]
    ordered: Sequence[float]
    total: float


@dataclass(frozen=True, slots=True)
class Associations:
    """In how many sentences each name and each word was said, and how often they stood together.

    `beside` holds for a word the places of names in `names`, and how often it stood beside each.
    """

    names: Mapping[str, int]
    said: Sequence[int]
    words: Mapping[str, int]
    beside: Mapping[str, tuple[Sequence[int], Sequence[int]]]
    sentences: int
    _priors: dict[int, Prior] = field(default_factory=dict)

    def standing(self, name: str, heard: Collection[str]) -> tuple[int, float]:
        """How many names come to mind before this one to who hears these stems, and how sure they are of it (0–1)."""
        known = [word for word in heard if word in self.words]
        prior = self._prior(len(known))
        moved: dict[int, float] = {}
        for word in known:
            by_chance = MILD * self.words[word] / self.sentences
            for at, count in zip(*self.beside.get(word, ((), ())), strict=True):
                moved[at] = moved.get(at, 0.0) + math.log1p(count / by_chance)
        if name not in self.names:
            return len(self.names), 0.0
        place = self.names[name]
        mine = prior.alone[place] + moved.get(place, 0.0)
        before = len(prior.ordered) - bisect_right(prior.ordered, mine)
        before += sum(prior.alone[at] <= mine < prior.alone[at] + more for at, more in moved.items() if at != place)
        total = prior.total + sum(math.exp(prior.alone[at]) * math.expm1(more) for at, more in moved.items())
        return before, math.exp(mine) / total

    def _prior(self, size: int) -> Prior:
        if size not in self._priors:
            alone = array("d", (math.log(n) + size * math.log(MILD / (n + MILD)) for n in self.said))
            self._priors[size] = Prior(alone, array("d", sorted(alone)), sum(map(math.exp, alone)))
        return self._priors[size]


@cache
def associations() -> Associations:
    """The counts, read at the first use."""
    names: dict[str, int] = {}
    said, spoken = array("L"), dict[str, int]()
    beside: dict[str, tuple[array[int], array[int]]] = {}
    with gzip.open(_FILE, "rt", encoding="utf-8") as file:
        next(file)
        sentences = int(next(file))
        for line in file:
            kind, term, count, held = line.rstrip("\n").split("\t")
            if kind == "word":
                spoken[term] = int(count)
                continue
            names[term] = len(said)
            parts = held.split(" ") if held else []
            for word, times in zip(parts[::2], parts[1::2], strict=True):
                places, counts = beside.setdefault(word, (array("H"), array("L")))
                places.append(len(said))
                counts.append(int(times))
            said.append(int(count))
    return Associations(names, said, spoken, beside, sentences)
