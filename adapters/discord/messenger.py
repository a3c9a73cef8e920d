"""The way out for posts: channel messages by the bot's own right, so no interaction's fifteen minutes end them."""

import json
import time
import zlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord
from cachetools import FIFOCache, LRUCache
from typing_extensions import override

from adapters.discord import flight, wire
from adapters.discord.markdown import unread
from adapters.discord.outgoing import render
from adapters.discord.payload import Payload
from adapters.discord.places import problem_in, shard_of
from adapters.discord.unheard import barred
from bot.chat.incoming import MessageRef, Place, Problem
from bot.chat.messages import Reply
from bot.delivery.platform import Messenger
from bot.errors import DeliveryError, DeliveryUnknown, MessageGone

# A request that is under way for so long is given up, and the outbox looks whether it arrived.
SECONDS = 10.0
RETRY_SECONDS = 5.0
# The token was reset: nothing works until somebody gives another one.
LOCKED_OUT_SECONDS = 60.0
DIRECT_CHANNELS = 1000
# Discord knows a nonce "for a few minutes"; after this one nobody counts on it.
NONCE_SECONDS, NONCES = 60.0, 1000
# "A thread has already been created for this message."
THREAD_STANDS = 160004
# "Thread is archived": what stands in it is not edited.
THREAD_IS_AWAY = 50083
THREAD_NAME = 100
# Somebody deleted it: the channel or thread, the message.
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
NOT_DISCORD = "something else answered in Discord's place"
T = TypeVar("T")


