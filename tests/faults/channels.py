"""What is shown in each channel of a local Slack, for many who wait for something there at the same time."""

import asyncio
import math
from collections import defaultdict
from collections.abc import Callable

from tests.platform.slack.local import LocalSlack
from tests.platform.slack.workspace import Shown


class Channels:
    """Sorts what is shown, each thing once, and wakes only whoever waits in its channel."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack, self._sorted = slack, 0
        self.shown: defaultdict[str, list[Shown]] = defaultdict(list)
        self._news: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.posted = asyncio.Event()

    async def follow(self) -> None:
        """Sort until cancelled."""
        while True:
            await self._slack.until(lambda: len(self._slack.shown) > self._sorted, math.inf)
            for shown in self._slack.shown[self._sorted :]:
                self.shown[shown.channel].append(shown)
                self._news[shown.channel].set()
            self._sorted = len(self._slack.shown)
            self.posted.set()

    def messages(self, channel: str) -> list[Shown]:
        """What was posted there."""
        return [shown for shown in self.shown[channel] if shown.kind == "message"]

    async def seen(self, channel: str, wanted: Callable[[Shown], bool], *, after: int, seconds: float) -> Shown | None:
        """The first that is wanted of those that are shown there after so many; None when it takes longer."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    self._news[channel].clear()
                    for shown in self.shown[channel][after:]:
                        if wanted(shown):
                            return shown
                    after = len(self.shown[channel])
                    await self._news[channel].wait()
        except TimeoutError:
            return None
