"""Several embedders as one: a text points where each of them says, side by side, so that its cosine is their mean."""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from math import sqrt

from bot.meaning.model import About, Embedder


class Joined:
    """What they mean together; of the one language that one of them knows."""

    def __init__(self, parts: Sequence[Embedder]) -> None:
        self.parts = parts
        about = [part.about for part in parts]
        self.about = About(
            name="+".join(one.name for one in about),
            version=blake2b("+".join(one.version for one in about).encode(), digest_size=8).hexdigest(),
            language=next((one.language for one in about if one.language), ""),
            dimension=sum(one.dimension for one in about),
            source="; ".join(one.source for one in about),
            strong=True,
        )

    def vectors(self, texts: Iterable[str]) -> bytes:
        """What bot.meaning.model.Embedder promises."""
        said = list(texts)
        made = [(part.vectors(said), part.about.dimension) for part in self.parts]
        return b"".join(_beside([v[n * size : (n + 1) * size] for v, size in made]) for n in range(len(said)))


def _beside(vectors: Sequence[bytes]) -> bytes:
    """One after the other, all as long as the shortest of them; one of zeros says nothing."""
    told = [memoryview(vector).cast("b").tolist() for vector in vectors]
    sizes = [sqrt(sum(n * n for n in numbers)) for numbers in told]
    shortest = min(filter(None, sizes), default=0.0)
    return b"".join(
        array("b", [round(n * shortest / (size or 1.0)) for n in numbers]).tobytes()
        for numbers, size in zip(told, sizes, strict=True)
    )
