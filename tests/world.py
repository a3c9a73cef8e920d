"""An engine on a database of its own, spoken to without any platform; its posts go wherever the test says."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from adapters.terminal.outgoing import render
from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.chat.incoming import ChatMessage, MessageRef, Place, Press, PressId, Problem, Request, User
from bot.chat.messages import Mark, Notice, Reply
from bot.delivery.clock import VirtualClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.delivery.platform import Messenger
from bot.games.model import GameSnapshot
from bot.games.rows.games import GameRows
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.pack_directions import PackDirections
from bot.library.services import Services
from bot.library.stronger import Stronger
from bot.meaning.choice import choose
from bot.metrics import NOBODY, Metrics
from bot.storage.database import open_store
from tests import patience
from tests.builders import HERE, NOON, later
from tests.furnished import furnish
from tests.wired_reader import WiredReader

# The clock stands while a post is sent, however busy the machine is.
PATIENCE = 60


class Silent:
    """A Messenger whose platform answers at once."""

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Sent."""
        return MessageRef(place=place, id=nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Edited."""

    async def delete(self, ref: MessageRef) -> None:
        """Gone."""

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """Nothing is looked up."""
        return None

    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Nothing hangs on anything here."""

    async def close_thread(self, place: Place) -> None:
        """Nor is put away."""

    async def check(self, place: Place) -> Problem | None:
        """All is well."""
        return None


class World:
    """The engine, its outbox and a clock that tests move."""

    def __init__(self, services: Services, messenger: Messenger, platform: str = HERE.platform) -> None:
        self.services = services
        messengers = Messengers({platform: messenger})
        self.engine = Engine(services, check=messengers.check)
        self.outbox = Outbox(services, POSTS, messengers, lease=patience.PATIENCE, patience=PATIENCE)
        self.serial = 0

    async def at(self, seconds: float) -> None:
        """Let it be that many seconds after noon, and do what is due."""
        assert isinstance(self.services.clock, VirtualClock)
        self.services.clock.move_to(later(seconds))
        await self.engine.due.catch_up(self.outbox.platforms)
        await self.engine.due.tick(self.outbox.platforms)
        await self.outbox.flush()

    async def ask(
        self, user: User, command: str, *, place: Place = HERE, manager: bool = False, **options: str
    ) -> Reply:
        """A command and everything that follows from it."""
        reply = await self.engine.handle(self.request(user, command, place=place, manager=manager, **options))
        await self.outbox.flush()
        return reply

    def request(
        self, user: User, command: str, *, place: Place = HERE, manager: bool = False, **options: str
    ) -> Request:
        """A command as it comes in. A game begins at once unless a test says otherwise (`begin=""`)."""
        self.serial += 1
        if command == "quiz start":
            options = {name: value for name, value in {"begin": "now", **options}.items() if value}
        return Request(
            key=str(self.serial), place=place, user=user, at=self.services.clock.now(), command=command,
            options=options, manager=manager,
        )  # fmt: skip

    async def press(
        self, user: User, press_id: str, *, place: Place = HERE, key: str = "", message: str = "",
        manager: bool = False, **fields: str,
    ) -> Reply:  # fmt: skip
        """A press, with what was filled into its form, and everything that follows from it."""
        self.serial += 1
        press = Press(
            key=key or str(self.serial), place=place, user=user, at=self.services.clock.now(), id=press_id,
            fields=fields, message=message, manager=manager,
        )  # fmt: skip
        reply = await self.engine.press(press)
        await self.outbox.flush()
        return reply

    async def take(
        self, user: User, verb: str, about: ChatMessage | None, *, place: Place = HERE, manager: bool = False
    ) -> Reply:
        """What somebody takes from the menu of a message."""
        self.serial += 1
        press = Press(
            key=str(self.serial), place=place, user=user, at=self.services.clock.now(), id=str(PressId(verb, "here")),
            manager=manager, about=about,
        )  # fmt: skip
        return await self.engine.press(press)

    async def brought(self, user: User, shown: Reply, *, place: Place = HERE) -> Reply:
        """What somebody reads once they let it come in; where there is nothing to let in, what was shown."""
        buttons = [b for b in getattr(shown, "buttons", ()) if b.label == "Bring it in"]
        return await self.press(user, buttons[0].id, place=place, manager=True) if buttons else shown

    async def table(self, place: Place = HERE) -> GameSnapshot:
        """The newest game of a place."""
        found = await self.services.store.read(lambda tx: tx[GameRows].newest(place))
        assert found is not None
        return found


@asynccontextmanager
async def opened(
    folder: Path,
    messenger: Messenger | None = None,
    *,
    at: datetime = NOON,
    metrics: Metrics = NOBODY,
    platform: str = HERE.platform,
    embedding: Stronger | None = None,
) -> AsyncIterator[World]:
    """A world with the samples in it, and nobody playing."""
    if at == NOON:
        furnish(folder / "quoth.db")
    url = f"sqlite:///{folder}/quoth.db"
    async with opened_on(url, messenger, at=at, metrics=metrics, platform=platform, embedding=embedding) as world:
        yield world


@asynccontextmanager
async def opened_on(
    url: str,
    messenger: Messenger | None = None,
    *,
    at: datetime = NOON,
    metrics: Metrics = NOBODY,
    platform: str = HERE.platform,
    embedding: Stronger | None = None,
) -> AsyncIterator[World]:
    """The same on any database."""
    store = await open_store(url)
    libraries = LibraryCache(store, embedding=embedding or PackDirections(choose("").embedder), metrics=metrics)
    services = Services(
        store=store, libraries=libraries, clock=VirtualClock(at), rng=random.Random(5), reader=WiredReader(),
        metrics=metrics,
    )  # fmt: skip
    try:
        await store_samples(services)
        yield World(services, messenger or Silent(), platform)
    finally:
        await services.attendance.settle()
        await store.close()


def words(reply: Reply) -> str:
    """Everything a reply shows."""
    return "\n".join(line.plain for line in render(reply))


def refused(reply: Reply) -> str:
    """The sentence of a refusal."""
    assert isinstance(reply, Notice)
    assert reply.mark is Mark.REFUSED, reply.text
    return reply.text
