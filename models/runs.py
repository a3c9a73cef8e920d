"""`make model-runs`: counts which words follow each other in licensed talks, for the player who heard nothing.

Only what was said often is kept, so that no sentence can be told from it: two words that stand together in three
places or more, three words in four or more.
"""

import gzip
import random
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from content.errors import ContentError
from content.reader import parse_transcript, read_bytes, text_of
from content.text import words

FEWEST_TALKS = 20
SINGLE, PAIR, TRIPLE = 4, 3, 4
_LIMIT_MB = 20


def main(argv: Sequence[str] | None = None) -> int:
    """Write the counts of the transcripts in some folders."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders with transcripts whose licence allows it")
    parser.add_argument("--but", nargs="*", default=[], help="parts of names of files that are left out")
    parser.add_argument("--most", type=int, default=400, help="how many talks are counted, drawn with a fixed seed")
    parser.add_argument("--licence", required=True, help="what is said about the talks in the first line")
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args(argv)
    paths = sorted(p for f in chosen.folders for p in f.rglob("*.md") if not any(part in p.name for part in chosen.but))
    drawn = random.Random(7).sample(paths, min(chosen.most, len(paths)))
    counts, talks = _counted(drawn)
    if talks < FEWEST_TALKS:
        sys.stderr.write(f"Only {talks} talks could be read; {FEWEST_TALKS} are needed.\n")
        return 2
    lines = [f"# {chosen.licence} Counts of {talks} talks, no text.", *written(counts)]
    chosen.output.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    sys.stderr.write(f"{talks} talks, {counts[0].total():,} words, {chosen.output.stat().st_size:,} bytes\n")
    return 0


def _counted(paths: Iterable[Path]) -> tuple[tuple[Counter[tuple[str, ...]], ...], int]:
    counts: tuple[Counter[tuple[str, ...]], ...] = (Counter(), Counter(), Counter())
    talks = 0
    for path in paths:
        try:
            said = list(said_in(path))
        except ContentError:
            continue
        talks += bool(said)
        for line in said:
            for size, counter in enumerate(counts, 1):
                counter.update(zip(*(line[at:] for at in range(size)), strict=False))
    return counts, talks


def said_in(path: Path) -> Iterator[list[str]]:
    """The folded words of each paragraph that somebody spoke."""
    text, _ = text_of(read_bytes(path, _LIMIT_MB), str(path), _LIMIT_MB)
    for turn in parse_transcript(text, path.stem).turns:
        if turn.speaker is not None:
            yield from (words(paragraph) for paragraph in turn.text.split("\n"))


def written(counts: Sequence[Counter[tuple[str, ...]]]) -> Iterator[str]:
    """A line for each beginning: its words, then each word that follows and how often."""
    kept = [
        {run: n for run, n in c.items() if n >= least} for c, least in zip(counts, (SINGLE, PAIR, TRIPLE), strict=True)
    ]
    for runs in kept:
        ordered = sorted(run for run in runs if all((word,) in kept[0] for word in run))
        for before, held in groupby(ordered, key=lambda run: run[:-1]):
            yield " ".join(before) + "\t" + " ".join(f"{run[-1]} {runs[run]}" for run in held)


if __name__ == "__main__":
    sys.exit(main())
