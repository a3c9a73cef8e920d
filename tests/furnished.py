"""An SQLite database with the samples in it: made once in a process, and copied for whoever begins with one."""

import asyncio
import atexit
import random
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from bot.delivery.clock import VirtualClock
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from tests.builders import NOON


def furnish(path: Path) -> None:
    """Put a copy there, as it was at noon; a database that is there already is left alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_template(), path)


async def keep_samples(url: str) -> None:
    """Make a database at that address, if there is none, and keep the samples in it, at noon."""
    store = await open_store(url)
    libraries = LibraryCache(store)
    await store_samples(Services(store=store, libraries=libraries, clock=VirtualClock(NOON), rng=random.Random(1)))
    await libraries.close()
    await store.close()


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="quoth-furnished-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "quoth.db"
    # In a thread of its own: whoever asks may be in an event loop.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(keep_samples(f"sqlite:///{path}"))).result()
    return path
