"""The way out to Slack: paced, never sent twice by a library, looked for by its metadata where allowed."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from typing_extensions import override

from adapters.slack.admission import Admission
from adapters.slack.directs import is_direct
from adapters.slack.finder import Finder
from adapters.slack.names import Names
from adapters.slack.outgoing import render
from adapters.slack.pacer import Pacer
from adapters.slack.trouble import FAILURES, PROBLEMS, code_of, delivery_error, patience
from bot.chat.incoming import MessageRef, Place, Problem
from bot.chat.messages import Reply
from bot.delivery.fence import must_be_ours
from bot.delivery.platform import Messenger
from bot.errors import DeliveryError, DeliveryUnknown, MessageGone

EVENT = "quoth_post"
RETRY_SECONDS = 5.0
TO_POST, SCOPES_HEADER = "chat:write", "x-oauth-scopes"
# Somebody waits for it; if Slack asks for more patience than that, nobody can tell.
LOOK_SECONDS = 3.0
GONE_ALREADY = ("message_not_found", "thread_not_found")


class SlackMessenger(Messenger):
    """`sender` must have no retry handlers: a message that may have arrived is not to be sent again by a library."""

    def __init__(
        self, sender: AsyncWebClient, reader: AsyncWebClient, pacer: Pacer, names: Names,
        admission: Admission,
    ) -> None:  # fmt: skip
        self._sender, self._reader, self._pacer = sender, reader, pacer
        self._names, self._admission, self._finder = names, admission, Finder(sender)

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """A user's id as channel opens the direct messages with them."""
        self._must_be_open()
        message = render(reply, self._names.prefix)
        channel = place.user_id or place.channel
        async with self._pacer.turn(place.workspace, channel):
            must_be_ours()
            try:
                answer = await self._sender.chat_postMessage(
                    channel=channel, thread_ts=place.thread or None, text=message.text, blocks=message.blocks,
                    metadata={"event_type": EVENT, "event_payload": {"nonce": nonce}},
                    unfurl_links=False, unfurl_media=False,
                )  # fmt: skip
            except FAILURES as error:
                self._be_patient(place.workspace, channel, error)
                self._admission.refuse(error)
                raise delivery_error(error) from error
        return MessageRef(place=place, id=_ref(channel, answer["channel"], answer["ts"]))

    @override
    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        message = render(reply, self._names.prefix)
        channel, stamp = _parts(ref)
        with self._standing():
            await self._reader.chat_update(channel=channel, ts=stamp, text=message.text, blocks=message.blocks)

    @override
    async def delete(self, ref: MessageRef) -> None:
        channel, stamp = _parts(ref)
        with self._standing():
            await self._reader.chat_delete(channel=channel, ts=stamp)

    @contextmanager
    def _standing(self) -> Iterator[None]:
        """While a message that stands is changed: what Slack has against it is a DeliveryError."""
        self._must_be_open()
        try:
            yield
        except FAILURES as error:
            if isinstance(error, SlackApiError) and code_of(error) in GONE_ALREADY:
                raise MessageGone(f"Slack has no such message ({code_of(error)})") from error
            self._admission.refuse(error)
            raise delivery_error(error) from error
        except RuntimeError:
            # aiohttp has no name for a session that was closed between two tries.
            self._must_be_open()
            raise

    @override
    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """Reading a channel needs a scope that is optional: without it nobody can tell."""
        self._must_be_open()
        asked = place.user_id or place.channel
        try:
            channel = await self._direct(asked) if place.user_id else asked
            stamp = await self._finder.find(channel, place.thread, nonce)
        except FAILURES as error:
            self._admission.refuse(error)
            if isinstance(error, SlackApiError) and patience(error) is None and code_of(error):
                raise DeliveryUnknown(f"Slack lets nobody look whether it stands ({code_of(error)})") from error
            raise delivery_error(error) from error
        except RuntimeError:
            self._must_be_open()
            raise
        return None if stamp is None else MessageRef(place=place, id=_ref(asked, channel, stamp))

    @override
    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """On Slack every message is the root of its thread, which has no name but its words."""

    @override
    async def close_thread(self, place: Place) -> None:
        """Slack puts no thread away."""

    @override
    async def check(self, place: Place) -> Problem | None:
        """What Slack does not let us see stands against nothing."""
        return (await self.barred(place))[0]

    async def barred(self, place: Place) -> tuple[Problem | None, tuple[str, ...]]:
        """The same with the scopes that are missing."""
        return await barred(self._reader, place)

    async def _direct(self, user_id: str) -> str:
        return str((await self._reader.conversations_open(users=user_id))["channel"]["id"])

    def _must_be_open(self) -> None:
        """What comes when everything ends is left to the next process; it was surely not sent."""
        session = self._sender.session
        if session is not None and session.closed:
            raise DeliveryError("Slack was left", retry_after=RETRY_SECONDS)

    def _be_patient(self, workspace: str, channel: str, error: Exception) -> None:
        if isinstance(error, SlackApiError) and (seconds := patience(error)) is not None:
            self._pacer.hold(workspace, channel, seconds)


async def barred(client: AsyncWebClient, place: Place) -> tuple[Problem | None, tuple[str, ...]]:
    """What stands against posting in a place, and missing scopes: each answer of Slack's lists those that are there."""
    if place.user_id:
        return None, ()
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            answer = await client.conversations_info(channel=place.channel)
    except SlackApiError as error:
        if TO_POST not in error.response.headers.get(SCOPES_HEADER, TO_POST):
            return Problem.NOT_ALLOWED, (TO_POST,)
        return _barred(place, code_of(error)), ()
    except FAILURES:
        return None, ()
    if TO_POST not in answer.headers.get(SCOPES_HEADER, TO_POST):
        return Problem.NOT_ALLOWED, (TO_POST,)
    return _problem(answer["channel"]), ()


def _barred(place: Place, code: str) -> Problem | None:
    """What an error of conversations.info stands for; without the scope to ask nobody can tell."""
    problem = PROBLEMS.get(code) if code != "missing_scope" else None
    return Problem.BETWEEN_PEOPLE if problem is Problem.NOT_HERE and is_direct(place.channel) else problem


def _problem(channel: dict[str, Any]) -> Problem | None:
    if channel.get("is_archived"):
        return Problem.GONE
    # What is between people is told to those alone who are in it.
    if not (channel.get("is_member") or channel.get("is_im") or channel.get("is_mpim")):
        return Problem.NOT_HERE
    return Problem.NOT_ALLOWED if channel.get("is_read_only") else None


def _ref(asked: str, channel: str, stamp: str) -> str:
    """A message's name; with its channel where the place only names a user."""
    return stamp if channel == asked else f"{channel}/{stamp}"


def _parts(ref: MessageRef) -> tuple[str, str]:
    channel, sign, stamp = ref.id.rpartition("/")
    return (channel, stamp) if sign else (ref.place.user_id or ref.place.channel, ref.id)
