"""What is posted while a process dies at a chosen step: before, in or after a transaction, before or after the deed.

A crash is raised through everything, as if the process were gone; another process then goes on with the database.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol, TypeVar, runtime_checkable

from sqlalchemy import update
from typing_extensions import override

from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.chat.incoming import MessageRef, Place, Problem
from bot.chat.messages import Reply
from bot.delivery.clock import VirtualClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.delivery.platform import Messenger
from bot.delivery.rows import PostRows
from bot.errors import MessageGone
from bot.library.cache import LibraryCache
from bot.library.services import Services
from bot.storage.store import Store
from bot.storage.tables.delivery import post
from bot.storage.transaction import Transaction
from tests.builders import NOON

T = TypeVar("T")


class Crash(BaseException):
    """The process is gone."""


@dataclass
class Fuse:
    """Counts steps and crashes at one of them; from then on nothing is done any more, in whatever task."""

    at: int | None
    steps: list[str] = field(default_factory=list)
    # What is being done, as the work that is done says.
    where: str = ""

    def step(self, name: str) -> None:
        """One boundary further. Raises Crash at the chosen one, and ever after."""
        if self.blown:
            raise Crash(name)
        self.steps.append(name)
        if len(self.steps) - 1 == self.at:
            raise Crash(name)

    @property
    def blown(self) -> bool:
        """Whether the process is gone."""
        return self.at is not None and len(self.steps) > self.at


@runtime_checkable
class Watched(Protocol):
    """Work that says where it is."""

    fuse: Fuse | None

    async def __call__(self, engine: Engine, outbox: Outbox) -> None:
        """Do it."""


class FragileStore(Store):
    """A store with a boundary before, inside (all is undone) and after each write."""

    def __init__(self, store: Store, fuse: Fuse) -> None:
        self._store, self._fuse = store, fuse

    @override
    async def write(self, work: Callable[[Transaction], T]) -> T:
        self._fuse.step("before a transaction")
        inside: list[Crash] = []

        def fragile(tx: Transaction) -> T:
            done = work(tx)
            try:
                self._fuse.step("inside a transaction")
            except Crash as crash:
                inside.append(crash)
                # A thread of the pool hands on what is an Exception.
                raise _Undo from crash
            return done

        try:
            done = await self._store.write(fragile)
        except _Undo:
            raise inside[0] from None
        self._fuse.step("after a transaction")
        return done

    @override
    async def check(self) -> None:
        await self._store.check()

    @override
    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self._store.read(work)

    @override
    async def close(self) -> None:
        """It belongs to the test."""


class _Undo(Exception):
    """Rolls a transaction back."""


class FragileMessenger(Messenger):
    """A messenger with a boundary before and after each deed; `dedupes` as Discord does, else it can be searched."""

    def __init__(self, chat: "Chat", fuse: Fuse) -> None:
        self._chat, self._fuse = chat, fuse

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        self._fuse.step("before the message stands")
        if self._chat.post(nonce):
            self._chat.told[place.channel, type(reply).__name__] += 1
        self._fuse.step("after the message stands")
        return MessageRef(place=place, id=nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Nothing to see, unless somebody deleted it."""
        if ref.id in self._chat.deleted:
            raise MessageGone("there is no such message")

    async def delete(self, ref: MessageRef) -> None:
        """Nothing to see."""

    @override
    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        self._fuse.step("before looking")
        found = None if self._chat.dedupes or nonce not in self._chat.messages else MessageRef(place=place, id=nonce)
        self._fuse.step("after looking")
        return found

    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Nothing hangs on anything here."""

    async def close_thread(self, place: Place) -> None:
        """Nor is put away."""

    async def check(self, place: Place) -> Problem | None:
        """All is well."""
        return None


@dataclass
class Chat:
    """What was sent: every message by its nonce, as often as it was; and which of them somebody deleted."""

    dedupes: bool
    messages: dict[str, int] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    # How many of each kind stand in each channel.
    told: Counter[tuple[str, str]] = field(default_factory=Counter)

    def post(self, nonce: str) -> bool:
        """One more, unless its nonce is refused the second time; whether it stands now and did not before."""
        if self.dedupes and nonce in self.messages:
            return False
        self.messages[nonce] = self.messages.get(nonce, 0) + 1
        return True


async def time_passes(store: Store) -> None:
    """So much of it that the claims of whoever died have run out."""

    def run_out(tx: Transaction) -> None:
        tx[PostRows]._connection.execute(update(post).values(lease_until=NOON))

    await store.write(run_out)


async def post_what_is_due(engine: Engine, outbox: Outbox) -> None:
    """Make the daily posts that are due and send them, ten seconds later."""
    await engine.due.tick(["terminal"])
    assert isinstance(engine.services.clock, VirtualClock)
    engine.services.clock.advance(timedelta(seconds=10))
    await outbox.flush()


async def life(
    store: Store, clock: VirtualClock, chat: Chat, crash_at: int | None,
    work: Callable[[Engine, Outbox], Awaitable[None]] = post_what_is_due,
) -> Fuse:  # fmt: skip
    """One process from its start until it has done its `work` or dies."""
    fuse = Fuse(crash_at)
    if isinstance(work, Watched):
        work.fuse = fuse
    services = Services(
        store=FragileStore(store, fuse), libraries=LibraryCache(store), clock=clock, rng=random.Random(1)
    )
    outbox = Outbox(services, POSTS, Messengers({"terminal": FragileMessenger(chat, fuse)}), patience=60)
    engine, others = Engine(services), asyncio.all_tasks()
    try:
        await work(engine, outbox)
    except BaseException:
        # Whatever a process meets that is half gone.
        if not fuse.blown:
            raise
    if fuse.blown:
        # What it had under way holds nothing any more, in the database neither.
        for task in (left := asyncio.all_tasks() - others):
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
    return fuse
