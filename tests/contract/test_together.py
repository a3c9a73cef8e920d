"""What several people do at the same moment is kept together, and what comes of it is each one's own."""

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import IntegrityError

from bot.chat.refusals import AlreadyHandled
from bot.storage.inbox import InboxRows
from bot.storage.sqlite import SqliteStore
from bot.storage.store import Store
from bot.storage.tables.base import inbox
from bot.storage.transaction import Rows, Transaction
from tests.builders import NOON

MANY = 20
HANG_SECONDS = 60.0


class Careless(Rows):
    """Inserts without looking whether it is there."""

    def put(self, key: str) -> str:
        """The database fails at the second of the same key."""
        row = {"platform": "slack", "request_key": key, "received_at": NOON}
        self._connection.execute(insert(inbox).values(row))
        return key

    def count(self) -> int:
        """How many there are."""
        return int(self._connection.execute(select(func.count()).select_from(inbox)).scalar_one())


def putting(key: str) -> Callable[[Transaction], str]:
    """Work that keeps this key and returns it."""
    return lambda tx: tx[Careless].put(key)


def refused(tx: Transaction) -> str:
    """Something was done already when the refusal came."""
    tx[Careless].put("refused")
    raise AlreadyHandled


async def kept(store: Store) -> int:
    """How much of it all stands."""
    return await store.read(lambda tx: tx[Careless].count())


async def test_what_is_refused_leaves_nothing_behind(store: Store) -> None:
    """And takes nothing from those beside it."""
    works = [refused if n % 2 else putting(str(n)) for n in range(MANY)]

    found = await asyncio.gather(*map(store.write_with_others, works), return_exceptions=True)

    assert [isinstance(one, AlreadyHandled) for one in found] == [bool(n % 2) for n in range(MANY)]
    assert found[::2] == [str(n) for n in range(0, MANY, 2)]
    assert await kept(store) == MANY // 2


async def test_where_the_database_fails_at_one_the_others_are_kept(store: Store) -> None:
    """Each is done again alone, and once: what was taken back with the others counts for nothing."""
    await store.write(lambda tx: tx[Careless].put("there"))
    keys = [str(n) for n in range(MANY)]
    keys[7] = "there"

    found = await asyncio.gather(*(store.write_with_others(putting(key)) for key in keys), return_exceptions=True)

    assert isinstance(found.pop(7), IntegrityError)
    assert found == keys[:7] + keys[8:]
    assert await kept(store) == MANY


async def test_of_a_request_that_comes_twice_at_once_one_is_admitted(store: Store) -> None:
    """Be they kept together or one after the other."""
    admitted = await asyncio.gather(
        *(store.write_with_others(lambda tx: tx[InboxRows].admit("slack", "k", NOON)) for _ in range(MANY))
    )

    assert sum(admitted) == 1


@asynccontextmanager
async def held(store: SqliteStore) -> AsyncIterator[None]:
    """The one writer is busy until then."""
    begun, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def wait(_: Transaction) -> None:
        loop.call_soon_threadsafe(begun.set)
        go_on.wait(HANG_SECONDS)

    busy = asyncio.create_task(store.write(wait))
    await begun.wait()
    try:
        yield
    finally:
        go_on.set()
        await busy


@pytest.fixture
async def file(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A store on a file alone, which has one writer."""
    shutil.copy(sqlite_template, tmp_path / "quoth.db")
    opened = SqliteStore(tmp_path / "quoth.db")
    yield opened
    await opened.close()


async def test_what_comes_while_the_writer_is_busy_is_one_transaction(file: SqliteStore) -> None:
    """Twenty people wait for the disk once."""
    commits: list[object] = []
    async with held(file):
        event.listen(file.writer, "commit", commits.append)
        waiting = [asyncio.create_task(file.write_with_others(putting(str(n)))) for n in range(MANY)]
        await asyncio.sleep(0)
        commits.clear()

    assert await asyncio.gather(*waiting) == [str(n) for n in range(MANY)]
    # The one that was busy, and theirs.
    assert len(commits) == 2
    assert await kept(file) == MANY


async def test_who_gave_up_before_it_was_begun_did_nothing(file: SqliteStore) -> None:
    """The others are served all the same."""
    async with held(file):
        waiting = [asyncio.create_task(file.write_with_others(putting(str(n)))) for n in range(3)]
        await asyncio.sleep(0)
        waiting[1].cancel()
        await asyncio.sleep(0)

    assert await waiting[0] == "0"
    assert await waiting[2] == "2"
    assert await kept(file) == 2


async def test_what_waits_when_the_store_is_closed_is_kept(file: SqliteStore, tmp_path: Path) -> None:
    """However many share a transaction."""
    async with held(file):
        waiting = [asyncio.create_task(file.write_with_others(putting(str(n)))) for n in range(70)]
        await asyncio.sleep(0)
        closing = asyncio.create_task(file.close())
        await asyncio.sleep(0)

    assert len(await asyncio.gather(*waiting)) == 70
    await closing
    again = SqliteStore(tmp_path / "quoth.db")
    assert await kept(again) == 70
    await again.close()
