"""Several processes are one bot on Discord: each shard is heard by one of them, whatever becomes of the others."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import discord
import pytest
from sqlalchemy import select, update
from typing_extensions import override

from adapters.discord import wording
from adapters.discord.platform import DiscordPlatform
from bot.app.engine import Engine
from bot.delivery.clock import SystemClock
from bot.delivery.rows import shards as shard_rows
from bot.delivery.rows.shards import ShardRows
from bot.delivery.shards import Tenure
from bot.errors import StorageAway
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.privacy.rows.departures import DepartureRows
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.tables.shards import shard, shard_holder
from bot.storage.transaction import Transaction
from tests.own_time import OwnTime
from tests.patience import PATIENCE
from tests.platform.discord.server import API, TOKEN, LocalDiscord
from tests.platform.discord.stage import words
from tests.platform.discord.test_process import Bot

# What is over within a test, what is over for who is cut off, and what no test outlives however slow the machine is.
LEASE, SLOW_LEASE, LONG_LEASE = 1.0, 4.0, 60.0
T = TypeVar("T")


class CutStore(Store):
    """A store that can be cut off: then it does not answer, or says at once that it does not."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.away = False
        self._answers = asyncio.Event()
        self._answers.set()

    def fall(self, how: str) -> None:
        """Be "silent", "away", or there again."""
        self.away = how == "away"
        if how == "silent":
            self._answers.clear()
        else:
            self._answers.set()

    @override
    async def write(self, work: Callable[[Transaction], T]) -> T:
        await self._reached()
        return await self._store.write(work)

    @override
    async def read(self, work: Callable[[Transaction], T]) -> T:
        await self._reached()
        return await self._store.read(work)

    @override
    async def check(self) -> None:
        await self._reached()

    @override
    async def close(self) -> None:
        await self._store.close()

    async def _reached(self) -> None:
        await self._answers.wait()
        if self.away:
            raise StorageAway("the database does not answer")


class Process:
    """What a process of the bot has on Discord; `kill` is its death without a word to the database."""

    def __init__(self, store: Store, server: LocalDiscord, lease: float) -> None:
        self.store = CutStore(store)
        libraries = LibraryCache(self.store)
        services = Services(store=self.store, libraries=libraries, clock=SystemClock(), rng=random.Random(7))
        self.engine = Engine(services)
        self.platform = DiscordPlatform(
            self.engine, TOKEN, api_base=f"http://{server.address}{API}",
            gateway_url=f"ws://{server.address}/gateway", lease=lease,
        )  # fmt: skip
        self.times_ready = 0
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            with suppress(StorageAway):
                await self.platform.serve(self._ready)
            await asyncio.sleep(0.05)

    def _ready(self) -> None:
        self.times_ready += 1

    @property
    def held(self) -> set[int]:
        """The shards it is connected for."""
        client = self.platform._client
        return set() if client is None or client.is_closed() else set(client.shards)

    async def kill(self) -> None:
        """Its connections break, and nothing more comes from it."""
        self.store.fall("silent")
        client = self.platform._client
        assert client is not None
        self.task.cancel()
        await client.close()
        await asyncio.gather(self.task, return_exceptions=True)

    async def end(self) -> None:
        """As `quoth run` ends."""
        self.task.cancel()
        await self.platform.close()
        await asyncio.gather(self.task, return_exceptions=True)


class House:
    """A Discord with some shards, and the processes that are started there on one database."""

    def __init__(self, server: LocalDiscord, store: Store) -> None:
        self.server, self._store = server, store
        self.processes: list[Process] = []

    def start(self, lease: float = LONG_LEASE) -> Process:
        """One more process."""
        self.processes.append(Process(self._store, self.server, lease))
        return self.processes[-1]

    def start_together(self, several: int, monkeypatch: pytest.MonkeyPatch) -> list[Process]:
        """Each of them is there before one of them takes a shard."""
        begin, there = Tenure.begin, asyncio.Barrier(several)

        async def begin_together(tenure: Tenure) -> None:
            await begin(tenure)
            await there.wait()

        monkeypatch.setattr(Tenure, "begin", begin_together)
        return [self.start() for _ in range(several)]

    async def lease_of(self, process: Process, *, ends_in: float) -> None:
        """Let the database believe that of a process, whatever the process believes."""
        holder = process.platform._tenure._id

        def put(tx: Transaction) -> None:
            until = tx[ShardRows]._now() + timedelta(seconds=ends_in)
            tx[ShardRows]._connection.execute(
                update(shard_holder).where(shard_holder.c.id == holder).values(until=until)
            )

        await self._store.write(put)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        while not condition():  # noqa: ASYNC110 - what is waited for happens in many places
            await asyncio.sleep(0.02)

    def guild(self, shard: int) -> Any:
        """A guild of that shard, with a channel."""
        world = self.server.world
        owner = world.make_user(f"ann{shard}")
        made = world.create_guild(f"g{shard}", owner_id=owner.id, shard_id=shard, shard_count=self.server.shards)
        world.add_member(made.id, owner.id, roles=[], announce=False)
        return made, world.create_channel(made.id, "general"), owner


