"""The real bot on a simulated Discord: what people do there, and what they see."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, UserHandle

from adapters.discord.client import QuothClient
from adapters.discord.directory import DiscordDirectory
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.places import PLATFORM
from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.games.rules.round_end import READING_MOST
from bot.library.cache import LibraryCache
from bot.library.pack_directions import PackDirections
from bot.library.services import Services
from bot.meaning.choice import choose
from bot.storage.database import open_store
from bot.storage.store import Store
from tests import patience
from tests.furnished import furnish
from tests.platform.discord import openapi
from tests.world import PATIENCE

TEXT, BUTTON = 10, 2
Speaker = MemberActor | UserHandle


class SimulatedClock:
    """The time of the simulated Discord, once there is one."""

    env: Env | None = None

    def now(self) -> datetime:
        """Its present moment."""
        return datetime.now(UTC) if self.env is None else self.env.now()


class Stage:
    """One guild with a channel, Alice who manages it, Bob, and the bot."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    bob: MemberActor

    def __init__(self, store: Store, *, seed: int) -> None:
        self.clock = SimulatedClock()
        self._store, self._seed = store, seed
        self.client = self._build()

    def _build(self) -> QuothClient:
        rng = random.Random(self._seed)
        libraries = LibraryCache(self._store, embedding=PackDirections(choose("").embedder))
        self.services = Services(store=self._store, libraries=libraries, clock=self.clock, rng=rng)
        self.ready = 0
        self.messenger = DiscordMessenger(lambda: self.client, clock=lambda: self.clock.now().timestamp())
        messengers = Messengers({PLATFORM: self.messenger})
        self.engine = Engine(self.services, check=messengers.check)
        # What is sent here is sent by nobody else, however long a busy machine takes to render the first of it.
        self.outbox = Outbox(self.services, POSTS, messengers, lease=patience.PATIENCE, patience=PATIENCE)
        self.services.directories.add(PLATFORM, DiscordDirectory(lambda: self.client))
        return QuothClient(self.engine, self.messenger, self._is_ready, shards=1)

    def _is_ready(self) -> None:
        self.ready += 1

    def alone(self, who: MemberActor) -> UserHandle:
        """The same person in the direct messages with the bot."""
        return UserHandle(self.env, self.env.backend.users[who.id])

    def furnish(self, env: Env) -> None:
        """Make the guild and its people."""
        self.env = self.clock.env = env
        self.guild = env.create_guild("Workshop")
        self.channel = self.guild.create_text_channel("general")
        managers = self.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        self.alice = self.guild.add_member(env.create_user("alice", global_name="Alice"), roles=[managers])
        self.bob = self.guild.add_member(env.create_user("bob", global_name="Bob"))

    async def restart(self) -> None:
        """The process ends; another one begins with nothing but the database."""
        self.client = self._build()
        await self.env.restart_bot(self.client)

    async def settle(self) -> None:
        """Send what is to be sent and close what is due, until nothing is left to do now."""
        await self.env.settle()
        await self.engine.due.tick([PLATFORM])
        while await self.outbox.flush():
            await self.engine.due.catch_up([PLATFORM])
        await self.engine.due.catch_up([PLATFORM])
        await self.outbox.flush()
        await self.env.settle()

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        await self.env.advance_time(seconds)
        await self.settle()

    async def read(self) -> None:
        """Let the reveal that stands be read: after it comes the next question, or the board."""
        await self.wait(READING_MOST)

    async def until(self, words: str) -> None:
        """Let time pass, half an hour a step, until everybody sees a message with these words; two days at most."""
        for _ in range(96):
            await self.wait(1800)
            if any(words in shown for shown in self.shown()):
                return
        raise AssertionError(f"nobody wrote “{words}”: {self.shown()}")

    def shown(self, channel: ChannelHandle | None = None) -> list[str]:
        """The texts of the bot's messages there that everybody sees, oldest first."""
        bot = self.env.backend.bot_user.id
        return [words(m) for m in self._messages(channel) if m.author_id == bot and not m.is_ephemeral]

    def private(self, who: Speaker, channel: ChannelHandle | None = None) -> list[str]:
        """The texts that they alone see there, oldest first."""
        return [words(m) for m in self._messages(channel) if m.is_ephemeral and m.visible_to(who.id)]

    def newest(self, label: str = "", *, by: Speaker | None = None, channel: ChannelHandle | None = None) -> Any:
        """The newest message somebody sees, with a button of that label if one is named."""
        seen = [m for m in self._messages(channel) if m.visible_to(by.id if by else None)]
        found = next(m for m in reversed(seen) if not label or label in labels(m))
        return simcord.ResponseMessage(self.env, found)

    async def press(self, who: Any, label: str, *, channel: ChannelHandle | None = None) -> simcord.InteractionResult:
        """Press the newest button of that label that they see."""
        done: simcord.InteractionResult = await who.click(self.newest(label, by=who, channel=channel), label=label)
        return done

    def _messages(self, channel: ChannelHandle | None) -> list[Any]:
        return list(self.env.backend.messages.get((channel or self.channel).id, {}).values())


def words(message: Any) -> str:
    """Everything that can be read in a message, line by line."""
    return "\n".join(c["content"] for c in parts(message.components) if c["type"] == TEXT)


def labels(message: Any) -> list[str]:
    """What stands on a message's buttons."""
    return [c["label"] for c in parts(message.components) if c["type"] == BUTTON]


def parts(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All components, those within others too."""
    return [
        p for c in components
        for p in (c, *parts(c.get("components", [])), *([c["accessory"]] if "accessory" in c else []))
    ]  # fmt: skip


def said(result: simcord.InteractionResult) -> str:
    """The reply to an interaction in words."""
    shown = result.response or (result.followups[-1] if result.followups else None)
    assert shown is not None, "nothing was answered"
    return words(shown)


@asynccontextmanager
async def staged(folder: Path, *, seed: int = 7) -> AsyncIterator[Stage]:
    """A stage with the samples in its database; in the end every request the bot made is checked."""
    furnish(folder / "quoth.db")
    store = await open_store(f"sqlite:///{folder}/quoth.db")
    try:
        stage = Stage(store, seed=seed)
        env = Env(stage.client, settle_timeout=patience.PATIENCE)
        await env.start()
        try:
            stage.furnish(env)
            await env.settle()
            yield stage
        finally:
            await env.shutdown()
        env.raise_errors()
        for request in env.http_requests:
            openapi.check(request.method, request.path, request.json)
    finally:
        await stage.services.libraries.close()
        await store.close()
