"""Many Slack workspaces in one process that was added by OAuth: memory, look-ups, libraries let go, posts exactly once.

python -m tests.benchmarks.slack_workspaces --workspaces 200 --channels 20 --memory 20
"""

import asyncio
import random
import re
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
from typing_extensions import override

from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.delivery.clock import SystemClock
from bot.library.cache import LibraryCache
from bot.library.imports import store
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests import warm
from tests.benchmarks.fleet_kills import quantile
from tests.benchmarks.workspaces import held, sentence
from tests.builders import pack, subscription
from tests.furnished import furnish
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.many import Browser, ManySlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.test_many_process import launched

PACK, LONGEST, LOOK = "talk", 600.0, 0.1


class Calm(ManySlack):
    """Hundreds of workspaces: nobody measures how long people wait in each."""

    @override
    async def team(self, team_id: str, name: str) -> LocalSlack:
        made = await super().team(team_id, name)
        made.own_time.end()
        return made


@dataclass
class Running:
    """The bot as a process, all its workspaces, and what was said in each."""

    slack: Calm
    process: warm.Forked
    address: str
    figures: str
    http: aiohttp.ClientSession
    said: dict[str, str] = field(default_factory=dict)
    due: dict[tuple[str, str], float] = field(default_factory=dict)

    def held(self) -> float:
        """What it holds, in MB."""
        return held(self.process.pid)

    async def libraries(self) -> int:
        """How many libraries are in memory."""
        async with self.http.get(f"http://{self.figures}/metrics") as answer:
            found = re.search(r"^quoth_libraries (\S+)", await answer.text(), re.MULTILINE)
        assert found
        return int(float(found[1]))


async def main(argv: Sequence[str] = ()) -> None:
    """Print what was seen; a post that is missing or stands twice ends it."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.slack_workspaces")
    for name, default in (("workspaces", 200), ("channels", 20), ("quotes", 100), ("memory", 20)):
        parser.add_argument(f"--{name}", default=default, type=int)
    parser.add_argument("--a-second", default=20.0, type=float)
    asked = parser.parse_args(argv)
    print(f"\n{asked.workspaces} Slack workspaces of {asked.quotes} quotes and {asked.channels} channels, one process")
    with tempfile.TemporaryDirectory() as folder:
        async with _running(Path(folder), asked.memory) as running:
            database = await open_store(f"sqlite:///{folder}/quoth.db")
            try:
                await _measure(asked, running, database)
            finally:
                await database.close()


@asynccontextmanager
async def _running(folder: Path, memory: int) -> AsyncIterator[Running]:
    furnish(folder / "quoth.db")
    slack = Calm()
    await slack.start()
    process = await launched(
        folder, slack, QUOTH_LOG_LEVEL="ERROR", QUOTH_MEMORY_MB=str(memory), QUOTH_METRICS="127.0.0.1:0",
        QUOTH_TICK_SECONDS="1", QUOTH_EMBEDDER="off",
    )  # fmt: skip
    assert process.stdout is not None
    try:
        told: dict[str, str] = {}
        while "slack" not in told:
            _, what, *where = (await process.stdout.readline()).decode().split()
            told[what] = "".join(where)
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            yield Running(slack, process, f"http://{told['http']}", told["metrics"], http)
    finally:
        process.send_signal(signal.SIGTERM)
        _, logged = await process.communicate()
        await slack.stop()
    print(logged.decode()[:2000], end="")


async def _measure(asked: Namespace, running: Running, database: Store) -> None:
    before = running.held()
    began = time.monotonic()
    for number in range(asked.workspaces):
        await _add(running, f"T{number:05}", asked.channels)
    print(f"  added in {time.monotonic() - began:.0f} s; it holds {before:.0f} → {running.held():.0f} MB")
    await _fill(running, database, asked.quotes)
    for which in ("first", "second"):
        took = [await _look_up(running, team, words) for team, words in running.said.items()]
        left = await running.libraries()
        print(
            f"  {which} look-up in each: half {1000 * quantile(took, 0.5):.0f}, 95 % "
            f"{1000 * quantile(took, 0.95):.0f}, slowest {1000 * max(took):.0f} ms; {left} libraries in memory, "
            f"{len(running.said) - left} let go; {running.held():.0f} MB"
        )
    await _post(running, database, asked.a_second)


async def _add(running: Running, team_id: str, channels: int) -> None:
    team = await running.slack.team(team_id, team_id)
    for number in range(channels):
        team.channel(f"c{number}", "alice")
    page = await Browser(running.address, running.http).add(running.slack.grant(team_id))
    assert page.status == 200, page.text


async def _fill(running: Running, database: Store, quotes: int) -> None:
    """A talk of its own for each, which one is looked up in."""
    chance = random.Random(7)
    services = Services(store=database, libraries=LibraryCache(database), clock=SystemClock(), rng=chance)
    for team_id in running.slack.teams:
        said = [sentence(chance) for _ in range(quotes)]
        running.said[team_id] = said[0]
        await store(services, pack(PACK, *said), workspace_id=f"slack:{team_id}")


async def _look_up(running: Running, team_id: str, words: str) -> float:
    """Seconds until somebody is shown what they asked for."""
    team, began = running.slack.teams[team_id], time.perf_counter()
    before = len(team.shown)
    people = Workspace(team, url=f"{running.address}/slack/events", http=running.http)
    await people.command("alice", f"/whosaid {words}")
    await team.until(lambda: any(words in shown.text for shown in team.shown[before:]))
    return time.perf_counter() - began


async def _post(running: Running, database: Store, a_second: float) -> None:
    """A daily post in every channel of every workspace, of its own talk."""
    places = [
        (team_id, channel) for number in range(max(len(t.channels) for t in running.slack.teams.values()))
        for team_id, team in running.slack.teams.items() for channel in list(team.channels)[number : number + 1]
    ]  # fmt: skip
    begins = SystemClock().now() + timedelta(seconds=5)

    def schedule(tx: Transaction) -> None:
        for number, (team_id, channel) in enumerate(places):
            at = begins + timedelta(seconds=number / a_second)
            place = Place(platform="slack", workspace=team_id, channel=channel)
            tx[DailyRows].put(subscription(f"s{number}", place=place, due=at, wall=at.time(), pack=PACK))

    await database.write(schedule)
    began = time.monotonic()
    async with asyncio.timeout(LONGEST + len(places) / a_second):
        while not all(_posted(running, *place) for place in places):  # noqa: ASYNC110 - of hundreds of workspaces
            await asyncio.sleep(LOOK)
    seconds = time.monotonic() - began
    # Whoever would send something twice does so now.
    await asyncio.sleep(5)
    times = [_posted(running, *place) for place in places]
    foreign = sum(_is_foreign(running, *place) for place in places)
    print(
        f"  {len(places):,} daily posts, {a_second:g} due a second: all stand after {seconds:.0f} s; missing "
        f"{times.count(0)}, more than once {sum(n > 1 for n in times)}, another workspace's {foreign}; "
        f"{running.held():.0f} MB", flush=True,
    )  # fmt: skip
    assert (set(times), foreign) == ({1}, 0)


def _posted(running: Running, team_id: str, channel: str) -> int:
    messages = running.slack.teams[team_id].channels[channel].messages.values()
    return sum("bot_id" in message for message in messages)


def _is_foreign(running: Running, team_id: str, channel: str) -> bool:
    """Whether something was posted there that this workspace's talk does not say."""
    messages = running.slack.teams[team_id].channels[channel].messages.values()
    return not all(PACK.title() in str(message) for message in messages if "bot_id" in message)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
