"""What storage promises about batons: one process has it, until it gives it, or was silent for a lease."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.delivery.batons import Batons
from bot.delivery.clock import VirtualClock
from bot.delivery.rows.batons import LOOK_SECONDS, OLD, BatonRows
from bot.storage.store import Store
from bot.storage.tables.batons import baton
from bot.storage.transaction import Transaction
from tests.builders import NOON

LEASE = 6.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> VirtualClock:
    """The database's clock, which moves when told."""
    made = VirtualClock(NOON)
    monkeypatch.setattr(BatonRows, "_now", lambda _: made.now())
    return made


async def take(store: Store, me: str, name: str = "a") -> float:
    """Ask for it."""
    return await store.write(lambda tx: tx[BatonRows].take(name, me, lease=LEASE))


async def give(store: Store, me: str, rest: float = 0.0) -> None:
    """Let others have it."""
    await store.write(lambda tx: tx[BatonRows].give("a", me, rest=rest))


async def test_one_has_it_until_it_is_given(store: Store, clock: VirtualClock) -> None:
    """Others ask again soon; who never had it gives nothing away; another baton is another's."""
    assert await take(store, "one") == 0
    assert await take(store, "two") == LOOK_SECONDS
    assert await take(store, "two", name="b") == 0
    await give(store, "two")
    assert await take(store, "two") == LOOK_SECONDS
    await give(store, "one")
    assert await take(store, "two") == 0


async def test_it_may_rest_before_anybody_takes_it(store: Store, clock: VirtualClock) -> None:
    """Whoever asks learns for how long, who had it as well."""
    await take(store, "one")
    await give(store, "one", rest=1.0)
    clock.advance(timedelta(seconds=0.4))
    assert [await take(store, who) for who in ("one", "two")] == [pytest.approx(0.6)] * 2
    clock.advance(timedelta(seconds=0.6))
    assert await take(store, "two") == 0


async def test_a_dead_one_s_is_free_after_its_lease(store: Store, clock: VirtualClock) -> None:
    """A live one renews it; who was taken for dead learns so, and takes nothing away by giving it."""
    await take(store, "one")
    clock.advance(timedelta(seconds=LEASE - 1))
    assert await store.write(lambda tx: tx[BatonRows].renew("a", "one", lease=LEASE))
    clock.advance(timedelta(seconds=LEASE - 1))
    assert await take(store, "two") == LOOK_SECONDS
    clock.advance(timedelta(seconds=1))
    assert await take(store, "two") == 0

    assert not await store.write(lambda tx: tx[BatonRows].renew("a", "one", lease=LEASE))
    await give(store, "one")
    assert await take(store, "one") == LOOK_SECONDS


async def test_what_nobody_takes_any_more_is_forgotten(store: Store, clock: VirtualClock) -> None:
    """After an hour, by retention."""
    await take(store, "one")
    await give(store, "one")
    assert await store.write(lambda tx: tx[BatonRows].clear()) == 0
    clock.advance(OLD)
    assert await store.write(lambda tx: tx[BatonRows].clear()) == 1


async def held_until(store: Store) -> datetime:
    """When the lease of whoever has it ends."""

    def look(tx: Transaction) -> datetime:
        until: datetime = tx[BatonRows]._connection.execute(select(baton.c.until)).scalar_one()
        return until

    return await store.read(look)


async def test_two_processes_at_once_do_it_one_after_the_other(store: Store, clock: VirtualClock) -> None:
    """Who waits begins once the other ended; who does not wait lets it be; long work keeps its baton."""
    one, two = Batons(store, lease=0.3), Batons(store, lease=0.3)
    inside, order = asyncio.Event(), list[str]()

    async def first() -> None:
        async with one.held("x") as ours:
            assert ours
            inside.set()
            for _ in range(3):
                before = await held_until(store)
                clock.advance(timedelta(seconds=0.2))
                while await held_until(store) == before:  # noqa: ASYNC110 - nothing tells it
                    await asyncio.sleep(0.01)
            order.append("first")

    async def second() -> None:
        await inside.wait()
        async with two.held("x") as ours:
            assert not ours
        async with two.held("x", wait=True) as ours:
            assert ours
            order.append("second")

    await asyncio.gather(first(), second())
    assert order == ["first", "second"]
