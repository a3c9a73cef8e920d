"""Forms at the terminal: field by field, nothing that was put in is lost, and each sign does what it is offered for."""

from pathlib import Path

import pytest

from adapters.terminal import wording
from adapters.terminal.forms import FormDialogue
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import User
from bot.library.services import Services
from tests.acceptance.terminal import TALK, Terminal


@pytest.mark.parametrize("line", ["/quotes packs", "quotes packs", "/quiz start", "/qoute"])
@pytest.mark.parametrize("filled", [("", *TALK.splitlines(), "."), ("{talk}",)])
async def test_what_a_form_holds_is_not_lost_by_a_command(
    terminal: Terminal, talk: Path, line: str, filled: tuple[str, ...]
) -> None:
    """Whatever was put in, pasted or handed over, stays until it is sent or left by name."""
    await terminal.type("/quotes packs", "r", *(one.format(talk=talk) for one in filled))
    told = await terminal.type(line)
    assert "looks like a command" in told
    assert "It asks for: A name for the pack" in told
    assert "Imported “pages”" in await terminal.type("pages", ".", "bring it in")


async def test_nobody_elses_form_takes_its_place(terminal: Terminal) -> None:
    """Who is filling in one keeps it."""
    await terminal.type("alice> /quotes packs", "alice> r", "alice> ")
    await terminal.type(*(f"alice> {line}" for line in TALK.splitlines()), "alice> .")
    assert "alice is filling in a form here" in await terminal.type("bob> /quotes packs", "bob> r")
    assert "Imported “pages”" in await terminal.type("alice> pages", "alice> .", "alice> bring it in")


async def test_others_go_on_beside_a_form(terminal: Terminal) -> None:
    """Only the person whose form it is fills it: what others say is theirs, also while lines are pasted."""
    await terminal.type("bob> /quotes add", "bob> The kettle knows more than the board.")
    assert "Quoth 0" in await terminal.type("cleo> /quoth about")
    assert "There is no command “good evening" in await terminal.type("dan> good evening, all of you")
    assert "What is known of you" not in await terminal.type("bob> And so does the cup.", "<ana> as they say.")
    await terminal.type("bob> .", "bob> .")
    told = await terminal.type("bob> /quotes list added=me")
    assert "The kettle knows more than the board." in told
    assert "good evening" not in told


@pytest.mark.parametrize("word", ["cancel", "bob> cancel", "quit"])
async def test_a_form_is_left_at_any_line(terminal: Terminal, word: str) -> None:
    """Whatever it holds, and said so."""
    await terminal.type("bob> /quotes add", "bob> The kettle knows more than the board.")
    assert "what you put into it was not taken" in await terminal.type(word)
    assert "The kettle" not in await terminal.type("bob> /quotes list added=me")


async def test_a_choice_of_a_form_is_one_of_its_list(terminal: Terminal, talk: Path) -> None:
    """A letter is refused with the list; the beginning of one of them is enough; a new voice is asked about."""
    await terminal.type(f"/quotes import {talk}", "bring it in")
    shown = await terminal.type("/quotes review")
    key = shown.partition("] Fix the speaker…")[0][-1]
    await terminal.type(key)
    refused = await terminal.type("p")
    assert "I cannot take “p” as who speaks. Choose" in refused
    asked = await terminal.type("", "s")
    assert "“s” is nobody in" in asked
    assert "is now s's" in await terminal.type(asked.partition("] Make s a voice")[0][-1])


async def test_the_menu_takes_pasted_lines(terminal: Terminal) -> None:
    """Blank lines and what looks like a command belong to the text, until the sign that is said."""
    await terminal.type("/quotes packs", "r")
    assert "a line with only “.” ends them" in await terminal.type("")
    await terminal.type(
        *TALK.splitlines(), "", "Ada Novak: /quote is a word I would never say to anybody at a wedding."
    )
    told = await terminal.type(".", ".", "bring it in")

    assert "Imported “pasted”" in told
    assert "2 voices" in told
    assert "a wedding" in await terminal.type("/whosaid a word I would never say at a wedding")


async def test_a_form_asks_field_by_field(terminal: Terminal) -> None:
    """By titles; a command leaves it, what somebody else says is no part of it."""
    menu = await terminal.type("alice> /quoth menu")
    key = menu.partition("] Who said…")[0][-1]
    assert "What you remember" in await terminal.type(f"alice> {key}")
    assert "This is needed" in await terminal.type("alice> ", "")
    assert "Quoth 0" in await terminal.type("bob> /quoth about")
    assert "Tobias Renn" in await terminal.type("alice> backups can smell fear")

    await terminal.type("alice> /quoth menu", f"alice> {key}")
    left = await terminal.type("alice> /quoth about")
    assert "The form is left" in left
    assert "Quoth 0" in left


