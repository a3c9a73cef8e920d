"""What several people do at the same moment is committed as one: a commit waits for the disk, and costs the processor
more than most of what is done in it.

What comes while the one writer is busy waits, and goes together into the next transaction, each behind a savepoint of
its own. So what is refused leaves nothing behind; and where the database fails at one, all are done again, each alone.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageError
from bot.storage.transaction import Transaction

T = TypeVar("T")
# So many at most share a transaction.
MOST = 32


@dataclass(slots=True, eq=False)
class Asked:
    """Work that somebody waits for, since when it does, and what came of it."""

    work: Callable[[Transaction], Any]
    answer: "asyncio.Future[Any]"
    since: float = field(default_factory=time.monotonic)
    result: Any = None
    error: BaseException | None = None

    def alone_in(self, connection: Connection) -> Any:
        """What the work returns in this transaction."""
        return self.work(Transaction(connection, writes=True))

    def do(self, done: Callable[[], Any]) -> None:
        """Keep what `done` returns or raises."""
        try:
            self.result, self.error = done(), None
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            self.error = error

    def tell(self) -> None:
        """Tell whoever waits, unless they gave up."""
        if self.answer.done():
            return
        if self.error is None:
            self.answer.set_result(self.result)
        else:
            self.answer.set_exception(self.error)


class Together:
    """Hands to the one thread that writes all that waits, when it is free. `commit` does it and raises nothing."""

    def __init__(self, thread: ThreadPoolExecutor, commit: Callable[[Sequence[Asked]], None]) -> None:
        self._thread, self._commit = thread, commit
        self._lock = threading.Lock()
        self._waiting: list[Asked] = []
        self._called = False

    async def done(self, work: Callable[[Transaction], T]) -> T:
        """What `work` returns, once it is committed."""
        loop = asyncio.get_running_loop()
        asked = Asked(work, loop.create_future())
        with self._lock:
            if not self._called:
                loop.run_in_executor(self._thread, self._take)
            self._called = True
            self._waiting.append(asked)
        result: T = await asked.answer
        return result

    def _take(self) -> None:
        """In the thread: those that wait; what else is to be written gets its turn before those that are left."""
        while True:
            with self._lock:
                some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                self._called = left = bool(self._waiting)
            # Who gave up before it was begun asks for nothing any more.
            some = [asked for asked in some if not asked.answer.cancelled()]
            self._commit(some)
            _tell(some)
            if not left:
                return
            with suppress(RuntimeError):  # it is being closed: what waits is done all the same
                self._thread.submit(self._take)
                return


def all_in(connection: Connection, some: Iterable[Asked]) -> None:
    """Each in this transaction. Raises what the database failed at: then none of them was done."""
    driver: Any = connection.connection.driver_connection
    for asked in some:
        driver.execute("SAVEPOINT one")
        try:
            asked.result, asked.error = asked.alone_in(connection), None
        except (StorageError, DBAPIError):
            raise
        except Exception as error:  # noqa: BLE001 - a refusal, say: whoever waits is told, and the others go on
            asked.error = error
            driver.execute("ROLLBACK TO one")
        driver.execute("RELEASE one")


def _tell(some: Sequence[Asked]) -> None:
    """All who wait, in their loop; where that is over nobody waits."""
    for loop in {asked.answer.get_loop() for asked in some}:
        those = [asked for asked in some if asked.answer.get_loop() is loop]
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_tell_here, those)


def _tell_here(some: Sequence[Asked]) -> None:
    for asked in some:
        asked.tell()
