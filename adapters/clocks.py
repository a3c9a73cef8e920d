"""This machine's clock beside that of a platform, as the Date header of its answers tells it."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from bot.chat.messages import Mark
from bot.delivery.platform import Finding

# The header has whole seconds, and an answer takes its time; a platform's own limits are minutes.
MOST_SKEW = 5.0


def compared(platform: str, headers: Mapping[str, str], asked: float) -> list[Finding]:
    """What to say of an answer to what was asked at that moment (`time.time()`); nothing where it has no date."""
    told = next((value for name, value in headers.items() if name.lower() == "date"), "")
    try:
        there = parsedate_to_datetime(told).timestamp()
    except (TypeError, ValueError):
        return []
    # It was that second when the answer was made, some time between: how far off our clock is at least.
    least, most = asked - there - 1, time.time() - there
    skew = max(least, 0.0) + min(most, 0.0)
    if abs(skew) <= MOST_SKEW:
        return [Finding(mark=Mark.RIGHT, sentence=f"The clocks of this machine and of {platform} agree.")]
    return [Finding(mark=Mark.WRONG, sentence=is_off(platform, skew))]


def is_off(platform: str, skew: float) -> str:
    """They do not agree."""
    where = "ahead of" if skew > 0 else "behind"
    return (
        f"This machine's clock is {abs(skew):.0f} seconds {where} {platform}'s: let NTP set it, or schedules and "
        "rounds are off by as much, and signed requests may be refused."
    )
