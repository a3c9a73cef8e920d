"""Points and ranks, by the numbers of the game rules."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.chat.incoming import User
from bot.chat.messages import Standing
from bot.games.model import ScoreEvent
from bot.games.scores import points, share_of_time, standings, team_points
from tests.builders import NOON, later, opened, player


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
    assert standings([("Dee", 10), ("Cy", 50), ("Bo", 50), ("Al", 90)]) == (
        Standing(rank=1, name="Al", points=90),
        Standing(rank=2, name="Bo", points=50),
        Standing(rank=2, name="Cy", points=50),
        Standing(rank=4, name="Dee", points=10),
    )


def test_a_hint_halves_what_a_right_answer_is_worth() -> None:
    """Before the streak's bonus, half up."""
    assert points(taken=Fraction(0), streak=1, hinted=True) == 75
    assert points(taken=Fraction(1, 2), streak=1, hinted=True) == 63
    assert points(taken=Fraction(0), streak=7, hinted=True) == 113


def test_without_a_deadline_there_are_no_points_for_speed() -> None:
    """All of the time counts as used."""
    relaxed = replace(opened(), seconds=0)

    assert points(taken=share_of_time(relaxed, later(1)), streak=1) == 100


def test_a_team_scores_by_its_best_three_in_each_round() -> None:
    """Divided by its size up to three, so that small teams are not lost; undone rounds take their points back."""
    sides = {"a": "red", "b": "red", "c": "red", "d": "red", "x": "blue", "y": ""}
    players = [replace(player(User(id=u, name=u)), team=t) for u, t in sides.items()]
    won = [("r1", "a", 100), ("r1", "b", 150), ("r1", "c", 120), ("r1", "d", 90), ("r1", "x", 110), ("r1", "y", 150)]
    won += [("r2", "a", 101), ("r3", "x", 130), ("r3", "x", -130)]
    scores = [ScoreEvent(game_id="g1", round_id=r, user_id=u, points=p, at=NOON) for r, u, p in won]

    assert team_points(players, scores) == {"red": 123 + 34, "blue": 110}
