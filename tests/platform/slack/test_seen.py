"""What came in already is known again, within a bound and a time."""

import pytest

from adapters.slack.seen import Seen

MOST, SECONDS = 100, 60.0


class Steady:
    """A clock that is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def steady() -> Steady:
    """It begins at nought."""
    return Steady()


@pytest.fixture
def seen(steady: Steady) -> Seen:
    """Nothing came in yet."""
    return Seen(MOST, SECONDS, steady)


def test_a_key_is_known_until_it_is_forgotten(seen: Seen) -> None:
    """One that failed may come again."""
    assert [seen.add("a"), seen.add("a"), seen.add("b")] == [True, False, True]
    seen.forget("a")
    seen.forget("never came")
    assert [seen.add("a"), seen.add("b")] == [True, False]


def test_fewer_than_a_hundred_others_push_none_out(seen: Seen) -> None:
    """Whichever of the two sets it is in; twice as many are kept at most, however many come."""
    for n in range(10 * MOST):
        assert seen.add(str(n))
        assert not seen.add(str(max(0, n - MOST + 1)))
        assert len(seen) <= 2 * MOST
    assert seen.add("0")


@pytest.mark.parametrize(("after", "known"), [(0.9 * SECONDS, True), (1.9 * SECONDS, True), (2.1 * SECONDS, False)])
def test_nothing_is_known_for_ever(seen: Seen, steady: Steady, after: float, *, known: bool) -> None:
    """Where little comes in nothing is pushed out; what was last seen long ago goes all the same."""
    seen.add("a")
    steady.now = after
    assert seen.add("a") is not known


def test_one_in_the_older_set_is_forgotten_too(seen: Seen, steady: Steady) -> None:
    """It failed late."""
    seen.add("a")
    steady.now = SECONDS
    seen.add("b")
    seen.forget("a")
    assert seen.add("a")
