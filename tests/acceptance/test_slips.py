"""At the terminal: a slip in a name is asked about, and what was taken back says so."""

from pathlib import Path

import pytest

from bot.library.services import Services
from tests.acceptance.terminal import Terminal

TALK = """Oswin Tarr: The lamp was paid for by the parish, and the parish was paid for by the wrecks below it.

Dagmar Pell: I count the ships that do not come, because nobody else in the harbour office has the patience.

Linnea Voss: My first winter up there I learned that silence has a temperature, and that it is nine degrees.
"""


async def with_talk(services: Services, folder: Path) -> Terminal:
    """A talk of three, in use."""
    (folder / "lamp.txt").write_text(TALK, encoding="utf-8")
    terminal = Terminal(services)
    await terminal.type(f"/quotes import {folder}/lamp.txt", "bring it in")
    return terminal


async def test_a_slip_in_a_name_is_asked_about_before_somebody_new_is_made(services: Services, tmp_path: Path) -> None:
    """As a part of one is; what is chosen is kept."""
    terminal = await with_talk(services, tmp_path)
    asked = await terminal.type('bob> /quotes add "Rope is a slow snake." by Oswin Tar')
    assert "“Oswin Tar” may be Oswin Tarr. Nothing was added yet: who said it?" in asked
    assert "— Oswin Tarr" in await terminal.type("bob> Oswin Tarr")
    await terminal.type('bob> /quotes add "Rust is the sea signing its name." by Linnea Vos')
    assert "— Linnea Vos\n" in await terminal.type("bob> Linnea Vos")


async def test_a_slip_in_a_name_is_asked_about_where_a_speaker_is_changed(services: Services, tmp_path: Path) -> None:
    """Also in the form of an edit."""
    terminal = await with_talk(services, tmp_path)
    added = await terminal.type('bob> /quotes add "Rope is a slow snake." by Dagmar Pell')
    number = added.partition("#")[2].split()[0]
    asked = await terminal.type(f"bob> /quotes edit {number}", "bob> ", "bob> Oswin Tar")
    assert f"“Oswin Tar” may be Oswin Tarr. Nothing was changed yet: who said #{number}?" in asked
    assert "— Oswin Tarr" in await terminal.type("bob> Oswin Tarr")


async def test_undo_brings_back_a_pack_that_was_just_removed(services: Services, tmp_path: Path) -> None:
    """Whatever the button is called."""
    terminal = await with_talk(services, tmp_path)
    await terminal.type("/quotes remove lamp")
    assert "“lamp” is back" in await terminal.type("undo")


async def test_undo_takes_back_the_last_receipt_while_a_daily_guess_waits(services: Services, tmp_path: Path) -> None:
    """The guess is answered by its letters; a button's letter is no more than that letter."""
    terminal = await with_talk(services, tmp_path)
    await terminal.type("ana> /daily set 13:00 style=guess pack=the-round-table", "# wait 3600")
    added = await terminal.type('bob> /quotes add "Rope is a slow snake." by Dagmar Pell')
    number = added.partition("#")[2].split()[0]
    undone = await terminal.type("bob> undo")
    assert f"#{number}" in undone
    assert "waits for you" not in undone
    assert f"#{number} was taken out" in await terminal.type(f"bob> /quote {number}")
    assert "Recorded: A" in await terminal.type("bob> A")


async def test_undo_while_a_daily_guess_waits_takes_back_nothing_further_above(
    services: Services, tmp_path: Path
) -> None:
    """What somebody did before the guess came is told, not undone by a word."""
    terminal = await with_talk(services, tmp_path)
    await terminal.type("ana> /daily set 13:00 style=guess pack=the-round-table")
    added = await terminal.type('bob> /quotes add "Rope is a slow snake." by Dagmar Pell', "# wait 3600")
    number = added.partition("#")[2].split()[0]
    await terminal.type("bob> undo")
    assert "Rope is a slow snake." in await terminal.type(f"bob> /quote {number}")


async def test_a_daily_question_that_is_taken_back_says_so(services: Services) -> None:
    """It waits for nobody any more, and promises no answer."""
    terminal = Terminal(services)
    shown = await terminal.type("ana> /daily set 13:00 style=guess pack=the-round-table", "# wait 3600", "bob> A")
    assert "Guess of Sun 1 Mar 2026" in shown
    told = await terminal.type("tob> /privacy link Tobias Renn", "tob> /privacy optout on")
    assert "The daily question about your words is taken back: no answer follows" in told
    assert "“Guess of Sun 1 Mar 2026 · Who said it” above was taken down." in told
    assert "That question was taken back, so no answer follows and it counts for nobody." in await terminal.type(
        "cleo> A"
    )


@pytest.mark.parametrize("line", ["take down", "take that down", "takedown", "Take it down!"])
async def test_taking_down_is_told_to_work_elsewhere(terminal: Terminal, line: str) -> None:
    """With the way to take the quote itself out."""
    assert "/quotes delete" in await terminal.type("/quote", line)


async def test_a_mark_that_nobody_closed_is_not_kept(terminal: Terminal) -> None:
    """It stood around all of it."""
    assert "“Rain is just the sea being nosy.”" in await terminal.type('/quotes add "Rain is just the sea being nosy.')


async def test_undo_does_not_reach_past_a_question(services: Services, tmp_path: Path) -> None:
    """Its letter belongs to an older receipt, which stays as it is."""
    terminal = await with_talk(services, tmp_path)
    await terminal.type("/quotes add Rain is a subscription.")
    await terminal.type('/quotes add "Rain is just the sea being nosy." by Linnea')
    assert "so nothing was done" in await terminal.type("u")


@pytest.mark.parametrize(("line", "told"), [("/daily off", "That is switched off already."),
                                            ("/daily now", "What was posted is switched off.")])  # fmt: skip
async def test_what_is_off_is_told_to_whoever_wants_it_posted(terminal: Terminal, line: str, told: str) -> None:
    """As an answer to what they wished."""
    await terminal.type("/daily set 09:00 pack=the-round-table", "/daily off")
    assert told in await terminal.type(line)


async def test_what_one_person_was_shown_is_pressed_by_them_alone(terminal: Terminal) -> None:
    """A letter of somebody else, or of nobody, presses nothing of it."""
    await terminal.type("bob> /quote 39")
    assert "There is no command “s”" in await terminal.type("s")
    assert "There is no command “s”" in await terminal.type("ana> s")
    assert "bob shares:" in await terminal.type("bob> s")
