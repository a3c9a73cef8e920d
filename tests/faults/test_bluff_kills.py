"""A few of the kills in both phases of a bluff; `make bench` does more."""

from pathlib import Path

from tests.faults.bluff_kills import Damage, play, verify


async def test_a_bluff_survives_kill_9_in_both_phases(tmp_path: Path) -> None:
    """Killed twice while endings are written and twice while they are chosen, and some in between."""
    database_url, journal = f"sqlite:///{tmp_path}/quoth.db", tmp_path / "journal"
    outcome = await play(database_url, journal, kills=2, seed=6)

    assert await verify(database_url, journal, outcome) == Damage(lost=0, twice=0, wrong=0)
    assert min(outcome.kills["writing"], outcome.kills["choosing"]) >= 2
