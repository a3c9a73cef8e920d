"""The clock and the database."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.ports.daily import Choices, Daily
from bot.ports.doubts import Doubts
from bot.ports.games import Games
from bot.ports.imports import Imports
from bot.ports.open_items import OpenItems
from bot.ports.packs import Packs, Shown
from bot.ports.people import Items, People
from bot.ports.posts import Posts

T = TypeVar("T")


class Clock(Protocol):
    """Where rules get their `at` from."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class Inbox(Protocol):
    """Requests that had their effect already."""

    def admit(self, platform: str, key: str, at: datetime) -> bool:
        """True the first time this request comes, False for every redelivery."""
        ...


class Transaction(Protocol):
    """One transaction on the store; all of it happens or nothing does."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def imports(self) -> Imports: ...
    @property
    def packs(self) -> Packs: ...
    @property
    def shown(self) -> Shown: ...
    @property
    def games(self) -> Games: ...
    @property
    def open_items(self) -> OpenItems: ...
    @property
    def people(self) -> People: ...
    @property
    def items(self) -> Items: ...
    @property
    def posts(self) -> Posts: ...
    @property
    def daily(self) -> Daily: ...
    @property
    def choices(self) -> Choices: ...
    @property
    def doubts(self) -> Doubts: ...


class Store(Protocol):
    """The database. `write` and `read` each run one function over one transaction, never on the event loop's time.

    Each raises StorageError where the database fails, within seconds: StorageAway when it does not answer now.
    """

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Commit what `work` did and return its result; roll back and re-raise what it raises."""
        ...

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one consistent view; it must not write."""
        ...

    async def check(self) -> None:
        """See whether it can be read and written, by doing so. Raises StorageError."""
        ...

    async def close(self) -> None:
        """Let go of every connection."""
        ...
