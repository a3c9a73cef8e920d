"""Answers to a person: by the address that came with what they did, else by a private message in the channel."""

import asyncio
import logging
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import wording
from adapters.slack.directs import is_direct
from adapters.slack.incoming import Origin
from adapters.slack.names import Names
from adapters.slack.outgoing import Message, render
from adapters.slack.pacer import Pacer
from adapters.slack.trouble import FAILURES, code_of, patience, seconds_asked
from adapters.slack.views import modal
from bot.chat.forms import Form
from bot.chat.messages import File, Mark, Notice, Reply

TRIES = 3
_log = logging.getLogger(__name__)


class Replier:
    """Sends direct replies. What cannot be delivered is logged without its words; nobody else is waiting for it."""

    def __init__(self, client: AsyncWebClient, http: aiohttp.ClientSession, pacer: Pacer, names: Names) -> None:
        self._client, self._http, self._pacer, self._names = client, http, pacer, names

    async def privately(self, came: Origin, reply: Reply, *, instead: bool = False) -> None:
        """To that person alone; `instead` of the private message that was pressed."""
        message = render(reply, self._names.prefix)
        body: dict[str, Any] = {"response_type": "ephemeral", "replace_original": instead}
        if not await self._by_url(came, message, body):
            await self._by_call(came, message)

    async def hand_over(self, came: Origin, file: File) -> None:
        """A file, into their direct messages with the bot: Slack knows none that one person alone sees in a channel."""
        said = render(file, self._names.prefix)
        try:
            told = await self._client.chat_postMessage(channel=came.user_id, text=said.text, blocks=said.blocks)
        except FAILURES as error:
            _log.warning("a file was not announced on Slack: %s", type(error).__name__)
            await self.privately(came, Notice(text=wording.FILE_FAILED, mark=Mark.REFUSED))
            return
        try:
            await self._client.files_upload_v2(channel=told["channel"], filename=file.name, file=file.data)
        except FAILURES as error:
            code = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
            _log.warning("a file was not taken by Slack: %s", code)
            await self._try(self._client.chat_delete(channel=told["channel"], ts=told["ts"]))
            why = wording.file_barred() if code == "missing_scope" else wording.FILE_FAILED
            await self.privately(came, Notice(text=why, mark=Mark.REFUSED))
            return
        if not came.place.user_id and told["channel"] != came.place.channel:
            await self.privately(came, Notice(text=wording.FILE_SENT, mark=Mark.RIGHT))

    async def publicly(self, came: Origin, reply: Reply) -> None:
        """To everybody in the place."""
        message = render(reply, self._names.prefix)
        body: dict[str, Any] = {"response_type": "in_channel", "replace_original": False}
        async with self._pacer.turn(came.place.workspace, came.place.channel, answer=True):
            if await self._by_url(came, message, body):
                return
            call = self._client.chat_postMessage(
                channel=came.place.user_id or came.place.channel, thread_ts=came.place.thread or None,
                text=message.text, blocks=message.blocks, unfurl_links=False, unfurl_media=False,
            )  # fmt: skip
            await self._try(call)

    async def form(self, came: Origin, form: Form) -> bool:
        """Open a form; False when its three seconds are over."""
        view = modal(form, came, self._names.prefix)
        return await self._try(self._client.views_open(trigger_id=came.trigger, view=view))

    async def _by_url(self, came: Origin, message: Message, body: dict[str, Any]) -> bool:
        if not came.url:
            return False
        payload = {**body, "text": message.text, "blocks": message.blocks}
        if came.place.thread:
            payload["thread_ts"] = came.place.thread
        for _ in range(TRIES):
            try:
                async with self._http.post(came.url, json=payload) as answer:
                    if answer.status == 200:
                        return True
                    if answer.status != 429:
                        _log.warning("an answer was not taken by Slack: HTTP %s", answer.status)
                        return False
                    await asyncio.sleep(seconds_asked(answer.headers))
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                _log.warning("an answer did not reach Slack: %s", type(error).__name__)
                return False
        return False

    async def _by_call(self, came: Origin, message: Message) -> None:
        """Where no address came along: an ephemeral message in the channel, a direct one where there is no channel."""
        if came.place.user_id or is_direct(came.place.channel):
            # The bot may not be in a conversation of two; by the user's id it is always its own.
            call = self._client.chat_postMessage(
                channel=came.place.user_id or came.user_id, text=message.text, blocks=message.blocks
            )
        else:
            call = self._client.chat_postEphemeral(
                channel=came.place.channel, user=came.user_id, thread_ts=came.place.thread or None,
                text=message.text, blocks=message.blocks,
            )  # fmt: skip
        await self._try(call)

    async def _try(self, call: Any) -> bool:
        try:
            await call
        except FAILURES as error:
            code = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
            if isinstance(error, SlackApiError) and patience(error) is not None:
                code = "ratelimited"
            _log.warning("an answer was not taken by Slack: %s", code)
            return False
        return True
