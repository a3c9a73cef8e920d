"""Long tables of words that take as much memory as their text: a hundred thousand objects take ten times that."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar
from zlib import crc32

from typing_extensions import override

T = TypeVar("T")
# A line is looked for among so many on the average.
_TOGETHER = 8


class LongTable(Mapping[str, T], Generic[T]):
    """What stands behind each key, kept as text that `read` reads when it is asked for; what was asked for last is
    remembered, as many as `remembered`.

    Neither keys nor what stands behind them may hold line breaks, and keys no tab.
    """

    def __init__(
        self, lines: Iterable[tuple[str, str]], size: int, read: Callable[[str], T], *, remembered: int = 0
    ) -> None:
        heaps = [b""] * (size // _TOGETHER + 1)
        for key, told in lines:
            line = f"{key}\t{told}\n".encode()
            heaps[crc32(key.encode()) % len(heaps)] += line
        self._ends = array("I", [0])
        for heap in heaps:
            self._ends.append(self._ends[-1] + len(heap))
        self._text, self._read = b"\n" + b"".join(heaps), read
        self._found = lru_cache(maxsize=remembered)(self._find) if remembered else self._find

    @override
    def __getitem__(self, key: str) -> T:
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    @override
    def get(self, key: str, default: T | None = None) -> T | None:  # type: ignore[override]
        """What stands behind the key, else the default; most of what is asked for is not there."""
        found = self._found(key)
        return default if found is None else found

    @override
    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._found(key) is not None

    @override
    def __iter__(self) -> Iterator[str]:
        """In no order."""
        return (line.partition(b"\t")[0].decode() for line in self._text[1:].split(b"\n")[:-1])

    @override
    def __len__(self) -> int:
        return self._text.count(b"\n") - 1

    @property
    def bytes(self) -> int:
        """What it takes in memory, without what is remembered."""
        return len(self._text) + self._ends.itemsize * len(self._ends)

    def _find(self, key: str) -> T | None:
        # A lone surrogate stands in no text that was read.
        asked = key.encode(errors="surrogatepass")
        heap = crc32(asked) % (len(self._ends) - 1)
        at = self._text.find(b"\n%b\t" % asked, self._ends[heap], self._ends[heap + 1] + 1)
        if at < 0:
            return None
        at += len(asked) + 2
        return self._read(self._text[at : self._text.index(b"\n", at)].decode())
