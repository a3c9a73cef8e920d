"""What storage promises about requests and about what was shown."""

import asyncio

import pytest

from bot.errors import StorageUnwritable
from bot.library.rows.shown import ShownRows
from bot.storage.inbox import InboxRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import HERE, NOON, THERE


async def test_a_request_is_admitted_once(store: Store) -> None:
    """Twenty deliveries at once: one has its effect. Another platform may use the same key."""
    admitted = await asyncio.gather(
        *(store.write(lambda tx: tx[InboxRows].admit("slack", "k", NOON)) for _ in range(20))
    )

    assert sum(admitted) == 1
    assert await store.write(lambda tx: tx[InboxRows].admit("discord", "k", NOON))


async def test_what_was_shown_comes_back_newest_first(store: Store) -> None:
    """Per place; a number that was shown twice counts at its newest."""

    def show(tx: Transaction) -> None:
        for number, place in [(1, HERE), (2, HERE), (9, THERE), (1, HERE)]:
            tx[ShownRows].add(place, number, NOON)

    await store.write(show)

    assert await store.read(lambda tx: tx[ShownRows].recent(HERE, 10)) == (1, 2)
    assert await store.read(lambda tx: tx[ShownRows].recent(HERE, 1)) == (1,)


async def test_reading_never_writes(store: Store) -> None:
    """A read that tries to write is refused by the database itself."""
    with pytest.raises(StorageUnwritable):
        await store.read(lambda tx: tx[InboxRows].admit("slack", "k", NOON))

    assert await store.write(lambda tx: tx[InboxRows].admit("slack", "k", NOON))