@asynccontextmanager
async def house(folder: Path, *, shards: int, concurrency: int = 16) -> AsyncIterator[House]:
    """Everything ends with the block, within its time; no shard was ever heard by two."""
    server = LocalDiscord(shards=shards, concurrency=concurrency)
    async with asyncio.timeout(PATIENCE), server.open():
        store = await open_store(f"sqlite:///{folder}/quoth.db")
        made = House(server, store)
        try:
            yield made
            assert server.doubled == []
        finally:
            for process in made.processes:
                process.store.fall("")
                await process.end()
                await process.engine.services.libraries.close()
            await store.close()


async def test_one_process_is_connected_for_every_shard(tmp_path: Path) -> None:
    """And another one stands by, says so once, and takes over at once when the first one ends."""
    async with house(tmp_path, shards=3) as on:
        first = on.start()
        await on.until(first.platform.is_ready)
        assert first.held == {0, 1, 2}
        second = on.start(LEASE)
        await on.until(lambda: bool(second.platform.standing_by()))
        assert (second.held, second.platform.is_ready(), second.times_ready) == (set(), False, 0)
        assert first.platform.standing_by() == ""
        await first.end()
        await on.until(second.platform.is_ready)

        assert second.held == {0, 1, 2}
        assert second.platform.standing_by() == ""


async def test_what_a_dead_process_held_is_taken_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Once its lease ended; the one that stood by is heard, and people are answered by it."""
    async with house(tmp_path, shards=2) as on:
        guild, channel, ann = on.guild(1)
        first = on.start()
        await store_samples(first.engine.services)
        await on.until(first.platform.is_ready)
        second = on.start(LEASE)
        await on.until(lambda: bool(second.platform.standing_by()))
        await first.kill()
        await on.lease_of(first, ends_in=-1)
        await on.until(second.platform.is_ready)
        record = await on.server.slash(guild, channel, ann, "quote")

        assert "A sample that came with Quoth." in words(on.server.answer(record))
        told = [r for r in caplog.records if r.levelno == logging.WARNING and "stands by" in r.message]
        assert [r.message for r in told] == [wording.holding((), 2)]


async def test_processes_that_start_together_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each shard once, and no two sessions of a group sooner after each other than Discord lets them."""
    monkeypatch.setattr(shard_rows, "IDENTIFY_SECONDS", pace := 0.3)
    granted = noted_grants(monkeypatch)
    async with house(tmp_path, shards=8, concurrency=2) as on:
        several = on.start_together(3, monkeypatch)
        await on.until(lambda: sum(len(p.held) for p in several) == len(on.server.identified) == 8)

        assert sorted(number for process in several for number in process.held) == list(range(8))
        assert all(2 <= len(process.held) <= 3 for process in several)
        for group in (0, 1):
            times = [at for shard, at in granted if shard % 2 == group]
            assert all(later - earlier >= timedelta(seconds=pace) for earlier, later in pairwise(times))
        assert sorted(shard for shard, _ in granted) == sorted(shard for shard, _ in on.server.identified)


def noted_grants(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, datetime]]:
    """Which session was let begin when, by the clock of the database: Discord hears of it later on a busy machine."""
    granted: list[tuple[int, datetime]] = []
    wait = ShardRows.wait_to_identify

    def noted(rows: ShardRows, me: str, number: int, concurrency: int) -> float | None:
        seconds = wait(rows, me, number, concurrency)
        if seconds == 0.0:
            granted.append((number, identified_at(rows, number)))
        return seconds

    monkeypatch.setattr(ShardRows, "wait_to_identify", noted)
    return granted


