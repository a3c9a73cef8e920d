"""bot.ports.Platform: joins Discord, and says in one sentence why Discord does not let the bot in."""

from collections.abc import Callable, Sequence
from contextlib import suppress

import discord

from adapters.discord import wire
from adapters.discord.client import QuothClient
from adapters.discord.directory import DiscordDirectory
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.places import PLATFORM
from bot.engine.engine import Engine
from bot.errors import PlatformRefused
from bot.ports import Mount
from bot.wording import discord as wording

DRAIN_SECONDS = 2.5
# Close codes of the gateway after which another try would end the same way.
REFUSING = {
    4004: wording.REFUSED,
    4010: wording.SHARDS,
    4011: wording.SHARDS,
    4013: wording.INTENTS,
    4014: wording.INTENTS,
}


class DiscordPlatform:
    """The bot on Discord."""

    name = PLATFORM
    mounts: Sequence[Mount] = ()

    def __init__(self, engine: Engine, token: str, *, api_base: str = "", gateway_url: str = "") -> None:
        wire.use_servers(api_base, gateway_url)
        self._engine, self._token = engine, token
        self._client: QuothClient | None = None
        self.messenger = DiscordMessenger(lambda: self._client)
        self.directory = DiscordDirectory(lambda: self._client)

    async def serve(self, ready: Callable[[], None]) -> None:
        """See the port. A client that was closed cannot be opened again, so each try has its own."""
        client = QuothClient(self._engine, self.messenger, ready)
        try:
            async with client:
                await client.login(self._token)
                self._client = client
                await client.connect()
        except discord.LoginFailure:
            raise PlatformRefused(wording.REFUSED) from None
        except discord.PrivilegedIntentsRequired:
            raise PlatformRefused(wording.INTENTS) from None
        except discord.Forbidden:
            raise PlatformRefused(wording.NO_SCOPE) from None
        except discord.ConnectionClosed as closed:
            if closed.code in REFUSING:
                raise PlatformRefused(REFUSING[closed.code]) from None
            raise
        finally:
            self._client = None

    def is_ready(self) -> bool:
        """See the port."""
        return self._client is not None and self._client.hears

    def is_admitted(self) -> bool:
        """See the port. Discord closes the gateway on a bot whose token is refused, and that ends `serve`."""
        return True

    async def close(self) -> None:
        """See the port. The gateway is left first: what comes in from now on goes to another process."""
        client = self._client
        if client is None:
            return
        await client.leave(DRAIN_SECONDS)
        with suppress(discord.HTTPException, OSError):
            await client.close()
