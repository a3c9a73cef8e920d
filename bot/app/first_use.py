"""What is read only once somebody uses the bot: a process that nobody uses needs no lists of words."""

import logging
from collections.abc import Callable
from threading import Thread

from bot.app.machine import give_back
from bot.games.judging import prepare
from content.runs import runs

_log = logging.getLogger(__name__)


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


def _read() -> None:
    try:
        prepare()
        runs()
    except OSError as problem:
        _log.warning(
            "what games know of words could not be read yet (%s); it is read when it is needed", problem.strerror
        )
    give_back()
