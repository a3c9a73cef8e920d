"""Everything of discord.py that has no public name, in one place: raw payloads out, and where the servers are.

Payloads are sent as they are, not as discord.py's views: a view needs a running loop to be built and stays in memory
for every message that shows one. All requests still go through discord.py's clients, which keep the rate limits.
"""

import asyncio
import json
import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
import yarl
from discord import AutoShardedClient, Client, File, HTTPException, Interaction, VoiceClient
from discord.gateway import DiscordWebSocket
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import async_context

from adapters.discord.payload import Payload

ASKED_BY_GUILD, ASKED_BY_USER = 0, 1
HISTORY = 100
# Discord's code for an interaction that was acknowledged before.
TAKEN = 40060


# Nobody has to be told at every start that a quote bot does not sing.
VoiceClient.warn_nacl = VoiceClient.warn_dave = False


class Garbled(OSError):
    """Something in between answered in Discord's place, a page for people say: nobody knows what was done."""


_from_client, _identify = DiscordWebSocket.from_client, DiscordWebSocket.identify
# A connection that is given up is let go of in so long.
CLOSE_SECONDS = 1.0


async def _identify_or_close(socket: DiscordWebSocket) -> None:
    """discord.py would leave one open that is given up while it waits for its turn, and its thread with it."""
    try:
        await _identify(socket)
    except BaseException:
        with suppress(TimeoutError):
            await asyncio.wait_for(socket.close(), CLOSE_SECONDS)
        raise


DiscordWebSocket.identify = _identify_or_close  # type: ignore[assignment, method-assign]


def use_servers(api_base: str, gateway_url: str) -> None:
    """Talk to these servers from now on, whatever they say of other gateways; "" leaves Discord's own."""
    if api_base:
        Route.BASE = api_base
    if not gateway_url:
        return
    gateway = DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)

    async def pinned(client: Client, **options: Any) -> DiscordWebSocket:
        return await _from_client(client, **{**options, "gateway": gateway})

    DiscordWebSocket.from_client = pinned  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class Gateway:
    """What Discord says of its gateway: how many shards it wants, and of how many a session may begin at once."""

    url: yarl.URL
    shards: int
    concurrency: int


async def gateway(client: Client) -> Gateway:
    """Ask Discord. Raises GatewayNotFound."""
    shards, url, limits = await client.http.get_bot_gateway()
    return Gateway(yarl.URL(url), max(1, shards), max(1, limits["max_concurrency"]))


def count_shards(client: AutoShardedClient, count: int, numbers: Sequence[int]) -> None:
    """Of how many shards there are the client holds these."""
    client.shard_count = client._connection.shard_count = count  # noqa: SLF001
    client._connection.shard_ids = list(numbers)  # noqa: SLF001


def owners(interaction: Interaction) -> Mapping[int, int]:
    """Whose installation made the interaction possible: the guild's (0), the user's (1), as ids."""
    return {kind: int(owner) for kind, owner in interaction._integration_owners.items()}  # noqa: SLF001


def roles(interaction: Interaction) -> frozenset[str]:
    """The ids of the roles that whoever speaks has there; known without the guild's own list of roles."""
    return frozenset(str(role) for role in getattr(interaction.user, "_roles", ()))


async def respond(interaction: Interaction, kind: int, data: Payload | None = None) -> None:
    """The first answer to an interaction; Discord takes it for three seconds and once.

    discord.py sends it again after an error of Discord's: where the first one was taken all the same, it stands.
    """
    payload: Payload = {"type": kind} if data is None else {"type": kind, "data": data}
    session: Any = _CountingSession(interaction._session)  # noqa: SLF001
    try:
        await async_context.get().create_interaction_response(
            interaction.id, interaction.token, session=session,
            params=MultipartParameters(payload=payload, multipart=None, files=None),
        )  # fmt: skip
    except HTTPException as error:
        if error.code != TAKEN or session.sent < 2:
            raise


