"""Two hundred kills -9 in the middle of games, on each engine: the table of what was seen."""

import asyncio
import tempfile
from pathlib import Path

from tests.databases import create_database, postgresql_server
from tests.faults.kills import Damage, Outcome, play, read, verify

KILLS = 100


async def main() -> None:
    """Print a row an engine; any broken promise ends it."""
    print(f"\nkill -9 at random moments of games, {KILLS} an engine")
    print("  engine       kills  games  answers acknowledged  lost  twice  posts  going on after ready, worst (s)")
    with tempfile.TemporaryDirectory() as folder, postgresql_server() as server:
        urls = {"sqlite": f"sqlite:///{folder}/quoth.db", "postgresql": create_database(server)}
        for engine, url in urls.items():
            journal = Path(folder) / f"{engine}.journal"
            outcome = await play(url, journal, kills=KILLS, seed=9)
            damage = await verify(url, journal, outcome)
            _row(engine, outcome, damage, sum(line["do"] == "post" for line in read(journal)))
            assert damage == Damage(lost=0, twice=0)


def _row(engine: str, outcome: Outcome, damage: Damage, posts: int) -> None:
    worst, answers = max(outcome.recoveries), outcome.acknowledged.total()
    print(
        f"  {engine:12} {outcome.kills:5} {outcome.games:6} {answers:21} {damage.lost:5} {damage.twice:6} {posts:6} "
        f"{worst:32.2f}",
        flush=True,
    )


if __name__ == "__main__":
    asyncio.run(main())
