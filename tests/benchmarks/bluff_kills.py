"""Kills -9 in both phases of bluffs, on each engine: the table of what was seen."""

import asyncio
import os
import tempfile
from pathlib import Path

from tests.databases import create_database, postgresql_server
from tests.faults.bluff_kills import Damage, play, verify

KILLS = int(os.environ.get("BLUFF_KILLS", "40"))


async def main() -> None:
    """Print a row an engine; any broken promise ends it."""
    print(f"\nkill -9 in bluffs, at least {KILLS} while endings are written and {KILLS} while they are chosen")
    print("  engine       writing  choosing  between  games  endings  answers acknowledged  lost  twice  wrong")
    with tempfile.TemporaryDirectory() as folder, postgresql_server() as server:
        urls = {"sqlite": f"sqlite:///{folder}/quoth.db", "postgresql": create_database(server)}
        for engine, url in urls.items():
            journal = Path(folder) / f"{engine}.journal"
            outcome = await play(url, journal, kills=KILLS, seed=9)
            damage = await verify(url, journal, outcome)
            kills = outcome.kills
            print(
                f"  {engine:12} {kills['writing']:7} {kills['choosing']:9} {kills['between']:8} {outcome.games:6} "
                f"{outcome.endings.total():8} {outcome.answers.total():21} {damage.lost:5} {damage.twice:6} "
                f"{damage.wrong:6}",
                flush=True,
            )
            assert damage == Damage(lost=0, twice=0, wrong=0)


if __name__ == "__main__":
    asyncio.run(main())