class _CountingSession:
    """Sends by another session, and counts how often."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.sent = 0

    def request(self, *arguments: Any, **options: Any) -> Any:
        self.sent += 1
        return self._session.request(*arguments, **options)


@dataclass(frozen=True, slots=True)
class AnsweredInteraction:
    """An interaction that was acknowledged: for fifteen minutes its answers can be edited."""

    application: int
    token: str = field(repr=False)
    session: Any = field(repr=False)


def answered(interaction: Interaction) -> AnsweredInteraction:
    """What is needed to answer it later."""
    return AnsweredInteraction(interaction.application_id, interaction.token, interaction._session)  # noqa: SLF001


async def complete(to: AnsweredInteraction, message: Payload, file: bytes | None = None) -> None:
    """Show the message in the place of the first answer; with what is in the file that its attachments name."""
    if file is None:
        await async_context.get().edit_original_interaction_response(
            to.application, to.token, session=to.session, payload=message
        )
        return
    sent = File(BytesIO(file), message["attachments"][0]["filename"])
    parts: list[dict[str, Any]] = [
        {"name": "payload_json", "value": json.dumps(message)},
        {"name": "files[0]", "value": sent.fp, "filename": sent.filename, "content_type": "application/octet-stream"},
    ]
    await async_context.get().edit_original_interaction_response(
        to.application, to.token, session=to.session, multipart=parts, files=[sent]
    )


async def withdraw(to: AnsweredInteraction) -> None:
    """Take the first answer back."""
    await async_context.get().delete_original_interaction_response(to.application, to.token, session=to.session)


async def follow(to: AnsweredInteraction, message: Payload) -> None:
    """One more message to who asked."""
    await async_context.get().execute_webhook(to.application, to.token, session=to.session, payload=message, wait=True)


async def seconds_asked(refused: HTTPException, otherwise: float) -> float:
    """How long a 429 asks to wait, in its header or body; `otherwise` where it says nothing that is a number."""
    try:
        seconds = float(refused.response.headers.get("Retry-After") or await _told(refused))
    except ValueError:
        return otherwise
    return seconds if math.isfinite(seconds) and seconds >= 0 else otherwise


async def _told(refused: HTTPException) -> str:
    """What the body says, which discord.py has read already and does not hand on."""
    if not isinstance(refused.response, aiohttp.ClientResponse):
        return ""
    body = await refused.response.json(content_type=None)
    return str(body.get("retry_after", "")) if isinstance(body, dict) else ""


async def fetch(client: Client, address: str) -> bytes:
    """A file somebody handed over. No token goes along."""
    return await client.http.get_from_cdn(address)


async def commands(client: Client) -> list[Payload]:
    """The commands Discord knows of us."""
    found: list[Any] = await client.http.get_global_commands(_application(client))
    return found


async def put_commands(client: Client, payloads: list[Payload]) -> None:
    """Replace them all; those that are the same keep their ids."""
    await client.http.bulk_upsert_global_commands(_application(client), payloads)


async def send(client: Client, channel: str, message: Payload) -> Payload:
    """A new message."""
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
    return await _asked(client, route, json=message)


async def change(client: Client, channel: str, message_id: str, message: Payload) -> None:
    """Another content for a message of ours."""
    route = Route("PATCH", "/channels/{channel_id}/messages/{message_id}", channel_id=channel, message_id=message_id)
    await _asked(client, route, json=message)


async def delete(client: Client, channel: str, message_id: str) -> None:
    """Take a message of ours away."""
    route = Route("DELETE", "/channels/{channel_id}/messages/{message_id}", channel_id=channel, message_id=message_id)
    await client.http.request(route)


async def recent(client: Client, channel: str) -> list[Payload]:
    """The last hundred messages of a channel, newest first."""
    route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
    found = await client.http.request(route, params={"limit": HISTORY})
    if not isinstance(found, list):
        raise Garbled
    return found


async def was_written_in(client: Client, channel: str) -> bool:
    """Whether a message ever stood there, which is told to whoever sees the channel."""
    found = await client.http.request(Route("GET", "/channels/{channel_id}", channel_id=channel))
    if not isinstance(found, dict):
        raise Garbled
    return found.get("last_message_id") is not None


async def open_thread(client: Client, channel: str, message_id: str, name: str) -> None:
    """A thread that hangs on a message and has its id; a second one for the same message is refused."""
    route = Route(
        "POST", "/channels/{channel_id}/messages/{message_id}/threads", channel_id=channel, message_id=message_id
    )
    await _asked(client, route, json={"name": name})


async def put_away(client: Client, thread: str, *, away: bool) -> None:
    """Archive a thread, or fetch it back."""
    await _asked(client, Route("PATCH", "/channels/{channel_id}", channel_id=thread), json={"archived": away})


async def direct_channel(client: Client, user_id: str) -> str:
    """The channel where one user is written to."""
    opened: Any = await client.http.start_private_message(int(user_id))
    if not isinstance(opened, dict):
        raise Garbled
    return str(opened["id"])


async def _asked(client: Client, route: Route, **options: Any) -> Payload:
    """What Discord answers, which is an object with an id. Raises Garbled."""
    answer: Any = await client.http.request(route, **options)
    if not (isinstance(answer, dict) and "id" in answer):
        raise Garbled
    return answer


def _application(client: Client) -> int:
    if client.application_id is None:
        raise RuntimeError("the client has not logged in")
    return client.application_id
