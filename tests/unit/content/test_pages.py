"""Depositions: a number before each line, from 1 on every page, is no part of what was said."""

import pytest

from content.formats.pages import without_line_numbers


def printed(lines: int, pages: int = 3, head: str = "", foot: str = "") -> str:
    """Pages of so many numbered lines, each with the page's number where `foot` has a place for it."""
    text = []
    for page in range(1, pages + 1):
        text += [head] if head else []
        text += [f"{n:>4}     Q.  Who had the key on day {page}?" for n in range(1, lines + 1)]
        text += [foot.format(page)] if foot else []
    return "\n".join(text)


@pytest.mark.parametrize(("lines", "numbered"), [(7, False), (8, True), (25, True), (40, True), (41, False)])
def test_a_page_has_eight_to_forty_lines(lines: int, numbered: bool) -> None:
    """Anything else is a list, or a poem."""
    text = printed(lines)
    read, heads = without_line_numbers(text)

    assert (read != text) is numbered
    assert not heads
    if numbered:
        assert read.split("\n")[0] == "Q.  Who had the key on day 1?"


@pytest.mark.parametrize("foot", ["Page {}", "page {} of 90", "", "HARBOUR OFFICE REPORTING, VOLUME {}"])
def test_what_stands_between_pages_is_no_line(foot: str) -> None:
    """A page's number, a line that stands on every page, an empty one."""
    text = printed(10, foot=foot) if foot else printed(10, foot=" ")
    _, heads = without_line_numbers(text)

    assert heads == {11, 22, 33}


def test_a_line_that_stands_there_once_was_said() -> None:
    """It lost its number."""
    lines = printed(10).split("\n")
    lines[9] = "         A.  Nobody had it."
    read, heads = without_line_numbers("\n".join(lines))

    assert read.split("\n")[9] == "A.  Nobody had it."
    assert not heads


@pytest.mark.parametrize(("others", "numbered"), [(9, True), (10, False)])
def test_three_of_four_lines_are_numbered(others: int, numbered: bool) -> None:
    """More of them, or it is no such print."""
    text = printed(30, pages=1) + "\nNobody had it." * others

    assert (without_line_numbers(text)[0] != text) is numbered
