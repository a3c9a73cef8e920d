"""What is shown as a line of a list is one, whatever was typed into a form."""

from bot.chat.directories import TypedNames
from bot.chat.plain import abreast
from bot.chat.typed import given
from bot.library.book_model import Change, Standing
from bot.library.book_wording import history
from content.decisions import Deciding
from tests.builders import HERE, NOON


def test_words_of_several_lines_in_a_history() -> None:
    """Before and after a change, as the list of quotes has them."""
    stands = Standing(number=7, pack_id=1, text="Tea.\nJam.", speaker="Ada", removed=False)
    change = Change(what=Deciding.WORDS, text="Tea.\nJam.", name="Maya", at=NOON)
    (told,) = history(stands, [change], [("Tea.\nInk.", "Tea.\nJam.")], NOON, "UTC").lines

    assert "from “Tea. / Ink.” to “Tea. / Jam.”" in told
    assert "\n" not in told


async def test_a_name_of_several_lines_in_a_directory() -> None:
    """It is one name."""
    found = await TypedNames().find(HERE, "maya\n\nlow")

    assert found is not None
    assert found.name == "maya low"


def test_a_command_that_is_told() -> None:
    """An option that was typed into a form with line breaks."""
    assert given("name", "x = 1\n[y]") == 'name="x = 1 [y]"'
    assert given("name", "talk\n") == "name=talk"


def test_a_dialogue_in_a_list() -> None:
    """Who speaks is parted from who spoke before; empty lines are nobody's."""
    assert abreast("Ida: Who owns it?\n\nTom: Nobody. ") == "Ida: Who owns it? / Tom: Nobody."
