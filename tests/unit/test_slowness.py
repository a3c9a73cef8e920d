"""When a server counts as slow: one line in the log when that begins, one when it ends."""

import pytest

from bot.storage.slowness import Slowness

# Seconds that statements took one after the other, and what the log says behind them.
TOLD = [
    ([0.01] * 5, []),
    ([2.0, 2.0, 0.01, 2.0, 2.0], []),
    ([2.0, 1.5, 1.2, 3.0], ["is slow: each answer takes 1.2 s"]),
    ([2.0, 2.0, 2.0, 0.1, 0.1, 2.0, 0.1], ["is slow: each answer takes 2.0 s"]),
    ([2.0, 2.0, 2.0, 0.1, 0.1, 0.1, 0.1], ["is slow: each answer takes 2.0 s", "is quick again, after 0 s"]),
    ([2.0] * 3 + [0.1] * 3 + [4.0] * 3, ["is slow: each answer takes 2.0 s", "is quick again", "takes 4.0 s"]),
]


@pytest.mark.parametrize(("took", "told"), TOLD)
def test_it_takes_several_in_a_row(took: list[float], told: list[str], caplog: pytest.LogCaptureFixture) -> None:
    """A single one may have waited for a lock; and one that is quick ends nothing."""
    slowness = Slowness("db.example:5432/quoth")
    for seconds in took:
        slowness.answered(seconds)

    assert len(caplog.messages) == len(told)
    assert all(
        words in line and "db.example:5432/quoth" in line for words, line in zip(told, caplog.messages, strict=True)
    )
