"""What `quoth doctor` says of Slack: whether the tokens are good, who the bot is there, which rights are missing."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.clocks import compared
from adapters.slack import wording
from adapters.slack.manifest import SCOPES
from adapters.slack.scheduled import examine_places
from adapters.slack.trouble import FAILURES, code_of
from bot.chat.incoming import Place
from bot.chat.messages import Mark
from bot.delivery.platform import Finding
from bot.errors import QuothError
from bot.installations.model import Installation
from bot.installations.register import Register
from bot.installations.rotation import unreadable

SECONDS, EACH = 20.0, 1.0
NO_CODE = "none"


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


async def examine_app(
    client_id: str, client_secret: str, address: str, app_token: str = "", *, api: str = ""
) -> list[Finding]:
    """The same of an app that workspaces add and come back from at `address`: whether Slack knows it, and the time."""
    base = f"{api}/" if api else AsyncWebClient.BASE_URL
    try:
        async with asyncio.timeout(SECONDS), aiohttp.ClientSession() as session:
            client = AsyncWebClient(session=session, base_url=base)
            return [*await _app(client, client_id, client_secret, address), *await _way_in(client, app_token)]
    except FAILURES:
        return [Finding(mark=Mark.WRONG, sentence=wording.UNREACHABLE)]


async def examine_many(
    register: Register, address: str, *, api: str = "", places: Sequence[Place] = ()
) -> list[Finding]:
    """How many workspaces added the bot at `address`, whose tokens cannot be read, and whether these places can be
    posted to; Slack is asked only about workspaces of theirs. Raises StorageError.
    """
    there = [kept for kept in await register.all() if kept.is_there]
    found = [Finding(mark=Mark.RIGHT, sentence=wording.many_there(len(there), address))]
    wrong = unreadable(there, register.keys)
    found += [Finding(mark=Mark.WRONG, sentence=f"Slack: {each}") for each in wrong]
    base = f"{api}/" if api else AsyncWebClient.BASE_URL
    try:
        async with asyncio.timeout(SECONDS + EACH * len(places)), aiohttp.ClientSession() as session:
            told = [
                await _in_workspace(register, kept, AsyncWebClient(session=session, base_url=base), address, mine)
                for kept in there
                if (mine := [p for p in places if p.workspace_id == kept.about.workspace_id and not p.user_id])
            ]
    except FAILURES:
        return [*found, Finding(mark=Mark.WRONG, sentence=wording.UNREACHABLE)]
    closed = [finding for findings in told for finding in findings]
    count = sum(place.workspace_id in {kept.about.workspace_id for kept in there} for place in places)
    return [*found, *(closed or _all_open(count))]


async def _in_workspace(
    register: Register, kept: Installation, client: AsyncWebClient, address: str, places: Sequence[Place]
) -> list[Finding]:
    """What stands against posting in these places of one that added the bot."""
    try:
        client.token = register.keys.open(kept).bot
    except QuothError:
        return []  # told already
    about = kept.about
    lost = partial(wording.lost_one, about.name, address)
    answer, found = await _asked(client, lost)
    if answer is not None:
        found += await examine_places(client, about.workspace_id.partition(":")[2], places)
    return [replace(f, sentence=f"{about.name}: {f.sentence}") for f in found if f.mark is Mark.WRONG]


def _all_open(count: int) -> list[Finding]:
    return [Finding(mark=Mark.RIGHT, sentence=wording.all_open(count))] if count else []


async def _app(client: AsyncWebClient, client_id: str, client_secret: str, address: str) -> list[Finding]:
    """By a code that nobody was given: Slack says first what it thinks of who asks."""
    asked = time.time()
    try:
        answer: Any = await client.oauth_v2_access(
            client_id=client_id, client_secret=client_secret, code=NO_CODE, redirect_uri=address
        )
    except SlackApiError as error:
        code, answer = code_of(error), error.response
        if not code:
            raise
        if code in wording.UNKNOWN_APP:
            return [Finding(mark=Mark.WRONG, sentence=wording.UNKNOWN_APP[code])]
    return [Finding(mark=Mark.RIGHT, sentence=wording.KNOWN_APP), *compared("Slack", answer.headers, asked)]


async def _asked(
    client: AsyncWebClient, refused: Callable[[str], str] = wording.refused
) -> tuple[AsyncSlackResponse | None, list[Finding]]:
    """Who the token belongs to, None for nobody, and what is wrong with it."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        if not code_of(error):
            raise
        return None, [Finding(mark=Mark.WRONG, sentence=refused(code_of(error)))]
    missing = not_granted(answer.headers.get("x-oauth-scopes", ""))
    return answer, [Finding(mark=Mark.WRONG, sentence=wording.not_granted(missing))] if missing else []


async def _bot(client: AsyncWebClient, places: Sequence[Place]) -> list[Finding]:
    asked = time.time()
    answer, wrong = await _asked(client)
    if answer is None:
        return wrong
    known = Finding(mark=Mark.RIGHT, sentence=wording.known(answer["user"], answer["team"]))
    found = [known, *wrong, *compared("Slack", answer.headers, asked)]
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
