"""A daily post whose process dies at a chosen step: before, inside or after each transaction, before or after the deed.

A crash is raised through everything, as if the process were gone; another process then goes on with the database.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

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
    """Counts steps and crashes at one of them."""

    at: int | None
    steps: list[str] = field(default_factory=list)

    def step(self, name: str) -> None:
        """One boundary further. Raises Crash at the chosen one."""
        self.steps.append(name)
        if len(self.steps) - 1 == self.at:
            raise Crash(name)


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
        self._chat.post(nonce)
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

    def post(self, nonce: str) -> None:
        """One more, unless its nonce is refused the second time."""
        if not (self.dedupes and nonce in self.messages):
            self.messages[nonce] = self.messages.get(nonce, 0) + 1


async def time_passes(store: Store) -> None:
    """So much of it that the claims of whoever died have run out."""

    def run_out(tx: Transaction) -> None:
        tx[PostRows]._connection.execute(update(post).values(lease_until=NOON))

    await store.write(run_out)


async def life(store: Store, clock: VirtualClock, chat: Chat, crash_at: int | None) -> Fuse:
    """One process from its start until it has nothing to do or dies."""
    fuse = Fuse(crash_at)
    services = Services(
        store=FragileStore(store, fuse), libraries=LibraryCache(store), clock=clock, rng=random.Random(1)
    )
    outbox = Outbox(services, POSTS, Messengers({"terminal": FragileMessenger(chat, fuse)}), patience=60)
    engine = Engine(services)
    try:
        await engine.due.tick(["terminal"])
        clock.advance(timedelta(seconds=10))
        await outbox.flush()
    except Crash:
        pass
    return fuse
