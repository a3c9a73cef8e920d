"""Whether a server is slow: told in the log once when it has become so, and once when it is quick again.

It answers, so nothing fails, and nobody but those who wait would notice.
"""

import logging
import time
from typing import Any

from sqlalchemy import Engine, event

from bot.storage.patience import PATIENCE_SECONDS

# A single statement may have waited for a lock, or for us.
IN_A_ROW, SLOW_SECONDS = 3, 1.0
_log = logging.getLogger(__name__)


class Slowness:
    """Told how long each statement took. `where` is the server, without a password."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._since: float | None = None
        self._in_a_row = 0

    def listen(self, engine: Engine) -> None:
        """Take note of what is asked by that engine; not of statements that may take their time."""

        @event.listens_for(engine, "before_cursor_execute")
        def _ask(connection: Any, *_: Any) -> None:
            connection.info["asked"] = time.monotonic()

        @event.listens_for(engine, "after_cursor_execute")
        def _answer(connection: Any, *_: Any) -> None:
            took = time.monotonic() - connection.info["asked"]
            held = connection.connection.driver_connection
            if took < SLOW_SECONDS or held.patience <= PATIENCE_SECONDS:
                self.answered(took)

    def answered(self, took: float) -> None:
        """A statement took so many seconds."""
        if (took >= SLOW_SECONDS) is (self._since is not None):
            self._in_a_row = 0
            return
        self._in_a_row += 1
        if self._in_a_row < IN_A_ROW:
            return
        self._in_a_row, now = 0, time.monotonic()
        if self._since is None:
            self._since = now
            _log.warning(
                "PostgreSQL at %s is slow: each answer takes %.1f s, and people wait for several: look at its load and "
                "disk, and at the way to it.", self._where, took,
            )  # fmt: skip
        else:
            _log.warning("PostgreSQL at %s is quick again, after %.0f s", self._where, now - self._since)
            self._since = None
