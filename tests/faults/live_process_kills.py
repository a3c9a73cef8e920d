"""Live games at a time whose process is killed with -9: at the reminder, at the start, and in a round.

The clock of a process that is started anew may be ahead, so that nobody waits ten minutes between a reminder and its
game. Whoever was not answered asks the same again, under the same key.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Schedule, Slot
from bot.daily.rules.model import LEAD, DeliveryState, Style
from bot.delivery.clock import SystemClock
from bot.games.model import GameState, Rules
from bot.games.rows.games import GameRows
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import HERE, subscription
from tests.faults.kills import Worker, read

PLACES = ("reminder", "start", "round")
PLAYERS = ("ann", "bea", "cy")
CHANNELS, PATIENCE = 2, 600.0
# At each place so many processes die before one goes on, each within so many seconds.
DEATHS, LONGEST_LIFE = 2, 1.5
RULES = Rules(rounds=1, mode="bluff", pack="the-round-table", seconds=8)
AHEAD = LEAD.total_seconds()
# What a channel shows once a place of it is passed: the kind of its newest message.
PASSED = {"reminder": "lobby", "start": "open", "round": "board"}


@dataclass
class Outcome:
    """Kills by what was still to come, games, what was acknowledged, and what was wrong in the end: nothing must be."""

    kills: Counter[str] = field(default_factory=Counter)
    games: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


class Evening:
    """A day on which some channels play at one time, served by a process that dies again and again."""

    def __init__(self, database_url: str, folder: Path, number: int, rng: random.Random, outcome: Outcome) -> None:
        self._url, self._journal = database_url, folder / f"journal-{number}"
        self._channels = [f"e{number}-{n}" for n in range(CHANNELS)]
        self._number, self._rng, self._outcome = number, rng, outcome
        self._worker, self._ahead, self._lives = Worker(database_url, self._journal), 0.0, 0
        self._killer: asyncio.Task[None] | None = None
        self._given: Counter[tuple[str, str]] = Counter()

    async def play(self) -> None:
        """From the reminders to the boards, and see what is kept."""
        self._journal.touch()
        store = await open_store(self._url)
        await store.write(self._schedule)
        try:
            self._lives = DEATHS
            await self._live("reminder")
            for channel in self._channels:
                for user in PLAYERS:
                    await self._ask(channel, user, "quiz join")
            await self._rest()
            self._ahead, self._lives = AHEAD, DEATHS
            await self._live("start")
            await self._rest()
            self._lives = DEATHS
            for text in ("it was {} who hid it in the {} drawer", "A"):
                for channel in self._channels:
                    for user in PLAYERS:
                        await self._ask(channel, user, "quiz answer", text=text.format(user, channel))
            await self._live("round")
            await self._rest()
            self._outcome.games += CHANNELS
            self._outcome.wrong += await store.read(self._wrong)
        finally:
            await self._rest()
            await store.close()

    def _schedule(self, tx: Transaction) -> None:
        at = SystemClock().now() + LEAD + timedelta(seconds=1)
        for channel in self._channels:
            schedule, slot = Schedule(time=at.time(), zone="UTC"), Slot(at.date(), at)
            one = subscription(channel, place=replace(HERE, channel=channel), style=Style.ONCE)
            tx[DailyRows].put(replace(one, schedule=schedule, next=slot, game=RULES))

    async def _live(self, place: str) -> None:
        """Let processes live and die until every channel is past that place."""
        until = time.monotonic() + PATIENCE
        while not all(map(self._is_past(place), self._channels)):
            assert time.monotonic() < until, f"stuck at {place}: {read(self._journal)}"
            if self._killer is None or self._killer.done():
                await self._begin()
            await asyncio.sleep(0.02)

    def _is_past(self, place: str) -> Callable[[str], bool]:
        seen = {(line["channel"], line["kind"]) for line in read(self._journal) if line["do"] != "delete"}
        return lambda channel: (channel, PASSED[place]) in seen

    async def _ask(self, channel: str, user: str, command: str, **options: str) -> None:
        """A request, and again the same one until it is answered."""
        key = f"{channel} {user} {command} {options.get('text', '')[:2]}"
        request: Mapping[str, Any] = {
            "key": key, "channel": channel, "user": user, "command": command, "options": options
        }  # fmt: skip
        while True:
            if self._killer is None or self._killer.done():
                await self._begin()
            try:
                told = (await self._worker.ask(dict(request)))["text"]
            except ConnectionError:
                # It is dead, and soon known to be.
                await asyncio.sleep(0.02)
                continue
            self._outcome.acknowledged += 1
            if told.startswith("Your ending is in"):
                self._given[channel, "fakes"] += 1
            return

    async def _begin(self) -> None:
        """Start a process; it is killed at a random moment, but for the one that comes after some deaths."""
        await self._rest()
        await self._worker.start(self._ahead)
        self._lives -= 1
        after = self._rng.uniform(0.0, LONGEST_LIFE) if self._lives >= 0 else None
        self._killer = asyncio.create_task(self._kill(after))

    async def _kill(self, after: float | None) -> None:
        if after is None:
            await asyncio.Event().wait()
        else:
            await asyncio.sleep(after)
        self._outcome.kills[self._where()] += 1
        await self._worker.kill()

    def _where(self) -> str:
        """What is still to come in one of the channels."""
        ahead = (place for place in PLACES if not all(map(self._is_past(place), self._channels)))
        place = next(ahead, "over")
        return "I'm in" if place == "start" and not self._ahead else place

    async def _rest(self) -> None:
        """Nobody lives."""
        if self._killer is not None:
            self._killer.cancel()
            await self._worker.kill()
        self._killer = None

    def _wrong(self, tx: Transaction) -> list[str]:
        """What is not as it must be: one message of each kind, one game that is over, everything that was taken."""
        posts = Counter((line["channel"], line["kind"]) for line in read(self._journal) if line["do"] == "post")
        found = []
        for channel in self._channels:
            table = tx[GameRows].newest(replace(HERE, channel=channel))
            assert table is not None
            messages = {kind: count for (where, kind), count in posts.items() if where == channel}
            sent = [one.state for one in tx[DailyRows].recent(channel, 9)]
            scored = Counter(score.user_id for score in tx[GameRows].scores(table.game.id))
            found += [
                f"{channel}: {what} {seen}"
                for what, seen, expected in (
                    ("messages", messages, {"lobby": 1, "open": 1, "board": 1}),
                    ("ledger", sent, [DeliveryState.SENT]), ("game", table.game.state, GameState.OVER),
                    ("players", sorted(p.user_id for p in table.players if p.joined), sorted(PLAYERS)),
                    ("endings lost", max(0, self._given[channel, "fakes"] - len(table.fakes)), 0),
                    ("scored twice", max(scored.values(), default=0) > 1, False),
                )
                if seen != expected
            ]  # fmt: skip
        return found


async def play(database_url: str, folder: Path, *, kills: int, seed: int) -> Outcome:
    """Evenings until processes were killed that often at each place."""
    store = await open_store(database_url)
    await _prepare(store)
    await store.close()
    outcome, rng, number = Outcome(), random.Random(seed), 0
    while min(outcome.kills[place] for place in PLACES) < kills:
        number += 1
        await Evening(database_url, folder, number, rng, outcome).play()
    return outcome


async def _prepare(store: Store) -> None:
    await store_samples(Services(store=store, libraries=LibraryCache(store), clock=SystemClock(), rng=random.Random(1)))
