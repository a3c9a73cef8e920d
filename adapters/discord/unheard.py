"""What stands against posting in a server of which the gateway tells this process nothing: Discord itself is asked."""

import discord

from adapters.discord.places import problem_in
from bot.chat.incoming import Place, Problem


async def barred(client: discord.Client, place: Place) -> Problem | None:
    """The same as where the server is heard; None also where Discord does not say."""
    assert client.user is not None
    try:
        guild = await client.fetch_guild(int(place.workspace), with_counts=False)
        me = await guild.fetch_member(client.user.id)
        channels = {channel.id: channel for channel in await guild.fetch_channels()}
    except (discord.NotFound, discord.Forbidden):
        return Problem.NOT_HERE
    except (discord.HTTPException, discord.RateLimited, OSError):
        return None
    channel = channels.get(int(place.channel)) if place.channel.isdigit() else None
    return Problem.GONE if channel is None else problem_in(channel.permissions_for(me), thread=bool(place.thread))[0]
