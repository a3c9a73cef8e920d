"""Ten thousand Discord servers and a thousand Slack workspaces: rows and bytes of a day, reckoned from a few places,
and what a process holds that is in so many servers.

    python -m tests.benchmarks.places --guilds 10000 --shards 8 --lived 40

What a thousand Slack workspaces take is measured by `tests.benchmarks.slack_workspaces --workspaces 1000`.
"""

import asyncio
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from bot.chat.incoming import Place, User
from bot.storage.tables import metadata
from bot.storage.transaction import Transaction
from tests.benchmarks.discord_ import QUOTH, running
from tests.benchmarks.workspaces import held
from tests.builders import ALICE, HERE
from tests.platform.discord.server import LocalDiscord
from tests.world import World, opened

PLACES = 11_000
PLAYERS = [User(id=name.casefold(), name=name) for name in ("Alice", "Bob", "Carol", "Dan")]
ROUNDS, LOOK_UPS, TOLD = 5, 5, 12
DAY, CHANNELS = 86_400.0, 10


async def main(argv: Sequence[str] = ()) -> None:
    """Print both."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.places")
    for name, default in (("guilds", 10_000), ("shards", 8), ("lived", 40)):
        parser.add_argument(f"--{name}", default=default, type=int)
    asked = parser.parse_args(argv)
    await rows(asked.lived)
    await guilds(asked.guilds, asked.shards)


async def rows(lived: int) -> None:
    """What some places keep of a day in which each has a guess of the day, a game, and people who look things up."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as world:
            places = [replace(HERE, workspace=f"w{number}") for number in range(lived)]
            for place in places:
                await world.ask(
                    ALICE, "daily set", place=place, manager=True, time="18:00", timezone="UTC", style="guess"
                )  # fmt: skip
            before, began = await world.services.store.read(_counted), time.process_time()
            size = _bytes(Path(folder))
            for place in places:
                await _day(world, place)
            await world.at(DAY)
            spent, after = time.process_time() - began, await world.services.store.read(_counted)
            grown = {name: (count - before[name]) / lived for name, count in after.items() if count != before[name]}
            kept = (_bytes(Path(folder)) - size) / lived
    print(
        f"\na day of a place with a guess of the day, a game of {ROUNDS} rounds with {len(PLAYERS)} players and "
        f"{2 * LOOK_UPS} look-ups: {sum(grown.values()):.0f} rows, {kept / 1000:.0f} kB, {1000 * spent / lived:.0f} ms "
        f"of a processor"
    )
    print(
        "  " + ", ".join(f"{name} {count:.1f}" for name, count in sorted(grown.items(), key=lambda one: -one[1])[:TOLD])
    )
    print(
        f"  {PLACES:,} such places: {PLACES * sum(grown.values()) / 1e6:.1f} million rows and "
        f"{PLACES * kept / 1e9:.1f} GB a day, {PLACES * spent / lived / DAY:.2f} of a processor without platforms"
    )


async def _day(world: World, place: Place) -> None:
    for number in range(LOOK_UPS):
        await world.ask(PLAYERS[number % len(PLAYERS)], "quote", place=place)
        await world.ask(PLAYERS[number % len(PLAYERS)], "whosaid", place=place, words="backups can smell fear")
    await world.ask(ALICE, "quiz start", place=place, rounds=str(ROUNDS), mode="who-said")
    for _ in range(ROUNDS):
        for player in PLAYERS:
            await world.ask(player, "quiz answer", place=place, text="A")
        await world.ask(ALICE, "quiz skip", place=place)


def _counted(tx: Transaction) -> dict[str, int]:
    tables = metadata.sorted_tables
    return {t.name: int(tx._connection.execute(select(func.count()).select_from(t)).scalar_one()) for t in tables}


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("quoth.db*"))


async def guilds(count: int, shards: int) -> None:
    """What a process holds that is in none, and in so many."""
    for each in (0, count):
        server = LocalDiscord(strict=False, shards=shards, concurrency=16)
        world = server.world
        owner = world.make_user("owner")
        for number in range(each):
            made = world.create_guild(f"g{number}", owner_id=owner.id)
            for channel in range(CHANNELS):
                world.create_channel(made.id, f"c{channel}")
        async with server.open():
            with tempfile.TemporaryDirectory() as folder:
                began = time.monotonic()
                async with running(server, folder, QUOTH) as process:
                    print(
                        f"  a process in {each:,} servers of {CHANNELS} channels, {shards} shards: "
                        f"{held(process.pid):.0f} MB, ready after {time.monotonic() - began:.0f} s", flush=True,
                    )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
