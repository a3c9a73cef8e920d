"""A hundred people at once on Discord, beside bare bots of discord.py: how long until what they asked for stands, and
what that costs the bot's process.

Quoth acknowledges before it does anything, so it sends two requests where the barest bot sends one; the third bot is as
bare and does the same. Everybody asks in a channel of their own: in one of them the ninth public answer is refused.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from simcord.backend import serializers
from simcord.interactions import base_payload

from tests.benchmarks.discord_ import PONG, QUOTH, Stopwatch, command, running
from tests.platform.discord.server import COMMAND, COMPONENT

PEOPLE, WAVES = 100, 3
# Somebody is answered in front of everybody three times in ten seconds; the first wave is the one that warms up.
PAUSE = 10.5


@dataclass(frozen=True, slots=True)
class Wave:
    """Milliseconds until half and until all were acknowledged and had their answer, and of the process's time each."""

    acknowledged: float
    half: float
    whole: float
    spent: float


class Hall:
    """A guild with a channel for everybody, and one for all."""

    def __init__(self, server: Stopwatch) -> None:
        self.server, world = server, server.world
        owner = world.make_user("owner")
        self.guild = world.create_guild("Hall", owner_id=owner.id)
        self.stage = world.create_channel(self.guild.id, "stage")
        self.people = [world.make_user(f"p{i}") for i in range(PEOPLE)]
        self.channels = [world.create_channel(self.guild.id, f"c{i}") for i in range(PEOPLE)]
        for user in self.people:
            world.add_member(self.guild.id, user.id, roles=[], announce=False)

    def asked(self, data: dict[str, Any]) -> list[Any]:
        """Everybody uses a command in their channel."""
        return [self._made(COMMAND, who, where, data) for who, where in zip(self.people, self.channels, strict=True)]

    def pressed(self, message: Any, custom_id: str) -> list[Any]:
        """Everybody presses a button of a message that all see."""
        data, shown = {"custom_id": custom_id, "component_type": 2}, serializers.message_payload(
            self.server.world, message
        )  # fmt: skip
        return [self._made(COMPONENT, who, self.stage, data, message=dict(shown)) for who in self.people]

    async def opened(self, number: int) -> Any:
        """A round that everybody may answer, as its message."""
        start = command("quiz start", begin="now", mode="who-said", seconds="600")
        _, payload = self._made(COMMAND, self.people[0], self.stage, start if number == 1 else command("quiz skip"))
        self.server.world.emit("INTERACTION_CREATE", payload)
        await self.server.until(lambda: self._rounds(number))
        await asyncio.sleep(1.0)
        return self._rounds(number)[0]

    def _rounds(self, number: int) -> list[Any]:
        shown = self.server.messages(self.stage.id)
        return [m for m in shown if f"Round {number} of" in str(m.components)]

    def _made(self, kind: int, who: Any, where: Any, data: dict[str, Any], **more: Any) -> Any:
        record, payload = base_payload(
            self.server.world, type=kind, channel_id=where.id, guild_id=self.guild.id, user_id=who.id, data=data
        )
        return record, payload | more


async def wave(server: Stopwatch, pid: int, made: Sequence[Any]) -> Wave:
    """All of them at the same moment."""
    before, start = spent(pid), time.perf_counter()
    for _, payload in made:
        server.world.emit("INTERACTION_CREATE", payload)
    await server.until(lambda: all(record.token in server.told for record, _ in made))
    cost = spent(pid) - before
    acknowledged = sorted(server.acknowledged[record.token] - start for record, _ in made)
    told = sorted(server.told[record.token] - start for record, _ in made)
    return Wave(1000 * acknowledged[-1], 1000 * told[len(told) // 2], 1000 * told[-1], 1000 * cost / len(made))


def spent(pid: int) -> float:
    """Seconds that the threads of a process had a processor."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def first_answer(message: Any) -> str:
    """The button of the first answer of a round."""
    found = [one["custom_id"] for one in _buttons(message.components) if one["custom_id"].split("-")[-1]]
    return str(found[0])


def _buttons(components: Any) -> list[Any]:
    flat = []
    for one in components:
        flat += [one] if one.get("type") == 2 and "custom_id" in one else []
        flat += _buttons(one.get("components", ()))
    return flat


@asynccontextmanager
async def hall(arguments: Sequence[str]) -> AsyncIterator[tuple[Hall, int]]:
    """A bot as a process, and where people meet it."""
    server = Stopwatch()
    async with server.open():
        there = Hall(server)
        with tempfile.TemporaryDirectory() as folder:
            async with running(server, folder, arguments) as process:
                yield there, process.pid


async def commands(arguments: Sequence[str], name: str) -> list[Wave]:
    """Waves of a command."""
    waves = []
    async with hall(arguments) as (there, pid):
        for number in range(WAVES):
            await asyncio.sleep(PAUSE if number else 0.5)
            waves.append(await wave(there.server, pid, there.asked(command(name))))
    return waves


async def presses() -> list[Wave]:
    """Waves of answers to a round, each to a round of its own."""
    waves = []
    async with hall(QUOTH) as (there, pid):
        for number in range(1, WAVES + 1):
            message = await there.opened(number)
            waves.append(await wave(there.server, pid, there.pressed(message, first_answer(message))))
    return waves


def _told(name: str, waves: Sequence[Wave], bare: Sequence[Wave]) -> None:
    for which, some, beside in (("first", waves[:1], bare[:1]), ("then", waves[1:], bare[1:])):
        mine, theirs = _middle(some), _middle(beside)
        print(
            f"  {name:34}{which:6}{mine.acknowledged:12.0f}{mine.half:8.0f}{mine.whole:8.0f}{mine.spent:10.2f}"
            f"{mine.whole / theirs.whole:9.2f} ×{mine.spent / theirs.spent:7.2f} ×"
        )


def _middle(waves: Sequence[Wave]) -> Wave:
    names = ("acknowledged", "half", "whole", "spent")
    return Wave(**{name: median(getattr(one, name) for one in waves) for name in names})


async def main() -> None:
    """Print the table."""
    print(f"\nDiscord, {PEOPLE} at once (milliseconds; own: the process's time for each; × beside the barest)")
    print(f"  {'':34}{'wave':6}{'all heard':>12}{'half':>8}{'all':>8}{'own':>10}{'all':>11}{'own':>9}")
    bare = await commands(PONG, "ping")
    _told("bare discord.py, answers at once", bare, bare)
    _told("the same, acknowledges first", await commands(PONG, "later"), bare)
    _told("quoth, /quote", await commands(QUOTH, "quote"), bare)
    _told("quoth, an answer by a button", await presses(), bare)


if __name__ == "__main__":
    asyncio.run(main())
