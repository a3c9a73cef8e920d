"""`quoth run` as a process in a local Slack: kill -9 in a game, a clean end, refused tokens, what it logs."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from tests import warm
from tests.furnished import furnish
from tests.patience import PATIENCE
from tests.platform.slack.local import APP_TOKEN, BOT_TOKEN, SECRET, LocalSlack
from tests.platform.slack.people import Workspace, buttons
from tests.platform.slack.workspace import Shown

ROOT = Path(__file__).resolve().parents[3]


class Bot:
    """`quoth run` with a database of its own that outlives the process."""

    def __init__(self, folder: Path, slack: LocalSlack, mode: str, **environ: str) -> None:
        way = {"SLACK_APP_TOKEN": APP_TOKEN} if mode == "socket" else {"SLACK_SIGNING_SECRET": SECRET}
        self._environ = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), "HTTP_PORT": "0",
            "DATABASE_URL": f"sqlite:///{folder}/quoth.db", "QUOTH_SEED": "7", "QUOTH_LOG_LEVEL": "DEBUG",
            "SLACK_API_BASE": slack.base + "/api", "SLACK_BOT_TOKEN": BOT_TOKEN, **way, **environ,
        }  # fmt: skip
        self._folder, self._mode = folder, mode
        self._logged: list[str] = []
        self.process: warm.Forked | Process
        self.http = ""

    async def launch(self) -> None:
        """Start it; in a database of its own the samples lie already."""
        self._logged = []
        furnish(self._folder / "quoth.db")
        self.process = await warm.start(
            "tests.hasty", "run", cwd=self._folder, env=self._environ, stdout=PIPE, stderr=PIPE
        )

    async def start(self) -> str:
        """Start it and wait until it says that it is ready; returns where Slack's requests go."""
        await self.launch()
        assert self.process.stdout is not None
        lines = [(await self.process.stdout.readline()).decode().strip() for _ in range(2)]
        assert lines[1] == "ready slack", lines
        self.http = "http://" + lines[0].removeprefix("ready http ")
        return self.http + "/slack/events" if self._mode == "http" else ""

    async def logs(self, *words: str) -> None:
        """Wait until there was a line in its log for each of them."""
        assert self.process.stderr is not None
        while not all(any(word in line for line in self._logged) for word in words):
            line = (await self.process.stderr.readline()).decode()
            assert line, self._logged
            self._logged.append(line)

    async def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int | None, str]:
        """Tell it to end; its exit code and what it logged."""
        if self.process.returncode is None:
            self.process.send_signal(how)
        _, logged = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        return self.process.returncode, "".join(self._logged) + logged.decode()


class ColdBot(Bot):
    """One that starts by itself: where it is measured what a process has."""

    async def launch(self) -> None:
        """Start it; in a database of its own the samples lie already."""
        self._logged = []
        furnish(self._folder / "quoth.db")
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=self._folder, env=self._environ, stdout=PIPE, stderr=PIPE,
        )  # fmt: skip


@asynccontextmanager
async def workspace(*, seconds: float = 1.0) -> AsyncIterator[tuple[LocalSlack, Workspace]]:
    """A local Slack with people in it."""
    slack = LocalSlack(seconds=seconds)
    await slack.start()
    try:
        async with aiohttp.ClientSession() as http:
            yield slack, Workspace(slack, http=http)
    finally:
        await slack.stop()


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_killed_in_a_game_and_started_again(tmp_path: Path, mode: str) -> None:
    """Answers that were acknowledged count, the round is there once, old buttons work, the game goes to its end."""
    async with workspace() as (slack, people):
        bot = Bot(tmp_path, slack, mode)
        people.url = await bot.start()
        await people.command("alice", "/quiz start begin=now who-said rounds=2 seconds=60")
        asked = await _seen(slack, "message", "Round 1 of 2")
        await _press(slack, people, "bob", asked, "A", "A ·")
        assert (await bot.end(signal.SIGKILL))[0] == -signal.SIGKILL

        people.url = await bot.start()
        before = len(slack.shown)
        await _press(slack, people, "bob", asked, "B", "first one counts")
        await _press(slack, people, "alice", asked, "C", "C ·")
        await people.command("alice", "/quiz skip")
        second = await _seen(slack, "message", "Round 2 of 2", after=before)
        await _press(slack, people, "bob", second, "A", "A ·")
        await people.command("alice", "/quiz skip")
        await _seen(slack, "message", "Final scores", after=before)
        code, logged = await bot.end()

        posted = [s.text for s in slack.shown if s.kind == "message"]
        assert [sum(w in p for p in posted) for w in ("Round 1 of 2", "Round 2 of 2", "Final scores")] == [1, 1, 1]
        assert (code, slack.complaints) == (0, [])
        assert "Traceback" not in logged


