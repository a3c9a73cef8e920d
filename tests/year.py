"""Days of a channel lived through by a virtual clock: what was really posted, by its local date."""

import tempfile
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chat.incoming import MessageRef, Place
from bot.chat.messages import QuoteCard, Reply
from bot.delivery.clock import VirtualClock
from tests.builders import ALICE, NOON
from tests.world import Silent, opened


class Diary(Silent):
    """Notes when each daily quote was posted."""

    def __init__(self) -> None:
        self.clock = VirtualClock(NOON)
        self.moments: list[datetime] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Sent."""
        if isinstance(reply, QuoteCard):
            self.moments.append(self.clock.now())
        return await super().post(place, reply, nonce)


async def posts_by_date(zone: str, wall: str, first: datetime, days: int) -> Counter[date]:
    """How many messages a channel got on each date of its zone, from a schedule set at `first` on."""
    diary = Diary()
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder), diary, at=first) as world:
            assert isinstance(world.services.clock, VirtualClock)
            diary.clock = world.services.clock
            await world.ask(ALICE, "daily set", manager=True, time=wall, timezone=zone)
            while (due := await world.engine.due.next_due(["terminal"])) and due < first + timedelta(days=days):
                await world.at((due - NOON).total_seconds())
    return Counter(moment.astimezone(ZoneInfo(zone)).date() for moment in diary.moments)


def dates(zone: str, first: datetime, days: int) -> list[date]:
    """So many dates of a zone from the day after `first` on."""
    start = first.astimezone(ZoneInfo(zone)).date()
    return [start + timedelta(days=n) for n in range(1, days + 1)]
