"""What somebody found privately is shown to everybody once, and with their name."""

from pathlib import Path

from bot.chat.incoming import PressId, User
from bot.chat.messages import QuoteCard
from bot.games.verbs import TELL
from tests.acceptance.test_outbox import Wall
from tests.builders import ALICE, BOB, THERE
from tests.world import World, opened, refused, words


async def share_of(world: World, user: User) -> str:
    """The Share button of a quote that they looked up."""
    found = await world.ask(user, "quote", search="57")
    assert isinstance(found, QuoteCard)
    return next(b.id for b in found.buttons if b.label == "Share")


async def test_a_quote_is_shared_once_by_a_button(tmp_path: Path) -> None:
    """The second press is refused, and refusals are private; somebody else's answer and a later one have their own."""
    async with opened(tmp_path) as world:
        first = await share_of(world, ALICE)
        assert words(await world.press(ALICE, first)).startswith("Alice shares:")
        assert "shared that already" in refused(await world.press(ALICE, first))
        assert words(await world.press(BOB, await share_of(world, BOB))).startswith("Bob shares:")
        assert words(await world.press(ALICE, await share_of(world, ALICE))).startswith("Alice shares:")


async def test_a_button_of_before_is_good_for_one_share_a_place(tmp_path: Path) -> None:
    """It has no number of its own."""
    async with opened(tmp_path) as world:
        assert "Alice shares:" in words(await world.press(ALICE, "q1.share.57.0"))
        assert "already" in refused(await world.press(ALICE, "q1.share.57.0"))
        assert "Alice shares:" in words(await world.press(ALICE, "q1.share.57.0", place=THERE))


async def test_a_press_that_came_twice_is_one_share(tmp_path: Path) -> None:
    """The platform delivers again what it did not see answered."""
    async with opened(tmp_path) as world:
        share = await share_of(world, ALICE)
        await world.press(ALICE, share, key="twice")
        assert "done already" in refused(await world.press(ALICE, share, key="twice"))


async def test_a_quote_that_is_being_asked_uses_up_no_share(tmp_path: Path) -> None:
    """It is shared after the reveal."""
    async with opened(tmp_path) as world:
        await world.ask(BOB, "quiz start", mode="who-said", pack="the-round-table")
        table = await world.table()
        assert table.round is not None
        share = f"q1.share.{table.round.quote_number}.7"
        assert "asked right now" in refused(await world.press(ALICE, share))
        await world.ask(BOB, "quiz stop")
        assert "Alice shares:" in words(await world.press(ALICE, share))


async def test_a_result_is_shared_once_with_the_name_of_who_shares_it(tmp_path: Path) -> None:
    """Another player has a share of their own, and so has the next game."""
    async with opened(tmp_path, Wall()) as world:
        for start in (0, 1000):
            await world.ask(ALICE, "quiz start", mode="who-said", pack="the-round-table")
            await world.at(start + 1)
            for user in (ALICE, BOB):
                await world.ask(user, "quiz answer", text="A")
            await world.ask(ALICE, "quiz stop")
            tell = str(PressId(TELL, (await world.table()).game.id))
            assert words(await world.press(ALICE, tell)).startswith("Alice was ")
            assert "shared that already" in refused(await world.press(ALICE, tell))
            assert words(await world.press(BOB, tell)).startswith("Bob was ")
