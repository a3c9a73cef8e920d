"""The clock and the database."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.storage.transaction import Transaction

T = TypeVar("T")


class Clock(Protocol):
    """Where rules get their `at` from."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class Store(Protocol):
    """The database. `write` and `read` each run one function over one transaction, never on the event loop's time.

    Each raises StorageError where the database fails, within seconds: StorageAway when it does not answer now.
    """

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Commit what `work` did and return its result; roll back and re-raise what it raises."""
        ...

    async def write_with_others(self, work: Callable[[Transaction], T]) -> T:
        """The same for what is done quickly and may be done again: it may be committed with what others do at the same
        moment. What it raises is its own, and what it did is kept or lost with theirs.
        """
        return await self.write(work)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one consistent view; it must not write."""
        ...

    async def check(self) -> None:
        """See whether it can be read and written, by doing so. Raises StorageError."""
        ...

    async def close(self) -> None:
        """Let go of every connection."""
        ...
