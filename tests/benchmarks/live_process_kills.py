"""Kills -9 of processes that serve live games, on each engine: the table of where they were."""

import asyncio
import os
import tempfile
from pathlib import Path

from tests.databases import create_database, postgresql_server
from tests.faults.live_process_kills import PLACES, play

KILLS = int(os.environ.get("LIVE_KILLS", "20"))
ENGINES = os.environ.get("LIVE_ENGINES", "sqlite,postgresql").split(",")


async def main() -> None:
    """Print a row an engine; anything wrong ends it."""
    print(f"\nkill -9 of processes that serve live games, at least {KILLS} at each place")
    print("  engine      " + "  ".join(f"{place:>8}" for place in PLACES) + "  games  acknowledged  lost or twice")
    with tempfile.TemporaryDirectory() as folder, postgresql_server() as server:
        for engine in ENGINES:
            here = Path(folder) / engine
            here.mkdir()
            url = f"sqlite:///{here}/quoth.db" if engine == "sqlite" else create_database(server)
            outcome = await play(url, here, kills=KILLS, seed=7)
            told = "  ".join(f"{outcome.kills[place]:8}" for place in PLACES)
            print(
                f"  {engine:10}  {told}  {outcome.games:5}  {outcome.acknowledged:12}  {len(outcome.wrong):13}",
                flush=True,
            )
            assert not outcome.wrong, outcome.wrong


if __name__ == "__main__":
    asyncio.run(main())
