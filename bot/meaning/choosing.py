"""Which embedder is at work: the shipped one, one in a folder, or none."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.meaning.model import Embedder, ModelProblem
from bot.meaning.table import ENGLISH, Table

OFF = "off"


class Choice(NamedTuple):
    """The embedder, None where there is none; and the sentence that says why it is not the one that was named."""

    embedder: Embedder | None
    problem: str = ""


@cache
def choose(named: str) -> Choice:
    """What QUOTH_EMBEDDER names: "" the shipped one, "off" none, else the folder of a model.

    A folder that is no model stops nothing: the search by words goes on.
    """
    if named.casefold() == OFF:
        return Choice(None)
    try:
        return Choice(Table(Path(named) if named else ENGLISH))
    except ModelProblem as problem:
        return Choice(None, f"{problem} Until then quotes are found by words alone.")
