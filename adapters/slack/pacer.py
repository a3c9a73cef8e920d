"""One message a second in each channel, which is what Slack allows however it is posted.

https://docs.slack.dev/apis/web-api/rate-limits
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from hashlib import blake2b

from bot.delivery.batons import Batons
from bot.errors import StorageError

SECONDS = 1.0
CHANNELS = 10_000
# Less than that is no wait.
NOTICED = 0.01


class Pacer:
    """Lets messages to a channel through one after the other, each `seconds` after the one before.

    Answers to what people asked let the posts of games go first: a post waits for one of them at most. `waited` is told
    of each wait. With `batons` the channel's turn is shared with other processes, as long as the database answers.
    """

    def __init__(
        self, seconds: float = SECONDS, waited: Callable[[float], None] = lambda _: None, batons: Batons | None = None
    ) -> None:
        self._seconds, self._waited, self._batons = seconds, waited, batons
        # Nobody knows what the process before this one has just sent.
        self._from = asyncio.get_running_loop().time() + seconds
        self._channels: OrderedDict[tuple[str, str], _Lane] = OrderedDict()

    @asynccontextmanager
    async def turn(self, workspace: str, channel: str, *, answer: bool = False) -> AsyncIterator[None]:
        """Wait for this channel's turn; the next one comes `seconds` after the message was sent."""
        lane, loop = self._lane(workspace, channel), asyncio.get_running_loop()
        began = loop.time()
        async with lane.answers if answer else nullcontext(), lane.lock:
            await asyncio.sleep(max(0.0, lane.free_at - loop.time()))
            shared = await self._taken(workspace, channel)
            if (seconds := loop.time() - began) > NOTICED:
                self._waited(seconds)
            try:
                yield
            finally:
                lane.held_until(loop.time() + self._seconds)
                if self._batons is not None and shared:
                    await self._batons.give(shared, rest=lane.free_at - loop.time())

    async def _taken(self, workspace: str, channel: str) -> str:
        """The name under which the turn is held among processes; "" where there are none, or nobody can tell.

        A digest: a channel may be somebody's direct messages.
        """
        if self._batons is None:
            return ""
        name = "slack " + blake2b(f"{workspace} {channel}".encode(), digest_size=16).hexdigest()
        try:
            await self._batons.wait_for(name)
        except StorageError:
            return ""
        return name

    def hold(self, workspace: str, channel: str, seconds: float) -> None:
        """Slack asked for patience in this channel."""
        lane = self._lane(workspace, channel)
        lane.held_until(asyncio.get_running_loop().time() + seconds)

    def _lane(self, workspace: str, channel: str) -> "_Lane":
        lane = self._channels.setdefault((workspace, channel), _Lane(self._from))
        self._channels.move_to_end((workspace, channel))
        if len(self._channels) > CHANNELS:
            oldest = next(iter(self._channels))
            if not self._channels[oldest].is_used:
                del self._channels[oldest]
        return lane


class _Lane:
    def __init__(self, free_at: float) -> None:
        self.lock = asyncio.Lock()
        # Whoever holds it is the one answer that waits for the lock.
        self.answers = asyncio.Lock()
        self.free_at = free_at

    @property
    def is_used(self) -> bool:
        return self.lock.locked() or self.answers.locked()

    def held_until(self, at: float) -> None:
        self.free_at = max(self.free_at, at)
