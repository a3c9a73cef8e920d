"""What `quoth doctor` says of Discord: whether the token is good, where the bot is, and the link that invites it."""

import asyncio
import time
from collections.abc import Sequence

import aiohttp
import discord
from discord.http import Route
from discord.utils import oauth_url

from adapters.clocks import compared
from adapters.discord import wire, wording
from adapters.discord.scheduled import examine_places
from bot.chat.incoming import Place
from bot.chat.messages import Mark
from bot.delivery.platform import Finding

SCOPES = ("bot", "applications.commands")
SECONDS, EACH = 20.0, 1.0
# Discord cannot be reached; discord.py stumbles where something else answers in its place.
AWAY = (discord.HTTPException, OSError, TimeoutError, aiohttp.ClientError, TypeError, KeyError, ValueError)
_NONE = discord.Intents.none()
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


async def examine(token: str, *, api_base: str = "", places: Sequence[Place] = ()) -> list[Finding]:
    """Ask Discord who the token belongs to, what time it is there, and whether these places can be posted to."""
    wire.use_servers(api_base, "")
    found: list[Finding] = []
    try:
        async with asyncio.timeout(SECONDS + EACH * len(places)), discord.Client(intents=_NONE) as client:
            await client.login(token)
            found.append(_found(client))
            found += await _clock()
            return found + await examine_places(client, places)
    except discord.LoginFailure:
        return [Finding(mark=Mark.WRONG, sentence=wording.REFUSED)]
    except AWAY:
        return [*found, Finding(mark=Mark.WRONG, sentence=wording.UNREACHABLE)]


async def _clock() -> list[Finding]:
    """Any answer tells the time; this one needs no token."""
    asked = time.time()
    async with aiohttp.ClientSession() as session, session.get(f"{Route.BASE}/gateway") as answer:
        return compared("Discord", answer.headers, asked)


def _found(client: discord.Client) -> Finding:
    application, user = client.application, client.user
    assert application is not None
    assert user is not None
    if application.bot_require_code_grant:
        return Finding(mark=Mark.WRONG, sentence=wording.CODE_GRANT)
    servers = application.approximate_guild_count or 0
    return Finding(mark=Mark.RIGHT, sentence=wording.let_in(user.name, servers, invite(application.id)))
