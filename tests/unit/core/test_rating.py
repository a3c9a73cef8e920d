"""How hard items and how strong players are; which items leave the game by themselves."""

import random
from dataclasses import replace

import pytest

from bot.games.model import Difficulty
from bot.games.rating import ItemStat, Strength, answered, band, first_rating, guess_floor, verdict
from tests.builders import item

NEW = ItemStat(item_id="i", rating=0.0)
ADA = Strength(user_id="ada")


def test_who_is_right_gains_what_the_item_loses() -> None:
    """A right answer makes the player stronger and the item easier; a wrong one the other way round."""
    easier, stronger = answered(NEW, ADA, item(), right=True)
    harder, weaker = answered(NEW, ADA, item(), right=False)

    assert easier.rating < 0 < stronger.rating
    assert weaker.rating < 0 < harder.rating
    assert (easier.answers, easier.right, harder.right) == (1, 1, 0)
    assert stronger.rating == pytest.approx(-easier.rating)


def test_a_lucky_guess_counts_less_than_a_typed_answer() -> None:
    """With options a part of being right is chance."""
    assert guess_floor(item()) == pytest.approx(1 / 3)
    assert guess_floor(item(options=())) == 0.0
    guessed = answered(NEW, ADA, item(), right=True)[1].rating
    typed = answered(NEW, ADA, item(options=()), right=True)[1].rating
    assert guessed < typed


def test_ratings_find_the_order_of_difficulty() -> None:
    """Forty items of known difficulty, forty answers each: hard ones are rated above easy ones."""
    rng = random.Random(8)
    truth = {n: (n - 20) / 8 for n in range(40)}
    rated = {}
    for number, difficulty in truth.items():
        stat = replace(NEW, item_id=str(number))
        for _ in range(40):
            player = Strength(user_id="p", rating=rng.gauss(0, 1), answers=50)
            right = rng.random() < 1 / (1 + 2.718 ** (difficulty - player.rating))
            stat, _ = answered(stat, player, item(options=()), right=right)
        rated[number] = stat.rating
    easy, hard = [rated[n] for n in range(10)], [rated[n] for n in range(30, 40)]

    assert max(easy) < min(hard)


@pytest.mark.parametrize(
    ("stat", "reason"),
    [
        (replace(NEW, answers=11, right=0), ""),
        (replace(NEW, answers=12, right=0), "nobody gets it right"),
        (replace(NEW, answers=12, right=12), "everybody gets it right"),
        (replace(NEW, answers=12, right=11), ""),
        (replace(NEW, answers=20, right=10, right_sum=-5.0, wrong_sum=5.0), "the strong miss it"),
        (replace(NEW, answers=20, right=10, right_sum=5.0, wrong_sum=-5.0), ""),
        (replace(NEW, answers=19, right=9, right_sum=-5.0, wrong_sum=5.0), ""),
    ],
)
def test_items_that_leave_by_themselves(stat: ItemStat, reason: str) -> None:
    """Nobody or everybody right, or the strong wrong, after enough answers."""
    assert verdict(stat) == reason


@pytest.mark.parametrize(
    ("rating", "difficulty"),
    [(-1.0, Difficulty.EASY), (0.0, Difficulty.NORMAL), (0.35, Difficulty.HARD), (2.0, Difficulty.HARD)],
)
def test_bands(rating: float, difficulty: Difficulty) -> None:
    """Three of them."""
    assert band(rating) is difficulty


def test_an_item_has_a_difficulty_before_anybody_answered() -> None:
    """Typed answers are harder than choices, long keys harder than short ones."""
    assert first_rating(item(options=())) > first_rating(item())
    assert first_rating(item("a rather long key", options=())) > first_rating(item("tea", options=()))


@pytest.mark.parametrize(
    ("key", "options", "difficulty"),
    [
        ("tea", ("tea", "jam", "ink"), Difficulty.EASY),
        ("a spoon of jam", ("a spoon of jam", "tea", "ink"), Difficulty.NORMAL),
        ("a spoon of jam in the tea of the night shift", ("tea",), Difficulty.NORMAL),
        ("tea", (), Difficulty.HARD),
    ],
)
def test_where_an_item_begins(key: str, options: tuple[str, ...], difficulty: Difficulty) -> None:
    """A choice of single words is easy, one of sentences is not; whatever is typed is hard until it was answered."""
    assert band(first_rating(item(key, options=options))) is difficulty
