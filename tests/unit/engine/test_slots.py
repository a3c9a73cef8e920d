"""Slots: urgent requests first, nobody holds all of them, nobody who waits is forgotten; in virtual time."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.app.refusals import TooMuchAtOnce
from bot.app.slots import AT_ONCE, EACH, EACH_WORKSPACE, MOST, WAITING_EACH, Slots
from bot.chat.commands import Urgency
from tests import virtual

FIRST, USUAL, TYPING, LONG = Urgency


class Office:
    """Requests that take their time, and when each was done."""

    def __init__(self) -> None:
        self.slots, self.done = Slots(), dict[str, float]()
        self.held, self.most = Counter[str](), Counter[str]()
        self.tasks = set[asyncio.Task[None]]()

    def ask(
        self, name: str, urgency: Urgency = USUAL, *, workspace: str = "W", who: str = "", seconds: float = 1.0
    ) -> "asyncio.Task[None]":
        """A request of somebody, who is by default one who asks nothing else."""
        task = asyncio.ensure_future(self._work(name, urgency, workspace, who or name, seconds))
        self.tasks.add(task)
        return task

    async def over(self) -> None:
        """Wait until everybody was served."""
        await asyncio.gather(*self.tasks)

    async def _work(self, name: str, urgency: Urgency, workspace: str, who: str, seconds: float) -> None:
        async with self.slots.held(urgency, workspace, who):
            keys = ("all", urgency.name, f"{urgency.name} {workspace}", f"{urgency.name} {who}")
            for key in keys:
                self.held[key] += 1
                self.most[key] = max(self.most[key], self.held[key])
            try:
                await asyncio.sleep(seconds)
            finally:
                self.held.subtract(keys)
        self.done[name] = asyncio.get_running_loop().time()


def in_virtual_time(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """The test in a loop of its own."""

    def run() -> None:
        virtual.run(test())

    run.__doc__, run.__name__ = test.__doc__, test.__name__
    return run


@in_virtual_time
async def test_one_who_floods_delays_nobody_else() -> None:
    """Fifteen slow requests of one person hold two slots; another's is served at once."""
    office = Office()
    for n in range(15):
        office.ask(f"flood {n}", who="mallory")
    await asyncio.sleep(0.1)
    office.ask("bob", seconds=0.0)
    await office.over()

    assert office.done["bob"] == pytest.approx(0.1)
    assert office.most["USUAL mallory"] == EACH
    assert office.done["flood 14"] == pytest.approx(8.0)


@in_virtual_time
async def test_a_press_finds_a_slot_however_many_ask() -> None:
    """A hundred people's look-ups leave slots for presses, and none of those waits."""
    office = Office()
    for n in range(100):
        office.ask(f"look-up {n}", workspace=f"W{n % 7}")
    await asyncio.sleep(0.5)
    for n in range(AT_ONCE - MOST[USUAL]):
        office.ask(f"press {n}", FIRST, seconds=0.0)
    await office.over()

    assert {office.done[f"press {n}"] for n in range(AT_ONCE - MOST[USUAL])} == {0.5}
    assert (office.most["USUAL"], office.most["all"]) == (MOST[USUAL], AT_ONCE)


@in_virtual_time
async def test_what_is_typed_leaves_room_and_only_the_last_letters_count() -> None:
    """Whoever types on is not served for what they had typed before."""
    office = Office()
    for n in range(MOST[TYPING]):
        office.ask(f"slow {n}", TYPING, seconds=5.0)
    await asyncio.sleep(0)
    typed = [office.ask(f"typed {n}", TYPING, who="dora") for n in range(50)]
    for n in range(AT_ONCE - MOST[TYPING]):
        office.ask(f"command {n}", workspace=f"W{n % 3}", seconds=0.0)
    ended = await asyncio.gather(*typed, return_exceptions=True)

    assert [type(e) for e in ended] == [TooMuchAtOnce] * 49 + [type(None)]
    assert max(office.done[f"command {n}"] for n in range(AT_ONCE - MOST[TYPING])) == 0.0
    assert office.done["typed 49"] == pytest.approx(6.0)


@in_virtual_time
async def test_a_workspace_holds_only_its_part_and_waits_by_turns() -> None:
    """Where everything is slow and everybody asks, another workspace is served within one request's time."""
    office = Office()
    for n in range(200):
        office.ask(f"huge {n}", workspace="HUGE", seconds=10.0)
    await asyncio.sleep(1.0)
    for n in range(4):
        office.ask(f"small {n}", workspace="SMALL", seconds=0.5)
    await office.over()

    assert office.most["USUAL HUGE"] == EACH_WORKSPACE
    assert max(office.done[f"small {n}"] for n in range(4)) == pytest.approx(2.0)


@in_virtual_time
async def test_whose_requests_pile_up_is_asked_for_patience() -> None:
    """The first twenty-two stay; other people's are taken all the same."""
    office = Office()
    asked = [office.ask(f"flood {n}", who="mallory") for n in range(100)]
    other = office.ask("bob")
    ended = await asyncio.gather(*asked, return_exceptions=True)
    await other

    assert [e is None for e in ended] == [True] * (EACH + WAITING_EACH) + [False] * (100 - EACH - WAITING_EACH)
    assert {type(e) for e in ended if e} == {TooMuchAtOnce}


@in_virtual_time
async def test_what_takes_long_holds_no_slot() -> None:
    """A hundred imports beside everything else."""
    office = Office()
    for n in range(100):
        office.ask(f"import {n}", LONG, who="mallory", seconds=60.0)
    await asyncio.sleep(0)
    office.ask("mallory's own look-up", who="mallory", seconds=0.0)
    await office.over()

    assert office.done["mallory's own look-up"] == 0.0


@pytest.mark.parametrize("seed", range(20))
def test_no_slot_is_ever_lost(seed: int) -> None:
    """Requests that are given up, fail or end in any order: at the end all slots are free and nothing is kept."""

    async def rush() -> None:
        office, chance = Office(), random.Random(seed)
        for n in range(300):
            urgency = chance.choice((FIRST, USUAL, USUAL, TYPING))
            workspace, who = f"W{chance.randrange(4)}", f"p{chance.randrange(30)}"
            task = office.ask(f"r{n}", urgency, workspace=workspace, who=who, seconds=chance.random())
            if chance.random() < 0.3:
                asyncio.get_running_loop().call_later(chance.random() * 2, task.cancel)
            if chance.random() < 0.3:
                await asyncio.sleep(chance.random() / 5)
        await asyncio.gather(*office.tasks, return_exceptions=True)

        assert all(line.held == 0 and not line._waiting for line in office.slots._lines.values())
        assert not office.slots._waiting
        assert office.most["all"] <= AT_ONCE

    virtual.run(rush())
