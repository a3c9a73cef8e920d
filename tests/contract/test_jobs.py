"""What everybody who serves wake-ups promises, in one process and by a queue; and what the queue promises beside."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TypeVar

import psycopg
import pytest
from typing_extensions import override

from bot.chat.incoming import Place
from bot.delivery.clock import SystemClock, VirtualClock
from bot.delivery.jobs import Handler, Jobs
from bot.delivery.queue import worker as queue_worker
from bot.delivery.queue.jobs import QueuedJobs
from bot.delivery.rows import PostRows
from bot.delivery.scheduler import EmbeddedJobs
from bot.errors import StorageError
from bot.storage import queue_schema
from bot.storage.database import open_store
from bot.storage.store import Clock, Store
from bot.storage.transaction import Transaction
from bot.storage.upgrades import queue_is_ready, upgrade
from bot.storage.wakeups import DUE, POST, QueueRows, WakeUp
from tests.builders import NOON
from tests.databases import create_database, database_name
from tests.patience import PATIENCE
from tests.platform.discord.test_shards import CutStore

T = TypeVar("T")
CLOCK = SystemClock()
PLACE = Place(platform="left", workspace="w", channel="c")
Rows = list[tuple[object, ...]]


@pytest.fixture(scope="session")
def queued_template(server: str) -> str:
    """The name of an empty database with a queue, to be copied."""
    url = create_database(server)
    asyncio.run(upgrade(url, queued=True))
    return database_name(url)


@pytest.fixture
def url(server: str, queued_template: str) -> str:
    """The address of one."""
    return create_database(server, template=queued_template)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """It, opened so that transactions ask for jobs."""
    opened = await open_store(url, queued=True)
    yield opened
    await opened.close()


def asked(url: str, query: str) -> Rows:
    """What the database says."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []


def waiting(url: str) -> list[object]:
    """The locks by which jobs wait in the queue."""
    return [
        lock for (lock,) in asked(url, "SELECT queueing_lock FROM procrastinate.procrastinate_jobs WHERE status = "
        "'todo' ORDER BY id")
    ]  # fmt: skip


async def becomes(store: Store, counts: tuple[int, int]) -> None:
    """Wait until so many wait or run, and so many were set aside."""
    while await store.read(lambda tx: tx[QueueRows].counts()) != counts:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def queued(url: str, store: Store, clock: Clock = CLOCK) -> QueuedJobs:
    """A process on the queue that would look by itself in an hour."""
    return QueuedJobs(url, store, clock, own=("own",), sweep=3600.0, daily=3600.0)


@pytest.fixture(params=["embedded", "queue"])
def jobs(request: pytest.FixtureRequest) -> Jobs:
    """Each of those who serve wake-ups, in turn."""
    if request.param == "embedded":
        return EmbeddedJobs(CLOCK, sweep=3600.0, daily=3600.0)
    return queued(request.getfixturevalue("url"), request.getfixturevalue("store"))


@asynccontextmanager
async def serving(*all_: Jobs, **handlers: Handler) -> AsyncIterator[None]:
    """Processes at work, drained at the end."""
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as together:
        for each in all_:
            together.create_task(each.run(handlers))
        yield
        for each in all_:
            await each.drain(5)


class Noted:
    """A handler that says for what it ran."""

    def __init__(self) -> None:
        self.ran: asyncio.Queue[str] = asyncio.Queue()

    async def __call__(self, subject: str) -> None:
        self.ran.put_nowait(subject)


async def test_what_is_asked_for_is_done_in_the_order_of_its_moments(jobs: Jobs) -> None:
    """Before or after somebody works, and for each id."""
    now, noted = CLOCK.now(), Noted()
    jobs.wake("look", "later", now + timedelta(seconds=1.5))
    jobs.wake("look", "now", now)
    async with serving(jobs, look=noted):
        assert await noted.ran.get() == "now"
        jobs.wake("look", "past", now - timedelta(hours=1))
        assert await noted.ran.get() == "past"
        assert await noted.ran.get() == "later"
        assert CLOCK.now() >= now + timedelta(seconds=1.5)


