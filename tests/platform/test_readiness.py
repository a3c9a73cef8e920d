"""/livez and /readyz of `quoth run` while something else is down: the process lives, is not ready, and says why.

The database is a real PostgreSQL behind a gate that can be shut; the platforms are those of their own tests.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.engine.dropping import DropFolder
from bot.engine.services import Services
from bot.engine.shelf import Shelf
from bot.storage.database import open_store
from tests.databases import create_database, database_name, postgresql_server
from tests.platform.discord.test_process import scene
from tests.platform.slack.test_process import Bot as SlackBot
from tests.platform.slack.test_process import workspace

SECONDS, LOOK_SECONDS = 60, 0.05


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server."""
    with postgresql_server() as address:
        yield address


class Gate:
    """The way to a server, which can be shut: connections break, and new ones are refused."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        folder = parse_qs(parts.query).get("host", [""])[0]
        self._socket = f"{folder}/.s.PGSQL.{parts.port or 5432}" if folder else ""
        self._address = parts.hostname or "", parts.port or 5432
        self._user, self._name = parts.username, database_name(url)
        self._port = 0
        self._listening: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """What DATABASE_URL should be."""
        return f"postgresql://{self._user}@127.0.0.1:{self._port}/{self._name}"

    async def open(self) -> None:
        """Let everybody through, always at the same port."""
        self._listening = await asyncio.start_server(self._through, "127.0.0.1", self._port)
        self._port = self._listening.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Nobody comes through."""
        assert self._listening is not None
        self._listening.close()
        for writer in list(self._open):
            writer.transport.abort()

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = (
            await asyncio.open_unix_connection(self._socket)
            if self._socket
            else await asyncio.open_connection(*self._address)
        )
        self._open |= {writer, there[1]}
        await asyncio.gather(_carry(reader, there[1]), _carry(there[0], writer))
        self._open -= {writer, there[1]}


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


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
        asyncio.timeout(SECONDS),
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
    async with asyncio.timeout(SECONDS):
        store = await open_store(gate.url)
        services = Services(store=store, shelf=Shelf(store), clock=SystemClock(), rng=random.Random(1))
        folder = DropFolder(tmp_path)
        assert await folder.look(services) == 0
        (tmp_path / "talk.txt").write_text("Ada: Nobody reads the plan until the day it catches fire.\n")
        await gate.shut()
        assert await folder.look(services) == 0
        for _ in range(2):
            with pytest.raises(DBAPIError):
                await folder.look(services)
        await gate.open()
        assert [await folder.look(services) for _ in range(2)] == [1, 0]

        assert "talk" in [p.name for p in await store.read(lambda tx: tx.packs.owned(None))]
        await store.close()
    await gate.shut()
