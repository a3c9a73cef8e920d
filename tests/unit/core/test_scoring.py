"""Points and ranks, by the numbers of the game rules."""

from fractions import Fraction

import pytest

from bot.core.scoring import points, share_of_time, standings
from bot.messages import Standing, User
from tests.builders import later, opened, player


@pytest.mark.parametrize(
    ("taken", "streak", "expected"),
    [
        (Fraction(0), 1, 150),
        (Fraction(1), 1, 100),
        (Fraction(1, 2), 1, 125),
        (Fraction(99, 100), 1, 101),  # 100.5 is rounded up
        (Fraction(0), 2, 150),
        (Fraction(0), 3, 165),
        (Fraction(0), 4, 180),
        (Fraction(0), 7, 225),
        (Fraction(0), 50, 225),
        (Fraction(2), 1, 100),
    ],
)
def test_points(taken: Fraction, streak: int, expected: int) -> None:
    """100, up to 50 for speed, a tenth more for each right answer in a row from the third on, at most half."""
    assert points(taken=taken, streak=streak) == expected


@pytest.mark.parametrize(("seconds", "share"), [(0, 0), (5, Fraction(1, 4)), (20, 1)])
def test_the_share_of_time_is_exact(seconds: float, share: Fraction) -> None:
    """Five of twenty seconds are a quarter, to the millisecond."""
    assert share_of_time(opened(), later(seconds)) == share


def test_equal_points_share_a_rank() -> None:
    """1-2-2-4, equals in the order of their names."""
    players = [player(User(id=n, name=n), points=p) for n, p in [("Dee", 10), ("Cy", 50), ("Bo", 50), ("Al", 90)]]

    assert standings(players) == (
        Standing(rank=1, name="Al", points=90),
        Standing(rank=2, name="Bo", points=50),
        Standing(rank=2, name="Cy", points=50),
        Standing(rank=4, name="Dee", points=10),
    )