async def test_a_handler_that_fails_stops_nobody(jobs: Jobs) -> None:
    """The next wake-up finds it ready."""
    noted, failed = Noted(), asyncio.Event()

    async def fails(_: str) -> None:
        failed.set()
        raise RuntimeError("broken")

    async with serving(jobs, breaks=fails, look=noted):
        jobs.wake("breaks", "", CLOCK.now())
        await failed.wait()
        jobs.wake("look", "a", CLOCK.now())
        assert await noted.ran.get() == "a"


async def test_what_comes_during_a_run_lets_it_run_once_more(jobs: Jobs) -> None:
    """Never two at a time for one id in one process."""
    began, go, twice, together, most = asyncio.Event(), asyncio.Event(), asyncio.Event(), 0, 0

    async def slow(_: str) -> None:
        nonlocal together, most
        together += 1
        most = max(most, together)
        if began.is_set():
            twice.set()
        began.set()
        await go.wait()
        together -= 1

    async with serving(jobs, slow=slow):
        jobs.wake("slow", "x", CLOCK.now())
        await began.wait()
        jobs.wake("slow", "x", CLOCK.now())
        go.set()
        await twice.wait()
    assert most == 1


async def test_what_one_process_asks_for_is_done_by_one_of_all(url: str, store: Store) -> None:
    """Two that work and one that only hears: what it asks for is done once; its own it does itself."""
    noted, own = Noted(), Noted()
    first, second, hears = (queued(url, store) for _ in range(3))
    async with serving(first, second, look=noted), serving(hears, own=own):
        hears.wake("look", "a", CLOCK.now())
        assert await noted.ran.get() == "a"
        hears.wake("own", "b", CLOCK.now())
        assert await own.ran.get() == "b"
    assert noted.ran.empty()
    assert waiting(url) == []


async def test_ticks_come_once_for_all_processes(url: str, store: Store) -> None:
    """However many ask for them in one period; the database's clock says when that is."""
    for _ in range(3):
        await store.write(lambda tx: tx[QueueRows].tick({DUE: 3600.0, POST: 3600}))
    assert waiting(url) == ["due:", "post:"]


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(hours=-1)], ids=str)
async def test_a_clock_an_hour_off_shifts_nothing(url: str, store: Store, off: timedelta) -> None:
    """What is to be done in so many seconds is done then, whatever a process takes the time to be."""
    jobs, noted, own_time = queued(url, store, VirtualClock(CLOCK.now() + off)), Noted(), CLOCK.now() + off
    async with serving(jobs, look=noted):
        jobs.wake("look", "soon", own_time + timedelta(seconds=0.5))
        jobs.wake("look", "late", own_time + timedelta(hours=2))
        assert await noted.ran.get() == "soon"
    seconds = asked(url, "SELECT extract(epoch FROM scheduled_at - now()) FROM procrastinate.procrastinate_jobs")
    assert [7000 < float(str(each)) < 7201 for (each,) in seconds] == [True]


def ask_for_a_post(key: str) -> Callable[[Transaction], object]:
    """Some post that is due."""
    return lambda tx: tx[PostRows].add(key, PLACE, "note", "1", not_before=NOON)


