"""A small race; `make bench` runs it with ten thousand answers."""

from tests.databases import create_database
from tests.faults.race import run


async def test_four_processes_on_one_database_count_every_answer_once(server: str) -> None:
    """Every player presses on all four; points are exactly as the model says."""
    assert await run(create_database(server), games=3, players=20) > 0
