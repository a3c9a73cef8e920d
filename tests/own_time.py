"""Seconds in which the machine let us run: what it gave to other programs is not the fault of whoever is measured."""

import time
from threading import Event, Thread

from typing_extensions import override

TICK_SECONDS = 0.01


class OwnTime(Thread):
    """A clock in a thread of its own, from `start` to `end`: it goes on while an event loop is blocked.

    A tick that comes late counts as one, unless this process was busy all the while.
    """

    def __init__(self) -> None:
        super().__init__(name="own-time", daemon=True)
        self.seconds = 0.0
        self._ended = Event()

    @override
    def run(self) -> None:
        """Tick."""
        looked, used = time.monotonic(), time.process_time()
        while not self._ended.wait(TICK_SECONDS):
            before, looked = looked, time.monotonic()
            worked, used = used, time.process_time()
            self.seconds += own_part(looked - before, used - worked)

    def end(self) -> None:
        """Stand still from now on."""
        self._ended.set()
        self.join()


def own_part(passed: float, worked: float) -> float:
    """What counts of the time since the last tick, of which this process computed so long."""
    return min(passed, max(TICK_SECONDS, worked))