class DiscordMessenger(Messenger):
    """Sends through whichever client is connected at the moment."""

    def __init__(
        self, client: Callable[[], discord.Client | None], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client, self._clock = client, clock
        self._direct: LRUCache[str, str] = LRUCache(DIRECT_CHANNELS)
        # The first time counts, though a nonce is tried again.
        self._tried: FIFOCache[str, float] = FIFOCache(NONCES)

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Discord itself refuses a nonce for a few minutes; later the message is found by its mark."""
        message = {**_marked(render(reply), nonce), "nonce": nonce, "enforce_nonce": True}
        self._note(nonce)

        async def send(client: discord.Client) -> MessageRef:
            sent = await wire.send(client, await self._channel(client, place), message)
            return MessageRef(place=place, id=str(sent["id"]))

        return await self._try(send)

    @override
    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        message = render(reply)

        async def change(client: discord.Client) -> None:
            channel = await self._channel(client, ref.place)
            try:
                await wire.change(client, channel, ref.id, message)
            except discord.HTTPException as refused:
                if refused.code != THREAD_IS_AWAY:
                    raise
                await wire.put_away(client, channel, away=False)
                await wire.change(client, channel, ref.id, message)
                await wire.put_away(client, channel, away=True)

        await self._try(change)

    @override
    async def delete(self, ref: MessageRef) -> None:
        """What stands in a thread that was put away is fetched back for it."""

        async def take_away(client: discord.Client) -> None:
            channel = await self._channel(client, ref.place)
            try:
                await wire.delete(client, channel, ref.id)
            except discord.HTTPException as refused:
                if refused.code != THREAD_IS_AWAY:
                    raise
                await wire.put_away(client, channel, away=False)
                await wire.delete(client, channel, ref.id)
                await wire.put_away(client, channel, away=True)

        await self._try(take_away)

    @override
    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """Looks through the last hundred messages of the channel.

        Without the right to, Discord shows none and does not say so; then a nonce that it still knows is looked up by
        sending again, and any other is left alone. So it is where nobody here knows of rights, none is shown, and
        Discord says that something was written there.
        """
        may_look = self._may_look(place)
        if may_look is False:
            self._must_be_known(nonce)
            return None
        mark = _mark(nonce)

        async def look(client: discord.Client) -> MessageRef | None:
            channel = await self._channel(client, place)
            messages = await wire.recent(client, channel)
            for message in messages:
                if any(component.get("id") == mark for component in message.get("components", ())):
                    return MessageRef(place=place, id=str(message["id"]))
            if not messages and may_look is None and await wire.was_written_in(client, channel):
                self._must_be_known(nonce)
            return None

        return await self._try(look)

    @override
    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Discord gives a thread the id of the message it hangs on."""

        async def open_it(client: discord.Client) -> None:
            try:
                await wire.open_thread(
                    client, await self._channel(client, ref.place), ref.id, unread(name, THREAD_NAME)
                )
            except discord.HTTPException as refused:
                if refused.code != THREAD_STANDS:
                    raise

        await self._try(open_it)

    @override
    async def close_thread(self, place: Place) -> None:
        """Who opened a thread may archive it; where Discord does not let us, it does so by itself."""

        async def close_it(client: discord.Client) -> None:
            await wire.put_away(client, place.thread, away=True)

        await self._try(close_it)

    @override
    async def check(self, place: Place) -> Problem | None:
        """Reads what the gateway told about the channel; of guilds that another process hears Discord is asked."""
        client = self._client()
        if client is None or place.user_id or not place.workspace.isdigit():
            return None
        guild = client.get_guild(int(place.workspace))
        if guild is None:
            return Problem.NOT_HERE if _is_heard(client, int(place.workspace)) else await barred(client, place)
        channel = guild.get_channel(int(place.channel))
        if channel is None:
            return Problem.GONE
        return problem_in(channel.permissions_for(guild.me), thread=bool(place.thread))[0]

    def _may_look(self, place: Place) -> bool | None:
        """None where nobody here knows: another process hears what happens there."""
        channel = self._seen(place)
        if channel is None:
            return True if place.user_id or not place.workspace.isdigit() else None
        return channel.permissions_for(channel.guild.me).read_message_history

    def _must_be_known(self, nonce: str) -> None:
        """Raises DeliveryUnknown, unless sending again is harmless."""
        if not self._is_known(nonce):
            raise DeliveryUnknown("nobody can look whether it stands without Read Message History")

    def _seen(self, place: Place) -> discord.abc.GuildChannel | None:
        """The channel as the gateway told of it."""
        client = self._client()
        if client is None or place.user_id or not place.workspace.isdigit():
            return None
        guild = client.get_guild(int(place.workspace))
        return guild.get_channel(int(place.channel)) if guild else None

    def _note(self, nonce: str) -> None:
        """When it was tried first."""
        self._tried.setdefault(nonce, self._clock())

    def _is_known(self, nonce: str) -> bool:
        tried = self._tried.get(nonce)
        return tried is not None and self._clock() < tried + NONCE_SECONDS

    async def _channel(self, client: discord.Client, place: Place) -> str:
        user_id = place.user_id
        if not user_id:
            return place.thread or place.channel
        if user_id not in self._direct:
            self._direct[user_id] = await wire.direct_channel(client, user_id)
        return self._direct[user_id]

    async def _try(self, work: Callable[[discord.Client], Awaitable[T]]) -> T:
        client = self._client()
        if client is None:
            raise DeliveryError("not connected to Discord", retry_after=RETRY_SECONDS)
        try:
            return await flight.watched(work(client), SECONDS)
        except discord.RateLimited as limited:
            raise DeliveryError("too many messages for Discord", retry_after=limited.retry_after) from limited
        except discord.HTTPException as refused:
            raise await _as_delivery_error(refused) from refused
        except wire.Garbled as garbled:
            raise DeliveryUnknown(NOT_DISCORD, retry_after=RETRY_SECONDS) from garbled
        except (OSError, TimeoutError, aiohttp.ClientError, json.JSONDecodeError) as lost:
            raise DeliveryUnknown(f"{type(lost).__name__} while sending", retry_after=RETRY_SECONDS) from lost


def _is_heard(client: discord.Client, guild_id: int) -> bool:
    """Whether that guild's shard is connected here."""
    return (
        isinstance(client, discord.AutoShardedClient) and shard_of(guild_id, client.shard_count or 1) in client.shards
    )


async def _as_delivery_error(refused: discord.HTTPException) -> DeliveryError:
    """A 429 waits its own time, and only a 401 locks out."""
    reason = f"Discord answered {refused.status} (code {refused.code})"
    if refused.status >= 500:
        return DeliveryUnknown(reason, retry_after=RETRY_SECONDS)
    if refused.code == UNKNOWN_MESSAGE:
        return MessageGone(reason)
    if refused.status == 429:
        return DeliveryError(reason, retry_after=await wire.seconds_asked(refused, RETRY_SECONDS))
    if refused.status == 401:
        return DeliveryError(reason, retry_after=LOCKED_OUT_SECONDS)
    return DeliveryError(reason, retry_after=None, place_gone=refused.code == UNKNOWN_CHANNEL)


def _marked(message: Payload, nonce: str) -> Payload:
    """The message with the nonce's mark on its first component, which Discord keeps as long as the message."""
    first, *rest = message["components"]
    return {**message, "components": [{**first, "id": _mark(nonce)}, *rest]}


def _mark(nonce: str) -> int:
    """The nonce as a component's id, which is a positive number of 31 bits."""
    return zlib.crc32(nonce.encode()) >> 1 | 1
