"""discord.py's client, connected for the shards that this process holds, and for no other.

Shards are taken a few at a time, as many as Discord lets begin at once, so that processes that start together share
them. A session begins when the database says that it is the turn of that shard, whichever process begins it.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import discord
from typing_extensions import override

from adapters.discord import wire, wording
from bot.delivery.attempt import steady
from bot.delivery.rows.shards import Standing
from bot.delivery.shards import LOOK, Tenure
from bot.errors import StorageError

CLOSE_SECONDS = 1.0
_log = logging.getLogger(__name__)


class ShardedClient(discord.AutoShardedClient):
    """One connection for each shard that `tenure` holds; without one all shards there are, and no other process.

    `ready` is called whenever all of them are up.
    """

    def __init__(self, ready: Callable[[], None], tenure: Tenure | None, **options: Any) -> None:
        super().__init__(**options)
        self._tell, self._tenure = ready, tenure
        self._up: set[int] = set()
        self._taking = tenure is not None
        self._concurrency = 1
        # How many shards Discord wants; how many there are the processes have agreed on.
        self.wanted = 0
        # From when on nothing could be taken, and whether that was said.
        self._idle: float | None = None
        self._said = ""

    @property
    def hears(self) -> bool:
        """Whether every shard that is held here is connected."""
        return not self._taking and bool(self._up) and len(self._up) == len(self.shards)

    @property
    def stands_by(self) -> bool:
        """Whether other processes hold every shard, and do so longer than a dead one could."""
        return self._tenure is not None and self._idle is not None and steady() > self._idle + self._tenure.lease

    @property
    def holds(self) -> bool:
        """Whether what is heard is surely for this process."""
        return self._tenure is None or self._tenure.holds

    @override
    async def launch_shards(self) -> None:
        """Nothing is launched but what `take_shards` takes."""
        if self._tenure is None:
            await super().launch_shards()

    @override
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for the turn of a shard."""
        if self._tenure is None:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            await self._tenure.may_identify(shard_id or 0, self._concurrency)

    async def serve(self) -> None:
        """Be connected until closed, or until the shards may be somebody else's. Raises ShardsLost."""
        if self._tenure is None:
            await self.connect()
            return
        gateway = await wire.gateway(self)
        self.wanted, self._concurrency = gateway.shards, gateway.concurrency
        await self._tenure.begin()
        together = [self.connect(), self._take_shards(gateway), self._tenure.keep()]
        tasks = [asyncio.create_task(each) for each in together]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            # Closed first: discord.py begins no connection any more, whatever it was waiting for.
            with suppress(TimeoutError, discord.HTTPException, OSError):
                await asyncio.wait_for(self.close(), CLOSE_SECONDS)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()

    async def _take_shards(self, gateway: wire.Gateway) -> None:
        assert self._tenure is not None
        while True:
            try:
                await self._tenure.take(gateway.shards, gateway.concurrency)
            except StorageError:
                await asyncio.sleep(LOOK * self._tenure.lease)
                continue
            held = self._tenure.standing
            new = [number for number in held.numbers if number not in self.shards]
            self._taking = bool(new)
            if new:
                wire.count_shards(self, held.count, held.numbers)
                await asyncio.gather(*(self.launch_shard(gateway.url, number) for number in new))
            else:
                self._say(held)
                self._look()
                await asyncio.sleep(LOOK * self._tenure.lease)

    def _say(self, held: Standing) -> None:
        """Who stands by says so once; who holds a part of them, which."""
        self._idle = None if held.numbers else self._idle or steady()
        if not (held.numbers or self.stands_by):
            return
        told = wording.holding(held.numbers, held.count)
        if told != self._said:
            _log.log(logging.INFO if held.numbers else logging.WARNING, "%s", told)
        self._said = told

    def _look(self) -> None:
        """Tell that all are up when they are."""
        if self.hears:
            self._tell()

    async def on_shard_resumed(self, shard_id: int) -> None:
        """A shard is back where it was."""
        self._up.add(shard_id)
        self._look()

    async def on_shard_ready(self, shard_id: int) -> None:
        """A shard began anew."""
        self._up.add(shard_id)
        self._look()

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """A shard hears nothing for now."""
        self._up.discard(shard_id)
