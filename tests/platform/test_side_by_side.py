"""Slack and Discord in one process: what one of them refuses is no matter of the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.patience import PATIENCE
from tests.platform.discord.test_process import scene
from tests.platform.slack.local import APP_TOKEN, BOT_TOKEN, SECRET
from tests.platform.slack.people import signed
from tests.platform.slack.test_process import workspace

REFUSED = {"discord": {"DISCORD_TOKEN": "nonsense"}, "slack": {"SLACK_BOT_TOKEN": "xoxb-wrong"}}


@asynccontextmanager
async def both(folder: Path, **environ: str) -> AsyncIterator[Any]:
    """A bot that is set up for both, not started yet."""
    async with workspace() as (slack, _):
        tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_BASE": slack.base + "/api"}
        async with scene(folder, close_code=0, **{**tokens, **environ}) as on:
            yield on


async def line(bot: Any) -> str:
    """The next line that it prints."""
    read: bytes = await bot.process.stdout.readline()
    return read.decode().strip()


@pytest.mark.parametrize(("out", "left"), [("slack", "discord"), ("discord", "slack")])
async def test_a_refused_token_does_not_stop_the_other(tmp_path: Path, out: str, left: str) -> None:
    """The other is ready and stays; one sentence tells what is wrong, and /readyz which one it is."""
    async with both(tmp_path, **REFUSED[out]) as on:
        await on.bot.launch()
        http = (await line(on.bot)).removeprefix("ready http ")
        assert await line(on.bot) == f"ready {left}"
        told: bytes = await on.bot.process.stderr.readline()
        async with aiohttp.ClientSession() as session, session.get(f"http://{http}/readyz") as answer:
            assert (answer.status, await answer.json()) == (503, {"database": True, out: False, left: True})
        if left == "discord":
            assert "A sample that came with Quoth." in await on.say("quote")

        assert f"Quoth goes on without {out.title()}" in told.decode()
        assert await on.bot.end() == (0, "")


async def test_a_refused_slack_takes_no_requests(tmp_path: Path) -> None:
    """Signed HTTP is answered that nobody is there, and the log holds nothing but the refusal."""
    tokens = {**REFUSED["slack"], "SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": SECRET}
    async with both(tmp_path, **tokens) as on:
        await on.bot.launch()
        http = (await line(on.bot)).removeprefix("ready http ")
        assert await line(on.bot) == "ready discord"
        body, form = (
            b"command=%2Fquote&user_id=UALICE&channel_id=C&team_id=TLOCAL",
            "application/x-www-form-urlencoded",
        )
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"http://{http}/slack/events", data=body, headers=signed(body, form)) as answer,
        ):
            assert answer.status == 503
        code, logged = await on.bot.end()

        assert (code, logged.count("\n")) == (0, 1)
        assert "Quoth goes on without Slack" in logged


async def test_where_both_refuse_nothing_is_left_to_run(tmp_path: Path) -> None:
    """Exit code 1; each of them says why, no traceback."""
    async with both(tmp_path, **REFUSED["slack"], **REFUSED["discord"]) as on:
        await on.bot.launch()
        _, logged = await asyncio.wait_for(on.bot.process.communicate(), PATIENCE)

        assert on.bot.process.returncode == 1
        assert "DISCORD_TOKEN" in logged.decode()
        assert "SLACK_BOT_TOKEN" in logged.decode()
        assert logged.count(b"\n") == 2
