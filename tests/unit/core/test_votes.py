"""What votes do to a score: little for a few, never more than so much for many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.votes import MOST, Tally, moved


@pytest.mark.parametrize(
    ("score", "up", "down", "after"),
    [
        (0.5, 0, 0, 0.5),
        (0.5, 1, 0, 0.5375),
        (0.5, 0, 1, 0.4625),
        (0.5, 1, 1, 0.5),
        (0.5, 3, 0, 0.575),
        (0.5, 9, 3, 0.56),
        (0.5, 997, 0, 0.64955),
        (0.95, 97, 0, 1.0),
        (0.05, 0, 97, 0.0),
    ],
)
def test_votes_move_a_score(score: float, up: int, down: int, after: float) -> None:
    """By how many more were for it than against it, the more the surer."""
    assert moved(score, Tally(up, down)) == pytest.approx(after)


@pytest.mark.parametrize(
    ("votes", "after"),
    [
        (Tally(shared=1), 0.51154),
        (Tally(passed=1), 0.48846),
        (Tally(shared=1, passed=1), 0.5),
        (Tally(shared=4), 0.5375),
        (Tally(up=1, passed=1), 0.52647),
        (Tally(passed=10**6), 0.35),
    ],
)
def test_what_people_did_moves_it_by_little(votes: Tally, after: float) -> None:
    """Four who shared it are as one who voted, and all together move it by no more."""
    assert moved(0.5, votes) == pytest.approx(after, abs=1e-5)


@given(st.floats(0, 1), st.integers(0, 10**6), st.integers(0, 10**6))
def test_never_by_more_and_never_the_wrong_way(score: float, up: int, down: int) -> None:
    """And it stays a score."""
    after = moved(score, Tally(up, down))

    assert 0 <= after <= 1
    assert abs(after - score) <= MOST
    assert (after - score) * (up - down) >= 0
    assert moved(score, Tally(up + 1, down)) >= after
