"""Walks of the roads of tests/contract/roads.py, by theme: what somebody does who wants to know what is being asked."""

from collections.abc import Awaitable, Callable

from tests.cheating import MINE, Scene, channel

Road = Callable[[Scene], Awaitable[None]]
PLACES = (channel("elsewhere"), MINE)


async def harmless(scene: Scene, *, command: str, **options: str) -> None:
    """A command that is given once in each place."""
    for place in PLACES:
        await scene.ask(command, place=place, manager=True, **options)
