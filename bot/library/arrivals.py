"""Answers that came in and are not worked on yet. A round does not close over one that came in time.

This is what one process knows of itself; what counts is written in the database.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.chat.incoming import Place

# Something went wrong with an answer that takes longer: nobody waits for it any more.
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class _Arrival:
    place: Place
    at: datetime
    noted: float


class Arrivals:
    """Noted when they come in, let go when they were worked on. May be asked from any thread."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._waiting: dict[str, _Arrival] = {}

    def note(self, key: str, place: Place, at: datetime) -> None:
        """An answer came in at that moment; a second time with the same key it is the same one."""
        self._waiting.setdefault(key, _Arrival(place, at, self._steady()))

    def let_go(self, key: str) -> None:
        """It was worked on, or never will be."""
        self._waiting.pop(key, None)

    def outstanding(self, place: Place, until: datetime, *, but: str = "") -> bool:
        """Whether an answer of that place that came in by then is still to be worked on, `but` that one."""
        old = self._steady() - PATIENCE_SECONDS
        return any(
            a.place == place and a.at <= until and a.noted > old for k, a in list(self._waiting.items()) if k != but
        )