@pytest.mark.parametrize("form", ["/quoth menu", "/quotes edit 3", "/quotes add"])
@pytest.mark.parametrize("way_out", ["quit", "/quit", "EXIT"])
async def test_quit_leaves_the_form_alone(services: Services, form: str, way_out: str) -> None:
    """What is typed next is heard; said once more it ends the session."""
    terminal = Terminal(services)
    shown = await terminal.type(form)
    if form == "/quoth menu":
        await terminal.type(shown.partition("] Who said…")[0][-1])
    left = await terminal.type(way_out)
    assert "The form is left" in left
    assert "Goodbye" not in left
    assert not terminal.session.over
    assert "Quoth 0" in await terminal.type("/quoth about")
    assert "Goodbye" in await terminal.type(way_out)
    assert terminal.session.over


async def test_choices_of_a_form_are_said(terminal: Terminal) -> None:
    """What is typed, with what it is called."""
    menu = await terminal.type("/quoth menu")
    asked = await terminal.type(menu.partition("] A quiz as I like it…")[0][-1])

    assert "who-said (Who said it)" in asked
    assert "1 round of “Who said it”" in await terminal.type("who-said", "1", ".")


async def test_a_form_tells_a_mistake_where_it_is_made(services: Services) -> None:
    """What was filled in before stays, whatever is mistyped."""
    terminal = Terminal(services)
    await terminal.type("/quoth menu", "q")
    assert "I cannot take “chess” as the kind of question" in await terminal.type("chess")
    assert "Number of rounds" in await terminal.type("who said")
    assert "I cannot take “lots” as the number of rounds" in await terminal.type("lots")
    assert "2 rounds of “Who said it”" in await terminal.type("two", ".")
    await terminal.type("/quiz stop", "/quoth menu", "y")
    assert "I cannot take “soon” as the time" in await terminal.type("soon")
    assert "is no time zone I know" in await terminal.type("9am", "Narnia")
    # What was filled in is not lost by one; left by name it is.
    assert "looks like a command" in await terminal.type("/qoute")
    assert "was not taken" in await terminal.type("quit")
    assert "Did you mean /quote?" in await terminal.type("/qoute")


async def test_lines_that_are_pasted_where_a_path_is_asked_for_are_text(services: Services) -> None:
    """A command among them is kept out and said."""
    terminal = Terminal(services)
    await terminal.type("/quotes import", "r")
    first, *rest = TALK.splitlines()
    assert "Taken as the text" in await terminal.type(first)
    await terminal.type(*rest)
    assert "looks like a command" in await terminal.type("/quotes packs")
    assert "Imported “pasted”" in await terminal.type(".", ".", "bring it in")


FIELDS = {
    "a line": Field(name="when", label="When", limit=20, required=False, value="2 March"),
    "a line with a hint": Field(name="by", label="Who", limit=20, required=False, value="Ada", hint="A name"),
    "a choice": Field(name="to", label="As", limit=9, required=False, value="own", choices=("own", "last")),
    "a text of a line": Field(name="text", label="Text", limit=99, kind=FieldKind.TEXT, required=False, value="Tea."),
}


def filling(field: Field) -> FormDialogue:
    """A form with that field alone, which takes no sign for a value."""
    return FormDialogue(Form(id="x:1", title="A form", fields=(field,), instead=""), User(id="u", name="u"), _check)


def _check(name: str, value: str) -> None:
    assert any(c.isalnum() for c in value), (name, value)


@pytest.mark.parametrize("kind", FIELDS)
def test_what_may_be_empty_is_emptied_by_its_sign(kind: str) -> None:
    """Wherever it is offered, whatever the field takes."""
    form = filling(FIELDS[kind])

    assert f"{wording.EMPTY} to empty" in form.ask().text
    assert form.take("-") is None
    assert form.done
    assert not form.fields[FIELDS[kind].name]


def test_a_sign_that_means_something_else_is_not_taken_for_it() -> None:
    """“-” says that nobody spoke, where the hint says so."""
    form = filling(Field(name="speaker", label="Who", limit=9, required=False, value="Ada", hint="- for nobody"))
    form._check = lambda name, value: None

    assert "to empty" not in form.ask().text
    assert form.take("-") is None
    assert form.fields == {"speaker": "-"}


async def test_a_day_that_stands_in_a_form_again_can_be_emptied(terminal: Terminal) -> None:
    """What was typed stands there; Enter keeps it, the sign for it takes it out."""
    refused = await terminal.type("/quotes add", "Tea goes first, decisions later.", ".", "Ada Novak", "some day")
    key = refused.partition("] Fill it in again")[0][-1]
    assert "Now it reads: some day" in await terminal.type(key, "", "")

    assert "is in the book" in await terminal.type("-")
