"""What `quoth doctor` says of Discord: whether the token is good, where the bot is, and the link that invites it."""

import asyncio

import aiohttp
import discord
from discord.utils import oauth_url

from adapters.discord import wire, wording
from bot.chat.messages import Mark
from bot.delivery.platform import Finding

SCOPES = ("bot", "applications.commands")
SECONDS = 20.0
# What the bot does in a server, and nothing that lets it manage anything.
RIGHTS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
    attach_files=True,
)


def invite(application_id: int) -> str:
    """The link that lets somebody add the bot to their server."""
    return oauth_url(application_id, permissions=RIGHTS, scopes=SCOPES)


async def examine(token: str, *, api_base: str = "") -> Finding:
    """Ask Discord who the token belongs to."""
    wire.use_servers(api_base, "")
    try:
        async with asyncio.timeout(SECONDS), discord.Client(intents=discord.Intents.none()) as client:
            await client.login(token)
            return _found(client)
    except discord.LoginFailure:
        return Finding(mark=Mark.WRONG, sentence=wording.REFUSED)
    except (discord.HTTPException, OSError, TimeoutError, aiohttp.ClientError):
        return Finding(mark=Mark.WRONG, sentence=wording.UNREACHABLE)


def _found(client: discord.Client) -> Finding:
    application, user = client.application, client.user
    assert application is not None
    assert user is not None
    if application.bot_require_code_grant:
        return Finding(mark=Mark.WRONG, sentence=wording.CODE_GRANT)
    servers = application.approximate_guild_count or 0
    return Finding(mark=Mark.RIGHT, sentence=wording.let_in(user.name, servers, invite(application.id)))
