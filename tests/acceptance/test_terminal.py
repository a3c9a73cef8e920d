"""At the terminal: the way out and help work anywhere, files and pasted lines come in, long pages are turned."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.terminal.app import _read
from adapters.terminal.session import HERE
from bot.chat.messages import OpenRound
from bot.delivery.clock import SystemClock
from bot.library.services import Services
from bot.workspace.welcome import welcome
from tests.acceptance.terminal import TALK, Terminal

ASKING = {
    "nothing": (),
    "a round with letters": ("/quiz start who-said rounds=1",),
    "a round that is typed": ("/quiz start hand-written rounds=1",),
    "a form": ("/quotes packs", "r"),
    "pasted lines": ("/quotes packs", "r", "", "Ada Novak: Half of it"),
}


@pytest.mark.parametrize("waiting", ASKING)
@pytest.mark.parametrize("word", ["quit", "exit", "/quit", "EXIT", "bob> quit"])
async def test_one_can_leave_anywhere(terminal: Terminal, waiting: str, word: str) -> None:
    """Also while something waits for an answer."""
    await terminal.type(*ASKING[waiting])
    if waiting == "pasted lines":
        if word in ("/quit", "bob> quit"):
            return
        # What was pasted is not lost without a word.
        assert "was not taken" in await terminal.type(word)
    if waiting == "a form" and not word.startswith("bob>"):
        # The first word leaves the form alone.
        assert "The form is left" in await terminal.type(word)
    assert "Goodbye" in await terminal.type(word)
    assert terminal.session.over


@pytest.mark.parametrize("waiting", ASKING)
async def test_help_is_there_anywhere(terminal: Terminal, waiting: str) -> None:
    """And is no answer to a round."""
    await terminal.type(*ASKING[waiting])

    there = {"a form": "You are in the form", "pasted lines": "You are in the form", "nothing": ""}
    told = await terminal.type("help")
    assert there.get(waiting, "waits: type") in told
    assert ("What do you want to do?" in told) is ("form" not in there.get(waiting, ""))
    if waiting != "pasted lines":
        assert "/quiz start [mode]" in await terminal.type("help quiz start")
    if waiting == "a form":
        assert "A name for the pack" in await terminal.type("", "Ada Novak: Half of it is missing.", ".")


async def test_help_is_short_and_goes_by_topics(terminal: Terminal) -> None:
    """Fourteen lines; a topic's commands are found by what people call it, everything by “all”."""
    told = await terminal.type("help")
    assert len(told.splitlines()) == 14
    assert "/quotes import [file]" in await terminal.type("help import")
    assert "/quiz join [team]" in await terminal.type("/quoth help games")
    assert "/quoth about" in await terminal.type("/quoth help all")
    assert "There is no command “nonsense”" in await terminal.type("/quoth help nonsense")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("hint", "A right answer is worth half"), ("skip", "Skipped"), ("stop", "The game is stopped"),
        ("pause", "Paused"), ("scores", "Scores so far"), ("banana", "is not among the answers"),
    ],
)  # fmt: skip
async def test_a_word_for_a_button_presses_it(terminal: Terminal, typed: str, told: str) -> None:
    """While letters are asked for."""
    await terminal.type("/quiz start who-said rounds=2")
    assert told in await terminal.type(typed)


