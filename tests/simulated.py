"""Days of some workspaces lived through with the real engine: games, look-ups, a daily post; and how much is kept."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bot.app import retention
from bot.app.retention import Retention
from bot.chat.incoming import Place, PressId, User
from bot.delivery.clock import VirtualClock
from bot.games.model import RoundState
from bot.games.verbs import ANSWER
from bot.storage.transaction import Transaction
from tests.builders import NOON, later
from tests.world import World, opened

DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What happens in a workspace on each day: games, look-ups, quotes at random; and a daily post."""

    games: int = 2
    rounds: int = 10
    players: int = 5
    lookups: int = 15
    shared: int = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """After so many days: the bytes of the database's file, the rows of each table, its bytes with its indexes."""

    days: int
    size: int
    rows: dict[str, int]
    bytes: dict[str, int]


class Life:
    """Some workspaces, day by day; `prunes` says whether anything is ever deleted."""

    def __init__(self, world: World, file: Path, workspaces: int, load: Load, *, prunes: bool) -> None:
        self._world, self._file, self._load, self._prunes = world, file, load, prunes
        self._places = [Place(platform="terminal", workspace=f"w{n}", channel="general") for n in range(workspaces)]
        # As long as Discord's.
        self._people = [
            [User(id=f"{n:02}{p:02}18446744073709"[:18], name=f"Player {p}") for p in range(load.players)]
            for n in range(workspaces)
        ]
        self._chance, self._days = random.Random(7), 0

    async def begin(self) -> Kept:
        """Each place gets a quote every day."""
        for place, people in zip(self._places, self._people, strict=True):
            await self._world.ask(people[0], "daily set", place=place, manager=True, time="09:00", timezone="UTC")
        return await self._kept()

    async def live(self, days: int) -> Kept:
        """So many days."""
        for _ in range(days):
            self._days += 1
            await self._world.at(self._days * DAY)
            for place, people in zip(self._places, self._people, strict=True):
                for _ in range(self._load.games):
                    await self._play(place, people)
                for n in range(self._load.lookups):
                    words = "backups smell fear" if n % 2 else ""
                    await self._world.ask(people[n % len(people)], "quote", place=place, search=words)
                for n in range(self._load.shared):
                    await self._world.ask(people[n % len(people)], "quote", place=place)
            if self._prunes:
                await Retention(self._world.services).run()
        return await self._kept()

    async def _play(self, place: Place, people: list[User]) -> None:
        await self._world.ask(people[0], "quiz start", place=place, rounds=str(self._load.rounds), mode="who-said")
        for _ in range(self._load.rounds + 2):
            table = await self._world.table(place)
            asked = table.round
            if asked is None or asked.state is not RoundState.OPEN:
                break
            for player in people:
                await self._world.press(player, str(PressId(ANSWER, asked.id, self._chance.randrange(3))), place=place)
            clock = self._world.services.clock
            assert isinstance(clock, VirtualClock)
            await self._world.at((clock.now() - NOON + timedelta(seconds=60)).total_seconds())

    async def _kept(self) -> Kept:
        def count(tx: Transaction) -> tuple[int, dict[str, int], dict[str, int]]:
            run = tx._connection.execute
            pages, free, size = (
                int(run(text(f"PRAGMA {name}")).scalar_one()) for name in ("page_count", "freelist_count", "page_size")
            )
            names = run(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
            counts = {name: int(run(text(f'SELECT count(*) FROM "{name}"')).scalar_one()) for name in names}
            # Not every SQLite tells how large a table is; the benchmark needs one that does.
            tells = "ENABLE_DBSTAT_VTAB" in run(text("PRAGMA compile_options")).scalars().all()
            return (pages - free) * size, counts, {row[0]: int(row[1]) for row in run(text(_SIZES))} if tells else {}

        return Kept(self._days, *await self._world.services.store.read(count))


@asynccontextmanager
async def life(folder: Path, workspaces: int, load: Load, *, prunes: bool) -> AsyncIterator[Life]:
    """Some workspaces on a database in that folder."""
    retention.PAUSE_SECONDS, pause = 0.0, retention.PAUSE_SECONDS
    try:
        async with opened(folder, at=later(0)) as world:
            yield Life(world, folder / "quoth.db", workspaces, load, prunes=prunes)
    finally:
        retention.PAUSE_SECONDS = pause


# How many days of a table's rows are there in the end; those of others stay for ever.
ENDS = {
    "inbox": 14, "round": 14, "answer": 14, "fake": 14, "mark": 14, "score_event": 14, "rating_step": 14, "post": 90
}  # fmt: skip
_SIZES = "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name GROUP BY m.tbl_name"


def of_a_year(first: Kept, early: Kept, late: Kept, of: int, *, prunes: bool) -> float:
    """Bytes after a year of so many workspaces, of which one was lived through.

    What was there at `first` is shared. Each has what came until the `late` one, later than anything ends but posts,
    and then as much a day as between the last two, table by table, of what does not end by then.
    """
    grown = 0.0
    for table, size in late.bytes.items():
        a_day = (size - early.bytes.get(table, 0)) / (late.days - early.days)
        until = min(365, ENDS.get(table, 365)) if prunes else 365
        grown += size - first.bytes.get(table, 0) + max(0.0, a_day) * max(0, until - late.days)
    return first.size + grown * of
