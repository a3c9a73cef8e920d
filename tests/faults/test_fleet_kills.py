"""A few harms to a fleet of four processes; `make bench` does more."""

from pathlib import Path

from tests.databases import create_database, postgresql_server
from tests.faults.fleet_kills import run
from tests.faults.storm import DEAD, STILL


async def test_two_that_hear_and_two_that_work_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    """One that hears is killed with -9, one that works stands still past its leases, in games and daily posts."""
    with postgresql_server() as server:
        plan = [("ingress", DEAD), ("worker", STILL)]
        outcome = await run(create_database(server), tmp_path, games=1, deliveries=4, seed=3, plan=plan, rounds=1)

    assert outcome.harms.total() >= 2
    assert outcome.told > 0
    assert (outcome.lost, outcome.doubled, outcome.other) == ([], [], [])


async def test_by_a_queue_of_jobs_as_well(tmp_path: Path) -> None:
    """One that works is killed with -9, jobs under way or not, and the other does them again."""
    with postgresql_server() as server:
        outcome = await run(
            create_database(server),
            tmp_path,
            games=1,
            deliveries=4,
            seed=5,
            plan=[("worker", DEAD)],
            rounds=1,
            jobs="procrastinate",
        )

    assert outcome.harms.total() >= 1
    assert outcome.told > 0
    assert (outcome.lost, outcome.doubled, outcome.other) == ([], [], [])
