"""Who is in a workspace: people by users.info, user groups by usergroups.list (scope usergroups:read), kept a while."""

import asyncio
import logging
import re
import time

import aiohttp
from cachetools import LRUCache, TTLCache
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from typing_extensions import override

from adapters.slack.directs import is_direct
from adapters.slack.trouble import code_of
from bot.chat.directories import Directory
from bot.chat.incoming import Place
from bot.chat.principals import Principal

FRESH_SECONDS = 600.0
CHANNELS, PATIENCE_SECONDS = 20_000, 2.0
# Conversations that people of other companies read, or will read from the beginning once they come in.
_SHARED = ("is_ext_shared", "is_pending_ext_shared")
# Those too that not everybody in the workspace may read.
_CLOSED = ("is_im", "is_mpim", *_SHARED)
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|([UW][A-Z0-9]{5,})")
_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>|(S[A-Z0-9]{5,})|@([\w.-]+)")
GONE = "message_not_found"
# Slack's words for a channel that the bot is not in, and for what it may not ask.
_NOT_SHOWN = ("channel_not_found", "missing_scope", "no_permission", "method_not_supported_for_channel_type")
_FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError)
_log = logging.getLogger(__name__)


class SlackDirectory(Directory):
    """Who is in a Slack workspace."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._groups: dict[str, tuple[Principal, str, frozenset[str]]] = {}
        self._fresh_until = 0.0
        # A channel may be made private: that is asked anew after a while.
        self._public: TTLCache[str, bool] = TTLCache(CHANNELS, FRESH_SECONDS)
        self._shared: TTLCache[str, bool] = TTLCache(CHANNELS, FRESH_SECONDS)
        self._names: TTLCache[str, str] = TTLCache(CHANNELS, FRESH_SECONDS)
        # What was so last, for when Slack does not answer.
        self._was_shared: LRUCache[str, bool] = LRUCache(CHANNELS)

    @override
    async def find(self, place: Place, word: str) -> Principal | None:
        """Who left, a bot and somebody of another workspace cannot manage."""
        if person := _PERSON.fullmatch(word):
            return await self._person(place, person[1] or person[2])
        if group := _GROUP.fullmatch(word):
            await self._read_groups()
            wanted = (group[1] or group[2], group[3])
            return next((p for p, handle, _ in self._groups.values() if p.id == wanted[0] or handle == wanted[1]), None)
        return None

    @override
    async def groups_of(self, place: Place, user_id: str) -> frozenset[str]:
        await self._read_groups()
        return frozenset(p.id for p, _, members in self._groups.values() if user_id in members)

    @override
    async def confines(self, place: Place) -> str:
        """Everything but a public channel to itself (conversations.info, scope channels:read)."""
        if place.channel not in self._public:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    told = (await self._client.conversations_info(channel=place.channel))["channel"]
            except _FAILURES:
                return place.channel
            if told.get("is_private") is not False or any(told.get(kind) for kind in _CLOSED):
                return place.channel
            self._public[place.channel] = True
        return ""

    @override
    async def is_shared(self, place: Place) -> bool | None:
        """By conversations.info. What Slack does not show to the bot counts as none; while it does not answer, a
        channel is what it was, and of one that was never looked at nobody can tell.
        """
        channel = place.channel
        if is_direct(channel):
            return False
        if channel not in self._shared:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    told = (await self._client.conversations_info(channel=channel))["channel"]
            except SlackApiError as error:
                if code_of(error) not in _NOT_SHOWN:
                    return self._was_shared.get(channel)
                told = {}
            except _FAILURES:
                return self._was_shared.get(channel)
            self._shared[channel] = self._was_shared[channel] = any(told.get(kind) for kind in _SHARED)
        return bool(self._shared[channel])

    @override
    async def is_there(self, place: Place, user_id: str) -> bool | None:
        """Who was deactivated is gone (users.info, scope users:read)."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return not (await self._client.users_info(user=user_id))["user"].get("deleted")
        except _FAILURES:
            return None

    @override
    async def link_to(self, place: Place, message: str) -> str | None:
        """As Slack gives it (chat.getPermalink needs no scope); "" where the bot may not ask."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                found = await self._client.chat_getPermalink(channel=place.channel, message_ts=message)
        except SlackApiError as error:
            return None if code_of(error) == GONE else ""
        except _FAILURES:
            return ""
        return str(found["permalink"])

    async def channel(self, channel_id: str) -> str:
        """What a channel is called; "" where Slack does not say it, and for one that not everybody may read."""
        if channel_id not in self._names:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    told = (await self._client.conversations_info(channel=channel_id))["channel"]
            except _FAILURES:
                return ""
            self._names[channel_id] = "" if told.get("is_private") is not False else str(told.get("name") or "")
        return str(self._names[channel_id])

    async def _person(self, place: Place, user_id: str) -> Principal | None:
        try:
            user = (await self._client.users_info(user=user_id))["user"]
        except _FAILURES:
            return None
        ours = user.get("team_id") in (None, place.workspace) or bool(user.get("enterprise_user"))
        if user.get("deleted") or user.get("is_bot") or not ours:
            return None
        profile = user.get("profile") or {}
        name = profile.get("display_name") or profile.get("real_name") or user.get("name")
        return Principal(str(user.get("id") or user_id), str(name or ""))

    async def _read_groups(self) -> None:
        if time.monotonic() < self._fresh_until:
            return
        try:
            answer = await self._client.usergroups_list(include_users=True)
        except _FAILURES as error:
            _log.warning("usergroups.list did not tell the user groups: %s", type(error).__name__)
            return
        self._fresh_until = time.monotonic() + FRESH_SECONDS
        self._groups = {
            group["id"]: (
                Principal(group["id"], str(group.get("handle") or group.get("name") or ""), is_group=True),
                str(group.get("handle") or ""), frozenset(group.get("users") or ()),
            )
            for group in answer.get("usergroups") or ()
        }  # fmt: skip
