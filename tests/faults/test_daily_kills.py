"""A few of the kills that `make bench` does by the thousand."""

from pathlib import Path

import pytest

from tests.databases import create_database
from tests.faults.chat import Kind
from tests.faults.daily_kills import run


@pytest.mark.parametrize(
    ("engine", "kind", "posters", "channels"),
    [
        ("sqlite", Kind.NONCE, 2, 40), ("postgresql", Kind.HISTORY, 5, 40), ("sqlite", Kind.SLACK, 2, 15),
        ("sqlite", Kind.DISCORD, 2, 15),
    ],
)  # fmt: skip
async def test_every_date_has_one_post_though_senders_are_killed(
    engine: str, kind: Kind, posters: int, channels: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """None missed, none doubled, each with its outcome."""
    url = f"sqlite:///{tmp_path}/quoth.db"
    if engine == "postgresql":
        url = create_database(request.getfixturevalue("server"))
    outcome = await run(url, kind, channels=channels, days=1, kills=3, seed=3, posters=posters)

    assert (outcome.missed, outcome.doubled) == (0, 0)
    assert outcome.outcomes == {"sent": channels}
    assert outcome.kills >= 3


async def test_a_sender_that_stood_still_does_not_send_on_a_lost_claim(tmp_path: Path) -> None:
    """Half of those that are hit go on after their claims have run out and others have done the work."""
    url = f"sqlite:///{tmp_path}/quoth.db"
    outcome = await run(url, Kind.HISTORY, channels=30, days=1, kills=2, seed=5, posters=3, stops=0.5)

    assert (outcome.missed, outcome.doubled) == (0, 0)
    assert outcome.outcomes == {"sent": 30}
    assert outcome.stops
