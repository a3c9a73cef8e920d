"""Which libraries stay in memory: those that were used last, within a bound.

A million quotes take about 650 MB, and ten seconds to be read; meanwhile nobody is held up.
"""

from collections import Counter, OrderedDict
from collections.abc import Mapping

from bot.library.model import PackInfo

Infos = tuple[PackInfo, ...]
# A pack by its id, and how many texts it has: another edition has others.
Part = tuple[int, int]
# Measured with 300 workspaces of 200 quotes each: a text is 0.8 kB, more once it was asked. What a library has besides.
TEXT_BYTES, LIBRARY_BYTES = 1_000, 30_000


class Memory:
    """Counts what libraries hold, a pack that several share once. The one used last stays, however large it is."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._used: OrderedDict[str, Infos] = OrderedDict()
        self._users: Counter[Infos] = Counter()
        # The packs of each library with their sizes, and in how many libraries each of these is.
        self._parts: dict[Infos, frozenset[Part]] = {}
        self._shared: Counter[Part] = Counter()
        self.bytes = 0

    def newest(self, most: int) -> list[str]:
        """Who looked into theirs last, at most so many, the last one at the end."""
        return list(self._used)[-most:]

    def use(self, whose: str, infos: Infos, texts: Mapping[int, int]) -> tuple[set[Infos], list[str]]:
        """Note that somebody looks into a library whose packs, by their ids, have so many `texts`.

        Returns the libraries that nobody looks into any more, and those who are not remembered as looking into one.
        """
        former = self._used.get(whose)
        self._used[whose] = infos
        self._used.move_to_end(whose)
        if former == infos:
            return set(), []
        gone = set() if former is None else self._let_go(former)
        self._hold(infos, texts)
        passed_over = []
        while self.bytes > self._most and len(self._used) > 1:
            oldest, its = self._used.popitem(last=False)
            passed_over.append(oldest)
            gone |= self._let_go(its)
        return gone, passed_over

    def _hold(self, infos: Infos, texts: Mapping[int, int]) -> None:
        self._users[infos] += 1
        if self._users[infos] > 1:
            return
        self.bytes += LIBRARY_BYTES
        self._parts[infos] = frozenset((info.id, texts.get(info.id, 0)) for info in infos)
        for part in self._parts[infos]:
            self._shared[part] += 1
            if self._shared[part] == 1:
                self.bytes += TEXT_BYTES * part[1]

    def _let_go(self, infos: Infos) -> set[Infos]:
        self._users[infos] -= 1
        if self._users[infos]:
            return set()
        del self._users[infos]
        self.bytes -= LIBRARY_BYTES
        for part in self._parts.pop(infos):
            self._shared[part] -= 1
            if not self._shared[part]:
                del self._shared[part]
                self.bytes -= TEXT_BYTES * part[1]
        return {infos}
