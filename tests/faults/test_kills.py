"""A few of the kills that `make bench` does by the hundred."""

from pathlib import Path

from tests.faults.kills import Damage, play, verify


async def test_a_game_survives_kill_9(tmp_path: Path) -> None:
    """Killed a dozen times: nothing acknowledged is lost, nothing happens twice, it goes on each time."""
    database_url, journal = f"sqlite:///{tmp_path}/quoth.db", tmp_path / "journal"
    outcome = await play(database_url, journal, kills=12, seed=4)

    assert await verify(database_url, journal, outcome) == Damage(lost=0, twice=0)
    assert outcome.kills >= 12
    assert outcome.recoveries
