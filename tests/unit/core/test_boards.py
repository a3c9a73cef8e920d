"""Streaks: right answers in a row, told newest first."""

import pytest

from bot.people.boards import AnsweredItem, streaks


@pytest.mark.parametrize(
    ("told", "streak", "best"),
    [("", 0, 0), ("+", 1, 1), ("-", 0, 0), ("++-+", 2, 2), ("-+++-", 0, 3), ("+-+++", 1, 3), ("++++", 4, 4)],
)
def test_streaks(told: str, streak: int, best: int) -> None:
    """The present one ends at the first wrong answer, the best one anywhere."""
    answers = [AnsweredItem(kind="who-said", quote_number=None, right=sign == "+") for sign in told]

    assert streaks(answers) == (streak, best)
