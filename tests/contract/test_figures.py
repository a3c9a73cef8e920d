"""What /metrics and `quoth admin jobs` tell of feeds, installations and shards."""

from datetime import timedelta

from bot.app.rows.admin import AdminRows
from bot.app.rows.figures import Figures
from bot.delivery.clock import VirtualClock
from bot.delivery.rows.shards import ShardRows
from bot.library.rows.feeds import FeedRows
from bot.storage.store import Store
from tests.builders import NOON
from tests.contract.test_feeds import claim, follow, one
from tests.contract.test_installations import HOUR, acme, leave, register, tokens
from tests.contract.test_shards import LEASE, clock, join, take

__all__ = ["clock"]


async def figures(store: Store, seconds: float = 0) -> Figures:
    """What there is at that moment after noon."""
    return await store.read(lambda tx: tx[AdminRows].figures(NOON + timedelta(seconds=seconds)))


async def test_feeds_are_counted_as_they_go_on(store: Store) -> None:
    """Those that are due, and those that failed when they were looked at last."""
    assert (await figures(store)).feeds == {"followed": 0, "failing": 0, "due": 0}
    await follow(store, one())
    await follow(store, one("https://example.org/other.xml"))
    assert (await figures(store, -1)).feeds == {"followed": 2, "failing": 0, "due": 0}
    (held,) = await claim(store, limit=1)
    assert (await figures(store)).feeds == {"followed": 2, "failing": 0, "due": 2}
    await store.write(lambda tx: tx[FeedRows].settle(held, next_at=NOON + HOUR, values={"failures": 1}))

    assert (await figures(store)).feeds == {"followed": 2, "failing": 1, "due": 1}
    jobs = {job["job"]: job for job in await store.read(lambda tx: tx[AdminRows].jobs(NOON))}
    assert jobs["feed"] == {"job": "feed", "due": 1, "since": NOON, "next": NOON + HOUR}


async def test_tokens_that_ended_are_told(store: Store) -> None:
    """Nobody got the next ones in time; what left has none."""
    here = register(store)
    await here.install(acme(), tokens(ends=NOON + HOUR), "UADA")
    await here.install(acme("T2"), tokens("two"), "UADA")
    await here.install(acme("T3"), tokens("three", ends=NOON + HOUR), "UADA")
    await leave(here, "slack:T3")

    assert (await figures(store)).installations == {"there": 2, "ended": 0}
    assert (await figures(store, 3600)).installations == {"there": 2, "ended": 1}
    jobs = {job["job"]: job for job in await store.read(lambda tx: tx[AdminRows].jobs(NOON))}
    assert jobs["token"] == {"job": "token", "due": 0, "since": None, "next": NOON + HOUR}


async def test_shards_that_nobody_holds_are_told(store: Store, clock: VirtualClock) -> None:
    """Given back, or held by who is dead."""
    assert (await figures(store)).shards == {"there": 0, "free": 0}
    await join(store, "a")
    await take(store, "a")
    assert (await figures(store)).shards == {"there": 4, "free": 0}
    clock.advance(timedelta(seconds=LEASE))
    assert (await figures(store)).shards == {"there": 4, "free": 4}
    await store.write(lambda tx: tx[ShardRows].leave("a"))
    assert (await figures(store)).shards == {"there": 4, "free": 4}
