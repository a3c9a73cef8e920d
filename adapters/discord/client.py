"""The client: what discord.py hears is handed on; it keeps no members, no presences and no messages."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from typing_extensions import override

from adapters.discord import commands, flight, wire, wording
from adapters.discord.interactions import InteractionHandler
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.places import PLATFORM, problem_in, shard_of
from adapters.discord.shards import ShardedClient
from bot.app.catalogue import MESSAGE_MENUS
from bot.app.engine import Engine
from bot.chat.incoming import Place
from bot.chat.messages import Notice
from bot.delivery.shards import Tenure
from bot.errors import DeliveryError, StorageError
from bot.workspace.welcome import arrival

# A longer wait for a rate limit than this is left to the outbox.
RATE_LIMIT_SECONDS = 30.0
# Nothing waits for all guilds to be known: interactions bring along what they need.
READY_SECONDS = 0.5
NONCE = 25
_log = logging.getLogger(__name__)


class QuothClient(ShardedClient):
    """The bot for the shards that `tenure` holds. `ready` is called whenever all of them are up."""

    def __init__(
        self, engine: Engine, messenger: DiscordMessenger, ready: Callable[[], None], *, shards: int | None = None,
        tenure: Tenure | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            ready,
            tenure,
            # No privileged intent: interactions bring along everything that is needed.
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=RATE_LIMIT_SECONDS,
            guild_ready_timeout=READY_SECONDS,
            shard_count=shards,
            http_trace=flight.trace(lambda seconds: engine.services.metrics.waited(PLATFORM, seconds)),
        )
        self._engine, self._messenger = engine, messenger
        self._desk = InteractionHandler(engine)
        self._serving: set[asyncio.Task[None]] = set()

    async def setup_hook(self) -> None:
        """Tell Discord the commands if it knows others."""
        ours = commands.payloads(self._engine.registry, MESSAGE_MENUS)
        try:
            if commands.differ(ours, await wire.commands(self)):
                await wire.put_commands(self, ours)
        except (discord.RateLimited, discord.DiscordServerError, OSError) as error:
            _log.warning("commands were not registered, the known ones go on: %s", type(error).__name__)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A command, a press, a form or typing; another process answers what came when the lease had ended."""
        if not self.holds:
            return
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            await self._desk.serve(interaction)
        finally:
            self._serving.discard(task)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say what to do next, where the bot may write; where that is nowhere, tell the guild's owner directly."""
        await self._noted(self._engine.whereabouts.is_back(f"{PLATFORM}:{guild.id}"))
        channel = _first_channel(guild)
        if channel is not None:
            place = Place(platform=PLATFORM, workspace=str(guild.id), channel=str(channel.id))
            if await self._told(place, await arrival(self._engine.services, place), f"hello-{guild.id}"):
                return
        # Who invited the bot is told to nobody without further rights; the owner can always mend it.
        owner = Place.of_user(PLATFORM, str(guild.id), str(guild.owner_id))
        if not await self._told(owner, wording.nowhere(guild.name), f"barred-{guild.id}"):
            _log.warning("%s", wording.nobody_told(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed there; what is kept of that place goes after its time."""
        await self._noted(self._engine.whereabouts.left(f"{PLATFORM}:{guild.id}"))

    async def _noted(self, note: Coroutine[Any, Any, None]) -> None:
        """What cannot be kept now is told by the next start."""
        try:
            await note
        except StorageError as trouble:
            _log.warning("who is there could not be written down: %s", trouble)

    async def _told(self, place: Place, notice: Notice, nonce: str) -> bool:
        try:
            await self._messenger.post(place, notice, nonce[:NONCE])
        except DeliveryError as error:
            _log.info("%s was not sent: %s", nonce, error)
            return False
        return True

    @override
    async def on_shard_ready(self, shard_id: int) -> None:
        """Discord told every guild there is of that shard, those too that are away for now."""
        await super().on_shard_ready(shard_id)
        count = self.shard_count or 1
        there = {str(guild.id) for guild in self.guilds if shard_of(guild.id, count) == shard_id}
        await self._noted(
            self._engine.whereabouts.is_in(PLATFORM, there, lambda guild_id: shard_of(guild_id, count) == shard_id)
        )

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        """Log what went wrong, never what was said."""
        _log.exception("handling %s failed", event_method)

    async def leave_gateway(self) -> None:
        """Hear nothing any more."""
        await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()), return_exceptions=True)

    async def finish(self, seconds: float) -> None:
        """Let interactions that are being answered come to their end."""
        if self._serving:
            await asyncio.wait(self._serving, timeout=seconds)


def _first_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """The channel for system messages, else the first where the bot may write."""
    usual = [guild.system_channel] if guild.system_channel else []
    for channel in [*usual, *guild.text_channels]:
        if problem_in(channel.permissions_for(guild.me), thread=False)[0] is None:
            return channel
    return None
