"""What a game tells beside its answers is known to the channel: the game after it asks for something else."""

from pathlib import Path

from bot.library.imports import store
from content.packs import read_file
from tests.acceptance.test_outbox import Wall
from tests.builders import ALICE, HERE
from tests.world import World, opened, words

TALK = Path(__file__).parents[1] / "unit/content/fixtures/night-shift.md"
GAMES = 8


async def _play(world: World, wall: Wall) -> tuple[str, str]:
    """The quote that a game of one round asks about, and all that is shown of it until it is over."""
    before = len(wall.posts), len(wall.edits)
    await world.ask(ALICE, "quiz start", mode="who-said", rounds="1", begin="now")
    table = await world.table()
    assert table.round is not None
    await world.ask(ALICE, "quiz skip")
    shown = (*(reply for _, reply in wall.posts[before[0] :]), *wall.edits[before[1] :])
    return table.round.item.quote_id or "", "\n".join(map(words, shown))


async def test_what_stood_beside_a_line_is_not_asked_in_the_next_game(tmp_path: Path) -> None:
    """Neither what was said right before it nor how the talk went on, as long as there is something else."""
    made = read_file(TALK)
    lines = {quote.id: quote.text for quote in made.quotes}
    wall, told = Wall(), 0
    async with opened(tmp_path, wall) as world:
        await store(world.services, made, workspace_id=HERE.workspace_id)
        shown = ""
        for game in range(GAMES):
            await world.at(60 * game)
            asked, following = await _play(world, wall)
            assert lines[asked] not in shown
            told += sum(text in following for quote_id, text in lines.items() if quote_id != asked)
            shown = following
    assert told