async def test_a_word_for_a_button_at_the_desk(terminal: Terminal, talk: Path) -> None:
    """As the shell's desk has it."""
    await terminal.type(f"/quotes import {talk}", "bring it in", "/quotes review")
    assert "is kept" in await terminal.type("keep")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("bob>", "bob says nothing"), ("# wait", "Write for example: # wait 30"), ("# wait -5", "lets no time pass"),
        ("# a remark", ""), ("who said backups can smell fear", "Tobias Renn"),
        ("/quiz next", "Did you mean /quiz skip?"), ("/daily stop", "Did you mean /daily off?"),
        ("/daily 9am every friday", 'Did you mean /daily set time="9am every friday"?'),
        ("/invite @quoth", "is a command of Slack's own"),
        ("leave", "Nobody has to leave a game"), ("/quiz leave", "Nobody has to leave a game"),
        ("/privacy show", "What is kept about you here"), ("/privacy hide maybe", "(switch is on or off)"),
        ("/settings set timezone", "For example: /settings set timezone Europe/Berlin"),
        ("/settings set foo bar", "restricted (For managers only)"),
        ("/settings set restricted quiz", "In a terminal everybody manages"),
        ("/quiz start 5 minutes", "There is no pack “minutes” here, and nothing else that /quiz start takes"),
        ("/quiz start tomorrow", "days=tomorrow"),
        ("/quiz start someday", "There is no pack “someday” here, and nothing else that /quiz start takes"),
        ("/quiz start for two players", "There is no pack “players” here, and nothing else that /quiz start takes"),
        ("/quiz start 2 rounds of who said it", "2 rounds of “Who said it”"),
        ("/quiz start the round table", "The game is on"),
        ("/quotes disable round", "There is no pack “round”"), ("/quotes disable interview", "Did you mean"),
        ("/quotes enable interview", "Did you mean interview-in-brief?"),
        ("/daily off please", "Nothing is posted here daily"),
        ("/quote add “Kept?” by Tom", "Did you mean /quotes add “Kept?” by Tom?"),
        ("/quotes edit 39 Tea first", "the form that /quotes edit 39 opens"),
        ("/quote delete 12", "/quotes delete 12?"),
        ("/quote 1 2", "I cannot take “1 2” as the number"),
    ],
)  # fmt: skip
async def test_what_is_typed_otherwise(terminal: Terminal, typed: str, told: str) -> None:
    """Is met with the way to write it."""
    assert told in await terminal.type(typed)


async def test_daily_posts_keep_their_zone_and_that_is_said(terminal: Terminal) -> None:
    """When the workspace's changes."""
    await terminal.type("/daily set 09:00 timezone=Asia/Tokyo pack=the-round-table")
    assert "keeps its zone" in await terminal.type("/settings set timezone Europe/Berlin")


async def test_what_was_chosen_for_labels_stays(terminal: Terminal, tmp_path: Path) -> None:
    """When the same comes in again, until something else is chosen."""
    path = tmp_path / "talk.txt"
    path.write_text(DOUBTFUL, encoding="utf-8")
    await terminal.type(f'/quotes import {path} speakers="Hugo=Hugo Prinz"', "bring it in")
    told = await terminal.type(f"/quotes import {path} name=plan", "bring it in")
    assert "As chosen before, “Hugo” is Hugo Prinz" in told
    assert "now belong" not in told
    assert "now belongs to Hugo" in await terminal.type(f"/quotes import {path} speakers=Hugo=Hugo")


async def test_a_note_of_several_lines_is_told_once(terminal: Terminal, tmp_path: Path) -> None:
    """With all of them."""
    path = tmp_path / "show.txt"
    breaks = "\n\nBreak: An advertisement of somebody else's.\n\n"
    path.write_text(breaks.join([TALK] * 3), encoding="utf-8")
    told = await terminal.type(f"/quotes import {path}")
    assert told.count("“Break” is no speaker") == 1


async def test_who_comes_back_to_an_open_round_is_told_so(services: Services) -> None:
    """It goes on where it was."""
    await Terminal(services).type("/quiz start who-said rounds=2")
    (_, shown, _) = await welcome(services, HERE)
    assert isinstance(shown, OpenRound)
    assert "goes on where it was" in shown.lead


@pytest.mark.parametrize(
    ("before", "starts", "gathers"),
    [
        ((), "/quiz start who-said rounds=2", False),
        ((), "alice> /quiz start who-said rounds=2", True),
        (("bob> /quoth about",), "/quiz start who-said rounds=2", True),
        (("bob> /quoth about",), "/quiz start who-said rounds=2 begin=now", False),
    ],
)
async def test_where_several_speak_others_can_come_in(
    services: Services, before: tuple[str, ...], starts: str, gathers: bool
) -> None:
    """As in a channel; who types without a name where nobody else did plays at once."""
    terminal = Terminal(replace(services, clock=SystemClock()))
    await terminal.type(*before)
    told = await terminal.type(starts)

    assert ("in 20 seconds" in told) is gathers
    assert ("Round 1 of 2" in told) is not gathers


async def test_who_answers_first_does_not_end_the_first_round_for_others(services: Services) -> None:
    """The round stands until they press Next, or its time is over."""
    terminal = Terminal(replace(services, clock=SystemClock()))
    await terminal.type("bob> /quoth about", "alice> /quiz start who-said rounds=2 begin=now")
    told = await terminal.type("alice> a")

    assert "others may still come in" in told
    assert "the answer" not in told.replace("shows the answer", "")


