"""The clock that does not hold a busy machine against whoever is measured."""

import time

import pytest

from tests.own_time import TICK_SECONDS, OwnTime, own_part

PARTS = [
    ("on a quiet machine", TICK_SECONDS, 0.0, TICK_SECONDS),
    ("the machine was others'", 5.0, 0.0, TICK_SECONDS),
    ("we computed all the while, and let no thread run", 5.0, 5.0, 5.0),
    ("we computed for half of it", 5.0, 2.5, 2.5),
    ("several of our threads computed", 5.0, 9.0, 5.0),
]


@pytest.mark.parametrize(("passed", "worked", "counts"), [p[1:] for p in PARTS], ids=[p[0] for p in PARTS])
def test_what_counts_between_two_ticks(passed: float, worked: float, counts: float) -> None:
    """A tick, or what we computed, and never more than passed."""
    assert own_part(passed, worked) == counts


def test_it_goes_on_while_everybody_else_here_is_blocked() -> None:
    """And stands still once it was told to."""
    clock = OwnTime()
    clock.start()
    while not clock.seconds:
        time.sleep(TICK_SECONDS)
    clock.end()
    stood = clock.seconds
    time.sleep(2 * TICK_SECONDS)

    assert clock.seconds == stood > 0
