"""What one process does in a second and what two do: answers in private by signed HTTP, and posts to Slack's channels.

python -m tests.benchmarks.throughput --requests 1000 --posts 1000
"""

import asyncio
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import aiohttp
from sqlalchemy import func, select, update

from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.delivery.clock import SystemClock
from bot.storage.database import open_store
from bot.storage.notices import DUE, notify
from bot.storage.tables.daily import delivery
from bot.storage.tables.delivery import post
from bot.storage.transaction import Transaction
from tests.builders import subscription
from tests.databases import create_database, need_no_disk, postgresql_server
from tests.faults.channels import Channels
from tests.fleet import fleet
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.workspace import TEAM

# So many ask at a time; each asks for help, which is answered without anything else that is slow.
AT_ONCE, LINE = 40, "/quoth help quote"
LOOK, PATIENCE = 0.05, 600.0
# When they fall due.
SOON = 2.0


async def main(argv: Sequence[str] = ()) -> None:
    """Print a row for one process and for two, by each way of sharing what is due."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.throughput")
    parser.add_argument("--requests", default=1000, type=int)
    parser.add_argument("--posts", default=1000, type=int)
    asked = parser.parse_args(argv)
    print(f"\n{asked.requests:,} requests, {AT_ONCE} at a time, and {asked.posts:,} posts on one PostgreSQL")
    print("  processes  jobs           requests a second  posts a second")
    with postgresql_server() as server:
        need_no_disk(server)
        for jobs in ("embedded", "procrastinate"):
            for processes in (1, 2):
                answered, posted = await _measured(asked, create_database(server), processes, jobs)
                print(f"  {processes:9}  {jobs:13}  {answered:17.0f}  {posted:14.0f}", flush=True)


async def _measured(asked: Namespace, database: str, processes: int, jobs: str) -> tuple[float, float]:
    slack = LocalSlack(seconds=1.0)
    await slack.start()
    slack.own_time.end()
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with (
                aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
                fleet(Path(folder), database, slack, QUOTH_TICK_SECONDS="1", QUOTH_JOBS=jobs) as ships,
            ):
                await ships.start(*["all"] * processes)
                # As behind a load balancer, but without what one costs.
                people = [Workspace(slack, url=f"{one.http}/slack/events", http=http) for one in ships.members]
                await _answered(slack, people, AT_ONCE)
                return await _answered(slack, people, asked.requests), await _posted(slack, database, asked.posts)
    finally:
        await slack.stop()


async def _answered(slack: LocalSlack, people: Sequence[Workspace], count: int) -> float:
    """How many were told in a second."""
    before, began, left = len(slack.shown), time.perf_counter(), iter(range(count))
    names = [slack.user(f"u{n}") and f"u{n}" for n in range(AT_ONCE)]

    async def ask(name: str) -> None:
        for number in left:
            await people[number % len(people)].command(name, LINE)

    await asyncio.gather(*map(ask, names))
    await slack.until(lambda: len(slack.shown) - before >= count, PATIENCE)
    return count / (time.perf_counter() - began)


async def _posted(slack: LocalSlack, database: str, count: int) -> float:
    """How many came in a second, of those that were due at once, a channel each."""
    channels = Channels(slack)
    names = [slack.channel(f"c{n}", "alice").id for n in range(count)]
    at = SystemClock().now() + timedelta(seconds=SOON)

    def schedule(tx: Transaction) -> None:
        for channel in names:
            place = Place(platform="slack", workspace=TEAM, channel=channel)
            tx[DailyRows].put(subscription(channel, place=place, due=at, wall=at.time(), pack="the-round-table"))

    store, following = await open_store(database), asyncio.create_task(channels.follow())
    try:
        await store.write(schedule)
        async with asyncio.timeout(PATIENCE):
            while await store.read(_made) < count:  # noqa: ASYNC110 - another process makes them
                await asyncio.sleep(LOOK)
            began = time.monotonic()
            # They would be spread over two minutes.
            await store.write(_let_go)
            while not all(map(channels.messages, names)):  # noqa: ASYNC110 - of a thousand channels
                await asyncio.sleep(LOOK)
    finally:
        following.cancel()
        await store.close()
    assert all(len(channels.messages(name)) == 1 for name in names)
    came = [channels.messages(name)[0].at for name in names]
    after = sorted(moment for moment in came if moment > began)
    return len(after) / (after[-1] - began)


def _made(tx: Transaction) -> int:
    return int(tx._connection.execute(select(func.count()).select_from(delivery)).scalar_one())


def _let_go(tx: Transaction) -> None:
    tx._connection.execute(update(post).where(post.c.message_id.is_(None)).values(not_before=SystemClock().now()))
    notify(tx._connection, DUE)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
