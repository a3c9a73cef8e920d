"""Messages that are asked for in the transaction that causes them; `bot.delivery` sends them."""

from datetime import datetime
from hashlib import blake2b

from bot.chat.incoming import Place
from bot.storage.rows import inserted, place_values
from bot.storage.tables.delivery import post
from bot.storage.transaction import Rows
from bot.storage.wakeups import POST, wake

# Of what is due at once: games first, then what one person is told, then what stands in a channel all day.
GAME, NOTE, DAILY = 0, 5, 10
WAITING = "waiting"


class OutgoingRows(Rows):
    """What is to be sent."""

    def add(self, key: str, place: Place, kind: str, subject: str, *, not_before: datetime, priority: int = 0) -> bool:
        """Ask for a post, in the transaction that causes it; False if that key was asked for before.

        Of what is due a lower `priority` goes first.
        """
        wake(self._connection, POST)
        return inserted(
            self._connection,
            post,
            {"key": key, **place_values(place), "kind": kind, "subject": subject, "nonce": nonce_of(key),
             "status": WAITING, "version": 1, "shown": 0, "not_before": not_before,
             "priority": priority},
        )  # fmt: skip


def nonce_of(key: str) -> str:
    """The same at every try, and short enough for every platform (25 characters)."""
    return blake2b(key.encode(), digest_size=12).hexdigest()
