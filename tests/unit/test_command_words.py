"""Lines of the terminal that are commands, help or the end, among lines that are none."""

import pytest

from adapters.terminal.command_words import CommandWords, is_way_out

WORDS = CommandWords(["quote", "quiz start", "quiz stop", "quotes add"])


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/quote", True), ("/QUIZ start", True), ("/help", True), ("/quit", True), (" /exit ", True), ("quote", False),
        ("/talks/ada/talk.txt", False), ("/start", False), ("", False), ("  ", False), ("/", False),
    ],
)  # fmt: skip
def test_a_command_begins_with_its_slash(line: str, meant: bool) -> None:
    """A path begins with one as well."""
    assert WORDS.are_meant(line) is meant


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("help", True), ("help quiz", True), ("help /quiz start", True), ("help  quote ", True), ("help me", False),
        ("help is on its way", False), ("quiz", False), ("helpless", False),
    ],
)  # fmt: skip
def test_help_is_asked_for_alone_or_of_a_command(line: str, asks: bool) -> None:
    """Anything else that begins with the word may be an answer."""
    assert WORDS.ask_for_help(line) is asks


@pytest.mark.parametrize(
    ("line", "one_line", "path", "among_lines"),
    [
        ("", False, False, False),
        ("/quote", True, True, True),
        ("/quiz start", True, True, True),
        ("/tmp/talk.txt", True, False, False),
        ("quit", True, True, True),
        ("/exit", True, True, True),
        ("Exit", True, True, True),
        ("cancel", True, True, True),
        ("cancel it", False, False, False),
        ("quiz start", True, True, False),
        ("QUIZ Start", True, True, False),
        ("quote", False, False, False),
        ("quit now", False, False, False),
        ("Ada Novak", False, False, False),
    ],
)
def test_what_leaves_a_form(line: str, one_line: bool, path: bool, among_lines: bool) -> None:
    """A command leaves it; what may be a name, a path or a line of a text is filled in."""
    assert WORDS.leave_form(line, path=False, among_lines=False) is one_line
    assert WORDS.leave_form(line, path=True, among_lines=False) is path
    assert WORDS.leave_form(line, path=False, among_lines=True) is among_lines


@pytest.mark.parametrize(
    ("line", "near"), [("quiz strat", True), ("quoet", True), ("quiz start", True), ("tea", False), ("42", False)]
)
def test_a_slip_is_near_a_command(line: str, near: bool) -> None:
    """Not every word is."""
    assert WORDS.are_near(line) is near


@pytest.mark.parametrize(
    ("line", "out"), [("quit", True), ("/exit", True), (" QUIT ", True), ("quit it", False), ("", False)]
)
def test_a_way_out_stands_alone(line: str, out: bool) -> None:
    """With or without a slash."""
    assert is_way_out(line) is out


@pytest.mark.parametrize(
    ("line", "nothing"),
    [("no", True), ("Yes!", True), ("x", True), ("b)", True), ("7", False), ("nobody", False), ("no idea", False)],
)
def test_a_yes_a_no_and_a_letter_are_meant_for_buttons(line: str, nothing: bool) -> None:
    """Where none has that letter they press nothing."""
    assert WORDS.press_nothing(line) is nothing


def test_a_question_who_said_it_is_a_look_up() -> None:
    """With the words behind it."""
    assert WORDS.look_up("who said the lamp")
    assert WORDS.look_up("whosaid the lamp")
    assert not WORDS.look_up("who said")
    assert not WORDS.look_up("the lamp, who said it")
