"""What is said around a game: how long it is, why it ended, whether a clock runs, who may go on."""

from pathlib import Path

from bot.messages import OpenRound
from tests.acceptance.test_outbox import Wall
from tests.builders import ALICE
from tests.world import opened, words


async def test_no_countdown_runs_on_screen_while_the_game_is_paused(tmp_path: Path) -> None:
    """Nor for a round that is posted in the pause; when it goes on, the countdown is that of the time left."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", seconds="30")
        await world.at(10)
        await world.ask(ALICE, "quiz pause")
        shown = wall.edits[-1]
        assert isinstance(shown, OpenRound)
        assert shown.closes_at is None
        assert "Paused; the clock stands, with 20 seconds left." in words(shown)
        await world.at(100)
        await world.ask(ALICE, "quiz resume")
        shown = wall.edits[-1]
        assert isinstance(shown, OpenRound)
        assert shown.closes_at is not None
        assert (shown.closes_at - world.services.clock.now()).total_seconds() == 20


async def test_a_round_that_is_posted_in_a_pause_counts_nothing_down(tmp_path: Path) -> None:
    """Its clock has not begun; it shows what it will have."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.engine.handle(world.request(ALICE, "quiz start", mode="who-said", seconds="30"))
        await world.ask(ALICE, "quiz pause")
        shown = wall.posts[-1][1]
        assert isinstance(shown, OpenRound)
        assert shown.closes_at is None
        assert "with 30 seconds left" in words(shown)
