"""Links as people give them, and what they lead to."""

import pytest

from bot.library.link_refusals import CannotFetch
from bot.library.links import FetchesNothing, bare, host_of, is_link, name_at


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/talk.txt", True),
        ("HTTP://example.org", True),
        (" <https://example.org|example.org> ", True),
        ("https://example.org and more", False),
        ("ftp://example.org", False),
        ("example.org", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_a_link_stands_alone(text: str, link: bool) -> None:
    """With what chats put around it or without."""
    assert is_link(text) is link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("<https://example.org|the page>", "https://example.org"),
        ("< https://example.org >", "https://example.org"),
        (" https://example.org ", "https://example.org"),
        ("<b", "<b"),
        ("b>", "b>"),
    ],
)
def test_a_link_without_its_brackets(text: str, link: str) -> None:
    """What has only one of them is left as it is."""
    assert bare(text) == link


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://example.org/talks/one.srt", "one.srt"),
        ("https://example.org/talks/one.srt?x=1#2", "one.srt"),
        ("https://example.org/talks/", "talks"),
        ("https://example.org/talks/-/", "talks"),
        ("https://example.org/two%20words.md", "two words.md"),
        ("https://example.org", "example.org"),
        ("https://[", ""),
        # A long name is cut before its ending, which says what it is.
        (f"https://example.org/{'a' * 90}.srt", "a" * 76 + ".srt"),
        (f"https://example.org/{'a' * 76}.srt", "a" * 76 + ".srt"),
        (f"https://example.org/{'a' * 90}.transcript", "a" * 80),
        (f"https://example.org/{'a' * 90}", "a" * 80),
    ],
)
def test_what_a_document_is_called(link: str, name: str) -> None:
    """By the last part of its path that says anything, else by its host."""
    assert name_at(link) == name


@pytest.mark.parametrize(
    ("link", "host"), [("https://Example.org:8080/x", "example.org"), ("https://[", ""), ("x", "")]
)
def test_whose_it_is(link: str, host: str) -> None:
    """Nobody's where it names none."""
    assert host_of(link) == host


async def test_where_no_link_is_followed() -> None:
    """It is told, with whose it would have been."""
    with pytest.raises(CannotFetch) as refused:
        await FetchesNothing().fetch("https://example.org/x", limit=1)

    assert refused.value.facts == {"why": "off", "host": "example.org"}
