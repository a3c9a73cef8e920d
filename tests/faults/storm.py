"""Harms to a fleet of processes, to their database and to the way to Slack, one after the other."""

import asyncio
import random
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from aiohttp import web
from typing_extensions import override

from bot.delivery.outbox import LEASE_SECONDS
from bot.storage.patience import PATIENCE_SECONDS
from tests.databases import Restartable
from tests.faults.recoveries import Harm
from tests.fleet import Fleet, Member
from tests.platform.slack.local import LocalSlack

DEAD, STILL = "killed", "stood still"
# The database is no process of the fleet: it crashes, or stands still with every connection, as behind a cut cable.
DATABASE, CRASHED = "database", "crashed"
# Slack answers nobody for longer than a post is leased, and then all at once.
SLACK, MUTE_SECONDS = "slack", 8.0
# After everything came that was due there is peace for so long.
PEACE = 2.0
PLAN = [(role, how) for how in (DEAD, STILL) for role in ("worker", "ingress")]
ROUGH = [*PLAN, (DATABASE, CRASHED), (SLACK, STILL), *PLAN, (DATABASE, STILL)]


class MuteSlack(LocalSlack):
    """One that can be made to answer later: what it was asked meanwhile it does then, whether anybody waits or not."""

    def __init__(self) -> None:
        super().__init__(seconds=1.0)
        self.speaks = asyncio.Event()
        self.speaks.set()

    @override
    async def _call(self, request: web.Request) -> web.StreamResponse:
        await self.speaks.wait()
        return await super()._call(request)


@dataclass
class Storm:
    """What is harmed: the processes, the database's `server` if it is to be, the way to Slack."""

    ships: Fleet
    slack: MuteSlack
    server: Restartable | None
    rng: random.Random
    done: list[Harm] = field(default_factory=list)

    async def harm(self, role: str, how: str) -> float:
        """A process of that role dies and another one is started, or stands still past its leases; or the database's
        server does, or Slack is silent. Returns when it was over.
        """
        if role == DATABASE:
            assert self.server is not None
            await harm_database(self.server, how)
        elif role == SLACK:
            await mute(self.slack)
        elif how == DEAD:
            over = time.monotonic()
            await self.ships.end(self._victim(role), signal.SIGKILL)
            await self.ships.start(role)
            return over
        else:
            victim = self._victim(role)
            victim.kill(signal.SIGSTOP)
            await asyncio.sleep(1.5 * LEASE_SECONDS)
            victim.kill(signal.SIGCONT)
        return time.monotonic()

    def _victim(self, role: str) -> Member:
        return self.rng.choice([member for member in self.ships.members if member.role == role])

    async def blow(
        self,
        plan: Sequence[tuple[str, str]],
        caught_up: Callable[[float], Awaitable[None]],
        is_over: Callable[[], bool],
    ) -> None:
        """One harm of the plan after the other, the whole of it at least once; after each there is peace once
        everything `caught_up` that was due by then.
        """
        for turn, (role, how) in enumerate(cycle(plan)):
            if turn >= len(plan) and is_over():
                return
            await asyncio.sleep(self.rng.uniform(0.0, 1.0))
            self.done.append(Harm(f"{role} {how}", await self.harm(role, how)))
            await caught_up(time.monotonic())
            await asyncio.sleep(PEACE)


async def mute(slack: MuteSlack) -> None:
    """Silence; what came late because of it, and then too soon after another message, is no fault of the bot's."""
    slack.speaks.clear()
    try:
        await asyncio.sleep(MUTE_SECONDS)
    finally:
        slack.speaks.set()
    before = len(slack.complaints)
    await asyncio.sleep(slack.seconds)
    slack.complaints[before:] = [said for said in slack.complaints[before:] if not said.startswith("a message ")]


async def harm_database(server: Restartable, how: str) -> None:
    """It crashes and is started again, or answers nobody for longer than anybody waits for it."""
    if how == CRASHED:
        await asyncio.to_thread(server.crash)
        return
    still = await asyncio.to_thread(server.stoppable)
    still.stop()
    try:
        await asyncio.sleep(1.5 * PATIENCE_SECONDS)
    finally:
        still.go_on()
