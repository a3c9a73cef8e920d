"""Processes that hear people and others that work on one PostgreSQL, killed with -9 or stood still past every lease.

Games are played and daily posts fall due meanwhile, in a local Slack whose requests go through a door to whoever hears.
Whoever is not answered asks again. In the end each round, each board and each daily post stands once, and every answer
that somebody was told is in is kept. Between two harms everything comes that was due by the end of the first.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from sqlalchemy import select

from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.delivery.clock import SystemClock
from bot.errors import StorageError
from bot.games.model import GameState
from bot.games.rows.games import GameRows
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.tables.daily import delivery
from bot.storage.tables.delivery import post
from bot.storage.transaction import Transaction
from tests.builders import subscription
from tests.databases import Restartable
from tests.faults.channels import Channels
from tests.faults.recoveries import Harm, Post, Recovery, recoveries
from tests.faults.storm import MuteSlack, Storm
from tests.fleet import fleet
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.workspace import TEAM, Shown

ROLES = ("ingress", "ingress", "worker", "worker")
PLAYERS = ("alice", "bob", "carol")
PATIENCE, ASK_AGAIN = 900.0, 5.0
# Daily posts fall due over so many seconds, unless told otherwise, and so many games are played side by side.
SPREAD, TOGETHER = 10.0, 20
# What was due when a harm was over is waited for so long; what nobody announces is looked at so often.
LONGEST, LOOK = 60.0, 0.5
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
    recovered: list[Recovery] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


class Voyage:
    """One run. `rounds` are played in each channel for games, daily posts fall due over `spread` seconds."""

    def __init__(
        self, slack: LocalSlack, people: Workspace, games: int, deliveries: int, *, rounds: int, spread: float
    ) -> None:  # fmt: skip
        self._slack, self._people, self._rounds, self._spread = slack, people, rounds, spread
        self.channels = Channels(slack)
        self.games = [slack.channel(f"game{n}", *PLAYERS).id for n in range(games)]
        self.daily = [slack.channel(f"daily{n}", *PLAYERS).id for n in range(deliveries)]
        self._told: Counter[str] = Counter()
        # By the clock of this process.
        self._due: dict[str, float] = {}
        self._subscribed: dict[str, str] = {}
        self._together = asyncio.Semaphore(TOGETHER)
        self.harms: list[Harm] = []

    def schedule(self, tx: Transaction) -> None:
        """Each of the daily channels is to be posted in once, soon."""
        now, steady = SystemClock().now() + timedelta(seconds=2), time.monotonic() + 2
        for number, channel in enumerate(self.daily):
            seconds = self._spread * number / len(self.daily)
            at, place = now + timedelta(seconds=seconds), Place(platform="slack", workspace=TEAM, channel=channel)
            self._due[channel] = steady + seconds
            made = subscription(channel, place=place, due=at, wall=at.time(), pack="the-round-table")
            assert made.next is not None
            self._subscribed[made.id] = channel
            tx[DailyRows].put(made)

    async def put_off(self, store: Store) -> None:
        """Follow which posts are put off because many are due at once, until cancelled: these are due later."""
        while True:
            with suppress(StorageError):
                now, steady = SystemClock().now(), time.monotonic()
                for subscribed, at in await store.read(lambda tx, now=now: _waiting(tx, now)):  # type: ignore[misc]
                    self._due[self._subscribed[subscribed]] = steady + (at - now).total_seconds()
            await asyncio.sleep(LOOK)

    async def sail(self) -> None:
        """Everything to its end."""
        await asyncio.gather(self._posted(), *(self._play(channel) for channel in self.games))

    async def caught_up(self, at: float) -> None:
        """Wait until everything stands that was due by then, or for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                while any(self._due[c] <= at and not self.channels.messages(c) for c in self.daily):
                    self.channels.posted.clear()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self.channels.posted.wait(), LOOK)

    async def _posted(self) -> None:
        async with asyncio.timeout(PATIENCE):
            for channel in self.daily:
                await self._seen(channel, "")

    async def _play(self, channel: str) -> None:
        async with self._together:
            line = f"/quiz start begin=now who-said rounds={self._rounds} seconds=10"
            asked = await self._seen(
                channel, self._round(1), lambda: self._people.command("alice", line, channel=channel)
            )
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
        while True:
            if ask is not None:
                await ask()
            found = await self.channels.seen(
                channel, lambda shown: _is(shown, words, user), after=after, seconds=ASK_AGAIN if ask else seconds
            )
            if found is not None:
                return found
            assert time.monotonic() < until, f"{channel} never saw {words}"

    async def _answer(self, who: str, asked: Shown) -> None:
        """Press until the round says that it is in, or is closed."""
        while True:
            before = len(self.channels.shown[asked.channel])
            told = await self._seen(
                asked.channel, "", lambda: self._people.press(who, asked, "A"), user="U" + who.upper(), after=before
            )
            if "·" in told.text or "first one counts" in told.text:
                self._told[asked.channel] += 1
                return
            if "closed" in told.text or "over" in told.text:
                return

    def count(self, tx: Transaction, outcome: Outcome) -> None:
        """What is not as it must be."""
        outcome.games, outcome.deliveries = len(self.games), len(self.daily)
        outcome.told = self._told.total()
        for channel in self.games:
            posted = [s.text for s in self.channels.messages(channel)]
            for words in (*(self._round(n + 1) for n in range(self._rounds)), BOARD):
                _once(outcome, f"{channel} {words}", sum(words in text for text in posted))
            table = tx[GameRows].newest(Place(platform="slack", workspace=TEAM, channel=channel))
            assert table is not None
            kept = len(tx[GameRows].answers(table.game.id))
            if table.game.state is not GameState.OVER:
                outcome.other.append(f"{channel} is {table.game.state}")
            if kept < self._told[channel]:
                outcome.lost.append(f"{channel} {self._told[channel] - kept} answers")
        posts = []
        for channel in self.daily:
            posted_at = [s.at for s in self.channels.messages(channel)]
            _once(outcome, channel, len(posted_at))
            posts += [Post(self._due[channel], at) for at in posted_at[:1]]
        outcome.late = [post.came - post.due for post in posts]
        outcome.recovered = recoveries(self.harms, posts)
        outcome.other += [said for said in self._slack.complaints if said.startswith("a message ")]


