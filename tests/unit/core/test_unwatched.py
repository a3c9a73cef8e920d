"""What stays is not looked through for cycles again and again, and the collector goes on afterwards."""

import gc
from collections.abc import Iterator

import pytest

from bot.library.unwatched import MANY, made, unwatched


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Nothing is left to later tests."""
    gc.collect()
    yield
    gc.unfreeze()
    gc.enable()


def test_much_that_was_made_is_left_alone_for_good() -> None:
    """All of it, in one step or in several."""
    before = gc.get_freeze_count()
    with unwatched():
        assert not gc.isenabled()
        made: list[list[int]] = [[] for _ in range(MANY // 2)]
        made += [[] for _ in range(MANY // 2)]

    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + MANY
    assert len(made) == MANY


def test_a_little_is_left_to_the_collector() -> None:
    """It costs nothing, and nothing is kept for good that need not be."""
    before = gc.get_freeze_count()
    with unwatched():
        made: list[list[int]] = [[] for _ in range(100)]

    assert gc.isenabled()
    assert gc.get_freeze_count() == before
    assert len(made) == 100


def test_who_is_done_first_lets_nobody_look_at_what_another_makes() -> None:
    """Nor does what fails."""
    with unwatched():
        with pytest.raises(ValueError, match="failed"), unwatched():
            raise ValueError("failed")
        assert not gc.isenabled()
    assert gc.isenabled()


async def test_what_a_thread_makes_is_left_alone_as_well() -> None:
    """Whoever waits for it gets it."""
    before = gc.get_freeze_count()

    found = await made(lambda many: [[one] for one in range(many)], MANY)

    assert found[-1] == [MANY - 1]
    assert gc.get_freeze_count() >= before + MANY
