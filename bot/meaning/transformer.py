"""A sentence-transformer that onnxruntime runs: hundreds of times slower than the table, and better at what means the
same in other words. Needs the extra `meaning`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.meaning.exported import Exported, read_folder
from bot.meaning.model import About, ModelProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BATCH = 32
_MOST_DIMENSIONS = 4_096
_OF_SENTENCES, _OF_PIECES = 2, 3
_ARRAYS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}


class Transformer:
    """The embedder of a folder, or of a file beside what a folder says of it; `layers` are those whose means it tells.
    Raises ModelProblem where that is none, or not whole.
    """

    def __init__(self, folder: Path, model: Path | None = None, layers: Sequence[str] = ()) -> None:
        self._exported = exported = read_folder(folder, model, layers)
        self._fed = [told.name for told in exported.session.get_inputs()]
        if unknown := ", ".join(name for name in self._fed if name not in _ARRAYS):
            raise ModelProblem(f"{exported.path} asks for {unknown}: it is no model that tells what sentences mean.")
        names = [told.name for told in exported.session.get_outputs()]
        self._answer = "sentence_embedding" if "sentence_embedding" in names else names[0]
        self.about = About(
            name=exported.name, version=exported.version, language=exported.language, source=exported.source,
            dimension=_tried(exported, self._run), strong=True,
        )  # fmt: skip

    def vectors(self, texts: Iterable[str]) -> bytes:
        """What bot.meaning.model.Embedder promises."""
        said = list(texts)
        found = [b""] * len(said)
        for some in _of_one_length(said):
            for place, vector in zip(some, in_bytes(self._run([said[i] for i in some])), strict=True):
                found[place] = vector
        return b"".join(found)

    def means(self, texts: Sequence[str], layers: Sequence[str]) -> "NDArray[Any]":
        """What these layers say of each text, on average over its pieces: a row of their numbers, one layer after the
        other.
        """
        import numpy as np

        found = np.zeros((len(texts), len(layers) * self.about.dimension), np.float32)
        for some in _of_one_length(texts):
            told, there = self._told([texts[place] for place in some], layers)
            found[some] = np.hstack([_mean(one, there) for one in told])
        return found

    def _run(self, texts: Sequence[str]) -> "NDArray[Any]":
        """The model's own answer for sentences; else the mean of its pieces, or the first where it was taught so."""
        (found,), there = self._told(texts, [self._answer])
        if found.ndim != _OF_PIECES:
            return found
        return found[:, 0] if self._exported.first_piece_alone else _mean(found, there)

    def _told(self, texts: Sequence[str], wanted: Sequence[str]) -> "tuple[Sequence[NDArray[Any]], NDArray[Any]]":
        """These outputs, and which pieces stand for words."""
        import numpy as np

        cut = self._exported.tokenizer.encode_batch(list(texts))
        fed = {name: np.array([getattr(one, _ARRAYS[name]) for one in cut], np.int64) for name in self._fed}
        there = np.array([one.attention_mask for one in cut], np.float32)
        return self._exported.session.run(list(wanted), fed), there


def _of_one_length(texts: Sequence[str]) -> Iterator[list[int]]:
    """The places of texts, those of about one length together: the shorter ones are filled up."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    for first in range(0, len(order), _BATCH):
        yield order[first : first + _BATCH]


def _mean(pieces: "NDArray[Any]", there: "NDArray[Any]") -> "NDArray[Any]":
    found: NDArray[Any] = (pieces * there[:, :, None]).sum(1) / there.sum(1)[:, None]
    return found


def in_bytes(rows: "NDArray[Any]") -> list[bytes]:
    """Signed bytes that point where each row does."""
    import numpy as np

    largest = np.abs(rows).max(1, keepdims=True)
    return [row.tobytes() for row in np.round(rows * (127 / np.where(largest > 0, largest, 1))).astype(np.int8)]


def _tried(exported: Exported, run: "Any") -> int:
    """How many numbers it gives, by two sentences; raises ModelProblem where that is not what its folder says."""
    import numpy as np

    try:
        found = run(["What means the same is near.", "Tea."])
    except Exception as problem:
        raise ModelProblem(f"{exported.path} fails on a sentence: it was exported for something else.") from problem
    if found.ndim != _OF_SENTENCES or not 0 < found.shape[1] <= _MOST_DIMENSIONS or not np.isfinite(found).all():
        raise ModelProblem(f"{exported.path} gives no direction for a sentence: it was exported for something else.")
    dimension = int(found.shape[1])
    if exported.dimension not in (None, dimension):
        raise ModelProblem(
            f"{exported.path} gives {dimension} numbers for a sentence, its folder says {exported.dimension}: "
            "model and settings are of two different exports; copy the whole folder again."
        )
    return dimension
