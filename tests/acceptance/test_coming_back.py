"""Who comes back to a game: what is over is not shown as open, and an answer counts for what was on the screen."""

from datetime import timedelta

import pytest

from adapters.terminal.session import HERE
from bot.delivery.clock import VirtualClock
from bot.games.rows.games import GameRows
from bot.library.services import Services
from bot.workspace.welcome import is_overdue, welcome
from tests.acceptance.terminal import Terminal


async def come_back(services: Services, *, after: float) -> Terminal:
    """A session that begins so many seconds after the one before was cut off, with what it greets by."""
    assert isinstance(services.clock, VirtualClock)
    services.clock.advance(timedelta(seconds=after))
    again, overdue = Terminal(services), await is_overdue(services, HERE)
    for reply in await welcome(services, HERE):
        again.screen.show(reply)
    await again.session.begin(overdue=overdue)
    return again


async def test_an_open_round_is_shown_with_the_time_that_is_left(services: Services) -> None:
    """And what answers it counts."""
    await Terminal(services).type("ana> /quiz start who-said rounds=2 seconds=30", "bob> /quiz join")
    again = await come_back(services, after=18)
    told = again.out.getvalue()
    assert "goes on where it was" in told
    assert "A–D to answer, 12 seconds left." in told
    assert "bob" in await again.type("bob> A")
    assert "came up as you typed" not in again.out.getvalue()


async def test_a_round_that_is_over_is_not_shown_as_open(services: Services) -> None:
    """It is answered, and the next one comes up."""
    await Terminal(services).type("ana> /quiz start who-said rounds=3 seconds=30", "bob> /quiz join")
    told = (await come_back(services, after=32)).out.getvalue()
    assert "The time of its last question is over" in told
    assert told.index("Round 1 of 3 · Who said it · the answer") < told.index("Round 2 of 3 · Who said it\n")
    assert "Round 1 of 3 · Who said it\n" not in told


@pytest.mark.parametrize("line", ["bob> B", "bob> /quiz answer B", "bob> s"])
async def test_what_was_typed_for_the_round_before_does_not_count_for_the_next(services: Services, line: str) -> None:
    """Nobody can have read it; typed again it does."""
    await Terminal(services).type("ana> /quiz start who-said rounds=3 seconds=30", "bob> /quiz join")
    again = await come_back(services, after=32)
    told = await again.type(line)
    assert "Round 2 of 3 came up as you typed that, so it was not taken." in told
    table = await services.store.read(lambda tx: tx[GameRows].running(HERE))
    assert table is not None
    assert not table.answers
    assert not table.marks
    await again.type("bob> B")
    table = await services.store.read(lambda tx: tx[GameRows].running(HERE))
    assert table is not None
    assert [given.user_id for given in table.answers] == ["bob"]


async def test_a_line_that_ends_as_a_round_closes_is_not_taken_for_the_next(services: Services) -> None:
    """While people sit at the prompt, where time passes by itself; a second later it is."""
    terminal, clock = Terminal(services), services.clock
    assert isinstance(clock, VirtualClock)
    await terminal.type("ana> /quiz start who-said rounds=3 seconds=30", "bob> /quiz join")
    clock.advance(timedelta(seconds=30))
    await terminal.session.settle()
    clock.advance(timedelta(seconds=0.4))
    assert "came up as you typed that" in await terminal.type("bob> B")
    assert "B · " in await terminal.type("bob> B")


async def test_a_question_that_is_answered_by_words_has_the_same_rule(services: Services) -> None:
    """Whatever the words are."""
    await Terminal(services).type("ana> /quiz start hand-written rounds=3 seconds=30", "bob> /quiz join")
    again = await come_back(services, after=32)
    assert "came up as you typed that" in await again.type("bob> a wooden doll")
