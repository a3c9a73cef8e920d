"""`make mutants`: change the rules, run the quick tests against each change, and print those that nobody noticed.

Nothing on disk is changed. What is drawn hangs on the seed and on the changed text: an edit elsewhere leaves the rest
of the draw as it was.
"""

import argparse
import csv
import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from tests.mutants.areas import AREAS, ROOT, Area
from tests.mutants.operators import Mutant, mutants
from tests.mutants.runner import survivors

EQUIVALENTS = Path(__file__).with_name("equivalents.tsv")
GOAL = 0.9


def draw(area: Area, seed: int, count: int) -> list[Mutant]:
    """Some of an area's mutants, of each operator about as many."""
    by_operator: dict[str, list[Mutant]] = {}
    for path in area.modules():
        for mutant in mutants(path, (ROOT / path).read_bytes()):
            by_operator.setdefault(mutant.operator, []).append(mutant)
    for found in by_operator.values():
        found.sort(key=lambda m: hashlib.sha256(f"{seed} {m.path} {m.function} {m.shown}".encode()).digest())
    in_turn = itertools.zip_longest(*(by_operator[name] for name in sorted(by_operator)))
    return [mutant for turn in in_turn for mutant in turn if mutant is not None][:count]


def equivalents() -> dict[tuple[str, str], str]:
    """The mutants that change nothing anybody could see: why, by path and changed text."""
    with EQUIVALENTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["path"], row["change"]): row["why"] for row in rows}


@dataclass(frozen=True, slots=True)
class Count:
    """How many mutants there were: drawn, equivalent to what they were made of, and missed by the tests."""

    drawn: int
    equivalent: int
    missed: int

    @property
    def noticed(self) -> int:
        """All others."""
        return self.drawn - self.equivalent - self.missed

    def __str__(self) -> str:
        return f"{self.drawn:8}{self.equivalent:12}{self.noticed:10}{self.missed:8}"


def show(counts: Mapping[str, Count]) -> bool:
    """Print how many of each area were noticed; whether enough were."""
    every = Count(*(sum(fields) for fields in zip(*map(astuple, counts.values()), strict=True)))
    print(f"\n{'area':10}{'drawn':>8}{'equivalent':>12}{'noticed':>10}{'missed':>8}")
    for name, count in [*counts.items(), ("all", every)]:
        print(f"{name:10}{count}")
    share = every.noticed / max(every.drawn - every.equivalent, 1)
    print(f"\n{share:.0%} of those that are not equivalent were noticed; the goal is {GOAL:.0%}.")
    return share >= GOAL


def main() -> int:
    """Print the survivors as they are found, then the counts; 1 where too many survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--count", type=int, default=300, help="how many, in equal parts of the areas")
    parser.add_argument("--area", choices=AREAS, action="append", help="one area alone; may be said again")
    parser.add_argument("--only", default="", help="those alone whose path and change hold this")
    given = parser.parse_args()
    names, known = given.area or list(AREAS), equivalents()
    counts: dict[str, Count] = {}
    for name in names:
        drawn = draw(AREAS[name], given.seed, given.count // len(names))
        drawn = [m for m in drawn if given.only in f"{m.path}:{m.line}: {m.shown}"]
        new = [m for m in drawn if (m.path, m.shown) not in known]
        missed = 0
        for missed, mutant in enumerate(survivors(AREAS[name], new), 1):  # noqa: B007
            print(f"{mutant.path}:{mutant.line}: {mutant.operator}: {mutant.shown}", flush=True)
        counts[name] = Count(len(drawn), len(drawn) - len(new), missed)
    return not show(counts)


if __name__ == "__main__":
    raise SystemExit(main())
