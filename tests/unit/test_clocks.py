"""This machine's clock beside a platform's: what an answer's date tells, and what it does not."""

import time
from email.utils import formatdate

import pytest

from adapters.clocks import compared

NOW = 1_772_452_800.0


@pytest.mark.parametrize(
    ("took", "there", "told"),
    [
        # Whole seconds, and an answer that takes its time, tell nothing.
        (0.0, 0.0, "agree"), (0.1, -1.0, "agree"), (18.0, -18.0, "agree"), (18.0, 0.0, "agree"), (18.0, 4.0, "agree"),
        (0.0, 7.0, "7 seconds behind"), (18.0, 9.0, "9 seconds behind"), (0.0, -8.0, "7 seconds ahead of"),
        (18.0, -30.0, "11 seconds ahead of"),
    ],
)  # fmt: skip
def test_how_far_off_it_is_at_least(monkeypatch: pytest.MonkeyPatch, took: float, there: float, told: str) -> None:
    """An answer that came now, took so long, and says so much of the time."""
    monkeypatch.setattr(time, "time", lambda: NOW)
    (found,) = compared("Slack", {"date": formatdate(NOW + there, usegmt=True)}, NOW - took)

    assert told in found.sentence


@pytest.mark.parametrize("headers", [{}, {"Date": "yesterday"}])
def test_without_a_date_nothing_is_told(headers: dict[str, str]) -> None:
    """Nothing is claimed."""
    assert compared("Slack", headers, NOW) == []
