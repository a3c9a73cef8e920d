"""Dying at every step, and at every step of the process that takes over: the post stands once, and the ledger knows."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.daily.rows import DailyRows
from bot.daily.rules.model import Delivery, DeliveryState
from bot.delivery.clock import VirtualClock
from bot.library.cache import LibraryCache
from bot.library.imports import store as keep_pack
from bot.library.services import Services
from bot.storage.sqlite import SqliteStore
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import HERE, NOON, pack, subscription
from tests.contract.conftest import fresh_url, postgresql_template, sqlite_template, store
from tests.faults.failpoints import Chat, life, time_passes

__all__ = ["fresh_url", "postgresql_template", "sqlite_template", "store"]
BOUNDARIES = {
    "before a transaction", "inside a transaction", "after a transaction", "before the message stands",
    "after the message stands",
}  # fmt: skip


@pytest.mark.parametrize("dedupes", [True, False], ids=["nonce", "history"])
async def test_dying_at_every_step_twice(store: Store, dedupes: bool) -> None:
    """One day for each pair of steps: a process dies at the first, its heir at the second, a third one goes on.

    All pairs on SQLite; on PostgreSQL every step of the first process.
    """
    services = Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(NOON), rng=random.Random(1))
    await keep_pack(services, pack("talk"), workspace_id=HERE.workspace_id)
    await store.write(lambda tx: tx[DailyRows].put(replace(subscription(due=NOON), warned=True)))
    clock, chat, days, seen = VirtualClock(NOON), Chat(dedupes), 0, set[str]()
    for first, second in pairs(12 if isinstance(store, SqliteStore) else 1):
        fuse = await life(store, clock, chat, first)
        seen |= set(fuse.steps)
        if len(fuse.steps) <= first:
            break
        for crash_at in (second, None):
            await time_passes(store)
            await life(store, clock, chat, crash_at)
        days += 1
        assert list(chat.messages.values()) == [1] * days, (first, second, fuse.steps)
        clock.move_to(NOON + days * timedelta(days=1))

    recent = await store.read(_all)
    assert {d.state for d in recent} == {DeliveryState.SENT}
    assert [d.day for d in recent] == [NOON.date() + timedelta(days=n) for n in range(len(recent))]
    assert seen >= BOUNDARIES
    assert days > 20


def pairs(seconds: int) -> Iterator[tuple[int, int | None]]:
    """Every step of the first process with so many of the second, until the first has no such step."""
    for first in range(100):
        for second in (None, *range(seconds)):
            yield first, second


def _all(tx: Transaction) -> tuple[Delivery, ...]:
    return tx[DailyRows].recent("s1", 10_000)[::-1]
