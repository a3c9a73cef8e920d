"""Streaks: right answers in a row, told newest first. Periods, and one's own place below a board."""

from datetime import UTC, datetime

import pytest

from bot.chat.messages import Scoreboard
from bot.people.boards import AnsweredItem, Period, Scope, since, streaks
from bot.people.wording import leaderboard


@pytest.mark.parametrize(
    ("period", "at", "began"),
    [
        (Period.WEEK, datetime(2026, 3, 1, 23, 59, tzinfo=UTC), datetime(2026, 2, 23, tzinfo=UTC)),
        (Period.WEEK, datetime(2026, 3, 2, 0, 0, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)),
        (Period.MONTH, datetime(2026, 3, 31, 12, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)),
        (Period.ALL, datetime(2026, 3, 31, 12, tzinfo=UTC), None),
    ],
)
def test_periods(period: Period, at: datetime, began: datetime | None) -> None:
    """A week begins on Monday, a month on its first day."""
    assert since(period, at) == began


@pytest.mark.parametrize(
    ("asks", "told"),
    [
        ("u3", "2 more have points."), ("u12", "2 more have points. You are 12th with 89 points."),
        ("x", "2 more have points."),
    ],
)  # fmt: skip
def test_whoever_stands_below_the_board_is_told_their_own_place(asks: str, told: str) -> None:
    """Nobody else's, and nothing where they stand on it or have no points."""
    points = [(f"u{n}", f"Player {n}", 101 - n) for n in range(1, 13)]
    board = leaderboard(points, Period.WEEK, Scope.CHANNEL, asks)

    assert isinstance(board, Scoreboard)
    assert (board.title, board.closing) == ("Leaderboard this week, in this channel", told)


@pytest.mark.parametrize(
    ("told", "streak", "best"),
    [("", 0, 0), ("+", 1, 1), ("-", 0, 0), ("++-+", 2, 2), ("-+++-", 0, 3), ("+-+++", 1, 3), ("++++", 4, 4)],
)
def test_streaks(told: str, streak: int, best: int) -> None:
    """The present one ends at the first wrong answer, the best one anywhere."""
    answers = [AnsweredItem(kind="who-said", quote_number=None, right=sign == "+") for sign in told]

    assert streaks(answers) == (streak, best)
