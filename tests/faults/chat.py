"""A chat service over HTTP for the kill tests: it answers late, asks to wait, and loses answers after the deed.

A service of the kind "nonce" returns the message that stands when a nonce comes again, as Discord does for some
minutes; one of the kind "history" posts whatever comes, and can be searched, as Slack.
"""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import aiohttp
from aiohttp import web
from typing_extensions import override

from bot.chat.incoming import MessageRef, Place, Problem
from bot.chat.messages import Reply
from bot.delivery.platform import Messenger
from bot.errors import DeliveryError, DeliveryUnknown

SECONDS = 10.0


class Kind(StrEnum):
    """The services: two of our own by how they keep a message from standing twice, and the platforms' local servers."""

    NONCE = "nonce"
    HISTORY = "history"
    DISCORD = "discord"
    SLACK = "slack"


class Service(Protocol):
    """Where the posters of a kill test post to. It counts what it did to them."""

    kind: Kind
    url: str
    told_to_wait: int
    answers_lost: int

    @property
    def places(self) -> list[Place]:
        """Its channels."""

    async def __aenter__(self) -> "Service":
        """Listen."""

    async def __aexit__(self, *trouble: object) -> None:
        """Listen no more."""

    def count(self) -> int:
        """How many messages there are, roughly and at once."""

    def standing(self) -> dict[str, int]:
        """How many messages stand in each channel."""


@dataclass
class ChatService:
    """The server. `busy` and `lost` are the shares of requests that are told to wait, or done and not answered."""

    kind: Kind
    channels: int = 1
    busy: float = 0.05
    lost: float = 0.01
    seed: int = 1
    posts: Counter[tuple[str, str]] = field(default_factory=Counter)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    told_to_wait: int = 0
    answers_lost: int = 0
    url: str = ""

    async def __aenter__(self) -> "ChatService":
        self._rng = random.Random(self.seed)
        app = web.Application()
        app.router.add_post("/posts", self._post)
        app.router.add_get("/find", self._find)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *trouble: object) -> None:
        await self._runner.cleanup()

    @property
    def places(self) -> list[Place]:
        """Its channels."""
        return [Place(platform="terminal", workspace="local", channel=f"c{n}") for n in range(self.channels)]

    def count(self) -> int:
        """As the service itself."""
        return len(self.ids)

    def standing(self) -> dict[str, int]:
        """As the service itself."""
        count: Counter[str] = Counter()
        for (channel, _), times in self.posts.items():
            count[channel] += times
        return count

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.json()
        place = body["channel"], body["nonce"]
        if self._rng.random() < self.busy:
            self.told_to_wait += 1
            return web.json_response({"retry_after": 0.1}, status=429)
        await asyncio.sleep(self._rng.uniform(0.0, 0.01))
        if self.kind is Kind.HISTORY or place not in self.ids:
            self.posts[place] += 1
            self.ids[place] = f"{len(self.ids)}-{self.posts[place]}"
        if self._rng.random() < self.lost:
            self.answers_lost += 1
            # Without a transport the sender was killed meanwhile: its answer is lost anyway.
            if request.transport is not None:
                request.transport.abort()
        return web.json_response({"id": self.ids[place]})

    async def _find(self, request: web.Request) -> web.Response:
        return web.json_response({"id": self.ids.get((request.query["channel"], request.query["nonce"]))})


class HttpMessenger(Messenger):
    """The way out to that service."""

    def __init__(self, session: aiohttp.ClientSession, address: str, kind: Kind) -> None:
        self._session, self._address, self._kind = session, address, kind

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        body = {"channel": place.channel, "nonce": nonce, "kind": type(reply).__name__}
        try:
            async with asyncio.timeout(SECONDS), self._session.post(f"{self._address}/posts", json=body) as answer:
                told = await answer.json()
        except (aiohttp.ClientError, OSError, TimeoutError) as lost:
            raise DeliveryUnknown(f"{type(lost).__name__} while sending") from lost
        if answer.status == 429:
            raise DeliveryError("told to wait", retry_after=told["retry_after"])
        return MessageRef(place=place, id=told["id"])

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Nothing is edited here."""

    async def delete(self, ref: MessageRef) -> None:
        """Nothing is deleted here."""

    @override
    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """Where a nonce is refused the second time, sending again is harmless."""
        if self._kind is Kind.NONCE:
            return None
        query = {"channel": place.channel, "nonce": nonce}
        try:
            async with asyncio.timeout(SECONDS), self._session.get(f"{self._address}/find", params=query) as answer:
                found = (await answer.json())["id"]
        except (aiohttp.ClientError, OSError, TimeoutError) as lost:
            raise DeliveryError("cannot look now", retry_after=0.1) from lost
        return None if found is None else MessageRef(place=place, id=found)

    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Nothing hangs on anything here."""

    async def close_thread(self, place: Place) -> None:
        """Nor is put away."""

    async def check(self, place: Place) -> Problem | None:
        """All is well."""
        return None
