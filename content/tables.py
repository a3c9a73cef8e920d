"""The word lists in content/data: tab-separated, a line for each entry, # before a remark."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of content/data/NAME.tsv."""
    lines = (_FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def column(name: str, kind: str) -> tuple[str, ...]:
    """The second fields of the rows whose first one is `kind`."""
    return tuple(row[1] for row in table(name) if row[0] == kind)
