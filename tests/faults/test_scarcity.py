"""`quoth run` where something runs out or is taken away, and comes back: it lives, says what is wrong, and goes on."""

import asyncio
import os
import resource
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import psycopg
import pytest

from bot.library.rows.packs import PackRows
from bot.storage.database import open_store
from bot.storage.slowness import IN_A_ROW, SLOW_SECONDS
from tests.databases import create_database, database_name, postgresql_server, restartable_server
from tests.patience import PATIENCE
from tests.platform.gate import Gate
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.test_process import Bot, ColdBot, workspace
from tests.platform.test_readiness import Probe, lines_hold, told

# Root may do everything; without these rights it is as anybody else. Others cannot drop what they have not.
AS_ANYBODY = """
import ctypes, os, sys
for right in (1, 2):
    ctypes.CDLL(None, use_errno=True).prctl(24, right, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "bot", *sys.argv[1:]])
"""


class OrdinaryBot(Bot):
    """The process of a user who may not write whatever they like."""

    async def launch(self) -> None:
        """Start it."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", AS_ANYBODY, "run", cwd=self._folder, env=self._environ, stdout=PIPE, stderr=PIPE,
        )  # fmt: skip


@asynccontextmanager
async def running(
    folder: Path, kind: type[Bot] = ColdBot, **environ: str
) -> AsyncIterator[tuple[Bot, LocalSlack, Workspace, Probe]]:
    """The bot in a local Slack, and who asks it how it is."""
    async with asyncio.timeout(PATIENCE), workspace() as (local, people), aiohttp.ClientSession() as http:
        bot = kind(folder, local, "socket", **{"QUOTH_LOG_LEVEL": "WARNING", **environ})
        await bot.start()
        probe = Probe(http, bot.http)
        await probe.becomes(200, database=True, slack=True)
        try:
            yield bot, local, people, probe
        finally:
            if bot.process.returncode is None:
                bot.process.kill()
                await bot.process.communicate()


async def test_a_folder_that_becomes_read_only(tmp_path: Path) -> None:
    """What is open goes on; the next start says one sentence, and nothing is changed."""
    state = tmp_path / "state"
    state.mkdir()
    url = f"sqlite:///{state}/quoth.db"
    async with running(tmp_path, OrdinaryBot, DATABASE_URL=url) as (bot, local, people, _):
        state.chmod(0o555)
        assert "A sample" in await told(local, people, "/quote")
        state.chmod(0o755)
        assert (await bot.end())[0] == 0
        before = (state / "quoth.db").read_bytes()
        state.chmod(0o555)
        again = OrdinaryBot(tmp_path, local, "socket", DATABASE_URL=url)
        await again.launch()
        _, wrong = await again.process.communicate()
        state.chmod(0o755)

    assert again.process.returncode == 2
    assert "Traceback" not in wrong.decode()
    assert wrong.decode().count("\n") == 1, wrong.decode()
    assert "let the user that Quoth runs as write the file and its folder" in wrong.decode()
    assert (state / "quoth.db").read_bytes() == before


async def test_descriptors_run_out(tmp_path: Path) -> None:
    """Nothing new can be opened: it lives; once there are some again everything works, and nobody started it anew."""
    async with running(tmp_path) as (bot, local, people, probe):
        used = len(os.listdir(f"/proc/{bot.process.pid}/fd"))  # noqa: PTH208
        before, most = resource.prlimit(bot.process.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(bot.process.pid, resource.RLIMIT_NOFILE, (used, most))
        for _ in range(3):
            await people.command("alice", "/whosaid test a restore on mondays")
        assert bot.process.returncode is None
        resource.prlimit(bot.process.pid, resource.RLIMIT_NOFILE, (before, most))
        await probe.becomes(200, database=True, slack=True)
        # What the three met is told late, and by chance: nothing could be opened for them.
        while "% sure" not in await told(local, people):
            pass
        code, logged = await bot.end()

    assert code == 0
    assert "Traceback" not in logged


async def test_memory_runs_out(tmp_path: Path) -> None:
    """Nothing more can be had: whoever asks may go without; afterwards all is as it was."""
    async with running(tmp_path) as (bot, local, people, probe):
        assert "A sample" in await told(local, people, "/quote")
        pages = int(Path(f"/proc/{bot.process.pid}/statm").read_text().split()[0])
        limit = pages * resource.getpagesize()
        resource.prlimit(bot.process.pid, resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
        for _ in range(3):
            await people.command("alice", "/quiz start begin=now who-said rounds=2")
            await people.command("bob", "/quotes list")
        resource.prlimit(bot.process.pid, resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert bot.process.returncode is None
        await probe.becomes(200, database=True, slack=True)
        await people.command("alice", "/whosaid test a restore on mondays")
        await local.until(lambda: [s for s in local.shown if "% sure" in s.text], PATIENCE)
        assert (await bot.end())[0] == 0


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL whose connections are ended here."""
    with postgresql_server() as address:
        yield address


