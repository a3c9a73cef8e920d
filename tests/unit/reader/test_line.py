"""Who is read next: a few at once, people by turns, no endless line."""

import asyncio

import pytest

from bot.library.file_refusals import ReadersBusy
from bot.library.reader.line import ReadingQueue


class Desk:
    """People who take turns and stay until they are let go."""

    def __init__(self, line: ReadingQueue) -> None:
        self._line = line
        self.begun: list[str] = []
        self.told: dict[str, int] = {}
        self._gone: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def come(self, name: str) -> None:
        """Get in line; the first letter says who it is."""
        self._gone[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._turn(name))
        await settle()

    async def go(self, name: str) -> None:
        """Be done."""
        self._gone[name].set()
        await settle()

    async def _turn(self, name: str) -> None:
        async def told(before: int) -> None:
            self.told[name] = before

        async with self._line.turn(name[0], told):
            self.begun.append(name)
            await self._gone[name].wait()


async def settle() -> None:
    """Let everybody take the steps they can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_two_at_once_and_the_rest_are_told() -> None:
    """How many come before them; whoever needs not wait hears nothing."""
    desk = Desk(ReadingQueue(2, 8, 3))
    for name in ("a1", "b1", "c1", "d1"):
        await desk.come(name)
    assert (desk.begun, desk.told) == (["a1", "b1"], {"c1": 0, "d1": 1})

    await desk.go("a1")
    assert desk.begun == ["a1", "b1", "c1"]


async def test_nobody_is_read_twice_while_others_wait() -> None:
    """Somebody with many documents gets one turn after the other."""
    desk = Desk(ReadingQueue(2, 8, 3))
    for name in ("a1", "a2", "a3", "a4", "b1", "c1"):
        await desk.come(name)
    await desk.go("a1")
    await desk.go("a2")

    assert desk.begun == ["a1", "a2", "b1", "a3"] or desk.begun == ["a1", "a2", "b1", "c1"]
    assert "b1" in desk.begun[:3]


async def test_a_line_that_is_too_long_is_refused_at_once() -> None:
    """For one person sooner than for all."""
    desk = Desk(ReadingQueue(1, 3, 2))
    for name in ("a1", "a2", "a3", "a4", "b1", "c1"):
        await desk.come(name)

    for name, mine in (("a4", 2), ("c1", 0)):
        refused = desk.tasks[name].exception()
        assert isinstance(refused, ReadersBusy)
        assert refused.facts == {"mine": mine}


async def test_whoever_gives_up_keeps_nobody_waiting() -> None:
    """While waiting, and just when they are called."""
    desk = Desk(ReadingQueue(1, 8, 3))
    for name in ("a1", "b1", "c1"):
        await desk.come(name)
    desk.tasks["b1"].cancel()
    await settle()
    await desk.go("a1")
    assert desk.begun == ["a1", "c1"]

    await desk.come("d1")
    await desk.come("e1")
    desk.tasks["c1"].cancel()
    desk.tasks["d1"].cancel()
    await settle()
    assert desk.begun == ["a1", "c1", "e1"]
    with pytest.raises(asyncio.CancelledError):
        await desk.tasks["d1"]
