"""What goes on by itself however often it fails: its end would be noticed by nobody, or end the whole process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import StorageError


class Perseverance:
    """Around each turn of something that goes on: `what` failed is told once, and once more when it works again."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log, self._what = log, what
        self._failing = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One turn, whose failure is over with it; what the database says of itself is told by the storage."""
        try:
            yield
        except StorageError:
            return
        except Exception:  # noqa: BLE001 - whatever it was, the next turn tries again
            if not self._failing:
                self._log.exception("%s failed; it is tried again", self._what)
            self._failing = True
            return
        if self._failing:
            self._log.warning("%s works again", self._what)
        self._failing = False
