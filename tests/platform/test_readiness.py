"""/livez and /readyz of `quoth run` while something else is down: the process lives, is not ready, and says why.

The database is a real PostgreSQL behind a gate that can be shut; the platforms are those of their own tests.
"""

import asyncio
import random
import resource
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest

from bot.cli import main
from bot.delivery.clock import SystemClock
from bot.errors import StorageError
from bot.library.cache import LibraryCache
from bot.library.rows.packs import PackRows
from bot.library.services import Services
from bot.library.watched import WatchedFolder
from bot.storage.database import open_store
from bot.storage.patience import PATIENCE_SECONDS
from tests.databases import Stoppable, create_database, stoppable_server
from tests.patience import PATIENCE
from tests.platform.discord.test_process import scene
from tests.platform.gate import Gate
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.test_process import Bot as SlackBot
from tests.platform.slack.test_process import workspace
from tests.platform.slack.workspace import Shown

LOOK_SECONDS = 0.05


@pytest.fixture(scope="module")
def still() -> Iterator[Stoppable]:
    """A PostgreSQL server that nobody else uses."""
    with stoppable_server() as made:
        yield made


@pytest.fixture
def server(still: Stoppable) -> Iterator[str]:
    """Its address; it goes on after each test."""
    yield still.address
    still.go_on()


class Probe:
    """Whoever asks a process how it is."""

    def __init__(self, http: aiohttp.ClientSession, base: str) -> None:
        self._http, self._base = http, base

    async def becomes(self, status: int, **parts: bool) -> None:
        """Wait until it answers that; it lives all the while."""
        while await self._ready() != (status, parts):
            async with self._http.get(self._base + "/livez") as alive:
                assert alive.status == 200
            await asyncio.sleep(LOOK_SECONDS)

    async def _ready(self) -> tuple[int, Any]:
        async with self._http.get(self._base + "/readyz") as answer:
            return answer.status, await answer.json()


@asynccontextmanager
async def discord(folder: Path, url: str) -> AsyncIterator[tuple[str, Any, Any]]:
    """The bot on Discord: its address, how the gateway goes away, how it comes back."""
    async with scene(folder, DATABASE_URL=url) as on:
        await on.bot.start()

        async def away() -> None:
            on.server.away = True
            await on.server.drop()

        async def back() -> None:
            on.server.away = False

        yield on.bot.http, away, back
        assert (await on.bot.end())[0] == 0


@asynccontextmanager
async def slack(folder: Path, url: str) -> AsyncIterator[tuple[str, Any, Any]]:
    """The bot on Slack by Socket Mode, likewise."""
    async with workspace() as (local, _):
        bot = SlackBot(folder, local, "socket", DATABASE_URL=url)
        await bot.start()

        async def away() -> None:
            local.gone = "service_unavailable"
            for socket in list(local.sockets):
                await socket.close()

        async def back() -> None:
            local.gone = ""

        yield bot.http, away, back
        assert (await bot.end())[0] == 0


@pytest.mark.parametrize("platform", [discord, slack], ids=lambda p: p.__name__)
async def test_an_outage_is_told_part_by_part_and_ends(tmp_path: Path, server: str, platform: Any) -> None:
    """The database goes and comes back, then the platform; nobody has to start anything anew."""
    name, gate = platform.__name__, Gate(create_database(server))
    await gate.open()
    async with (
        asyncio.timeout(PATIENCE),
        platform(tmp_path, gate.url) as (base, away, back),
        aiohttp.ClientSession() as http,
    ):
        probe = Probe(http, base)
        await probe.becomes(200, **{"database": True, name: True})
        await gate.shut()
        await probe.becomes(503, **{"database": False, name: True})
        await gate.open()
        await probe.becomes(200, **{"database": True, name: True})
        await away()
        await probe.becomes(503, **{"database": True, name: False})
        await back()
        await probe.becomes(200, **{"database": True, name: True})
    await gate.shut()


