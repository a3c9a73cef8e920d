"""How much of a voice somebody is who is missing among the answers of “who said this”."""

from dataclasses import replace

import pytest

from bot.library.rows.voices import JoinedVoice
from bot.library.voices_told import hardly_heard, too_few
from bot.library.voices_wording import joined_in
from content.model import Pack, Speaker
from tests.builders import pack
from tests.unit.test_memory import INFO

RULE = "“Who said it” takes at least 3 quotes of a speaker, and leaves out those who only ask"


def spoken(**quotes: int) -> Pack:
    """A pack in which these people have so many quotes each."""
    made = pack()
    said = [
        replace(made.quotes[0], id=f"{name}{n}", speaker=name) for name, most in quotes.items() for n in range(most)
    ]
    return replace(made, quotes=tuple(said), speakers=tuple(Speaker(name=name) for name in quotes))


@pytest.mark.parametrize(
    ("quotes", "told"),
    [
        ({"Ada": 3, "Ben": 4, "Cid": 3}, []),
        ({"Ada": 3, "Ben": 2, "Cid": 3}, [f"Quoted too seldom to be asked for: Ben (2 quotes). {RULE}."]),
        (
            {"Ada": 3, "Ben": 1, "Cid": 0},
            [f"Quoted too seldom to be asked for: Ben (1 quote) and Cid (0 quotes). {RULE}."],
        ),
        # Two are too few to be asked for in any case.
        ({"Ada": 3, "Ben": 1}, []),
        ({}, []),
    ],
)
def test_who_is_hardly_heard(quotes: dict[str, int], told: list[str]) -> None:
    """Each by name with how much there is, and what it takes."""
    assert hardly_heard(spoken(**quotes)) == told


def test_of_many_the_first_are_named() -> None:
    """The others are counted."""
    (told,) = hardly_heard(spoken(Ada=3, **{f"B{n}": 1 for n in range(9)}))
    assert "B4 (1 quote) and 4 more. " in told


@pytest.mark.parametrize(("quotes", "told"), [(0, f"{RULE}."), (2, f"{RULE}."), (3, ""), (40, "")])
def test_below_a_list(quotes: int, told: str) -> None:
    """Only where it is too little."""
    assert too_few(quotes) == told


def test_a_name_that_ends_with_a_full_stop() -> None:
    """It ends the sentence as well."""
    done = JoinedVoice(1, "Ida Roth", "Ida R.", 1, book=True)
    assert joined_in([(INFO, done)]).text.endswith("now stands under Ida R.")