async def test_a_pipe_ends_where_somebody_leaves(terminal: Terminal) -> None:
    """What follows is not read."""
    await _read(terminal.session, io.StringIO("alice> quit\nalice> /quoth about\n"))

    assert "Quoth 0" not in terminal.out.getvalue()


@pytest.mark.parametrize("typed", ["{}", '"{}"', "file={quoted}", "{} name=page"])
async def test_a_file_is_imported_by_its_path(terminal: Terminal, talk: Path, typed: str) -> None:
    """With spaces in it, quoted or not, with options behind it."""
    plain = talk.rename(talk.with_name("page.txt")) if "name=" in typed else talk
    told = await terminal.type("alice> /quotes import " + typed.format(plain, quoted=f'"{plain}"'))

    assert "2 voices" in told
    assert "Imported “" in await terminal.type("alice> bring it in")
    assert "second page is where I keep" in await terminal.type("/whosaid where I keep the apologies")


async def test_what_cannot_be_read_is_one_sentence(terminal: Terminal, tmp_path: Path) -> None:
    """Nothing there, a folder, too large; and the way on."""
    assert "There is no file “nowhere.txt” here. Type the path" in await terminal.type("/quotes import nowhere.txt")
    assert "is a folder, not a file" in await terminal.type(f"/quotes import {tmp_path}")
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    assert "is larger than 20 MB" in await terminal.type(f"/quotes import {large}")


async def test_the_menu_takes_a_file(terminal: Terminal, talk: Path) -> None:
    """Asked for a path, which may begin with a slash; a wrong one is asked for again."""
    assert "The file: type its path" in await terminal.type("/quotes packs", "r")
    assert "There is no file" in await terminal.type("nowhere.txt")
    assert "A name for the pack" in await terminal.type(str(talk))
    told = await terminal.type("pages", ".", "bring it in")

    assert "Imported “pages”" in told
    assert "2 voices" in told


async def test_long_help_goes_by_pages(services: Services) -> None:
    """In a window; an empty line turns the page, the last one says nothing more. A pipe gets everything."""
    window = Terminal(services, tty=True)
    first = await window.type("/quoth help all")
    assert "Page 1 of " in first
    assert "/quoth about" not in first
    pages = [first]
    while "Enter shows the next one" in pages[-1]:
        pages.append(await window.type(""))
    # What a command does stands on its page, indented as on the first.
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", page).splitlines() for page in pages[1:]]
    assert all(page[0].strip().startswith("/") for page in plain), [page[0] for page in plain]
    assert all(line.startswith(" ") for page in plain for line in page if "Enter shows" not in line)

    assert len(pages) > 3
    assert "/quoth about" in "".join(pages)
    assert await window.type("") == ""
    await window.type("/quoth help all")
    assert await window.type("q") == ""
    assert await window.type("") == ""
    assert "Page 1 of" not in await Terminal(services).type("/quoth help all")


