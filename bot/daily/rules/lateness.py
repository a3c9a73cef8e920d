"""When a post comes too late to be sent at all, and how posts that are due together are spread."""

from datetime import date, datetime, timedelta
from hashlib import blake2b

from bot.chat.moments import local_date

CATCH_UP = timedelta(hours=6)
# A delay every post may have: a tick, jitter, a platform that asked us to wait. It is no catching up.
GRACE = timedelta(minutes=10)
JITTER = timedelta(minutes=2)
# From so many posts due at once on they are spread.
MANY = 50


def too_late(day: date, due: datetime, zone: str, at: datetime) -> bool:
    """Whether a post of that local date, due then, may no longer be sent.

    After an outage it is caught up within six hours and on its own date; else the next one follows in its own time.
    """
    late = at - due
    return late > GRACE and (late > CATCH_UP or local_date(at, zone) != day)


def jitter(channel: str, due_at_once: int) -> timedelta:
    """How much later than due a channel's post goes out: the same every day, at most two minutes, 0 for a few."""
    if due_at_once < MANY:
        return timedelta(0)
    share = int.from_bytes(blake2b(channel.encode(), digest_size=4).digest(), "big") / 2**32
    return JITTER * share
