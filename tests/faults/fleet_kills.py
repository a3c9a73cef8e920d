"""Two processes that hear people and two that work on one PostgreSQL, killed with -9 or stood still past every lease.

Games are played and daily posts fall due meanwhile, in a local Slack whose requests go through a door to whoever hears.
Whoever is not answered asks again. In the end each round, each board and each daily post stands once, and every answer
that somebody was told is in is kept.
"""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp

from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.delivery.clock import SystemClock
from bot.delivery.outbox import LEASE_SECONDS
from bot.games.model import GameState
from bot.games.rows.games import GameRows
from bot.storage.database import open_store
from bot.storage.patience import PATIENCE_SECONDS
from bot.storage.transaction import Transaction
from tests.builders import subscription
from tests.databases import Restartable
from tests.fleet import Fleet, fleet
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.workspace import TEAM, Shown

ROLES = ("ingress", "ingress", "worker", "worker")
PLAYERS = ("alice", "bob", "carol")
PATIENCE, ASK_AGAIN = 600.0, 5.0
# Daily posts fall due over so many seconds.
SPREAD = 10
DEAD, STILL = "killed", "stood still"
# The database is no process of the fleet: it crashes, or stands still with every connection, as behind a cut cable.
DATABASE, CRASHED = "database", "crashed"
BOARD = "Final scores"


@dataclass
class Outcome:
    """What was done to whom, what there was, and what was wrong in the end: nothing must be."""

    harms: Counter[str] = field(default_factory=Counter)
    games: int = 0
    deliveries: int = 0
    told: int = 0
    seconds: float = 0.0
    # How many seconds after its time each daily post came.
    late: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


class Voyage:
    """One run. `rounds` are played in each channel for games."""

    def __init__(self, slack: LocalSlack, people: Workspace, games: int, deliveries: int, *, rounds: int = 2) -> None:
        self._slack, self._people, self._rounds = slack, people, rounds
        self.games = [slack.channel(f"game{n}", *PLAYERS).id for n in range(games)]
        self.daily = [slack.channel(f"daily{n}", *PLAYERS).id for n in range(deliveries)]
        self._told: Counter[str] = Counter()
        self._due: dict[str, float] = {}

    def schedule(self, tx: Transaction) -> None:
        """Each of the daily channels is to be posted in once, soon."""
        now, steady = SystemClock().now() + timedelta(seconds=2), time.monotonic() + 2
        for number, channel in enumerate(self.daily):
            seconds = SPREAD * number / len(self.daily)
            at, place = now + timedelta(seconds=seconds), Place(platform="slack", workspace=TEAM, channel=channel)
            self._due[channel] = steady + seconds
            made = subscription(channel, place=place, due=at, wall=at.time(), pack="the-round-table")
            assert made.next is not None
            tx[DailyRows].put(made)

    async def sail(self) -> None:
        """Everything to its end."""
        await asyncio.gather(self._posted(), *(self._play(channel) for channel in self.games))

    async def _posted(self) -> None:
        await self._slack.until(lambda: all(self.messages(channel) for channel in self.daily), PATIENCE)

    async def _play(self, channel: str) -> None:
        line = f"/quiz start begin=now who-said rounds={self._rounds} seconds=10"
        asked = await self._seen(channel, self._round(1), lambda: self._people.command("alice", line, channel=channel))
        for number in range(1, self._rounds + 1):
            if number > 1:
                asked = await self._seen(channel, self._round(number))
            await asyncio.gather(*(self._answer(who, asked) for who in PLAYERS))
        await self._seen(channel, BOARD)

    def _round(self, number: int) -> str:
        return f"Round {number} of {self._rounds}"

    async def _seen(
        self, channel: str, words: str, ask: Callable[[], Awaitable[object]] | None = None, *, user: str = "",
        after: int = 0, seconds: float = PATIENCE,
    ) -> Shown:  # fmt: skip
        """What is shown there with these words; it is asked for again and again."""
        until = time.monotonic() + seconds

        def shown() -> Shown | None:
            return next((s for s in self._slack.shown[after:] if _is(s, channel, words, user)), None)

        while True:
            if ask is not None:
                await ask()
            with suppress(AssertionError):
                found: Shown = await self._slack.until(shown, ASK_AGAIN if ask else seconds)
                return found
            assert time.monotonic() < until, f"{channel} never saw {words}"

    async def _answer(self, who: str, asked: Shown) -> None:
        """Press until the round says that it is in, or is closed."""
        while True:
            before = len(self._slack.shown)
            told = await self._seen(
                asked.channel, "", lambda: self._people.press(who, asked, "A"), user="U" + who.upper(), after=before
            )
            if "·" in told.text or "first one counts" in told.text:
                self._told[asked.channel] += 1
                return
            if "closed" in told.text or "over" in told.text:
                return

    def messages(self, channel: str) -> list[Shown]:
        """What was posted there."""
        return [s for s in self._slack.shown if s.kind == "message" and s.channel == channel]

    def count(self, tx: Transaction, outcome: Outcome) -> None:
        """What is not as it must be."""
        outcome.games, outcome.deliveries = len(self.games), len(self.daily)
        outcome.told = self._told.total()
        for channel in self.games:
            posted = [s.text for s in self.messages(channel)]
            for words in (*(self._round(n + 1) for n in range(self._rounds)), BOARD):
                _once(outcome, f"{channel} {words}", sum(words in text for text in posted))
            table = tx[GameRows].newest(Place(platform="slack", workspace=TEAM, channel=channel))
            assert table is not None
            kept = len(tx[GameRows].answers(table.game.id))
            if table.game.state is not GameState.OVER:
                outcome.other.append(f"{channel} is {table.game.state}")
            if kept < self._told[channel]:
                outcome.lost.append(f"{channel} {self._told[channel] - kept} answers")
        for channel in self.daily:
            posted_at = [s.at for s in self.messages(channel)]
            _once(outcome, channel, len(posted_at))
            outcome.late += [at - self._due[channel] for at in posted_at[:1]]
        outcome.other += [said for said in self._slack.complaints if said.startswith("a message ")]


