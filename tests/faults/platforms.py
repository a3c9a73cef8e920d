"""The platforms' local servers, made as unreliable as the kill tests want them."""

import json
import random
from typing import Any

from aiohttp import web

from bot.chat.incoming import Place
from tests.faults.chat import Kind
from tests.platform.discord.server import LocalDiscord
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.workspace import TEAM

BUSY, LOST = 0.05, 0.01


class ShakyDiscord(LocalDiscord):
    """Discord, where some posts are told to wait, and some are done without an answer."""

    kind = Kind.DISCORD

    def __init__(self, channels: int, seed: int) -> None:
        super().__init__(strict=False)
        self._rng, self._count = random.Random(seed), channels
        self.told_to_wait, self.answers_lost, self.url = 0, 0, ""

    async def __aenter__(self) -> "ShakyDiscord":
        self._open = self.open()
        await self._open.__aenter__()
        self.url = f"http://{self.address}/api/v10"
        owner = self.world.make_user("ann")
        self._guild = self.world.create_guild("Workshop", owner_id=owner.id)
        self._channels = [self.world.create_channel(self._guild.id, f"c{n}") for n in range(self._count)]
        return self

    async def __aexit__(self, *trouble: object) -> None:
        await self._open.__aexit__(None, None, None)

    @property
    def places(self) -> list[Place]:
        """Its channels."""
        return [Place(platform="discord", workspace=str(self._guild.id), channel=str(c.id)) for c in self._channels]

    def count(self) -> int:
        """As the service itself."""
        return len(self._nonces)

    def standing(self) -> dict[str, int]:
        """As the service itself."""
        return {str(c.id): len(self.messages(c.id)) for c in self._channels}

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        if request.method != "POST" or not request.path.endswith("/messages"):
            return await super()._rest(request)
        if self._rng.random() < BUSY:
            self.told_to_wait += 1
            slow = {"retry_after": 0.1, "global": False, "message": "slow"}
            # The content type is Discord's to the letter: discord.py compares it whole.
            kind = {"Content-Type": "application/json", "Via": "1.1 google"}
            return web.Response(body=json.dumps(slow).encode(), status=429, headers=kind)
        done = await super()._rest(request)
        return _or_lost(self, request, done, self._rng)


class ShakySlack(LocalSlack):
    """Slack the same way; the bot may read what stands."""

    kind = Kind.SLACK

    def __init__(self, channels: int, seed: int) -> None:
        super().__init__(seconds=0)
        self._rng, self.told_to_wait, self.answers_lost, self.url = random.Random(seed), 0, 0, ""
        self.scopes |= {"channels:history"}
        self._made = [self.channel(f"c{n}", "alice") for n in range(channels)]

    async def __aenter__(self) -> "ShakySlack":
        self.url = await self.start()
        return self

    async def __aexit__(self, *trouble: object) -> None:
        await self.stop()

    @property
    def places(self) -> list[Place]:
        """Its channels."""
        return [Place(platform="slack", workspace=TEAM, channel=c.id) for c in self._made]

    def count(self) -> int:
        """As the service itself."""
        return len(self.shown)

    def standing(self) -> dict[str, int]:
        """As the service itself."""
        return {c.id: len(c.messages) for c in self._made}

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] != "chat.postMessage":
            return await super()._call(request)
        if self._rng.random() < BUSY:
            self.told_to_wait += 1
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
        done = await super()._call(request)
        return _or_lost(self, request, done, self._rng)


def _or_lost(server: Any, request: web.Request, done: web.StreamResponse, rng: random.Random) -> web.StreamResponse:
    if rng.random() < LOST:
        server.answers_lost += 1
        if request.transport is not None:
            request.transport.abort()
    return done
