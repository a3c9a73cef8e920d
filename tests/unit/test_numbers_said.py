"""Numbers of a look-up as they may have been written instead."""

import pytest

from bot.library.numbers_said import otherwise


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("we have eleven weeks to ship", "we have 11 weeks to ship"),
        ("shipped in 11 weeks", "shipped in eleven weeks"),
        ("41000 dollars", "41,000 dollars"),
        ("41,000 dollars", "41000 dollars"),
        ("twenty-one ducks", "21 ducks"),
    ],
)
def test_a_number_is_looked_up_as_it_may_be_written(typed: str, also: str) -> None:
    """In figures, in groups, in words."""
    assert also in otherwise(typed)


def test_what_has_no_number_is_searched_once() -> None:
    """Nothing is gained by asking the same again."""
    assert otherwise("the plan was never written down") == []
