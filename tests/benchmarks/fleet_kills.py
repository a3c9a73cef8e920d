"""Two that hear and two that work on one PostgreSQL while they are killed and stand still: what was lost or doubled.

FLEET_JOBS=procrastinate shares what is due by a queue, FLEET_ROUGH=1 crashes the database and stops it as well.
"""

import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.databases import create_database, restartable_server
from tests.faults.fleet_kills import PLAN, ROUGH, run

GAMES = int(os.environ.get("FLEET_GAMES", "60"))
DELIVERIES = int(os.environ.get("FLEET_DELIVERIES", "600"))
JOBS = os.environ.get("FLEET_JOBS", "embedded")
IS_ROUGH = bool(os.environ.get("FLEET_ROUGH"))


def quantile(values: Sequence[float], share: float) -> float:
    """That share of them is no greater."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


async def main() -> None:
    """Print a row; anything wrong ends it."""
    with tempfile.TemporaryDirectory() as folder, restartable_server() as server:
        outcome = await run(
            create_database(server.address), Path(folder), games=GAMES, deliveries=DELIVERIES, seed=7,
            plan=ROUGH if IS_ROUGH else PLAN, jobs=JOBS, server=server,
        )  # fmt: skip
    harms = ", ".join(f"{what} {times}" for what, times in sorted(outcome.harms.items()))
    print(f"\n2 ingress and 2 workers on one PostgreSQL ({JOBS}), harmed for {outcome.seconds:.0f} s: {harms}")
    half, most, last = (quantile(outcome.late, share) for share in (0.5, 0.95, 1.0))
    print("  games  daily posts  seconds after their time (half, 95 %, last)  answers told  lost  doubled")
    print(
        f"  {outcome.games:5}  {outcome.deliveries:11}  {half:19.1f} {most:10.1f} {last:10.1f}"
        f"  {outcome.told:12}  {len(outcome.lost):4}  {len(outcome.doubled):7}", flush=True,
    )  # fmt: skip
    assert [*outcome.lost, *outcome.doubled, *outcome.other] == []


if __name__ == "__main__":
    asyncio.run(main())
