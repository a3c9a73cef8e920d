"""The seeded twin of the year that `make bench` lives through: some weeks of one workspace, with less in each day."""

from pathlib import Path

from tests.simulated import Load, life

LIGHT = Load(games=1, rounds=3, players=2, lookups=2, shared=1)
# What was deleted after two weeks is as much as came on that day.
FLAT = ("inbox", "round", "answer", "rating_step", "post")


async def test_after_two_weeks_what_goes_is_what_comes(tmp_path: Path) -> None:
    """Rows of rounds, answers, requests and posts of games stay as many; every game is still told of."""
    async with life(tmp_path, 1, LIGHT, prunes=True) as lived:
        first = await lived.begin()
        early = await lived.live(16)
        late = await lived.live(2)
    assert early.rows["game"] == 16
    assert late.rows["game"] == 18
    assert early.rows["round"] <= 15 * LIGHT.rounds
    for table in FLAT:
        # A daily post stays for ninety days.
        more = 2 if table == "post" else 0
        assert 0 < late.rows[table] <= early.rows[table] + more, table
    assert late.size - early.size < (early.size - first.size) / 4
