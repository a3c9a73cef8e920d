"""`python -m tests.benchmarks.dealt TALK…`: the rounds of one mixed game on each talk, to be read one by one by people.

They are printed as Markdown: the kind, what is asked and shown, the options, the key. `--seed` deals another game.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from bot.library.library import Library
from content.items.rules import TRUE
from content.model import Item
from content.packs import read_file
from tests.benchmarks.blind import game
from tests.positions import stored

LETTERS = "ABCDEFGH"


def main(argv: Sequence[str] | None = None) -> None:
    """Print the rounds, numbered through."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("talks", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(argv)
    number = 0
    for path in chosen.talks:
        for choice in game(Library([stored(read_file(path), 1)]), chosen.seed):
            number += 1
            sys.stdout.write("\n".join(_written(number, path.stem, choice.item)) + "\n\n")


def _written(number: int, talk: str, item: Item) -> list[str]:
    typed = "" if item.options else " typed"
    lines = [f"### {number} · {talk} · {item.kind}{typed}", f"question: {item.stem}"]
    lines += [f"shown: {item.stimulus}"] if item.stimulus else []
    lines += [f"- {letter} {option}" for letter, option in zip(LETTERS, item.options, strict=False)]
    lines += [f"⇒ {item.key}"]
    return lines + ([f"swapped: {item.explanation}"] if TRUE in item.options and item.key != TRUE else [])


if __name__ == "__main__":
    main()
