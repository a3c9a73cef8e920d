"""A text that wants to break what others see, on every road that it may take to them; on both engines."""

from collections.abc import AsyncIterator

import pytest

from bot.app.catalogue import POSTS, PRESSES
from tests.outlets import Eyes
from tests.outlets_pressed import walked
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
    "Candidates", "ClosedRound", "File", "Form", "Home", "Listing", "Lobby", "Notice", "OpenRound", "Passage",
    "QuoteCard", "Scoreboard",
}  # fmt: skip
# What is offered where a platform takes part that is not here (menus, members who left), where two change one thing at
# a time, and where the host of a bluff takes an ending away: their tests look at what they show.
ELSEWHERE = {
    "absent", "asked", "book-back", "insist", "menu", "more", "one", "part", "remove", "removed", "skip",
}  # fmt: skip
LATER = {"daily-empty", "daily-unplayed", "doubt-lost", "linked", "unseen"}


@pytest.fixture
def eyes() -> Eyes:
    """Nothing was read yet."""
    return Eyes()


@pytest.fixture
async def world(furnished_url: str, eyes: Eyes) -> AsyncIterator[World]:
    """A world in which everything is read."""
    async with opened_on(furnished_url, eyes) as made:
        yield made


async def test_nothing_that_is_shown_is_broken(world: World, eyes: Eyes) -> None:
    """In every command, as a name, in quotes, questions, games, files and feeds: nearly every kind of reply is met."""
    walk = await walked(world, eyes, TEXT)

    assert walk.found == []
    assert walk.kinds >= KINDS


async def test_a_road_leads_to_every_button_and_post(world: World, eyes: Eyes) -> None:
    """With a text that nothing refuses; one that is new fails here until there is a road."""
    walk = await walked(world, eyes, "tea @here *x*")

    assert walk.found == []
    assert set(PRESSES) - walk.pressed <= ELSEWHERE
    assert set(POSTS) - walk.posts <= LATER
