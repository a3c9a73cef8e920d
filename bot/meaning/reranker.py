"""What a passage is worth as a quote, and what a round about it, by the layers of a transformer: they know the order of
the words.

`make model-reranker` (models/reranker.py) fits the weights for quotes to rated passages of talks, `make
model-appraisals` (models/appraisals.py) those for rounds to rounds that readers judged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from zlib import crc32

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


class FormWeights(NamedTuple):
    """The weights of a form of rounds, for one layer."""

    layer: str
    constant: float
    row: list[float]


def read_round_weights(path: Path) -> dict[str, FormWeights]:
    """The forms of a file. Raises ModelProblem."""
    try:
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
        return {
            form: FormWeights(layer, float(constant), [float(weight) for weight in row.split(" ")])
            for form, layer, constant, row in lines
        }
    except (OSError, ValueError) as problem:
        raise ModelProblem(f"{path} is damaged: install Quoth again.") from problem


def version_of(model: str, *tables: Path) -> str:
    """What changes with a model and with what its tables say."""
    return f"{model}-{crc32(b''.join(table.read_bytes() for table in tables)):08x}"


class Appraisal(NamedTuple):
    """What a model tells of a text: the rating that readers would give it as a quote, in standard deviations from a
    passage drawn by chance; and by how much a round of each form about it is worth more than else (0 to 1).
    """

    quote: float
    rounds: tuple[float, ...] = ()


class QuoteReranker(Protocol):
    """Reads passages. Safe to use from several threads.

    `version` changes whenever the same text would be read otherwise; `most` is of how many quotes of a talk, the best
    ones, it is worth its time, None of all; `forms` are those whose rounds it tells of.
    """

    version: str
    most: int | None
    forms: tuple[str, ...]

    def appraise(self, texts: Iterable[str]) -> list[Appraisal]:
        """What it tells of each."""
        ...

    def rest(self) -> None:
        """There is nothing more to score for now."""
        ...


class Reranker:
    """The one by all layers of a transformer."""

    most: int | None = None

    def __init__(
        self, transformer: Transformer, weights: LayerWeights, rounds: Mapping[str, FormWeights], version: str
    ) -> None:
        self._transformer, self._weights, self._rounds = transformer, weights, rounds
        self.forms, self.version = tuple(rounds), version

    def appraise(self, texts: Iterable[str]) -> list[Appraisal]:
        """What QuoteReranker promises."""
        import numpy as np

        told, layers = self._weights, list(self._weights.rows)
        means: NDArray[Any] = self._transformer.means(list(texts), layers)
        weights: NDArray[Any] = np.concatenate([np.array(row, np.float32) for row in told.rows.values()])
        quotes = (means @ weights + told.constant - told.middle) / told.spread
        by_layer = dict(zip(layers, np.split(means, len(layers), axis=1), strict=True))
        rounds = [by_layer[one.layer] @ np.array(one.row, np.float32) + one.constant for one in self._rounds.values()]
        return [Appraisal(float(one), tuple(map(float, some))) for one, *some in zip(quotes, *rounds, strict=True)]

    def rest(self) -> None:
        """The transformer also tells what texts mean: it stays."""
