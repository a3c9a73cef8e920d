"""Whole lives, each exported, forgotten and brought in again, on both engines: nothing of anybody forgotten is left."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.library.quota import Quota
from bot.library.reader.here import ReadHere
from tests.contract.test_forgotten import SEEDS
from tests.contract.test_forgotten import (
    test_exported_forgotten_and_imported_again_nothing_of_somebody_is_left as lived,
)
from tests.databases import create_database, postgresql_server
from tests.outlets import Eyes
from tests.world import opened_on

COUNT = 25


def main(count: int = COUNT) -> None:
    """Print of how many lives something was found, and what: of none anything."""
    began, found = time.perf_counter(), list[str]()
    lives = [(engine, SEEDS[0] + n) for n in range(count) for engine in ("sqlite", "postgresql")]
    with postgresql_server() as server:
        for n, (engine, seed) in enumerate(lives, 1):
            with _database(engine, server) as url:
                found += asyncio.run(_live(url, seed, f"{engine}, seed {seed}"))
            if n % 10 == 0:
                print(f"  {n} lives, something left of {len(found)}", flush=True)
    seconds = time.perf_counter() - began
    print(f"forgotten: {len(lives)} lives on two engines, something left of {len(found)}, {seconds:,.0f} s")
    for each in found:
        print(f"  {each}")


@contextmanager
def _database(engine: str, server: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield create_database(server) if engine == "postgresql" else f"sqlite:///{Path(folder)}/quoth.db"


async def _live(url: str, seed: int, name: str) -> list[str]:
    eyes = Eyes()
    async with opened_on(url, eyes) as world:
        changed = replace(world.services, quota=Quota(imports_per_hour=50), reader=ReadHere())
        world.services = world.engine.services = changed
        try:
            await lived(world, eyes, seed)
        except AssertionError as problem:
            return [f"{name}: {str(problem)[:300]}"]
    return []


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