def _is(shown: Shown, channel: str, words: str, user: str) -> bool:
    kinds = ("ephemeral", "replaced") if user else ("message",)
    return shown.kind in kinds and shown.channel == channel and words in shown.text and user in ("", shown.user)


def _once(outcome: Outcome, what: str, times: int) -> None:
    outcome.lost += [what] * (times == 0)
    outcome.doubled += [f"{what}: {times}"] * (times > 1)


async def harm(
    ships: Fleet, outcome: Outcome, plan: Iterator[tuple[str, str]], rng: random.Random, server: Restartable | None
) -> None:
    """One after the other: a process of that role dies and another one is started, or stands still past its leases; or
    the database's server does.
    """
    for role, how in plan:
        await asyncio.sleep(rng.uniform(0.0, 1.0))
        outcome.harms[f"{role} {how}"] += 1
        if role == DATABASE:
            assert server is not None
            await harm_database(server, how)
            continue
        victim = rng.choice([member for member in ships.members if member.role == role])
        if how == DEAD:
            await ships.end(victim, signal.SIGKILL)
            await ships.start(role)
        else:
            victim.kill(signal.SIGSTOP)
            await asyncio.sleep(1.5 * LEASE_SECONDS)
            victim.kill(signal.SIGCONT)


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


async def run(
    database: str, folder: Path, *, games: int, deliveries: int, seed: int, plan: list[tuple[str, str]],
    rounds: int = 2, jobs: str = "embedded", server: Restartable | None = None,
) -> Outcome:  # fmt: skip
    """Everything that is to happen to four processes while they do that much; the plan is gone through at least once
    and goes on until all is done. `jobs` is how they share what is due; a `server` is harmed as well where
    the plan says so.
    """
    outcome, rng, began = Outcome(), random.Random(seed), time.monotonic()
    slack = LocalSlack(seconds=1.0)
    slack.scopes.add("channels:history")
    slack.user("carol")
    await slack.start()
    try:
        async with (
            aiohttp.ClientSession() as http,
            fleet(folder, database, slack, QUOTH_TICK_SECONDS="1", QUOTH_JOBS=jobs) as ships,
        ):
            people = Workspace(slack, url="", http=http)
            await ships.start(*ROLES)
            people.url = f"{ships.door.url}/slack/events"
            voyage = Voyage(slack, people, games, deliveries, rounds=rounds)
            store = await open_store(database)
            await store.write(voyage.schedule)
            sailing = asyncio.create_task(voyage.sail())
            try:
                while True:
                    await harm(ships, outcome, iter(plan), rng, server)
                    if (await asyncio.wait({sailing}, timeout=0.1))[0]:
                        break
                await sailing
                outcome.seconds = time.monotonic() - began
                # Whoever would send something twice does so now.
                await ships.end_all()
                await store.read(lambda tx: voyage.count(tx, outcome))
            finally:
                sailing.cancel()
                await asyncio.gather(sailing, return_exceptions=True)
                await store.close()
        outcome.other += [line for logged in ships.logged for line in logged.splitlines() if "Traceback" in line]
    finally:
        await slack.stop()
    return outcome


PLAN = [(role, how) for how in (DEAD, STILL) for role in ("worker", "ingress")]
ROUGH = [*PLAN, (DATABASE, CRASHED), *PLAN, (DATABASE, STILL)]
