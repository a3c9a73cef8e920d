"""Joins Discord, and says in one sentence why Discord does not let the bot in."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

import discord
from typing_extensions import override

from adapters.discord import wire, wording
from adapters.discord.client import QuothClient
from adapters.discord.directory import DiscordDirectory
from adapters.discord.examination import AWAY
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.places import PLATFORM
from bot.app.engine import Engine
from bot.delivery.platform import Mount, Platform
from bot.delivery.shards import LEASE_SECONDS, ShardsLost, Tenure
from bot.errors import PlatformAway, PlatformRefused

DRAIN_SECONDS = 2.5
# Those of the number of shards, which other processes may have agreed on before the bot grew.
COUNTING = (4010, 4011)
# Close codes of the gateway after which another try would end the same way.
REFUSING = {
    4004: wording.REFUSED,
    4010: wording.SHARDS,
    4011: wording.SHARDS,
    4013: wording.INTENTS,
    4014: wording.INTENTS,
}
_log = logging.getLogger(__name__)


class DiscordPlatform(Platform):
    """The bot on Discord. Who does not `hear` only posts, for which Discord asks for no connection to its gateway."""

    name = PLATFORM
    mounts: Sequence[Mount] = ()

    def __init__(
        self, engine: Engine, token: str, *, api_base: str = "", gateway_url: str = "", lease: float = LEASE_SECONDS,
        hears: bool = True,
    ) -> None:  # fmt: skip
        wire.use_servers(api_base, gateway_url)
        self._hears, self._closing = hears, asyncio.Event()
        self._tenure = Tenure(engine.services.store, lease=lease)
        self._engine, self._token = engine, token
        self._client: QuothClient | None = None
        self._messenger = DiscordMessenger(lambda: self._client)
        self._directory = DiscordDirectory(lambda: self._client)

    @property
    @override
    def messenger(self) -> DiscordMessenger:
        return self._messenger

    @property
    @override
    def directory(self) -> DiscordDirectory:
        return self._directory

    @override
    async def serve(self, ready: Callable[[], None]) -> None:
        """A client that was closed cannot be opened again, so each try has its own."""
        client = QuothClient(self._engine, self._messenger, ready, tenure=self._tenure)
        try:
            async with client:
                await self._log_in(client)
                self._client = client
                if self._hears:
                    await client.serve()
                else:
                    ready()
                    await self._closing.wait()
        except discord.LoginFailure:
            raise PlatformRefused(wording.REFUSED) from None
        except discord.PrivilegedIntentsRequired:
            raise PlatformRefused(wording.INTENTS) from None
        except discord.Forbidden:
            raise PlatformRefused(wording.NO_SCOPE) from None
        except discord.ConnectionClosed as closed:
            if closed.code in COUNTING and client.wanted != (count := self._tenure.standing.count):
                _log.warning("%s", wording.OTHER_COUNT.format(wanted=client.wanted, count=count))
            elif closed.code in REFUSING:
                raise PlatformRefused(REFUSING[closed.code]) from None
            else:
                raise
        except ShardsLost:
            _log.warning("%s", wording.LOST)
        finally:
            self._client = None
            if self._hears:
                await self._tenure.leave()

    async def _log_in(self, client: QuothClient) -> None:
        """Raises PlatformAway where Discord itself does not answer."""
        try:
            await client.login(self._token)
        except discord.Forbidden:
            raise
        except AWAY as error:
            raise PlatformAway(wording.UNREACHABLE) from error

    @override
    def is_ready(self) -> bool:
        return self._client is not None and (self._client.hears or not self._hears)

    @override
    def standing_by(self) -> str:
        return wording.STANDS_BY if self._client is not None and self._client.stands_by else ""

    @override
    def is_admitted(self) -> bool:
        """Discord closes the gateway on a bot whose token is refused, and that ends `serve`."""
        return True

    @override
    async def close(self) -> None:
        """The gateway is left first: what comes in from now on goes to another process."""
        self._closing.set()
        client = self._client
        if client is None:
            return
        if self._hears:
            await client.leave_gateway()
            await self._tenure.leave()
        await client.finish(DRAIN_SECONDS)
        with suppress(discord.HTTPException, OSError):
            await client.close()
