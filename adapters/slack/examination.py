"""What `quoth doctor` says of Slack: whether the tokens are good, who the bot is there, which rights are missing."""

import asyncio
import time
from collections.abc import Sequence

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.clocks import compared
from adapters.slack import wording
from adapters.slack.manifest import SCOPES
from adapters.slack.scheduled import examine_places
from adapters.slack.trouble import FAILURES, code_of
from bot.chat.incoming import Place
from bot.chat.messages import Mark
from bot.delivery.platform import Finding
from bot.installations.register import Register
from bot.installations.rotating import unreadable

SECONDS, EACH = 20.0, 1.0


async def examine(bot_token: str, app_token: str = "", *, api: str = "", places: Sequence[Place] = ()) -> list[Finding]:
    """Ask Slack who the tokens belong to, what time it is there, and whether these places can be posted to; nothing is
    connected.
    """
    base = f"{api}/" if api else AsyncWebClient.BASE_URL
    try:
        async with asyncio.timeout(SECONDS + EACH * len(places)), aiohttp.ClientSession() as session:
            client = AsyncWebClient(token=bot_token, session=session, base_url=base)
            found = await _bot(client, places)
            # A token that is refused may be so for the same reason twice.
            return list(dict.fromkeys([*found, *(await _way_in(client, app_token))]))
    except FAILURES:
        return [Finding(mark=Mark.WRONG, sentence=wording.UNREACHABLE)]


async def examine_many(register: Register, address: str) -> list[Finding]:
    """How many workspaces added the bot, and whose tokens cannot be read; nobody is asked. Raises StorageError."""
    there = [kept for kept in await register.all() if kept.is_there]
    found = [Finding(mark=Mark.RIGHT, sentence=wording.many_there(len(there), address))]
    wrong = await unreadable(register.store, register.keys)
    return [*found, *(Finding(mark=Mark.WRONG, sentence=f"Slack: {each}") for each in wrong)]


async def _bot(client: AsyncWebClient, places: Sequence[Place]) -> list[Finding]:
    asked = time.time()
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        if not code_of(error):
            raise
        return [Finding(mark=Mark.WRONG, sentence=wording.refused(code_of(error)))]
    found = [Finding(mark=Mark.RIGHT, sentence=wording.known(answer["user"], answer["team"]))]
    if missing := not_granted(answer.headers.get("x-oauth-scopes", "")):
        found.append(Finding(mark=Mark.WRONG, sentence=wording.not_granted(missing)))
    found += compared("Slack", answer.headers, asked)
    return found + await examine_places(client, str(answer["team_id"]), places)


async def _way_in(client: AsyncWebClient, app_token: str) -> list[Finding]:
    if not app_token:
        return [Finding(mark=Mark.RIGHT, sentence=wording.BY_HTTP)]
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        code = code_of(error)
        if not code:
            raise
        return [Finding(mark=Mark.WRONG, sentence=wording.NO_CONNECTION.get(code) or wording.refused(code))]
    return [Finding(mark=Mark.RIGHT, sentence=wording.BY_SOCKET)]


def not_granted(scopes: str) -> list[str]:
    """The scopes that are used and not among those Slack lists; none when it lists nothing."""
    granted = {scope.strip() for scope in scopes.split(",") if scope.strip()}
    return [scope for scope in SCOPES if granted and scope not in granted]
