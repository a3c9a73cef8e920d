"""What storage promises about shards: each is held by one process, and sessions begin at Discord's pace."""

import asyncio
from datetime import timedelta

import pytest

from bot.delivery.clock import VirtualClock
from bot.delivery.rows import PostRows
from bot.delivery.rows.shards import IDENTIFY_SECONDS, ShardRows, Standing
from bot.storage.store import Store
from tests.builders import NOON

LEASE = 6.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> VirtualClock:
    """The database's clock, which moves when told."""
    made = VirtualClock(NOON)
    monkeypatch.setattr(PostRows, "now", lambda _: made.now())
    return made


async def join(store: Store, *names: str) -> None:
    """Some processes are there."""
    for name in names:
        await store.write(lambda tx, name=name: tx[ShardRows].join(name, LEASE))  # type: ignore[misc]


async def take(store: Store, name: str, count: int = 4, most: int = 64) -> tuple[int, ...] | None:
    """What a process holds after it took what it could; None if it was taken for dead."""
    found = await store.write(lambda tx: tx[ShardRows].take(name, count=count, most=most, lease=LEASE))
    return None if found is None else found.numbers


async def renew(store: Store, name: str) -> Standing | None:
    """A sign of life."""
    return await store.write(lambda tx: tx[ShardRows].renew(name, LEASE))


async def wait(store: Store, name: str, number: int, concurrency: int = 1) -> float | None:
    """How long until it may begin a session."""
    return await store.write(lambda tx: tx[ShardRows].wait_to_identify(name, number, concurrency))


async def test_one_process_holds_all_and_another_stands_by(store: Store, clock: VirtualClock) -> None:
    """Until the first one leaves."""
    await join(store, "a")
    assert await take(store, "a") == (0, 1, 2, 3)
    assert await renew(store, "a") == Standing(numbers=(0, 1, 2, 3), count=4, alone=True)
    await join(store, "b")
    assert await take(store, "b") == ()
    assert await renew(store, "a") == Standing(numbers=(0, 1, 2, 3), count=4, alone=False)
    await store.write(lambda tx: tx[ShardRows].leave("a"))

    assert await take(store, "b") == (0, 1, 2, 3)
    assert await renew(store, "a") is None


async def test_processes_that_start_together_share(store: Store, clock: VirtualClock) -> None:
    """Sixteen at a time: 64 shards in four processes, each shard once, however their takings meet."""
    names = ["a", "b", "c", "d"]
    await join(store, *names)
    for _ in range(3):
        await asyncio.gather(*(take(store, name, count=64, most=8) for name in names))
    held = [await take(store, name, count=64) or () for name in names]

    assert [len(numbers) for numbers in held] == [16] * 4
    assert sorted(number for numbers in held for number in numbers) == list(range(64))


async def test_what_a_dead_process_held_is_free_after_its_lease(store: Store, clock: VirtualClock) -> None:
    """And the shares of those who live grow."""
    await join(store, "a", "b", "c")
    for name in ("a", "b", "c"):
        await take(store, name, count=6)
    clock.advance(timedelta(seconds=LEASE - 1))
    for name in ("a", "b"):
        assert await renew(store, name) is not None
        assert await take(store, name, count=6) in {(0, 1), (2, 3)}
    clock.advance(timedelta(seconds=1))

    assert await take(store, "a", count=6) == (0, 1, 4)
    assert await take(store, "b", count=6) == (2, 3, 5)
    assert await renew(store, "c") is None


async def test_a_newcomer_takes_nothing_from_who_may_live(store: Store, clock: VirtualClock) -> None:
    """Who could not renew for a while is heard first; only a whole lease of silence more ends it."""
    await join(store, "a")
    await take(store, "a")
    clock.advance(timedelta(seconds=3 * LEASE))
    await join(store, "b")
    assert await take(store, "b") == ()
    clock.advance(timedelta(seconds=LEASE / 2))
    assert await renew(store, "a") == Standing(numbers=(0, 1, 2, 3), count=4, alone=False)
    await renew(store, "b")
    clock.advance(timedelta(seconds=LEASE / 2))
    assert await take(store, "b") == ()
    await renew(store, "b")
    clock.advance(timedelta(seconds=LEASE / 2))

    assert await take(store, "b") == (0, 1, 2, 3)
    assert await renew(store, "a") is None


async def test_who_was_away_itself_takes_nothing_at_once(store: Store, clock: VirtualClock) -> None:
    """After an outage of the database all have the time of a lease to say that they live."""
    await join(store, "a", "b")
    await take(store, "a")
    clock.advance(timedelta(minutes=5))
    await renew(store, "b")
    assert await take(store, "b") == (2, 3)

    assert await renew(store, "a") == Standing(numbers=(0, 1), count=4, alone=False)


async def test_sessions_begin_at_the_pace_of_discord(store: Store, clock: VirtualClock) -> None:
    """One in five seconds for each group of shards, whoever holds them; nobody begins one of another's."""
    await join(store, "a", "b")
    assert await take(store, "a") == (0, 1)
    assert await take(store, "b") == (2, 3)
    assert await wait(store, "a", 0, 2) == 0
    assert await wait(store, "b", 2, 2) == IDENTIFY_SECONDS
    assert await wait(store, "b", 3, 2) == 0
    assert await wait(store, "a", 2, 2) is None
    clock.advance(timedelta(seconds=2))
    assert await wait(store, "b", 2, 2) == IDENTIFY_SECONDS - 2
    clock.advance(timedelta(seconds=IDENTIFY_SECONDS - 2))

    assert await wait(store, "b", 2, 2) == 0
    assert await wait(store, "a", 0, 2) == IDENTIFY_SECONDS


async def test_all_agree_on_how_many_there_are(store: Store, clock: VirtualClock) -> None:
    """What Discord wants by now counts as soon as nobody holds any."""
    await join(store, "a", "b")
    assert await take(store, "a", count=2) == (0,)
    assert await take(store, "b", count=5) == (1,)
    await store.write(lambda tx: tx[ShardRows].leave("b"))
    assert await take(store, "a", count=5) == (0, 1)
    await store.write(lambda tx: tx[ShardRows].leave("a"))
    await join(store, "b")
    assert await take(store, "b", count=5) == (0, 1, 2, 3, 4)
    await store.write(lambda tx: tx[ShardRows].leave("b"))
    await join(store, "a")

    assert await take(store, "a", count=1) == (0,)


async def test_a_first_start_of_many_at_once(store: Store, clock: VirtualClock) -> None:
    """Nobody holds what another holds, though the rows are made at that moment."""
    names = [f"p{n}" for n in range(12)]
    await asyncio.gather(*(join(store, name) for name in names))
    held = await asyncio.gather(*(take(store, name, count=12, most=1) for name in names))

    assert sorted(number for numbers in held for number in numbers or ()) == list(range(12))
