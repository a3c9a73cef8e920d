"""The shards of a platform that this process holds: taken, renewed while it lives, and given up before others may.

Who knows of nobody else keeps what it holds though the database is away: nobody could have taken it over unheard.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable

from bot.delivery.attempt import steady
from bot.delivery.rows.shards import IDENTIFY_SECONDS, ShardRows, Standing
from bot.errors import StorageError
from bot.storage.store import Store
from bot.storage.transaction import Transaction

# A dead process's shards are free after this time.
LEASE_SECONDS = 6.0
# In parts of a lease: when it is renewed; how much of it is left when the connection is cut that could not renew it;
# how often who waits for a shard looks for one.
RENEW, SPARE, LOOK = 0.25, 0.2, 0.15
# Nobody waits longer to be told that shards are free: they are after a lease anyway.
LEAVE_SECONDS = 1.0
_log = logging.getLogger(__name__)


class ShardsLost(Exception):
    """Others may be connected for these shards by now."""


class Tenure:
    """What one process holds, from `take` to `leave`. `standing` is what it knew last."""

    def __init__(self, store: Store, *, lease: float = LEASE_SECONDS) -> None:
        self._store, self.lease = store, lease
        self._id = secrets.token_hex(8)
        self.standing = Standing(numbers=(), count=0, alone=True)
        self._until = 0.0
        self._left = False

    @property
    def holds(self) -> bool:
        """Whether what it held last is surely its own still."""
        return not self._left and (self.standing.alone or steady() < self._until)

    async def begin(self) -> None:
        """Be one of those who hold shards or wait for some. Raises ShardsLost; StorageError."""
        self._left = False

        def join(tx: Transaction) -> Standing | None:
            tx[ShardRows].join(self._id, self.lease)
            return tx[ShardRows].renew(self._id, self.lease)

        await self._ask(join)

    async def take(self, count: int, most: int) -> None:
        """Hold up to `most` shards more, of `count` where nobody holds any yet. Raises ShardsLost; StorageError."""
        if self._left:
            return

        def renew_and_take(tx: Transaction) -> Standing | None:
            rows = tx[ShardRows]
            there = rows.renew(self._id, self.lease)
            return there and rows.take(self._id, count=count, most=most, lease=self.lease)

        await self._ask(renew_and_take)

    async def keep(self) -> None:
        """Renew the lease for ever. Raises ShardsLost once it may be somebody else's."""
        while True:
            await asyncio.sleep(self._pause())
            if not self._left:
                await self._renew()

    async def may_identify(self, number: int, concurrency: int) -> None:
        """Wait until a session of that shard may begin. Raises ShardsLost."""
        while True:
            try:
                seconds = await self._store.write(
                    lambda tx: tx[ShardRows].wait_to_identify(self._id, number, concurrency)
                )
            except StorageError:
                if self.standing.alone:
                    await asyncio.sleep(IDENTIFY_SECONDS)
                    return
                seconds = RENEW * self.lease
            if seconds is None:
                raise ShardsLost
            if not seconds:
                return
            await asyncio.sleep(seconds)

    async def leave(self) -> None:
        """Hold nothing any more, so that others need not wait; where that cannot be written the lease ends."""
        self._left = True
        self.standing = Standing(numbers=(), count=0, alone=True)
        try:
            async with asyncio.timeout(LEAVE_SECONDS):
                await self._store.write(lambda tx: tx[ShardRows].leave(self._id))
        except (StorageError, TimeoutError):
            _log.info("shards could not be given back; they are free in %.0f s", self.lease)

    async def _renew(self) -> None:
        """Once, if the database answers before the lease ends; as late as it likes for who knows of nobody else."""
        asking = asyncio.ensure_future(self._ask(lambda tx: tx[ShardRows].renew(self._id, self.lease)))
        try:
            while not asking.done():
                self._must_be_safe()
                left = RENEW * self.lease if self.standing.alone else self._safe_for()
                await asyncio.wait({asking}, timeout=left)
            asking.result()
        except StorageError:
            self._must_be_safe()
        finally:
            asking.cancel()

    async def _ask(self, work: Callable[[Transaction], Standing | None]) -> None:
        asked = steady()
        standing = await self._store.write(work)
        if self._left:
            return
        if standing is None:
            raise ShardsLost
        self.standing, self._until = standing, max(self._until, asked + self.lease)

    def _pause(self) -> float:
        """Until it is renewed, and no longer than it is safe."""
        often = RENEW * self.lease
        return often if self.standing.alone or self._left else max(0.0, min(often, self._safe_for()))

    def _must_be_safe(self) -> None:
        if not self.standing.alone and self._safe_for() <= 0:
            raise ShardsLost

    def _safe_for(self) -> float:
        """How many seconds may pass until the connection has to be cut."""
        return self._until - SPARE * self.lease - steady()
