"""A thousand kills -9 over twenty thousand daily posts, on each engine and each kind of chat service; and a hundred
over the adapters with their own client libraries.

`python -m tests.benchmarks.daily_kills postgresql discord 1000 20 1000 7` does one of them, with so many channels on
each of so many days, so many kills, and that seed.
"""

import asyncio
import sys
import tempfile

from tests.databases import create_database, postgresql_server
from tests.faults.chat import Kind
from tests.faults.daily_kills import Outcome, run

CHANNELS, DAYS, KILLS, SEED = 5000, 4, 1000, 11
# The local servers check and keep much more than our own, so they get fewer.
FEW_CHANNELS, FEW_KILLS = 200, 100
OWN = (Kind.NONCE, Kind.HISTORY)
ENGINES = ("sqlite", "postgresql")


def main(engines: tuple[str, ...] = ENGINES, kinds: tuple[Kind, ...] = tuple(Kind)) -> None:
    """Print a row for each; any broken promise ends it."""
    print("\nkill -9 of the posters at random moments, 5 % of posts told to wait, 1 % done and not answered")
    print(
        "  engine       service   kills  stops  posts  missed  doubled  unknown  told to wait  answers lost   seconds"
    )
    for engine in engines:
        for kind in kinds:
            counts = (CHANNELS, DAYS, KILLS) if kind in OWN else (FEW_CHANNELS, DAYS, FEW_KILLS)
            _row(engine, kind, asyncio.run(_run(engine, kind, *counts)))


async def _run(engine: str, kind: Kind, channels: int, days: int, kills: int, seed: int = SEED) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        if engine == "sqlite":
            url = f"sqlite:///{folder}/quoth.db"
            return await run(url, kind, channels=channels, days=days, kills=kills, seed=seed)
        with postgresql_server() as server:
            url = create_database(server)
            return await run(url, kind, channels=channels, days=days, kills=kills, seed=seed)


def _row(engine: str, kind: Kind, seen: Outcome) -> None:
    print(
        f"  {engine:12} {kind:8} {seen.kills:6} {seen.stops:6} {seen.deliveries:6} {seen.missed:7} {seen.doubled:8} "
        f"{seen.outcomes['unknown']:8} {seen.told_to_wait:13} {seen.answers_lost:13} {seen.seconds:8.0f}",
        flush=True,
    )
    assert (seen.missed, seen.doubled) == (0, 0)
    assert seen.outcomes["sent"] == seen.deliveries


if __name__ == "__main__":
    print(sys.argv[1:])
    ONE_KIND = Kind(sys.argv[2])
    _row(sys.argv[1], ONE_KIND, asyncio.run(_run(sys.argv[1], ONE_KIND, *map(int, sys.argv[3:]))))
