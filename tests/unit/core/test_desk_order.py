"""Which quote a reviewer looks at next, and how many there are."""

import pytest

from bot.library.desk_order import PILE, next_of, order, pile
from bot.library.model import RankedQuote


def ranked(number: int, score: float) -> RankedQuote:
    """A quote of that worth."""
    return RankedQuote(number, score, "", None, "", "")


QUOTES = [ranked(1, 0.2), ranked(2, 0.9), ranked(3, 0.5), ranked(4, 0.9)]


@pytest.mark.parametrize(
    ("looked_at", "doubted", "numbers"),
    [
        ((), {}, [2, 4, 3, 1]),
        ((2, 3), {}, [4, 1]),
        ((), {1: "Dora"}, [1, 2, 4, 3]),
        # What somebody doubts is looked at once more.
        ((1, 2, 3, 4), {3: "Dora", 2: "Emil"}, [2, 3]),
        ((1, 2, 3, 4), {}, []),
    ],
)
def test_doubted_ones_come_first_then_the_best(
    looked_at: tuple[int, ...], doubted: dict[int, str], numbers: list[int]
) -> None:
    """Of equals the lower number."""
    assert order(QUOTES, looked_at, doubted) == numbers


@pytest.mark.parametrize(
    ("waiting", "mine", "others", "skipped", "number"),
    [
        ([5, 6, 7], None, (), (), 5),
        ([5, 6, 7], 6, (), (), 6),
        # Theirs, though another looks at it too, and though they skipped it once.
        ([5, 6, 7], 6, (6,), (6,), 6),
        # Somebody decided about it meanwhile.
        ([5, 7], 6, (), (), 5),
        ([5, 6, 7], None, (5,), (), 6),
        ([5, 6, 7], None, (), (5, 6), 7),
        # Only what was skipped is left: the one that was skipped first.
        ([5, 6, 7], None, (7,), (6, 5), 6),
        ([5, 6], None, (5, 6), (), None),
        ([5, 6], None, (6,), (6, 5), 5),
        ([], 5, (), (5,), None),
    ],
)
def test_the_next_one(
    waiting: list[int], mine: int | None, others: tuple[int, ...], skipped: tuple[int, ...], number: int | None
) -> None:
    """Nobody is dealt what another looks at."""
    assert next_of(waiting, mine, others, skipped) == number


@pytest.mark.parametrize(
    ("looked_at", "waiting", "count"),
    [
        (0, 0, 0),
        (0, 7, 7),
        (0, 500, PILE),
        (PILE - 1, 500, PILE),
        (PILE, 500, 2 * PILE),
        (PILE, 3, PILE + 3),
        (PILE, 0, PILE),
    ],
)
def test_a_pile_ends_where_the_rest_is_not_worth_a_look(looked_at: int, waiting: int, count: int) -> None:
    """With what was looked at already."""
    assert pile(looked_at, waiting) == count
