"""One line that says how far long work is, on a terminal only."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

PAUSE = 0.1


class Progress:
    """Writes over its own line at most ten times a second; silent where nobody watches."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._shown, self._last = out, 0, 0.0
        self._watched = out.isatty()

    def show(self, line: str) -> None:
        """Replace the line."""
        now = time.monotonic()
        if self._watched and now - self._last >= PAUSE:
            self.clear()
            self._out.write(line)
            self._out.flush()
            self._shown, self._last = len(line), now

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._out.write("\r" + " " * self._shown + "\r")
            self._shown = 0


@contextmanager
def ticking(progress: Progress, line: Callable[[int], str]) -> Iterator[None]:
    """Show a line of how many seconds one piece of work takes already; nothing where it takes less than one."""
    ended, begun = threading.Event(), time.monotonic()

    def tick() -> None:
        while not ended.wait(1):
            progress.show(line(int(time.monotonic() - begun)))

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        progress.clear()
