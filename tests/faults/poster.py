"""A process that makes and sends daily posts until it is killed, as `quoth run` does, by a clock that tests move."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ctypes import c_double
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import discord
from slack_sdk.web.async_client import AsyncWebClient

from adapters.discord.messenger import DiscordMessenger
from adapters.discord.wire import use_servers
from adapters.slack.admission import Admission
from adapters.slack.messenger import SlackMessenger
from adapters.slack.names import Names
from adapters.slack.pacer import Pacer
from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.delivery.platform import Messenger
from bot.library.cache import LibraryCache
from bot.library.services import Services
from bot.storage.database import open_store
from tests.faults.chat import HttpMessenger, Kind
from tests.platform.discord.server import TOKEN
from tests.platform.slack.local import BOT_TOKEN

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


@asynccontextmanager
async def messenger(address: str, kind: Kind, services: Services) -> AsyncIterator[tuple[str, Messenger]]:
    """A platform's name and the way out to it: the adapters' own with the real client libraries."""
    async with aiohttp.ClientSession() as session:
        match kind:
            case Kind.NONCE | Kind.HISTORY:
                yield "terminal", HttpMessenger(session, address, kind)
            case Kind.SLACK:
                web = AsyncWebClient(token=BOT_TOKEN, session=session, base_url=f"{address}/", retry_handlers=[])
                yield "slack", SlackMessenger(web, web, Pacer(0), Names(services), Admission())
            case Kind.DISCORD:
                use_servers(address, "")
                async with discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30) as client:
                    await client.login(TOKEN)
                    yield "discord", DiscordMessenger(lambda: client)


async def _work(database_url: str, address: str, kind: Kind, clock: ShiftedClock) -> None:
    store = await open_store(database_url)
    services = Services(store=store, libraries=LibraryCache(store), clock=clock, rng=random.Random())
    async with messenger(address, kind, services) as (platform, way_out):
        outbox = Outbox(services, POSTS, Messengers({platform: way_out}))
        engine = Engine(services)
        while True:
            await engine.due.tick([platform])
            await outbox.flush()
            await asyncio.sleep(IDLE_SECONDS)
