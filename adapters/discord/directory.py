"""Who is in a guild: roles from the guild itself, members asked for one by one (no privileged intent is needed)."""

import re
from collections.abc import Callable

import discord
from typing_extensions import override

from bot.chat.directories import Directory
from bot.chat.incoming import Place
from bot.chat.principals import Principal
from content.text import clean

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


async def _member(guild: discord.Guild, user_id: int) -> Principal | None:
    try:
        member = await guild.fetch_member(user_id)
    except discord.HTTPException:
        return None
    return None if member.bot else Principal(str(member.id), clean(member.display_name))
