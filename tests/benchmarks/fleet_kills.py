"""Some that hear and some that work on one PostgreSQL while they are harmed: what was lost or doubled, and how soon
what is due comes again.

    python -m tests.benchmarks.fleet_kills --roles 3,2 --games 100 --deliveries 2000 --rough --seed 1 --kept FILE

A run appends to the file what it found, and prints the sum of all that is in it: many short runs make a long one.
`--jobs procrastinate` shares what is due by a queue, `--rough` harms the database and the way to Slack as well.
"""

import asyncio
import json
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.databases import create_database, need_no_disk, restartable_server
from tests.faults.fleet_kills import Outcome, run
from tests.faults.recoveries import Recovery, table
from tests.faults.storm import PLAN, ROUGH

# So many daily posts fall due in a second: fewer than what makes Quoth put some off, whatever is harmed.
A_SECOND = 5.0


def quantile(values: Sequence[float], share: float) -> float:
    """That share of them is no greater."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


async def main(argv: Sequence[str] = ()) -> None:
    """Print what was found; anything wrong ends it."""
    asked = _asked(argv)
    outcome = await _run(asked)
    runs = [_row(outcome)]
    if asked.kept:
        with asked.kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(runs[0]) + "\n")
        runs = [json.loads(line) for line in asked.kept.read_text(encoding="utf-8").splitlines()]
    _print(runs, f"{asked.roles[0]} ingress and {asked.roles[1]} workers on one PostgreSQL ({asked.jobs})")
    assert [*outcome.lost, *outcome.doubled, *outcome.other] == []


def _asked(argv: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m tests.benchmarks.fleet_kills")
    parser.add_argument("--roles", default="2,2", type=lambda told: [int(n) for n in told.split(",")])
    parser.add_argument("--games", default=60, type=int)
    parser.add_argument("--deliveries", default=600, type=int)
    parser.add_argument("--a-second", default=A_SECOND, type=float)
    parser.add_argument("--jobs", default="embedded", choices=["embedded", "procrastinate"])
    parser.add_argument("--rough", action="store_true")
    parser.add_argument("--seed", default=7, type=int)
    parser.add_argument("--kept", type=Path)
    return parser.parse_args(argv)


async def _run(asked: Namespace) -> Outcome:
    roles = ["ingress"] * asked.roles[0] + ["worker"] * asked.roles[1]
    with tempfile.TemporaryDirectory() as folder, restartable_server() as server:
        need_no_disk(server.address)
        return await run(
            create_database(server.address), Path(folder), games=asked.games, deliveries=asked.deliveries,
            seed=asked.seed, plan=ROUGH if asked.rough else PLAN, jobs=asked.jobs, server=server, roles=roles,
            spread=max(1.0, asked.deliveries / asked.a_second),
        )  # fmt: skip


def _row(outcome: Outcome) -> dict[str, Any]:
    """What is kept of a run."""
    return {**asdict(outcome), "harms": dict(outcome.harms), "late": [round(late, 2) for late in outcome.late]}


def _print(runs: Sequence[dict[str, Any]], what: str) -> None:
    harms = sum((Counter(one["harms"]) for one in runs), Counter[str]())
    told = ", ".join(f"{harm} {times}" for harm, times in sorted(harms.items()))
    print(f"\n{what}, {len(runs)} runs, harmed for {sum(one['seconds'] for one in runs):.0f} s: {told}")
    late = [seconds for one in runs for seconds in one["late"]]
    half, most, last = (quantile(late, share) for share in (0.5, 0.95, 1.0))
    games, deliveries, answers = (sum(one[name] for one in runs) for name in ("games", "deliveries", "told"))
    wrong = [[each for one in runs for each in one[name]] for name in ("lost", "doubled", "other")]
    print("  games  daily posts  seconds after their time (half, 95 %, last)  answers told  lost  doubled  other")
    print(
        f"  {games:5}  {deliveries:11}  {half:19.1f} {most:10.1f} {last:10.1f}  {answers:12}"
        f"  {len(wrong[0]):4}  {len(wrong[1]):7}  {len(wrong[2]):5}"
    )
    for each in (one for several in wrong for one in several[:5]):
        print(f"    {each}")
    print(table(Recovery(**one) for run_ in runs for one in run_["recovered"]), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
