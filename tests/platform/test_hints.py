"""What one process changes others notice at once on PostgreSQL: a hint, without which they find it at the next look."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from functools import partial

import psycopg
import pytest

from bot.app.configuration import Settings
from bot.app.engine import Engine
from bot.app.handlers import wake_senders
from bot.app.roles import Role
from bot.app.runtime import Runtime
from bot.app.wiring import open_engine
from bot.delivery.clock import SystemClock
from bot.delivery.messengers import Messengers
from bot.delivery.scheduler import EmbeddedJobs
from bot.library.imports import store as store_pack
from bot.library.rows.counters import REVISION, bump
from bot.storage import listener
from bot.storage.database import address, open_store
from bot.storage.listener import Listener
from bot.storage.notices import ANYTHING, CONTENT, DUE, Teller
from tests.builders import pack
from tests.databases import create_database, postgresql_server
from tests.patience import PATIENCE
from tests.unit.test_runtime import Door, House, start_a_game


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server."""
    with postgresql_server() as address:
        yield address


@pytest.fixture
async def url(server: str) -> str:
    """A database at head."""
    made = create_database(server)
    await (await open_store(made)).close()
    return made


@asynccontextmanager
async def listening(url: str) -> AsyncIterator["asyncio.Queue[str]"]:
    """What a process hears, from when it does."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(Listener(address(url)).listen(heard.put_nowait))
    try:
        async with asyncio.timeout(PATIENCE):
            assert await heard.get() == ANYTHING
            yield heard
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_what_is_told_is_heard_and_a_rush_only_a_few_times(url: str) -> None:
    """The first at once, and the last is not lost."""
    store = await open_store(url)
    async with listening(url) as heard:
        teller = Teller(store, DUE)
        for _ in range(100):
            teller.tell()
            await asyncio.sleep(0)
        await teller.settle()
        assert await heard.get() == DUE
        assert heard.qsize() < 10
    await store.close()


async def test_who_waits_hears_of_content_once_it_is_kept(url: str) -> None:
    """What was undone is not told."""
    store = await open_store(url)
    async with listening(url) as heard:
        with pytest.raises(ZeroDivisionError):
            await store.write(lambda tx: (bump(tx._connection, REVISION, 1), 1 // 0))
        await store.write(lambda tx: bump(tx._connection, REVISION, 1))
        assert await heard.get() == CONTENT
        assert heard.empty()
    await store.close()


async def test_a_connection_that_was_lost_is_opened_anew_and_told_once(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """However often it breaks before it stands again; then anything may have been missed."""
    monkeypatch.setattr(listener, "FIRST_PAUSE", 0.01)
    store = await open_store(url)
    async with listening(url) as heard:
        for _ in range(2):
            caplog.clear()
            await end_listeners(url)
            assert await heard.get() == ANYTHING
            told = [record.message for record in caplog.records if record.name == listener.__name__]
            assert len(told) == 2
            assert "a little later for now" in told[0]
            assert "at once again" in told[1]
        await store.write(lambda tx: bump(tx._connection, REVISION, 1))
        assert await heard.get() == CONTENT
    await store.close()


async def end_listeners(url: str) -> None:
    """The server ends their connections."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = "
            "current_database()"
        )


@asynccontextmanager
async def worker(url: str, house: House) -> AsyncIterator[Engine]:
    """A process that works, and would look by itself in an hour."""
    clock, messengers = SystemClock(), Messengers()
    jobs = EmbeddedJobs(clock, sweep=3600.0, daily=3600.0)
    said: asyncio.Queue[str] = asyncio.Queue()
    async with open_engine(Settings(database_url=url, seed=1), clock) as opened:
        engine = Engine(opened.services, changed=partial(wake_senders, jobs, clock), check=messengers.check)
        whole = Runtime(
            engine, [house], said.put_nowait, jobs=jobs, messengers=messengers, role=Role.WORKER,
            listener=Listener(address(url)),
        )  # fmt: skip
        task = asyncio.create_task(whole.run(Door(), "127.0.0.1"))
        try:
            async with asyncio.timeout(PATIENCE):
                while await said.get() != f"ready {house.name}":
                    pass
                yield engine
        finally:
            whole.stop()
            await task


async def test_a_worker_does_at_once_what_another_process_was_asked_for(url: str) -> None:
    """And holds what another one brought in before anybody asks it for that."""
    house = House("left")
    async with worker(url, house) as works, open_engine(Settings(database_url=url), SystemClock()) as opened:
        ingress = Engine(opened.services, changed=Teller(opened.services.store, DUE).tell)
        await start_a_game(ingress, "left")
        assert type(await house.wall.posts.get()).__name__ == "OpenRound"

        await works.services.libraries.library("left:w")
        held = works.services.libraries.sizes().packs
        await store_pack(opened.services, pack(), workspace_id="left:w")
        while works.services.libraries.sizes().packs == held:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