async def test_a_file_that_is_dropped_while_the_database_is_away_is_not_forgotten(server: str, tmp_path: Path) -> None:
    """It is tried again at every look, and comes in when the database is back."""
    gate = Gate(create_database(server))
    await gate.open()
    async with asyncio.timeout(PATIENCE):
        store = await open_store(gate.url)
        services = Services(store=store, libraries=LibraryCache(store), clock=SystemClock(), rng=random.Random(1))
        folder = WatchedFolder(tmp_path)
        assert await folder.poll(services) == 0
        (tmp_path / "talk.txt").write_text("Ada: Nobody reads the plan until the day it catches fire.\n")
        await gate.shut()
        assert await folder.poll(services) == 0
        for _ in range(2):
            with pytest.raises(StorageError):
                await folder.poll(services)
        await gate.open()
        assert [await folder.poll(services) for _ in range(2)] == [1, 0]

        assert "talk" in [p.name for p in await store.read(lambda tx: tx[PackRows].owned(None))]
        await store.close()
    await gate.shut()


def lines_hold(logged: str, *told: str) -> None:
    """One line in the log for each."""
    lines = logged.splitlines()
    assert len(lines) == len(told), logged
    assert all(any(words in line for line in lines) for words in told), logged


async def waiting(folder: Path, local: LocalSlack, url: str) -> SlackBot:
    """The bot, started while its database is away: it listens, and has said nothing else."""
    bot = SlackBot(folder, local, "socket", DATABASE_URL=url, QUOTH_LOG_LEVEL="WARNING")
    await bot.launch()
    assert bot.process.stdout is not None
    bot.http = "http://" + (await bot.process.stdout.readline()).decode().strip().removeprefix("ready http ")
    return bot


async def test_a_database_that_is_away_at_the_start_is_waited_for(tmp_path: Path, server: str) -> None:
    """Alive, not ready, one line in the log; as soon as it is there everything is, with the samples."""
    gate = Gate(create_database(server))
    await gate.open()
    await gate.shut()
    async with asyncio.timeout(PATIENCE), workspace() as (local, people), aiohttp.ClientSession() as http:
        bot = await waiting(tmp_path, local, gate.url)
        probe = Probe(http, bot.http)
        await probe.becomes(503, database=False, slack=False)
        await gate.open()
        await probe.becomes(200, database=True, slack=True)
        assert "% sure" in await told(local, people)
        code, logged = await bot.end()

    assert code == 0
    lines_hold(logged, "cannot be reached", "works again")
    await gate.shut()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_while_it_waits_it_ends_when_told_to(tmp_path: Path, how: signal.Signals) -> None:
    """At once, with exit code 0."""
    async with asyncio.timeout(PATIENCE), workspace() as (local, _):
        bot = await waiting(tmp_path, local, "postgresql://u@127.0.0.1:1/d")
        code, logged = await bot.end(how)

    assert (code, logged.count("\n")) == (0, 1)
    assert "cannot be reached" in logged


async def test_what_is_waited_for_may_be_of_no_use(tmp_path: Path, server: str) -> None:
    """A database of a newer Quoth behind the gate: the sentence, and exit code 2."""
    url = create_database(server)
    await (await open_store(url)).close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    gate = Gate(url)
    await gate.open()
    await gate.shut()
    async with asyncio.timeout(PATIENCE), workspace() as (local, _):
        bot = await waiting(tmp_path, local, gate.url)
        await gate.open()
        await bot.process.wait()
        code, logged = await bot.end()

    assert code == 2
    assert "newer Quoth" in logged.splitlines()[-1]
    assert "Traceback" not in logged
    await gate.shut()


async def test_a_server_that_falls_silent_freezes_nothing(tmp_path: Path, still: Stoppable, server: str) -> None:
    """It takes connections and answers nothing. Who asks is told within seconds, then at once; two lines in the log."""
    async with asyncio.timeout(PATIENCE), workspace() as (local, people), aiohttp.ClientSession() as http:
        bot = SlackBot(tmp_path, local, "socket", DATABASE_URL=create_database(server), QUOTH_LOG_LEVEL="WARNING")
        await bot.start()
        probe = Probe(http, bot.http)
        await probe.becomes(200, database=True, slack=True)
        still.stop()
        begun = local.own_time.seconds
        await probe.becomes(503, database=False, slack=True)
        assert local.own_time.seconds - begun < PATIENCE_SECONDS
        begun = local.own_time.seconds
        for _ in range(3):
            assert "database does not answer" in await told(local, people)
        assert local.own_time.seconds - begun < 3 * PATIENCE_SECONDS
        still.go_on()
        await probe.becomes(200, database=True, slack=True)
        assert "% sure" in await told(local, people)
        code, logged = await bot.end()

    assert code == 0
    lines_hold(logged, "does not answer", "works again")


