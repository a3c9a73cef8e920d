"""Dying at steps of a live game from its reminder to its board, a bluff in both phases: everything happens once.

`make bench` dies at every step on both engines.
"""

import random

import pytest

from bot.delivery.clock import VirtualClock
from bot.storage.sqlite import SqliteStore
from bot.storage.store import Store
from tests.builders import NOON
from tests.contract.conftest import fresh_url, postgresql_template, sqlite_template, store
from tests.faults.failpoints import Chat
from tests.faults.live_steps import PLACES, die, prepared, steps

__all__ = ["fresh_url", "postgresql_template", "sqlite_template", "store"]


@pytest.mark.parametrize("dedupes", [True, False], ids=["nonce", "history"])
async def test_a_live_game_survives_a_death_at_any_step(store: Store, dedupes: bool) -> None:
    """Two of every place, the heir dies as well; one lobby, one round, one board, each seat, ending and point once."""
    chance, clock, chat = random.Random(3), VirtualClock(NOON), Chat(dedupes)
    await prepared(store)
    taken = await steps(store, clock, chat)
    many = 16 if isinstance(store, SqliteStore) else 8
    every = max(1, len(taken) // many)
    pairs = [(first, chance.randrange(len(taken))) for first in range(chance.randrange(every), len(taken), every)]
    deaths = await die(store, clock, chat, pairs)

    assert not deaths.wrong
    assert deaths.games >= many
    assert len(deaths.at) >= len(PLACES) // 2
