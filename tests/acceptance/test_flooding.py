"""Much at once, without any platform: what is typed, asked and brought stops no press."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from typing_extensions import override

from bot.app.slots import EACH_WORKSPACE, MOST
from bot.chat.commands import Urgency
from bot.chat.incoming import Place, PressId, Problem, User
from tests.builders import HERE
from tests.patience import PATIENCE
from tests.world import Silent, World, opened, refused, words

ADA, BEN = User(id="ada", name="Ada"), User(id="ben", name="Ben")


async def occupied(world: World, taken: AsyncExitStack, urgency: Urgency, count: int) -> None:
    """So many slots are held by others in this workspace, as long as that stack is open."""
    for n in range(count):
        await taken.enter_async_context(world.engine._slots.held(urgency, HERE.workspace_id, f"other {n}"))


async def test_only_the_last_letters_are_looked_up_where_much_is_typed(tmp_path: Path) -> None:
    """Twenty keystrokes come in while other people's are looked up; a command is answered meanwhile."""
    async with opened(tmp_path) as world, AsyncExitStack() as taken:
        await occupied(world, taken, Urgency.TYPING, MOST[Urgency.TYPING])
        typed = "backups can smell fear"
        typing = [
            asyncio.ensure_future(
                world.engine.complete(world.request(BEN, "quote", search=typed[:n]), "search", typed[:n])
            )
            for n in range(1, len(typed) + 1)
        ]
        assert "backups can smell fear" in words(await world.ask(ADA, "whosaid", words="smell fear"))
        await taken.aclose()
        suggested = await asyncio.gather(*typing)

    assert not any(suggested[:-1])
    assert suggested[-1][0].label.startswith("Tobias Renn · sample: ")


async def test_a_press_is_answered_while_everything_else_waits(tmp_path: Path) -> None:
    """All slots that may be held by look-ups are; a round still takes its answers, by button and by command."""
    async with opened(tmp_path) as world, AsyncExitStack() as taken:
        await world.ask(ADA, "quiz start", mode="who-said", rounds="3")
        asked = (await world.table()).round
        assert asked is not None
        await occupied(world, taken, Urgency.USUAL, EACH_WORKSPACE)
        waiting = asyncio.ensure_future(world.engine.handle(world.request(BEN, "whosaid", words="rather be forgotten")))

        assert "A · " in words(await world.press(ADA, str(PressId("answer", asked.id))))
        given = await asyncio.wait_for(world.ask(User(id="cora", name="Cora"), "quiz answer", text="B"), PATIENCE)
        assert "B · " in words(given)
        assert not waiting.done()
        await taken.aclose()
        assert "summarised" in words(await waiting)


async def test_a_platform_that_does_not_say_whether_it_can_be_posted_to_is_not_waited_for(tmp_path: Path) -> None:
    """Nor is a slot held meanwhile: more people than there are slots arrange a daily post, and somebody looks up."""

    class Mute(Silent):
        @override
        async def check(self, place: Place) -> Problem | None:
            await never.wait()
            return None

    never = asyncio.Event()
    async with opened(tmp_path, Mute()) as world:
        arranging = [
            asyncio.ensure_future(
                world.engine.handle(
                    world.request(User(id=f"p{n}", name=f"P{n}"), "daily set", manager=True, time="9am")
                )
            )
            for n in range(20)
        ]
        await asyncio.sleep(0)
        assert "fear" in words(await world.ask(ADA, "whosaid", words="smell fear"))
        assert not any(a.done() for a in arranging)
        assert all("Whose clock" in refused(r) for r in await asyncio.gather(*arranging))