async def told(local: LocalSlack, people: Workspace, asked: str = "/whosaid test a restore on mondays") -> str:
    """What somebody is answered."""
    before = len(local.shown)
    await people.command("alice", asked)
    shown: Shown = await local.until(lambda: next(iter(local.shown[before:]), None))
    return shown.text


async def test_it_ends_while_its_database_is_silent(tmp_path: Path, still: Stoppable, server: str) -> None:
    """Within its time, with exit code 0."""
    async with asyncio.timeout(PATIENCE), workspace() as (local, people), aiohttp.ClientSession() as http:
        bot = SlackBot(tmp_path, local, "socket", DATABASE_URL=create_database(server), QUOTH_LOG_LEVEL="WARNING")
        await bot.start()
        still.stop()
        await people.command("alice", "/whosaid test a restore on mondays")
        await Probe(http, bot.http).becomes(503, database=False, slack=True)
        begun = local.own_time.seconds
        assert (await bot.end())[0] == 0
        assert local.own_time.seconds - begun < 10


async def test_a_full_disk_stops_no_look_up(tmp_path: Path) -> None:
    """Not a byte can be written any more: not ready, look-ups work, the rest is refused; then it goes on by itself."""
    async with asyncio.timeout(PATIENCE), workspace() as (local, people), aiohttp.ClientSession() as http:
        bot = SlackBot(tmp_path, local, "socket", QUOTH_LOG_LEVEL="WARNING")
        await bot.start()
        probe = Probe(http, bot.http)
        await probe.becomes(200, database=True, slack=True)
        _, most = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        await probe.becomes(503, database=False, slack=True)
        assert "% sure" in await told(local, people)
        assert "I can keep nothing right now" in await told(local, people, "/quote")
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (most, most))
        await probe.becomes(200, database=True, slack=True)
        assert "A sample" in await told(local, people, "/quote")
        code, logged = await bot.end()

    assert code == 0
    lines_hold(logged, "cannot be written", "the index is kept in memory", "meanings are kept in memory", "works again")


async def test_a_database_that_is_taken_away_is_not_written_into(tmp_path: Path) -> None:
    """What is written into a file without a name is lost with the process: nothing is kept until it is put back."""
    database = tmp_path / "quoth.db"
    async with asyncio.timeout(PATIENCE), workspace() as (local, people), aiohttp.ClientSession() as http:
        bot = SlackBot(tmp_path, local, "socket", QUOTH_LOG_LEVEL="WARNING")
        await bot.start()
        probe = Probe(http, bot.http)
        await probe.becomes(200, database=True, slack=True)
        database.rename(tmp_path / "elsewhere.db")
        await probe.becomes(503, database=False, slack=True)
        assert "% sure" in await told(local, people)
        assert "I can keep nothing right now" in await told(local, people, "/quote")
        (tmp_path / "elsewhere.db").rename(database)
        await probe.becomes(200, database=True, slack=True)
        code, logged = await bot.end()

    assert code == 0
    lines_hold(logged, "was taken away or replaced", "works again")


def test_no_command_waits_for_a_silent_server(
    still: Stoppable, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence within seconds, from what reads and from what takes its time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", create_database(server))
    assert main(["whosaid", "test a restore on mondays"]) == 0
    still.stop()
    for command in (["whosaid", "restore"], ["backup", "quoth.backup"]):
        capsys.readouterr()
        assert main(command) == 2
        told_ = capsys.readouterr().err
        assert "does not answer" in told_
        assert told_.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
