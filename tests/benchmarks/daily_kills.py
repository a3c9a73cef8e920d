"""A thousand kills -9 over twenty thousand daily posts, on each engine and each kind of chat service; and a hundred
over the adapters with their own client libraries.

`python -m tests.benchmarks.daily_kills sqlite nonce` does one of them.
"""

import asyncio
import sys
import tempfile

from tests.databases import create_database, postgresql_server
from tests.faults.chat import Kind
from tests.faults.daily_kills import Outcome, run

CHANNELS, DAYS, KILLS = 5000, 4, 1000
# The local servers check and keep much more than our own, so they get fewer.
FEW_CHANNELS, FEW_KILLS = 200, 100
OWN = (Kind.NONCE, Kind.HISTORY)
ENGINES = ("sqlite", "postgresql")


def main(engines: tuple[str, ...] = ENGINES, kinds: tuple[Kind, ...] = tuple(Kind)) -> None:
    """Print a row for each; any broken promise ends it."""
    print("\nkill -9 of the posters at random moments, 5 % of posts told to wait, 1 % done and not answered")
    print("  engine       service   kills  posts  missed  doubled  unknown  told to wait  answers lost   seconds")
    for engine in engines:
        for kind in kinds:
            _row(engine, kind, asyncio.run(_run(engine, kind)))


async def _run(engine: str, kind: Kind) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        if engine == "sqlite":
            return await _kill(f"sqlite:///{folder}/quoth.db", kind)
        with postgresql_server() as server:
            return await _kill(create_database(server), kind)


async def _kill(url: str, kind: Kind) -> Outcome:
    channels, kills = (CHANNELS, KILLS) if kind in OWN else (FEW_CHANNELS, FEW_KILLS)
    return await run(url, kind, channels=channels, days=DAYS, kills=kills, seed=11)


def _row(engine: str, kind: Kind, seen: Outcome) -> None:
    print(
        f"  {engine:12} {kind:8} {seen.kills:6} {seen.deliveries:6} {seen.missed:7} {seen.doubled:8} "
        f"{seen.outcomes['unknown']:8} {seen.told_to_wait:13} {seen.answers_lost:13} {seen.seconds:9.0f}",
        flush=True,
    )
    assert (seen.missed, seen.doubled) == (0, 0)
    assert seen.outcomes["sent"] == seen.deliveries


if __name__ == "__main__":
    main((sys.argv[1],), (Kind(sys.argv[2]),))
