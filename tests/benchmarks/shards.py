"""Sixty-four shards in four processes on one PostgreSQL: how long until each is heard, and after a kill -9 again.

python -m tests.benchmarks.shards --shards 64 --processes 4 --concurrency 16 --deaths 4
"""

import asyncio
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select

from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.tables.shards import shard, shard_holder
from bot.storage.transaction import Transaction
from tests.databases import create_database, postgresql_server
from tests.platform.discord.server import LocalDiscord
from tests.platform.discord.test_process import Bot

# Discord lets a group begin a session in so long; what a busy machine hears late is let pass.
IDENTIFY, SLACKNESS = 5.0, 0.2
LOOK, PATIENCE = 0.05, 180.0
# By then the connections of a process that was killed are cut.
CUT_SECONDS = 5.0


async def main(argv: Sequence[str] = ()) -> None:
    """Print what was seen; a shard that two hear ends it, or a group that begins too soon."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.shards")
    for name, default in (("--shards", 64), ("--processes", 4), ("--concurrency", 16), ("--deaths", 3)):
        parser.add_argument(name, default=default, type=int)
    asked = parser.parse_args(argv)
    server = LocalDiscord(shards=asked.shards, concurrency=asked.concurrency)
    with tempfile.TemporaryDirectory() as folder, postgresql_server() as address:
        database = create_database(address)
        async with server.open():
            store = await open_store(database)
            bots = [_bot(Path(folder) / str(n), server, database) for n in range(asked.processes)]
            try:
                await _measure(asked, server, store, bots, lambda name: _bot(Path(folder) / name, server, database))
            finally:
                await asyncio.gather(*(bot.end(signal.SIGKILL) for bot in bots))
                await store.close()


def _bot(folder: Path, server: LocalDiscord, database: str) -> Bot:
    folder.mkdir()
    return Bot(folder, server, DATABASE_URL=database, QUOTH_EMBEDDER="off", QUOTH_LOG_LEVEL="ERROR")


async def _measure(
    asked: Namespace, server: LocalDiscord, store: Store, bots: list[Bot], made: Callable[[str], Bot]
) -> None:  # fmt: skip
    print(f"\n{asked.shards} shards in {asked.processes} processes, {asked.concurrency} sessions may begin at once")
    began = time.monotonic()
    await asyncio.gather(*(bot.launch() for bot in bots))
    await _until(lambda: _all_heard(server))
    holders = await _holders(store)
    print(f"  all heard after {time.monotonic() - began:.1f} s; each process holds {_counted(holders)}")
    for number in range(asked.deaths):
        before, died = set(holders.values()), time.monotonic()
        await bots.pop(0).end(signal.SIGKILL)
        try:
            await _until(lambda: not _all_heard(server), CUT_SECONDS)
        except TimeoutError:
            print("  one dies that stood by")
            continue
        leased = await _leased(store, before)
        again = time.monotonic() - died
        await _until(lambda: _all_heard(server))
        holders = await _holders(store)
        print(
            f"  one dies: its shards are leased anew after {again:.1f} s, heard after {time.monotonic() - died:.1f} s; "
            f"then {_counted(leased)}"
        )
        bots.append(made(f"after {number}"))
        await bots[-1].launch()
    print(f"  sessions that began: {len(server.identified)}; beside another of the same shard: {len(server.doubled)}")
    soon = _too_soon(server, asked.concurrency)
    print(f"  sooner after another of its group than Discord allows: {soon}", flush=True)
    assert (server.doubled, soon) == ([], 0)


def _all_heard(server: LocalDiscord) -> bool:
    return len(set(server._sockets.values())) == server.shards


async def _leased(store: Store, before: set[str]) -> dict[int, str]:
    """Who holds which shard, once every one is held by somebody who lives."""
    over = time.monotonic() + PATIENCE
    while True:
        now = await _holders(store)
        dead = before - await store.read(_living)
        if now and dead and not dead.intersection(now.values()) and "" not in now.values():
            return now
        assert time.monotonic() < over, "nobody took over"
        await asyncio.sleep(LOOK)


async def _holders(store: Store) -> dict[int, str]:
    def read(tx: Transaction) -> dict[int, str]:
        return {row.number: row.holder or "" for row in tx._connection.execute(select(shard.c.number, shard.c.holder))}

    return await store.read(read)


def _living(tx: Transaction) -> set[str]:
    return set(tx._connection.execute(select(shard_holder.c.id)).scalars())


def _counted(holders: dict[int, str]) -> str:
    names = sorted(set(holders.values()))
    return ", ".join(str(sum(holder == name for holder in holders.values())) for name in names)


def _too_soon(server: LocalDiscord, concurrency: int) -> int:
    groups = [sorted(at for number, at in server.identified if number % concurrency == g) for g in range(concurrency)]
    return sum(later - at < IDENTIFY - SLACKNESS for group in groups for at, later in pairwise(group))


async def _until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in many places
            await asyncio.sleep(LOOK)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
