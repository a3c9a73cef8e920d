"""Wake-ups: punctual, once at a time for an id, never stopped by one that fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.delivery.clock import SystemClock
from bot.delivery.jobs import Handler
from bot.delivery.scheduler import EmbeddedJobs

CLOCK = SystemClock()


@asynccontextmanager
async def serving(jobs: EmbeddedJobs, **handlers: Handler) -> AsyncIterator[None]:
    """Jobs at work; drained at the end."""
    async with asyncio.timeout(10):
        serve = asyncio.create_task(jobs.run(handlers))
        yield
        await jobs.drain(5)
        await serve


async def test_handlers_run_in_the_order_of_their_moments() -> None:
    """Whatever the order in which they were asked for."""
    jobs, ran, done = EmbeddedJobs(CLOCK, sweep=60), list[str](), asyncio.Event()

    async def note(subject: str) -> None:
        ran.append(subject)
        if len(ran) == 3:
            done.set()

    now = CLOCK.now()
    for subject, after in [("third", 0.06), ("first", -5), ("second", 0.03)]:
        jobs.wake("note", subject, now + timedelta(seconds=after))
    async with serving(jobs, note=note):
        await done.wait()

    assert ran == ["first", "second", "third"]


async def test_a_wake_up_during_a_run_lets_it_run_once_more() -> None:
    """Never two at a time for one id, and nothing that came meanwhile is lost."""
    jobs, began, go, runs = EmbeddedJobs(CLOCK, sweep=60), asyncio.Event(), asyncio.Event(), list[int]()
    together, twice = 0, asyncio.Event()

    async def slow(_: str) -> None:
        nonlocal together
        together += 1
        runs.append(together)
        began.set()
        await go.wait()
        together -= 1
        if len(runs) == 2:
            twice.set()

    async with serving(jobs, slow=slow):
        jobs.wake("slow", "x", CLOCK.now())
        await began.wait()
        for _ in range(5):
            jobs.wake("slow", "x", CLOCK.now())
        go.set()
        await twice.wait()

    assert runs == [1, 1]


async def test_a_handler_that_fails_stops_nobody() -> None:
    """It is logged, and the next wake-up finds it ready."""
    jobs, failed, done = EmbeddedJobs(CLOCK, sweep=60), asyncio.Event(), asyncio.Event()

    async def fails_once(_: str) -> None:
        if not failed.is_set():
            failed.set()
            raise RuntimeError("the database was away")
        done.set()

    async with serving(jobs, job=fails_once):
        jobs.wake("job", "x", CLOCK.now())
        await failed.wait()
        jobs.wake("job", "x", CLOCK.now())
        await done.wait()


async def test_an_outage_is_told_when_it_begins_and_when_it_ends(caplog: pytest.LogCaptureFixture) -> None:
    """However many sweeps find nothing meanwhile."""
    jobs, tried, tries = EmbeddedJobs(CLOCK, sweep=60), asyncio.Event(), list[int]()

    async def fails_thrice(_: str) -> None:
        tries.append(1)
        tried.set()
        if len(tries) <= 3:
            raise RuntimeError("the database is away")

    async with serving(jobs, job=fails_thrice):
        # One wake-up after each try: several at once may become one on a machine that is busy.
        for _ in range(5):
            tried.clear()
            jobs.wake("job", "x", CLOCK.now())
            await tried.wait()

    told = [record.getMessage() for record in caplog.records]
    assert len(tries) == 5
    assert ["failed" in told[0], "works again" in told[1], len(told)] == [True, True, 2]


async def test_the_sweep_comes_by_itself() -> None:
    """So that what a dead process left is found without a hint."""
    jobs, swept = EmbeddedJobs(CLOCK, sweep=0.05), asyncio.Event()

    async def sweep(_: str) -> None:
        swept.set()

    async with serving(jobs, sweep=sweep):
        await swept.wait()


async def test_draining_waits_for_what_runs() -> None:
    """And takes no more."""
    jobs, began, ended = EmbeddedJobs(CLOCK, sweep=60), asyncio.Event(), list[str]()

    async def work(subject: str) -> None:
        began.set()
        await asyncio.sleep(0)
        ended.append(subject)

    serve = asyncio.create_task(jobs.run({"work": work}))
    jobs.wake("work", "one", CLOCK.now())
    await began.wait()
    await jobs.drain(5)
    await serve
    jobs.wake("work", "two", CLOCK.now())

    assert ended == ["one"]


async def test_a_rush_of_wake_ups_is_served_by_few_runs() -> None:
    """Each request of two hundred wakes the same handler; the last of them is served too."""
    jobs, runs, served = EmbeddedJobs(CLOCK, sweep=60), list[int](), asyncio.Event()
    woken = 0

    async def look(_: str) -> None:
        runs.append(woken)
        await asyncio.to_thread(str)
        if runs[-1] == 200:
            served.set()

    async with serving(jobs, look=look):
        for _ in range(200):
            woken += 1
            jobs.wake("look", "", CLOCK.now())
            await asyncio.sleep(0)
        await served.wait()

    assert runs[-1] == 200
    assert len(runs) <= 20