async def test_trouble_of_our_own_has_a_reference(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It stands in the log too, and the session goes on."""

    async def broken(_: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(terminal.engine, "handle", broken)
        told = await terminal.type("alice> /whosaid backups can smell fear")
    reference = told.partition("Reference ")[2][:6]

    assert "went wrong on my side" in told
    assert len(reference) == 6
    assert f"reference {reference}" in caplog.text
    assert "smell fear" not in caplog.text
    assert "Tobias Renn" in await terminal.type("alice> /whosaid backups can smell fear")


DOUBTFUL = """Ines Moreau: Nobody reads the plan until the day it burns, and then everybody does.
Hugo Prinz: I do. I read it every night.
Hugo: Tea goes first, decisions later, regrets go into the minutes.
Ann Lee: The minutes are the only book that everybody has promised to read on the train.
Annabel Lee: Ann: I never promised.
"""


def _command(told: str) -> str:
    """The one command that is printed to mend labels."""
    return next(line.partition("/")[1] + line.partition("/")[2] for line in told.splitlines() if "To mend" in line)


@pytest.mark.parametrize("name", ["talk.txt", "my talk.txt"])
async def test_what_mends_labels_is_a_command_that_works_as_printed(
    services: Services, tmp_path: Path, name: str
) -> None:
    """The pack keeps its name, the label is mended, and what was mended before stays so."""
    (tmp_path / name).write_text(DOUBTFUL, encoding="utf-8")
    terminal = Terminal(services)
    told = await terminal.type(f"/quotes import {tmp_path / name}", "bring it in")
    mending = _command(told)

    assert "speakers=" in mending
    mended = await terminal.type(mending, "bring it in")
    assert "perhaps one person" not in mended
    assert "it was" not in mended
    assert "To mend" not in mended


async def test_a_value_of_two_words_renames_nothing(services: Services, tmp_path: Path) -> None:
    """Without quotation marks it is the same."""
    (tmp_path / "talk.txt").write_text(DOUBTFUL, encoding="utf-8")
    terminal = Terminal(services)
    await terminal.type(f"/quotes import {tmp_path}/talk.txt", "bring it in")
    told = await terminal.type(f"/quotes import {tmp_path}/talk.txt speakers=Hugo=Hugo Prinz", "bring it in")

    assert "Updated “talk”:" in told
    assert "“Hugo” and “Hugo Prinz”" not in told


async def test_where_a_pack_gives_no_questions_the_samples_are_asked_about(services: Services, tmp_path: Path) -> None:
    """So what the greeting proposes works; the refusal of another game, and of a daily quiz, names a sample."""
    (tmp_path / "talk.txt").write_text(DOUBTFUL, encoding="utf-8")
    terminal = Terminal(services)
    told = await terminal.type(f"/quotes import {tmp_path}/talk.txt", "bring it in")
    assert "It gives no quiz questions" in told
    assert "The samples rest from now on, in games only once your own packs give enough questions" in told
    played = await terminal.type("alice> /quiz start rounds=3", "bob> /quiz join", "alice> /quiz stop")
    assert "so the samples are asked about too" in played
    assert "Round 1 of 3" in played
    assert "A sample can be played: /quiz start pack=the-round-table" in await terminal.type("/quiz start hand-written")
    assert "style=quiz pack=the-round-table" in await terminal.type("/daily set 9am quiz")
    assert "The game is on" in await terminal.type("/quiz start pack=the-round-table")


async def test_a_pack_that_is_on_or_rests_is_called_so(services: Services) -> None:
    """It is not said to be missing."""
    terminal = Terminal(services)
    assert "is used here already" in await terminal.type("/quotes enable the-round-table")
    await terminal.type("/quotes disable the-round-table")
    assert "rests here already" in await terminal.type("/quotes disable the-round-table")
    assert "There is no pack “chess”" in await terminal.type("/quotes disable chess")


@pytest.mark.parametrize("name", ["🙂", "..."])
async def test_a_name_without_letters_is_refused(services: Services, tmp_path: Path, name: str) -> None:
    """Nothing is called by another name than was wished."""
    (tmp_path / "talk.txt").write_text(DOUBTFUL, encoding="utf-8")
    told = await Terminal(services).type(f"/quotes import {tmp_path}/talk.txt name={name}")

    assert f"I cannot take “{name}” as the name" in told


async def test_hiding_says_what_it_does_before_it_does_it(services: Services) -> None:
    """Past games are not told again under the name."""
    terminal = Terminal(services)
    assert "for good" in await terminal.type("/privacy hide")
    assert "From now on" in await terminal.type("/privacy hide on")


async def test_no_letter_stands_apart_from_its_label(services: Services) -> None:
    """A row of buttons that a window is too narrow for is broken between buttons."""
    rows = (await Terminal(services, tty=True).type("hello")).splitlines()
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", row).rstrip() for row in rows]
    shown = [row for row in plain if "[" in row]

    assert len(shown) > 1
    assert all(row.strip().startswith("[") and not row.endswith("]") for row in shown), shown


async def test_a_letter_is_a_late_answer_only_right_after_its_round(services: Services) -> None:
    """Later it presses what stands there, or nothing; who has done with a desk is told that nothing is open."""
    terminal = Terminal(services)
    await terminal.type("/quiz start mode=two-truths rounds=1 pack=the-round-table", "c")
    assert "The last round is closed" in await terminal.type("e")
    assert "“u” presses nothing" in await terminal.type("u")
    await terminal.type("/quotes")
    assert "“e” presses nothing" in await terminal.type("e")
    assert "Nothing here has to be closed" in await terminal.type("done")