async def test_postgresql_is_restarted(tmp_path: Path, server: str) -> None:
    """It ends every connection, as a server that is shut down does: nobody has to start anything anew."""
    url = create_database(server)
    async with running(tmp_path, DATABASE_URL=url) as (bot, local, people, probe):
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database_name(url)]
            )
        await probe.becomes(200, database=True, slack=True)
        assert "A sample" in await told(local, people, "/quote")
        code, logged = await bot.end()

    assert code == 0
    assert "Traceback" not in logged


async def test_postgresql_has_no_connection_left(tmp_path: Path, server: str) -> None:
    """One sentence in the log that says what to look at; people are told, and it is back as soon as there is one."""
    url = create_database(server)
    name = database_name(url)
    parts = urlsplit(url)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS quoth_few")
        connection.execute("CREATE ROLE quoth_few LOGIN")
        connection.execute(f'GRANT ALL ON DATABASE "{name}" TO quoth_few'.encode())
        connection.execute(f'ALTER DATABASE "{name}" OWNER TO quoth_few'.encode())
        few = url.replace(f"//{parts.username}", "//quoth_few", 1)
        async with running(tmp_path, DATABASE_URL=few) as (bot, local, people, probe):
            # Whoever was cut off in the middle of a question is told that only: each time something else may be first.
            for _ in range(3):
                connection.execute("ALTER ROLE quoth_few CONNECTION LIMIT 0")
                connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'quoth_few'")
                await probe.becomes(503, database=False, slack=True)
                assert "database" in await told(local, people, "/quote")
                connection.execute("ALTER ROLE quoth_few CONNECTION LIMIT -1")
                await probe.becomes(200, database=True, slack=True)
            assert "A sample" in await told(local, people, "/quote")
            code, logged = await bot.end()

    assert code == 0
    assert "Traceback" not in logged
    assert "has no connection left: end some of those" in logged
    assert "works again" in logged


async def test_postgresql_is_slow(server: str, caplog: pytest.LogCaptureFixture) -> None:
    """Each answer takes longer than a second: everything is done, late, and the log says why; then it is quick."""
    gate = Gate(create_database(server))
    await gate.open()
    async with asyncio.timeout(PATIENCE):
        store = await open_store(gate.url)
        gate.lag = SLOW_SECONDS + 0.05
        asked = [store.read(lambda tx: tx[PackRows].workspaces()) for _ in range(IN_A_ROW)]
        assert await asyncio.gather(*asked) == [()] * IN_A_ROW
        gate.lag = 0.0
        for _ in range(IN_A_ROW):
            await store.check()
        await store.close()
    await gate.shut()

    lines_hold("\n".join(caplog.messages), "is slow: each answer takes", "is quick again")


async def test_postgresql_is_stopped_and_started(tmp_path: Path) -> None:
    """As for an upgrade of it: people are told meanwhile, a game goes on where it was, two lines in the log."""
    with restartable_server() as database:
        url = create_database(database.address)
        async with running(tmp_path, DATABASE_URL=url) as (bot, local, people, probe):
            await people.command("alice", "/quiz start begin=now who-said rounds=1 seconds=60")
            asked = await local.until(lambda: [s for s in local.shown if "Round 1 of 1" in s.text], PATIENCE)
            await asyncio.to_thread(database.stop)
            await probe.becomes(503, database=False, slack=True)
            assert "database" in await told(local, people, "/quote")
            await asyncio.to_thread(database.start)
            await probe.becomes(200, database=True, slack=True)
            await people.command("alice", "/quiz skip")
            await local.until(lambda: [s for s in local.shown if "Final scores" in s.text], PATIENCE)
            # What hears of other processes tries again a while later.
            await bot.logs("works again", "at once again")
            code, logged = await bot.end()

    assert len(asked) == 1
    assert code == 0
    assert "Traceback" not in logged
    # A post that was under way then may have its line beside.
    of_database, of_others = ([li for li in logged.splitlines() if who in li] for who in ("storage.watch", "listener"))
    lines_hold("\n".join(of_database), "PostgreSQL at", "works again")
    lines_hold("\n".join(of_others), "a little later", "at once again")
