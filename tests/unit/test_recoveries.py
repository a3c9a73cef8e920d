"""How soon what is due comes again is told from when each post was due and came."""

import pytest

from tests.faults.recoveries import Harm, Post, Recovery, recoveries, table

CASES = [
    ("two wait", [Post(5, 12), Post(8, 15)], (2, 5)),
    ("what came before the end waited for nothing", [Post(5, 9), Post(8, 15)], (5, 5)),
    ("none waits, and the next is late", [Post(5, 6), Post(11, 14), Post(12, 12)], (3, 3)),
    ("what is due later is not counted among those that wait", [Post(8, 11), Post(11, 30)], (1, 1)),
]


@pytest.mark.parametrize(("name", "posts", "expected"), CASES, ids=[case[0] for case in CASES])
def test_from_the_end_of_a_harm(name: str, posts: list[Post], expected: tuple[float, float]) -> None:
    """A harm that was over at ten."""
    assert recoveries([Harm("crashed", 10)], posts) == [Recovery("crashed", *expected)]


def test_after_the_last_post_nothing_is_told() -> None:
    """Nothing was due any more."""
    assert recoveries([Harm("crashed", 10)], [Post(5, 6)]) == []


def test_a_line_for_each_kind() -> None:
    """Half and worst."""
    told = table([Recovery("killed", 1, 2), Recovery("killed", 3, 9), Recovery("crashed", 4, 4)])
    assert [line.split() for line in told.splitlines()[1:]] == [
        ["crashed", "1", "4.0", "4.0", "4.0", "4.0"],
        ["killed", "2", "2.0", "3.0", "5.5", "9.0"],
    ]
