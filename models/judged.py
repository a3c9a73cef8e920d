"""`python -m models.judged FOLDER --reading 3`: what readers said of the rounds in FOLDER is put in rounds.tsv.

FOLDER is what models.rounds wrote.

Each reader writes files named by a letter (A-01.tsv, A-02.tsv, B-01.tsv …) with a line for each round: its number, what
they call it, and how much fun it is. A reading that was put in before is replaced.
"""

import json
import sys
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from models.rounds import POOL
from models.worth import ROUNDS

WORDS = ("fair", "toss", "guessable", "leak", "second", "broken")
Row = tuple[str, str, str, str, str]


def marks_in(folder: Path) -> Mapping[str, str]:
    """The first letters of what was said of each round, by its number, one reader after the other."""
    said: dict[str, str] = defaultdict(str)
    for path in sorted(folder.glob("[A-Z]-*.tsv")):
        for number, verdict, *_ in (line.split("\t") for line in path.read_text("utf-8").splitlines() if line):
            if (word := verdict.strip().casefold()) not in WORDS:
                sys.exit(f"{path.name}: round {number} is called “{verdict}”, which is none of {', '.join(WORDS)}.")
            said[number.strip()] += word[0]
    return said


def judged_in(folder: Path, reading: int) -> Iterator[Row]:
    """The rows of a folder's rounds of which somebody said something."""
    said = marks_in(folder)
    for number, one in json.loads((folder / POOL).read_text("utf-8")).items():
        if number in said:
            yield one["talk"], one["form"], one["item"], str(reading), said[number]


def put_in(table: Path, rows: Sequence[Row], reading: int) -> None:
    """Put the rows in the table in its order, in the place of those that the reading had before."""
    lines = table.read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    kept = [line.split("\t") for line in lines if not line.startswith("#")]
    every = [*(row for row in kept if row[3] != str(reading)), *map(list, rows)]
    table.write_text("\n".join([*head, *map("\t".join, sorted(every))]) + "\n", "utf-8")


def main(argv: Sequence[str] | None = None, table: Path = ROUNDS) -> int:
    """Put them in, and tell how many."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reading", type=int, required=True)
    chosen = parser.parse_args(argv)
    rows = list(judged_in(chosen.folder, chosen.reading))
    put_in(table, rows, chosen.reading)
    print(f"{len(rows)} rounds of reading {chosen.reading}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
