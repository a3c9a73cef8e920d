"""How much a passage is worth as a quote, by the layers of a transformer: they know the order of the words.

`make model-reranker` (models/reranker.py) fits the weights to rated passages of talks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.meaning.model import ModelProblem
from bot.meaning.transformer import Transformer

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class LayerWeights:
    """A fitted table. `model` is the version of the embedder that it was fitted to, `rows` the weights of each layer;
    `middle` and `spread` are those of passages drawn by chance.
    """

    model: str
    constant: float
    middle: float
    spread: float
    rows: dict[str, list[float]]


def read_weights(path: Path) -> LayerWeights:
    """The table of a file. Raises ModelProblem."""
    try:
        lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
        held = {name: value for name, _, value in (line.partition("\t") for line in lines)}
        constant, middle, spread = (float(held.pop(name)) for name in ("constant", "middle", "spread"))
        model = held.pop("model")
        rows = {name: [float(weight) for weight in value.split(" ")] for name, value in held.items()}
        return LayerWeights(model, constant, middle, spread, rows)
    except (OSError, ValueError, KeyError) as problem:
        raise ModelProblem(f"{path} is damaged: install Quoth again.") from problem


class QuoteReranker(Protocol):
    """Tells how much passages are worth as quotes. Safe to use from several threads.

    `version` changes whenever the same text would get another score; `most` is of how many quotes of a talk, the best
    ones, it is worth its time, None of all.
    """

    version: str
    most: int | None

    def scores(self, texts: Iterable[str]) -> list[float]:
        """The rating that readers would give each text, in standard deviations from a passage drawn by chance."""
        ...

    def rest(self) -> None:
        """There is nothing more to score for now."""
        ...


class Reranker:
    """The one by all layers of a transformer."""

    most: int | None = None

    def __init__(self, transformer: Transformer, weights: LayerWeights) -> None:
        self._transformer, self._weights = transformer, weights
        self.version = transformer.about.version

    def scores(self, texts: Iterable[str]) -> list[float]:
        """What QuoteReranker promises."""
        import numpy as np

        said, told = list(texts), self._weights
        weights: NDArray[Any] = np.concatenate([np.array(row, np.float32) for row in told.rows.values()])
        rated = self._transformer.means(said, list(told.rows)) @ weights + told.constant
        return [float(one) for one in (rated - told.middle) / told.spread]

    def rest(self) -> None:
        """The transformer also tells what texts mean: it stays."""
