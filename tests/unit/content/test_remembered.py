"""What was told once is told again, to several threads at once."""

import random
from concurrent.futures import ThreadPoolExecutor

from content.items.remembered import Remembered

MOST, KEYS, TIMES, THREADS = 50, 200, 20_000, 4


def test_the_latest_are_known() -> None:
    """Those that nobody asked for longest are forgotten first."""
    held: Remembered[str, int] = Remembered(2)
    held["a"], held["b"] = 1, 2
    assert held.get("a") == 1
    held["c"] = 3

    assert [held.get(key) for key in "abc"] == [1, None, 3]
    assert len(held) == 2


def test_threads_do_not_trip_over_each_other() -> None:
    """A full one is as full afterwards, and whatever it knows is right."""
    held: Remembered[int, int] = Remembered(MOST)

    def use(seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(TIMES):
            key = rng.randrange(KEYS)
            if (known := held.get(key)) is None:
                held[key] = key * key
            else:
                assert known == key * key

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(use, range(THREADS)))

    assert len(held) == MOST == sum(held.get(key) is not None for key in range(KEYS))