async def test_a_job_is_kept_with_what_causes_it(url: str, store: Store) -> None:
    """Once, however many posts are written; and never for what was undone, though the connection is used again."""
    with pytest.raises(ZeroDivisionError):
        await store.write(lambda tx: (ask_for_a_post("a")(tx), 1 // 0))
    await store.write(lambda tx: tx[PostRows].now())
    assert waiting(url) == []
    await store.write(lambda tx: [ask_for_a_post(key)(tx) for key in "bc"])
    await store.write(ask_for_a_post("d"))
    assert waiting(url) == ["post:"]
    assert asked(url, "SELECT task_name, args FROM procrastinate.procrastinate_jobs") == [
        ("quoth.post", {"subject": ""})
    ]


async def test_who_fetches_a_job_sees_the_rows_it_was_asked_for_with(url: str, store: Store) -> None:
    """A job that waits already is not fetched before the transaction that counts on it is kept."""
    await store.write(lambda tx: tx[QueueRows].wake([WakeUp(POST)]))
    fetch = "SELECT id FROM procrastinate.procrastinate_fetch_job_v2(ARRAY['quoth'], NULL)"
    with psycopg.connect(url) as open_still:
        open_still.execute("SELECT procrastinate.quoth_wake('post', '', 0, 'post:', 0)")
        assert asked(url, fetch) == [(None,)]
    assert asked(url, fetch) != [(None,)]


async def test_a_rush_of_transactions_is_none_the_slower_nor_undone(url: str, store: Store) -> None:
    """Two that ask for the same at once are both kept, and one job waits."""
    keys = [str(n) for n in range(40)]
    await asyncio.gather(*(store.write(ask_for_a_post(key)) for key in keys))
    assert asked(url, "SELECT count(*) FROM post") == [(40,)]
    assert waiting(url) == ["post:"]


async def test_a_store_without_a_queue_asks_for_nothing(fresh_url: str) -> None:
    """On either engine."""
    opened = await open_store(fresh_url)
    await opened.write(ask_for_a_post("a"))
    assert await opened.read(lambda tx: tx[QueueRows].counts()) == (0, 0)
    assert await opened.write(lambda tx: tx[QueueRows].prune(NOON, 10)) == 0
    await opened.close()


async def test_jobs_of_another_version_are_set_aside_and_the_rest_goes_on(
    url: str, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """Of a kind that nobody knows, with arguments that nobody takes; told, counted, and gone after their time."""
    for task, args in [("quoth.dance", "{}"), ("old.app.task", '{"a": 1}'), ("quoth.look", '{"subject": 5}'),
                       ("quoth.look", '{"until": "noon"}')]:  # fmt: skip
        asked(url, "INSERT INTO procrastinate.procrastinate_jobs (queue_name, task_name, args) "
              f"VALUES ('quoth', '{task}', '{args}')")  # fmt: skip
    jobs, noted = queued(url, store), Noted()
    async with serving(jobs, look=noted):
        jobs.wake("look", "a", CLOCK.now())
        assert await noted.ran.get() == "a"
        await becomes(store, (0, 4))
    told = [r.message for r in caplog.records if r.name == queue_worker.__name__]
    assert len(told) == 3
    assert "quoth.dance" in told[0]
    assert not [r for r in caplog.records if r.exc_info]
    assert await store.write(lambda tx: tx[QueueRows].prune(CLOCK.now() - timedelta(days=1), 10)) == 0
    assert await store.write(lambda tx: tx[QueueRows].prune(CLOCK.now() + timedelta(days=1), 3)) == 3
    assert await store.read(lambda tx: tx[QueueRows].counts()) == (0, 1)


async def test_what_a_dead_process_had_begun_is_done_by_another(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as it was not heard of for so long; also where the same waits in the queue already."""
    monkeypatch.setattr(queue_worker, "RESCUE_SECONDS", 0.05)
    await store.write(lambda tx: tx[QueueRows].wake([WakeUp("look", "a"), WakeUp("look", "b")]))
    asked(url, "INSERT INTO procrastinate.procrastinate_workers (last_heartbeat) VALUES (now() - interval '7 s')")
    asked(url, "UPDATE procrastinate.procrastinate_jobs SET status = 'doing', worker_id = 1")
    await store.write(lambda tx: tx[QueueRows].wake([WakeUp("look", "b")]))
    noted = Noted()
    async with serving(queued(url, store), look=noted):
        assert {await noted.ran.get(), await noted.ran.get()} == {"a", "b"}
        await becomes(store, (0, 0))


async def test_the_queue_is_worked_off_again_after_its_connections_were_lost(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """All of them at once, in the middle of a job."""
    monkeypatch.setattr(queue_worker, "PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(queue_worker, "RESCUE_SECONDS", 0.05)
    jobs, noted, began, go = queued(url, store), Noted(), asyncio.Event(), asyncio.Event()

    async def slow(_: str) -> None:
        began.set()
        await go.wait()

    async with serving(jobs, slow=slow, look=noted):
        jobs.wake("slow", "", CLOCK.now())
        await began.wait()
        asked(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
              "AND pid <> pg_backend_pid()")  # fmt: skip
        go.set()
        jobs.wake("look", "a", CLOCK.now())
        while noted.ran.empty():
            jobs.wake("look", "a", CLOCK.now())
            await asyncio.sleep(0.05)
    assert not [r for r in caplog.records if r.exc_info]


async def test_a_queue_that_is_gone_is_told_and_waited_for(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody dropped it under way: the process stays, says what to do, and goes on once it is made anew."""
    monkeypatch.setattr(queue_worker, "PAUSE_SECONDS", 0.05)
    jobs, noted = QueuedJobs(url, store, CLOCK, own=("own",), sweep=0.05, daily=0.05), Noted()
    async with serving(jobs, look=noted, own=noted, due=noted):
        assert await noted.ran.get() == ""
        asked(url, "DROP SCHEMA procrastinate CASCADE")
        while "is gone or not whole" not in caplog.text:
            jobs.wake("look", "a", CLOCK.now())
            await asyncio.sleep(0.01)
        jobs.wake("own", "its own", CLOCK.now())
        while await noted.ran.get() != "its own":
            pass
        await upgrade(url, queued=True)
        jobs.wake("look", "again", CLOCK.now())
        while (ran := await noted.ran.get()) != "again":
            assert ran in ("", "a")
    assert len([r for r in caplog.records if "is gone or not whole" in r.message]) == 1


class OddStore(CutStore):
    """A store that fails, while it is `odd`, at what nobody foresaw."""

    odd = True

    @override
    async def write(self, work: Callable[[Transaction], T]) -> T:
        if self.odd:
            raise RuntimeError("nobody foresaw that")
        return await super().write(work)


async def test_what_nobody_foresaw_ends_no_process(url: str, store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """It is told once, waited out, and all goes on."""
    odd, noted = OddStore(store), Noted()
    jobs = QueuedJobs(url, odd, CLOCK, own=("own",), sweep=0.01, daily=0.01)

    async def until_told(what: str) -> None:
        said = [f"{who} {what}" for who in ("asking for jobs", "the tick of the queue of jobs")]
        while set(said) - {r.message for r in caplog.records}:
            jobs.wake("look", "a", CLOCK.now())
            await asyncio.sleep(0.01)

    async with serving(jobs, look=noted, own=noted):
        jobs.wake("own", "its own", CLOCK.now())
        assert await noted.ran.get() == "its own"
        await until_told("failed; it is tried again")
        odd.odd = False
        await until_told("works again")
        assert await noted.ran.get() == "a"
    assert len(caplog.records) == 4


async def test_the_queue_is_made_once_and_only_where_it_is_asked_for(server: str) -> None:
    """By `quoth db upgrade`, beside our tables and in none of their names; whoever looks says whether it is there."""
    plain = create_database(server)
    await upgrade(plain)
    assert not queue_is_ready(plain)
    await asyncio.gather(*(upgrade(plain, queued=True) for _ in range(3)))
    assert queue_is_ready(plain)
    names = [n for (n,) in asked(plain, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    assert not [name for name in names if str(name).startswith(("procrastinate", "quoth"))]
    await upgrade(plain, queued=True)


async def test_a_queue_of_an_older_procrastinate_is_brought_up_to_date(server: str) -> None:
    """Its migrations are applied one by one, as the package has them."""
    whole, stepwise = create_database(server), create_database(server)
    await upgrade(whole, queued=True)
    scripts = sorted(queue_schema._migrations().items())
    await upgrade(stepwise)
    asked(stepwise, "CREATE SCHEMA procrastinate; SET search_path TO procrastinate; "
          + scripts[0][1].read_text() + "; CREATE TABLE quoth_applied (name text PRIMARY KEY); "
          f"INSERT INTO quoth_applied VALUES ('{scripts[0][0]}')")  # fmt: skip
    assert not queue_is_ready(stepwise)
    await upgrade(stepwise, queued=True)
    assert queue_is_ready(stepwise)
    shape = (
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'procrastinate' ORDER BY 1, 2"
    )
    assert asked(stepwise, shape) == asked(whole, shape)


async def test_a_queue_of_a_newer_version_is_left_as_it_is(url: str) -> None:
    """Whoever is older says so, and changes nothing."""
    asked(url, "INSERT INTO procrastinate.quoth_applied VALUES ('99.01.00_01_everything_anew')")
    with pytest.raises(StorageError, match="made by a newer"):
        await open_store(url, queued=True)
    with pytest.raises(StorageError, match="made by a newer"):
        queue_is_ready(url)
    await (await open_store(url)).close()
