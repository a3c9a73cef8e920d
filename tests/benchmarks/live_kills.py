"""Deaths at every step of a live game at a time, a bluff, on each engine: the table of where they were.

`LIVE_STEPS=1` is every step; larger numbers take every so many.
"""

import asyncio
import logging
import os
import random
import tempfile
from pathlib import Path

from bot.delivery.clock import VirtualClock
from bot.storage.database import open_store
from tests.builders import NOON
from tests.databases import create_database, postgresql_server
from tests.faults.failpoints import Chat
from tests.faults.live_steps import PLACES, die, prepared, steps

ENGINES = os.environ.get("LIVE_ENGINES", "sqlite,postgresql").split(",")
EVERY = int(os.environ.get("LIVE_STEPS", "1"))


async def main() -> None:
    """Print a row an engine and a way to look for what stands; anything wrong ends it."""
    logging.disable(logging.CRITICAL)
    print("\ndeaths in a live game at a time (a bluff), the heir of each dies as well, a third process goes on")
    print("  engine      finds by  " + "  ".join(f"{place:>8}" for place in PLACES) + "  games  lost or twice")
    with tempfile.TemporaryDirectory() as folder, postgresql_server() as server:
        for engine in ENGINES:
            for dedupes, how in ((True, "nonce"), (False, "history")):
                url = f"sqlite:///{Path(folder)}/{how}.db" if engine == "sqlite" else create_database(server)
                store, clock, chat = await open_store(url), VirtualClock(NOON), Chat(dedupes)
                await prepared(store)
                count, chance = len(await steps(store, clock, chat)), random.Random(11)
                deaths = await die(store, clock, chat, ((n, chance.randrange(count)) for n in range(0, count, EVERY)))
                await store.close()
                told = "  ".join(f"{deaths.at[place]:8}" for place in PLACES)
                print(f"  {engine:10}  {how:8}  {told}  {deaths.games:5}  {len(deaths.wrong):13}", flush=True)
                assert not deaths.wrong, deaths.wrong


if __name__ == "__main__":
    asyncio.run(main())
