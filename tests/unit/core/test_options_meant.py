"""Which answer to choose from somebody meant by what they typed."""

import pytest

from bot.games.judging.options import option_meant

LETTERS = "ABCDEFGH"
PEOPLE = ("Priya Nair", "Marek Dvorak", "Lena Vogt", "Marek Novak")
LINES = ("a kettle that sings", "a lamp that never sings", "the sea")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("priya", "Priya Nair"), ("Nair", "Priya Nair"), ("the answer is A", "Priya Nair"), ("b.", "Marek Dvorak"),
        ("I think it's Lena", "Lena Vogt"), ("Dvorak", "Marek Dvorak"), ("marek dvorak", "Marek Dvorak"),
        ("Marek", ""), ("not Lena", ""), ("Lena and Priya", ""), ("Lena or Priya", ""), ("pr", ""), ("Tom", ""),
        ("the answer is X", ""), ("(b)", "Marek Dvorak"), ("option a", "Priya Nair"), ("Option C.", "Lena Vogt"),
        ("letter b", "Marek Dvorak"), ("1", "Priya Nair"), ("the first", "Priya Nair"),
        ("the second one", "Marek Dvorak"), ("3rd", "Lena Vogt"),
        ("i think it's the third", "Lena Vogt"),
        ("number 2", "Marek Dvorak"),
        ("5", ""), ("the ninth one", ""), ("first second", ""), ("option", ""), ("12", ""), ("one or two", ""),
        ("", ""), ("…", ""),
    ],
)  # fmt: skip
def test_a_name(typed: str, meant: str) -> None:
    """A part that one alone has; nobody where two have it, or where it is said who it is not."""
    assert option_meant(typed, PEOPLE, LETTERS, names=True) == meant


SAID = ("Yes, word for word", "No, a word is swapped")
OPINIONS = ("I agree", "I do not")


@pytest.mark.parametrize(
    ("typed", "options", "meant"),
    [
        ("yes", SAID, SAID[0]), ("Yeah", SAID, SAID[0]), ("true", SAID, SAID[0]), ("No", SAID, SAID[1]),
        ("nope!", SAID, SAID[1]), ("swapped", SAID, SAID[1]), ("B", SAID, SAID[1]), ("yes", SAID[::-1], SAID[0]),
        ("agree", OPINIONS, OPINIONS[0]), ("yes", OPINIONS, OPINIONS[0]), ("I disagree", OPINIONS, OPINIONS[1]),
        ("disagree", OPINIONS, OPINIONS[1]), ("I don’t agree", OPINIONS, OPINIONS[1]), ("no", OPINIONS, OPINIONS[1]),
        ("not sure", OPINIONS, ""), ("yes and no", SAID, ""), ("yes", ("tea", "jam"), ""),
        ("no", ("Nobody", "Ada"), ""),
    ],
)  # fmt: skip
def test_yes_and_no(typed: str, options: tuple[str, str], meant: str) -> None:
    """In the words that people have for either side, where the two answers are sides."""
    assert option_meant(typed, options, LETTERS) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kettle", LINES[0]), ("never sings", LINES[1]), ("sings", ""), ("that", ""), ("not the kettle", ""),
        ("the sea", LINES[2]), ("is it the sea?", LINES[2]), ("final answer: B", LINES[1]), ("kett", ""),
    ],
)  # fmt: skip
def test_a_line(typed: str, meant: str) -> None:
    """Whole words in a row of which one tells something."""
    assert option_meant(typed, LINES, LETTERS) == meant


def test_where_players_write_nothing_but_the_whole_counts() -> None:
    """A part may be an ending that came late."""
    assert option_meant("kettle", LINES, LETTERS, parts=False) == ""
    assert option_meant("the answer is A", LINES, LETTERS, parts=False) == LINES[0]


@pytest.mark.parametrize("typed", ["2", "the second one", "first", "option 2"])
@pytest.mark.parametrize(
    "options", [("2 people", "3 people"), ("the first floor", "the second floor"), ("four", "two")]
)
def test_no_place_is_counted_where_an_answer_is_a_count(typed: str, options: tuple[str, ...]) -> None:
    """ "2" may mean the answer that holds it, not the second one."""
    assert option_meant(typed, options, LETTERS, parts=False) == ""
