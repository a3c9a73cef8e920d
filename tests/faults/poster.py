"""A process that makes and sends daily posts until it is killed, as `quoth run` does, by a clock that tests move."""

import asyncio
import logging
import random
import time
from ctypes import c_double
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp

from bot.engine.engine import Engine
from bot.engine.outbox import Outbox
from bot.engine.services import Services
from bot.engine.shelf import Shelf
from bot.storage.database import open_store
from tests.faults.chat import HttpMessenger, Kind

PLATFORM = "terminal"
IDLE_SECONDS = 0.02


@dataclass(frozen=True)
class ShiftedClock:
    """The machine's clock, so many seconds ahead; all processes share the number."""

    ahead: c_double

    def now(self) -> datetime:
        """The present moment."""
        return datetime.fromtimestamp(time.time() + self.ahead.value, UTC)


def main(database_url: str, address: str, kind: str, ahead: c_double) -> None:
    """Work for ever."""
    logging.disable(logging.ERROR)
    asyncio.run(_work(database_url, address, Kind(kind), ShiftedClock(ahead)))


async def _work(database_url: str, address: str, kind: Kind, clock: ShiftedClock) -> None:
    store = await open_store(database_url)
    services = Services(store=store, shelf=Shelf(store), clock=clock, rng=random.Random())
    async with aiohttp.ClientSession() as session:
        outbox = Outbox(services, {PLATFORM: HttpMessenger(session, address, kind)})
        engine = Engine(services)
        while True:
            await engine.tick([PLATFORM])
            await outbox.flush()
            await asyncio.sleep(IDLE_SECONDS)
