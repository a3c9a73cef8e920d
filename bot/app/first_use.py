"""What is read only once somebody uses the bot: a process that nobody uses needs no lists of words."""

import ctypes
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from bot.games.judging import prepare
from content.runs import runs


class FirstUse:
    """Called as `changed` is; at the first call what a game needs is read, in a thread that keeps nobody waiting."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.reading = Thread(target=_read, name="quoth-words", daemon=True)
        self._begun = False

    def __call__(self) -> None:
        if not self._begun:
            self._begun = True
            self.reading.start()
        self._changed()


def give_back() -> None:
    """Let the machine have what was only needed to get here, where the C library knows how to (glibc)."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _read() -> None:
    prepare()
    runs()
    give_back()
