"""Private receipts, one a person and message: the next one about the same message takes the place of the last.

A receipt is edited by the token of the interaction that it answered, for fifteen minutes. Tokens are kept in memory
only; where one is lost, the next receipt is one more, and nothing else changes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import TTLCache

from adapters.discord.wire import AnsweredInteraction

SECONDS = 14 * 60.0
KEPT = 5000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What somebody was told: about which message (None: a command's answer), and how it is edited."""

    about: int | None
    answered: AnsweredInteraction


class Receipts:
    """The last receipt of each person in each channel."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept: TTLCache[tuple[int, int | None], Receipt] = TTLCache(KEPT, SECONDS, clock)

    def keep(self, user: int, channel: int | None, about: int | None, answered: AnsweredInteraction) -> None:
        """Somebody was told something new."""
        self._kept[user, channel] = Receipt(about, answered)

    def about(self, user: int, channel: int | None, message: int) -> AnsweredInteraction | None:
        """How the receipt about that message is edited, if it still can be."""
        card = self._kept.get((user, channel))
        return card.answered if card and card.about == message else None

    def take(self, user: int, channel: int | None) -> AnsweredInteraction | None:
        """How the last receipt there is taken away, if it still can be; it is kept no more."""
        card = self._kept.pop((user, channel), None)
        return card.answered if card else None
