"""Who is in a guild: roles from the guild itself, members asked for one by one (no privileged intent is needed)."""

import re
from collections.abc import Callable

import discord
from typing_extensions import override

from bot.chat.directories import Directory
from bot.chat.incoming import Place
from bot.chat.principals import Principal
from content.text import clean

# Discord's code for a message that is not there.
UNKNOWN_MESSAGE = 10008
# For somebody who is no member any more, or whose account is deleted.
GONE = (10007, 10013)
_ROLE = re.compile(r"<@&(\d{1,20})>")
_MEMBER = re.compile(r"<@!?(\d{1,20})>|(\d{15,20})")


class DiscordDirectory(Directory):
    """Who is in a Discord server. `client` is the connected one, None between connections."""

    def __init__(self, client: Callable[[], discord.Client | None]) -> None:
        self._client = client

    @override
    async def find(self, place: Place, word: str) -> Principal | None:
        """The role that everybody has is nobody's; a bot cannot manage."""
        client = self._client()
        guild = client.get_guild(int(place.workspace)) if client and place.workspace.isdigit() else None
        if guild is None:
            return None
        role, member = _ROLE.fullmatch(word), _MEMBER.fullmatch(word)
        found = guild.get_role(int(role[1])) if role else None
        if member and (named := guild.get_role(int(member[1] or member[2]))):
            found = named
        if found is not None:
            return None if found.is_default() else Principal(str(found.id), clean(found.name), is_group=True)
        return await _member(guild, int(member[1] or member[2])) if member else None

    @override
    async def groups_of(self, place: Place, user_id: str) -> frozenset[str]:
        """Interactions bring along the roles of whoever speaks."""
        return frozenset()

    @override
    async def confines(self, place: Place) -> str:
        """A private thread to itself, a channel that @everyone does not see to the channel."""
        client = self._client()
        guild = client.get_guild(int(place.workspace)) if client and place.workspace.isdigit() else None
        thread = guild.get_thread(int(place.thread)) if guild and place.thread.isdigit() else None
        if place.thread and (thread is None or thread.is_private()):
            return place.thread
        channel = guild.get_channel(int(place.channel)) if guild and place.channel.isdigit() else None
        if guild is None or channel is None:
            return place.channel
        return "" if channel.permissions_for(guild.default_role).view_channel else place.channel

    @override
    async def is_shared(self, place: Place) -> bool:
        """A server is read by its members alone."""
        return False

    @override
    async def is_there(self, place: Place, user_id: str) -> bool | None:
        """Members are asked for one by one, whichever process hears their server; nothing is known of one that the bot
        is not in.
        """
        client = self._client()
        if client is None or not (place.workspace.isdigit() and user_id.isdigit()):
            return None
        try:
            await client.http.get_member(int(place.workspace), int(user_id))
        except discord.NotFound as error:
            return False if error.code in GONE else None
        except (discord.HTTPException, OSError):
            return None
        return True

    @override
    async def link_to(self, place: Place, message: str) -> str | None:
        """By its ids; the message is asked for, and where nobody may look it stands."""
        client, channel = self._client(), place.thread or place.channel
        if client is not None and channel.isdigit() and message.isdigit():
            try:
                await client.http.get_message(int(channel), int(message))
            except discord.NotFound as error:
                if error.code == UNKNOWN_MESSAGE:
                    return None
            except (discord.HTTPException, OSError):
                pass
        server = place.workspace if place.workspace.isdigit() else "@me"
        return f"https://discord.com/channels/{server}/{channel}/{message}"


async def _member(guild: discord.Guild, user_id: int) -> Principal | None:
    try:
        member = await guild.fetch_member(user_id)
    except discord.HTTPException:
        return None
    return None if member.bot else Principal(str(member.id), clean(member.display_name))
