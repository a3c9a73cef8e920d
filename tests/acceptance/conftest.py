"""A terminal on a database of its own, and a transcript on the disk."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery.clock import VirtualClock
from bot.library.cache import LibraryCache
from bot.library.services import Services
from bot.storage.database import open_store
from tests.acceptance.terminal import TALK, Terminal
from tests.builders import NOON
from tests.furnished import furnish


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    """The samples on a database of their own."""
    furnish(tmp_path / "quoth.db")
    store = await open_store(f"sqlite:///{tmp_path}/quoth.db")
    made = Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(NOON), rng=random.Random(7))
    yield made
    await made.attendance.settle()
    await store.close()


@pytest.fixture
def terminal(services: Services) -> Terminal:
    """A pipe."""
    return Terminal(services)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A transcript on the disk."""
    path = tmp_path / "second page.txt"
    path.write_text(TALK, encoding="utf-8")
    return path
