"""Whether something can be posted where it is scheduled, asked of Discord without its gateway: for `quoth doctor`."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import discord

from adapters.discord import wording
from adapters.discord.places import problem_in
from bot.chat.incoming import Place, Problem
from bot.chat.messages import Mark
from bot.delivery.platform import Finding


async def examine_places(client: discord.Client, places: Sequence[Place]) -> list[Finding]:
    """One finding for each place that is closed, or one for all that are open. Raises discord.HTTPException."""
    ordered = sorted((p for p in places if p.workspace.isdecimal() and not p.user_id), key=lambda p: p.workspace)
    wrong: list[str] = []
    for guild_id, there in groupby(ordered, key=lambda p: p.workspace):
        wrong += await _in_guild(client, int(guild_id), list(there))
    if ordered and not wrong:
        return [Finding(mark=Mark.RIGHT, sentence=wording.all_open(len(ordered)))]
    return [Finding(mark=Mark.WRONG, sentence=sentence) for sentence in wrong]


async def _in_guild(client: discord.Client, guild_id: int, places: Sequence[Place]) -> list[str]:
    assert client.user is not None
    try:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        me = await guild.fetch_member(client.user.id)
        channels = {channel.id: channel for channel in await guild.fetch_channels()}
    except (discord.NotFound, discord.Forbidden):
        return [wording.not_in(guild_id, len(places))]
    return list(_closed(guild, me, channels, places))


def _closed(
    guild: discord.Guild,
    me: discord.Member,
    channels: Mapping[int, discord.abc.GuildChannel],
    places: Sequence[Place],
) -> Iterator[str]:
    for place in places:
        channel = channels.get(int(place.channel))
        if channel is None:
            yield wording.channel_gone(place.channel, guild.name)
            continue
        problem, lacking = problem_in(channel.permissions_for(me), thread=bool(place.thread))
        if problem is Problem.NOT_ALLOWED:
            yield wording.channel_closed(channel.name, guild.name, lacking)
