"""Which payloads came in already: what Slack sends again within minutes is known again, at a few dozen bytes each."""

import time
from collections.abc import Callable

# At sixty payloads a second this is seven minutes; Slack's last try comes after five.
MOST, SECONDS = 25_000, 3600.0


class Seen:
    """Keys that were added, each known as long as not so many came after it, and at least so long; twice that at most.

    Kept are numbers made of the keys in two sets, of which the older one goes as a whole: fifty thousand keys with the
    time of each would be twenty megabytes.
    """

    def __init__(self, most: int = MOST, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._young, self._old = set[int](), set[int]()
        self._begun = clock()

    def add(self, key: str) -> bool:
        """Know it from now on; False where it was known."""
        self._turn()
        # Of 64 bits, which nobody outside can foresee: two keys with the same are not to be feared.
        number = hash(key)
        if number in self._young or number in self._old:
            return False
        self._young.add(number)
        return True

    def forget(self, key: str) -> None:
        """It may come again."""
        for known in (self._young, self._old):
            known.discard(hash(key))

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def _turn(self) -> None:
        idle = self._clock() - self._begun
        if len(self._young) < self._most and idle < self._seconds:
            return
        self._old = set() if idle >= 2 * self._seconds else self._young
        self._young, self._begun = set(), self._clock()
