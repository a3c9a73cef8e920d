"""`quoth run` as a process that workspaces add: killed, started anew, with a wrong key; what it logs."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import aiohttp

from bot.installations.keys import new_key
from tests import warm
from tests.furnished import furnish
from tests.patience import PATIENCE
from tests.platform.slack.local import SECRET, LocalSlack
from tests.platform.slack.many import CLIENT, CLIENT_SECRET, PUBLIC, Browser, ManySlack
from tests.platform.slack.people import Workspace

ROOT = Path(__file__).resolve().parents[3]
KEY = new_key()


async def launched(folder: Path, slack: ManySlack, **environ: str) -> warm.Forked:
    """Start it; the samples lie there already."""
    furnish(folder / "quoth.db")
    env = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), "HTTP_PORT": "0",
        "DATABASE_URL": f"sqlite:///{folder}/quoth.db", "QUOTH_LOG_LEVEL": "DEBUG", "SLACK_API_BASE": slack.base,
        "SLACK_CLIENT_ID": CLIENT, "SLACK_CLIENT_SECRET": CLIENT_SECRET, "SLACK_SIGNING_SECRET": SECRET,
        "QUOTH_PUBLIC_URL": PUBLIC, "QUOTH_SECRET_KEYS": KEY, **environ,
    }  # fmt: skip
    return await warm.start("tests.hasty", "run", cwd=folder, env=env, stdout=PIPE, stderr=PIPE)


@asynccontextmanager
async def running(folder: Path, slack: ManySlack, how: signal.Signals, logged: list[str]) -> AsyncIterator[str]:
    """Where it listens; at the end it is told to end."""
    process = await launched(folder, slack)
    assert process.stdout is not None
    lines = [(await process.stdout.readline()).decode().strip() for _ in range(2)]
    assert lines[1] == "ready slack", lines
    try:
        yield "http://" + lines[0].removeprefix("ready http ")
    finally:
        process.send_signal(how)
        _, told = await asyncio.wait_for(process.communicate(), PATIENCE)
        logged.append(told.decode())


@asynccontextmanager
async def local() -> AsyncIterator[tuple[ManySlack, aiohttp.ClientSession]]:
    """Slack, and somebody's client."""
    slack = ManySlack()
    await slack.start()
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            yield slack, http
    finally:
        await slack.stop()


def answered(team: LocalSlack) -> bool:
    """Whether somebody was shown the quote."""
    return any("#12" in shown.text for shown in team.shown)


async def test_added_killed_and_there_again(tmp_path: Path) -> None:
    """Both workspaces are answered by the next process; no log holds what nobody may read."""
    async with local() as (slack, http):
        logged: list[str] = []
        secret = [KEY, CLIENT_SECRET]
        async with running(tmp_path, slack, signal.SIGKILL, logged) as address:
            for team_id in ("T0ACME", "T0BETA"):
                team, code = await slack.team(team_id, team_id), slack.grant(team_id)
                browser = Browser(address, http)
                state = await browser.begin()
                page = await browser.open(f"/slack/oauth?code={code}&state={state}")
                assert page.status == 200, page.text
                secret += [team.token, code, state]
        async with running(tmp_path, slack, signal.SIGTERM, logged) as address:
            for team_id in ("T0ACME", "T0BETA"):
                team = slack.teams[team_id]
                await Workspace(team, url=f"{address}/slack/events", http=http).command("bob", "/quote 12")
                await team.until(partial(answered, team), PATIENCE)

    told = "".join(logged)
    assert "Traceback" not in told
    assert [s for s in secret if s in told] == []
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("quoth.db*") if path.is_file())
    assert [s for s in secret if s.encode() in kept] == []


async def test_a_wrong_key_is_one_sentence(tmp_path: Path) -> None:
    """Exit code 2 for what is no key, 1 for another one."""
    async with local() as (slack, http):
        async with running(tmp_path, slack, signal.SIGTERM, []) as address:
            await slack.team("T0ACME", "Acme")
            assert (await Browser(address, http).add(slack.grant("T0ACME"))).status == 200
        for key, code, words in ((new_key(), 1, "tokens of Acme were sealed"), ("short", 2, "key 1 is none")):
            process = await launched(tmp_path, slack, QUOTH_SECRET_KEYS=key, QUOTH_LOG_LEVEL="WARNING")
            _, told = await asyncio.wait_for(process.communicate(), PATIENCE)
            assert process.returncode == code
            assert told.decode().startswith("quoth: ")
            assert words in told.decode()
            assert told.count(b"\n") == 1
            assert key.encode() not in told
