"""Several processes of `quoth run` on one PostgreSQL, each with its role, and a door in front of those that hear."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import aiohttp
from aiohttp import web

from tests import warm
from tests.patience import PATIENCE
from tests.platform.slack.local import BOT_TOKEN, SECRET, LocalSlack

ROOT = Path(__file__).resolve().parents[1]
# A proxy asks the next one when one took so long: Slack waits three seconds.
TRY_SECONDS = 2.0


@dataclass
class Member:
    """One process."""

    role: str
    process: warm.Forked
    http: str = ""
    said: list[str] = field(default_factory=list)

    async def heard(self, words: str) -> str:
        """Wait for a line that it prints."""
        assert self.process.stdout is not None
        while True:
            line = (await asyncio.wait_for(self.process.stdout.readline(), PATIENCE)).decode().strip()
            assert line or self.process.returncode is None, self.said
            self.said.append(line)
            if line.startswith(words):
                return line.removeprefix(words).strip()

    def kill(self, how: signal.Signals) -> None:
        """Send it a signal, if it lives."""
        if self.process.returncode is None:
            self.process.send_signal(how)

    async def end(self, how: signal.Signals = signal.SIGTERM) -> str:
        """End it; returns what it logged."""
        self.kill(how)
        _, logged = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        return logged.decode()


def environment(folder: Path, database: str, slack: LocalSlack) -> dict[str, str]:
    """Of a process that is in the local Slack by signed HTTP."""
    return {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), "HTTP_PORT": "0",
        "DATABASE_URL": database, "QUOTH_SEED": "7", "QUOTH_EMBEDDER": "off", "SLACK_API_BASE": slack.base + "/api",
        "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SECRET,
    }  # fmt: skip


async def launch(
    role: str, folder: Path, environ: Mapping[str, str], command: Sequence[str] = (), ready: str = "ready slack"
) -> Member:
    """Start one and wait until it is ready."""
    arguments = [*command] or ["run", "--role", role]
    module = "bot" if command else "tests.hasty"
    process = await warm.start(module, *arguments, cwd=folder, env=environ, stdout=PIPE, stderr=PIPE)
    member = Member(role, process)
    try:
        member.http = "http://" + await member.heard("ready http ")
        await member.heard(ready)
    except (AssertionError, TimeoutError) as error:
        raise AssertionError(await member.end(signal.SIGKILL)) from error
    return member


class Door:
    """A proxy: a request goes to the next ingress, or always to the `first`; what it does not take, to another."""

    def __init__(self, *, first: bool = False) -> None:
        self._first = first
        self.behind: list[str] = []
        self.served: list[str] = []
        self.url = ""
        self._next = count()
        self._runner: web.AppRunner | None = None
        self._http: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Listen."""
        app = web.Application()
        app.add_routes([web.route("*", "/{path:.*}", self._hand_on)])
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TRY_SECONDS))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
        if self._http is not None:
            await self._http.close()

    async def _hand_on(self, request: web.Request) -> web.StreamResponse:
        body, began = await request.read(), 0 if self._first else next(self._next)
        for turn in range(len(self.behind)):
            to = self.behind[(began + turn) % len(self.behind)]
            try:
                answer = await self._ask(to + request.path_qs, request, body)
            except (aiohttp.ClientError, TimeoutError):
                continue
            self.served.append(to)
            return answer
        return web.Response(status=502)

    async def _ask(self, url: str, request: web.Request, body: bytes) -> web.Response:
        assert self._http is not None
        headers = {k: v for k, v in request.headers.items() if k.lower() not in ("host", "content-length")}
        async with self._http.request(request.method, url, data=body, headers=headers) as answer:
            kind = answer.headers.get("Content-Type", "text/plain")
            return web.Response(status=answer.status, body=await answer.read(), headers={"Content-Type": kind})


class Fleet:
    """The processes of a test, all of them ended with it."""

    def __init__(self, folder: Path, environ: Mapping[str, str], door: Door) -> None:
        self._folder, self._environ, self.door = folder, environ, door
        self.members: list[Member] = []
        self.logged: list[str] = []

    async def start(self, *roles: str) -> list[Member]:
        """Start one of each role, together."""
        made = await asyncio.gather(*(launch(role, self._folder, self._environ) for role in roles))
        self.members += made
        self._open()
        return made

    async def end(self, member: Member, how: signal.Signals = signal.SIGTERM) -> None:
        """End one."""
        self.members.remove(member)
        self._open()
        self.logged.append(await member.end(how))

    async def end_all(self) -> None:
        """Nobody is left."""
        for member in list(self.members):
            member.kill(signal.SIGCONT)
        await asyncio.gather(*(self.end(member) for member in list(self.members)))

    def _open(self) -> None:
        self.door.behind = [m.http for m in self.members if m.role != "worker"]


@asynccontextmanager
async def fleet(folder: Path, database: str, slack: LocalSlack, **environ: str) -> AsyncIterator[Fleet]:
    """Nobody yet, behind a door."""
    door = Door()
    await door.start()
    made = Fleet(folder, environment(folder, database, slack) | environ, door)
    try:
        yield made
    finally:
        try:
            await made.end_all()
        finally:
            await door.stop()
