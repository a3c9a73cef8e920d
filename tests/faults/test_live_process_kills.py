"""A few kills of processes that serve live games; `make bench` does more, on both engines."""

from pathlib import Path

from tests.faults.live_process_kills import PLACES, play


async def test_a_live_game_survives_kill_9_from_its_reminder_to_its_board(tmp_path: Path) -> None:
    """Killed at the reminder, at the start and in the round: one message of each kind, nothing lost, nothing twice."""
    outcome = await play(f"sqlite:///{tmp_path}/quoth.db", tmp_path, kills=1, seed=3)

    assert min(outcome.kills[place] for place in PLACES) >= 1
    assert not outcome.wrong