async def test_killed_while_a_round_is_being_posted(tmp_path: Path) -> None:
    """The message arrived, its answer did not: with the right to look it is found, and there is no second one."""
    async with workspace() as (slack, people):
        slack.scopes.add("channels:history")
        bot = Bot(tmp_path, slack, "socket")
        await bot.start()
        arrived = asyncio.Event()
        slack.hold["chat.postMessage"] = arrived
        await people.command("alice", "/quiz start begin=now who-said rounds=2 seconds=60")
        asked = await _seen(slack, "message", "Round 1 of 2")
        await bot.end(signal.SIGKILL)
        arrived.set()

        await bot.start()
        await _press(slack, people, "bob", asked, "A", "A ·")
        await bot.end()
        assert len(slack.channels["CGENERAL"].messages) == 1
        assert slack.complaints == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly_and_readiness_tells(tmp_path: Path, how: signal.Signals) -> None:
    """What was acknowledged is finished; the log, even at DEBUG, holds no token and nothing that anybody typed."""
    async with workspace() as (slack, people):
        bot = Bot(tmp_path, slack, "socket")
        await bot.start()
        async with aiohttp.ClientSession() as http, http.get(bot.http + "/readyz") as answer:
            assert (answer.status, await answer.json()) == (200, {"database": True, "slack": True})
        await people.command("alice", "/whosaid something-nobody-may-read")
        code, logged = await bot.end(how)

        assert code == 0
        assert [s.kind for s in slack.shown] == ["ephemeral"]
        assert not [s for s in (BOT_TOKEN, APP_TOKEN, "something-nobody-may-read", "ticket=") if s in logged]
        await slack.until(lambda: not slack.sockets)


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "OAuth & Permissions"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "app-level token"),
    ],
)
async def test_a_refused_token_is_one_sentence(tmp_path: Path, environ: dict[str, str], told: str) -> None:
    """And exit code 1."""
    async with workspace() as (slack, _):
        bot = Bot(tmp_path, slack, "socket", **environ)
        await bot.launch()
        _, logged = await asyncio.wait_for(bot.process.communicate(), PATIENCE)

    assert bot.process.returncode == 1
    assert told in logged.decode()
    assert "Traceback" not in logged.decode()


@pytest.mark.parametrize(
    ("code", "told"),
    [("missing_scope", "connections:write"), ("socket_mode_not_enabled", "Socket Mode is off")],
)
async def test_a_way_in_that_is_shut_is_one_sentence(tmp_path: Path, code: str, told: str) -> None:
    """The token is good, but not for this; exit code 1."""
    async with workspace() as (slack, _):
        slack.failures["apps.connections.open"] = [lambda: web.json_response({"ok": False, "error": code})]
        bot = Bot(tmp_path, slack, "socket", QUOTH_LOG_LEVEL="WARNING")
        await bot.launch()
        _, logged = await asyncio.wait_for(bot.process.communicate(), PATIENCE)

    assert bot.process.returncode == 1
    assert logged.decode().startswith("quoth: ")
    assert told in logged.decode()
    assert logged.count(b"\n") == 1


async def _seen(slack: LocalSlack, kind: str, words: str, *, after: int = 0) -> Shown:
    def found() -> Shown | None:
        return next((s for s in slack.shown[after:] if s.kind == kind and words in s.text), None)

    shown: Shown = await slack.until(found, PATIENCE)
    return shown


async def _press(slack: LocalSlack, people: Workspace, who: str, on: Shown, label: str, told: str) -> None:
    """Press until the round takes it: it opens a moment after its message stands."""
    assert label in [b["text"]["text"][:1] for b in buttons(on.message)]
    while True:
        before = len(slack.shown)
        await people.press(who, on, label)
        shown = await _seen(slack, "ephemeral", "", after=before)
        if "opens in a moment" not in shown.text:
            assert told in shown.text
            return