def identified_at(rows: ShardRows, number: int) -> datetime:
    """When the newest session of a shard was let begin."""
    at = rows._connection.execute(select(shard.c.identified_at).where(shard.c.number == number)).scalar_one()
    assert isinstance(at, datetime)
    return at


@pytest.mark.parametrize("how", ["silent", "away"])
async def test_who_cannot_renew_lets_go_before_another_takes(tmp_path: Path, how: str) -> None:
    """Cut off from the database it stops hearing; the other takes over; back again it stands by."""
    async with house(tmp_path, shards=2) as on:
        first = on.start(SLOW_LEASE)
        await on.until(first.platform.is_ready)
        second = on.start(LEASE)
        await on.until(lambda: bool(second.platform.standing_by()))
        await on.until(lambda: not first.platform._tenure.standing.alone)
        first.store.fall(how)
        await on.lease_of(first, ends_in=LONG_LEASE)
        await on.until(lambda: not first.held)
        assert second.held == set()
        await on.lease_of(first, ends_in=-1)
        await on.until(second.platform.is_ready)
        first.store.fall("")
        await on.until(lambda: bool(first.platform.standing_by()))

        assert second.held == {0, 1}


async def test_who_is_alone_stays_while_the_database_is_away(tmp_path: Path) -> None:
    """Nobody else could be heard then; a newcomer waits until it may have said that it lives."""
    async with house(tmp_path, shards=1) as on:
        first = on.start(LEASE)
        await on.until(first.platform.is_ready)
        first.store.fall("away")
        before = len(on.server.identified)
        await asyncio.wait({first.task}, timeout=2.5 * LEASE)
        assert first.platform.is_ready()
        second = on.start(SLOW_LEASE)
        await on.until(lambda: second.platform._client is not None)
        first.store.fall("")
        await on.until(lambda: bool(second.platform.standing_by()))

        assert first.held == {0}
        assert len(on.server.identified) == before


async def test_a_process_says_nothing_of_guilds_that_others_hear(tmp_path: Path) -> None:
    """Which workspaces were left is told by who hears their shard; whether one may post there is not known."""
    async with house(tmp_path, shards=2) as on:
        (mine, _, _), (theirs, channel, ann) = on.guild(0), on.guild(1)
        first = on.start()
        await store_samples(first.engine.services)
        await on.until(first.platform.is_ready)
        client = first.platform._client
        assert isinstance(client, discord.AutoShardedClient)
        record = await on.server.slash(theirs, channel, ann, "quote")
        assert words(on.server.answer(record))
        later = SystemClock().now() + timedelta(days=1)

        async def left() -> list[str]:
            return await first.engine.services.store.read(lambda tx: tx[DepartureRows].over(later))

        gone = client.get_guild(theirs.id)
        assert gone is not None
        client._connection._remove_guild(gone)
        await client.on_shard_ready(0)
        assert await left() == []
        await client.on_shard_ready(1)
        assert mine.id != theirs.id


async def _ready(bot: Bot) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as http, http.get(bot.http + "/readyz") as ready:
        return ready.status, await ready.json()


async def test_a_killed_process_is_followed_by_the_one_that_stands_by(tmp_path: Path) -> None:
    """`quoth run` twice on one database: the second says that it stands by, and is the bot after kill -9."""
    own_time = OwnTime()
    async with asyncio.timeout(PATIENCE), LocalDiscord(shards=2, concurrency=2).open() as server:
        first, second = (Bot(tmp_path, server) for _ in range(2))
        own_time.start()
        try:
            await first.start()
            await second.launch()
            assert second.process.stdout is not None
            assert second.process.stderr is not None
            second.http = "http://" + (await second.process.stdout.readline()).decode().split()[-1]
            assert b"this one stands by" in await second.process.stderr.readline()
            told = {"database": True, "discord": "stands by: other processes hold every shard"}
            assert await _ready(second) == (200, told)
            first.process.kill()
            killed = own_time.seconds
            assert await second.process.stdout.readline() == b"ready discord\n"
            assert own_time.seconds < killed + 10

            assert await _ready(second) == (200, {"database": True, "discord": True})
            assert [shard for shard, _ in server.identified] in ([0, 1, 0, 1], [0, 1, 1, 0], [1, 0, 0, 1], [1, 0, 1, 0])
            assert server.doubled == []
            assert await second.end() == (0, "")
        finally:
            own_time.end()
            for bot in (first, second):
                if bot.process.returncode is None:
                    bot.process.kill()
                    await bot.process.communicate()