def _waiting(tx: Transaction, at: datetime) -> list[tuple[str, datetime]]:
    """Of the daily posts that nobody tried yet those that are to go out later, by their subscriptions."""
    rows = select(delivery.c.subscription_id, post.c.not_before).join(post, post.c.subject == delivery.c.id)
    rows = rows.where(post.c.tries == 0, post.c.message_id.is_(None), post.c.not_before > at)
    return [(row.subscription_id, row.not_before) for row in tx[DailyRows]._connection.execute(rows)]


def _is(shown: Shown, words: str, user: str) -> bool:
    kinds = ("ephemeral", "replaced") if user else ("message",)
    return shown.kind in kinds and words in shown.text and user in ("", shown.user)


def _once(outcome: Outcome, what: str, times: int) -> None:
    outcome.lost += [what] * (times == 0)
    outcome.doubled += [f"{what}: {times}"] * (times > 1)


async def run(
    database: str, folder: Path, *, games: int, deliveries: int, seed: int, plan: Sequence[tuple[str, str]],
    rounds: int = 2, jobs: str = "embedded", server: Restartable | None = None, roles: Sequence[str] = ROLES,
    spread: float = SPREAD,
) -> Outcome:  # fmt: skip
    """Everything that is to happen to these processes while they do that much; the plan is gone through at least once
    and goes on until all is done. `jobs` is how they share what is due; a `server` is harmed as well where
    the plan says so.
    """
    outcome, began = Outcome(), time.monotonic()
    slack = MuteSlack()
    slack.scopes.add("channels:history")
    slack.user("carol")
    await slack.start()
    try:
        async with (
            aiohttp.ClientSession() as http,
            fleet(folder, database, slack, QUOTH_TICK_SECONDS="1", QUOTH_JOBS=jobs) as ships,
        ):
            people = Workspace(slack, url="", http=http)
            await ships.start(*roles)
            people.url = f"{ships.door.url}/slack/events"
            voyage = Voyage(slack, people, games, deliveries, rounds=rounds, spread=spread)
            store = await open_store(database)
            storm = Storm(ships, slack, server, random.Random(seed), voyage.harms)
            await store.write(voyage.schedule)
            sailing = asyncio.create_task(voyage.sail())
            watching = [asyncio.create_task(each) for each in (voyage.channels.follow(), voyage.put_off(store))]
            try:
                await storm.blow(plan, voyage.caught_up, sailing.done)
                await sailing
                outcome.harms = Counter(harm.what for harm in storm.done)
                outcome.seconds = time.monotonic() - began
                # Whoever would send something twice does so now.
                await ships.end_all()
                await store.read(lambda tx: voyage.count(tx, outcome))
            finally:
                for task in (sailing, *watching):
                    task.cancel()
                await asyncio.gather(sailing, *watching, return_exceptions=True)
                await store.close()
        outcome.other += [line for logged in ships.logged for line in logged.splitlines() if "Traceback" in line]
    finally:
        await slack.stop()
    return outcome
