"""A text that wants to break what others see, on every road that it may take to them; on both engines."""

from collections.abc import AsyncIterator

import pytest

from tests.outlets import Eyes, walked
from tests.world import World, opened_on

# Of every kind something.
TEXT = (
    "\t=1+1 @everyone <!channel> <@U1> <@123456789012345678> \u202e*b* `c` ||d|| \x1b[31m [e](https://example.org)\r\n"
    "# f\n\n\n\n> g\0\ud800 Za"
    + "\u0301" * 40
    + " <b>&amp;\"'</b> {h} \u200b\U000e0041 👩‍👩‍👧‍👦 CON.csv ../x "
    + "*<" * 900
)
KINDS = {
    "ClosedRound", "File", "Form", "Home", "Listing", "Lobby", "Notice", "OpenRound", "QuoteCard", "Scoreboard",
}  # fmt: skip


@pytest.fixture
def eyes() -> Eyes:
    """Nothing was read yet."""
    return Eyes()


@pytest.fixture
async def world(fresh_url: str, eyes: Eyes) -> AsyncIterator[World]:
    """A world in which everything is read."""
    async with opened_on(fresh_url, eyes) as made:
        yield made


async def test_nothing_that_is_shown_is_broken(world: World, eyes: Eyes) -> None:
    """In every command, as a name, in quotes, questions, games, files and feeds: nearly every kind of reply is met."""
    walk = await walked(world, eyes, TEXT)

    assert walk.found == []
    assert walk.kinds >= KINDS
