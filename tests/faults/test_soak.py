"""A few seconds of `make soak`, with its seed: it lives through faults, keeps its descriptors, and names remedies."""

from pathlib import Path

import pytest

from tests.faults.soak import Evening, Sample, evening, quantile


async def test_a_short_evening_of_faults(tmp_path: Path) -> None:
    """Games and look-ups go on while Slack asks to wait, fails, babbles and loses answers."""
    told = await evening(tmp_path, seconds=8, channels=20, games=3, enough=lively)

    assert told.code == 0
    assert told.unhelpful == [], told.logged
    assert lively(told)
    assert max(s.descriptors for s in told.samples) < 100


def lively(told: Evening) -> bool:
    """Whether enough happened, however long a busy machine took for it."""
    return told.asked > 20 and told.games >= 1


def test_what_is_reckoned_from_samples() -> None:
    """Growth by the second half alone; the bucket of a histogram; what is no help in a log."""
    told = Evening([Sample(at, 5_000_000 if at < 300 else int(10 * at), 20) for at in range(0, 600, 10)])
    assert told.growth == pytest.approx(6000)
    figures = {'lag_bucket{le="0.01"}': 90.0, 'lag_bucket{le="0.1"}': 99.0, 'lag_bucket{le="+Inf"}': 100.0}
    assert quantile(figures, "lag_bucket", 0.99) == 0.1
    assert quantile(figures, "lag_bucket", 0.5) == 0.01
    told.logged = "x ERROR bot: it broke\nx ERROR bot: the disk is full: make room.\nTraceback (most recent call last):"
    assert told.unhelpful == ["x ERROR bot: it broke", "Traceback (most recent call last):"]
