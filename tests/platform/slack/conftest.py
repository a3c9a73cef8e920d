"""The real Slack adapter with the real engine in this process, on a local Slack; every way in is a parameter."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from adapters.http.server import HttpServer
from adapters.slack.platform import Access, Slack
from bot.app.engine import Engine
from bot.app.handlers import wake_senders
from bot.app.runtime import Runtime
from bot.chat.incoming import Place
from bot.delivery import attempt
from bot.delivery.clock import SystemClock
from bot.delivery.messengers import Messengers
from bot.delivery.scheduler import EmbeddedJobs
from bot.games.model import GameSnapshot, RoundState
from bot.games.rows.games import GameRows
from bot.games.rules import bluff as rules_of_bluff
from bot.games.rules import round_end
from bot.library.cache import LibraryCache
from bot.library.pack_directions import PackDirections
from bot.library.services import Services
from bot.meaning.choice import choose
from bot.storage.database import open_store
from tests.furnished import furnish
from tests.platform.slack.local import APP_TOKEN, BOT_TOKEN, SECRET, LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.workspace import TEAM

# A channel of the local Slack rests this long after a message, so that tests need no patience.
PACE = 0.05


@dataclass
class World:
    """Everything at once."""

    slack: LocalSlack
    people: Workspace
    engine: Engine
    platform: Slack

    async def table(self, channel: str = "CGENERAL", thread: str = "") -> GameSnapshot:
        """The newest game of a place."""
        place = Place(platform="slack", workspace=TEAM, channel=channel, thread=thread)
        found = await self.engine.services.store.read(lambda tx: tx[GameRows].newest(place))
        assert found is not None
        return found

    async def quiet(self) -> None:
        """Wait until nothing is worked on that somebody asked for."""
        while running := self.platform._tasks._tasks:
            await asyncio.wait(running)

    async def opened(self, channel: str = "CGENERAL", thread: str = "") -> None:
        """Wait until the round that stands there takes answers: it opens when its post is confirmed."""
        while True:
            table = await self.table(channel, thread)
            if table.round is not None and table.round.state is RoundState.OPEN:
                return
            await asyncio.sleep(0.005)


@pytest.fixture(autouse=True)
def _rounds_wait_for_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is a real one here: where a game names no seconds, people have minutes."""
    monkeypatch.setattr(round_end, "SECONDS_BASE", 600)
    monkeypatch.setattr(rules_of_bluff, "WRITING_SECONDS", 600)


@pytest.fixture(autouse=True)
def _nobody_reads_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is there anybody who reads a reveal before the next round, or a Slack that shows a message late."""
    for name in ("READING_LEAST", "READING_MOST"):
        monkeypatch.setattr(round_end, name, 0.2)
    monkeypatch.setattr(attempt, "RETRY_SECONDS", 0.2)


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> str:
    """The way in."""
    return str(request.param)


@pytest.fixture
async def world(mode: str, tmp_path: Path) -> AsyncIterator[World]:
    """A running bot in a local Slack; at the end nothing may have been done that Slack would not have taken."""
    async with running(mode, tmp_path) as made:
        yield made
    assert made.slack.complaints == []


@asynccontextmanager
async def running(
    mode: str,
    folder: Path,
    slack: LocalSlack | None = None,
    *,
    ping: float = 10.0,
    keep: bool = False,
    check: float = 60.0,
) -> AsyncIterator[World]:
    """The same without a word about complaints; with `keep` the local Slack lives on."""
    slack = slack or LocalSlack(seconds=PACE)
    base = slack.base + "/api" if slack.base else await slack.start()
    access = Access(
        bot_token=BOT_TOKEN, app_token=APP_TOKEN if mode == "socket" else "",
        signing_secret="" if mode == "socket" else SECRET, api=base,
    )  # fmt: skip
    try:
        async with (
            serving(folder, lambda _: access, ping=ping, check=check) as (engine, platform, address),
            aiohttp.ClientSession() as http,
        ):
            url = f"{address}/slack/events" if mode == "http" else ""
            yield World(slack, Workspace(slack, url=url, http=http), engine, platform)
    finally:
        if not keep:
            await slack.stop()


async def _first(told: asyncio.Queue[str], task: "asyncio.Task[None]") -> str:
    """What is told next; raises what ended the bot before."""
    next_ = asyncio.ensure_future(told.get())
    await asyncio.wait({next_, task}, return_when=asyncio.FIRST_COMPLETED)
    if not next_.done():
        next_.cancel()
        await task
    return await next_


@asynccontextmanager
async def serving(
    folder: Path, access: Callable[[Services], Access], *, ping: float = 10.0, check: float = 60.0
) -> AsyncIterator[tuple[Engine, Slack, str]]:
    """A bot that runs, ready, and where its HTTP server is."""
    furnish(folder / "quoth.db")
    database = await open_store(f"sqlite:///{folder}/quoth.db")
    clock, messengers = SystemClock(), Messengers()
    libraries = LibraryCache(database, embedding=PackDirections(choose("").embedder))
    services = Services(store=database, libraries=libraries, clock=clock, rng=random.Random(7))
    jobs = EmbeddedJobs(clock)
    engine = Engine(services, changed=partial(wake_senders, jobs, clock), check=messengers.check)
    platform = Slack(engine, access(services), pace=PACE, ping=ping, check=check)
    told: asyncio.Queue[str] = asyncio.Queue()
    together = Runtime(engine, [platform], told.put_nowait, jobs=jobs, messengers=messengers)
    server = HttpServer("127.0.0.1", 0, together.readiness, platform.mounts)
    task = asyncio.create_task(together.run(server, "127.0.0.1"))
    try:
        address = (await _first(told, task)).removeprefix("ready http ")
        assert await _first(told, task) == "ready slack"
        yield engine, platform, f"http://{address}"
    finally:
        together.stop()
        await task
        await libraries.close()
        await database.close()
