"""Slack is left while something is under way: that is told as that, and whoever comes next settles it."""

import asyncio
import logging
from collections.abc import Callable

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.admission import Admission
from adapters.slack.messenger import SlackMessenger
from adapters.slack.names import Names
from adapters.slack.pacer import Pacer
from adapters.slack.tasks import Tasks
from bot.chat.incoming import MessageRef, Place
from bot.chat.messages import Notice
from bot.errors import DeliveryError
from tests.patience import PATIENCE
from tests.platform.slack.local import BOT_TOKEN, LocalSlack
from tests.platform.slack.workspace import TEAM

HELLO = Notice(text="Hello.")
REF = MessageRef(place=Place(platform="slack", workspace=TEAM, channel="CGENERAL"), id="1.000001")


class NoNames:
    """No prefix was learned."""

    prefix = ""


@pytest.mark.parametrize(
    ("method", "work"),
    [
        ("chat.update", lambda m: m.edit(REF, HELLO)),
        ("chat.delete", lambda m: m.delete(REF)),
        ("conversations.history", lambda m: m.find(REF.place, "n1")),
    ],
)
async def test_between_two_tries(method: str, work: Callable[[SlackMessenger], asyncio.Future[None]]) -> None:
    """Whoever comes next does it: it may be tried again, and is no mistake of ours."""
    slack = LocalSlack()
    await slack.start()
    wait = web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
    slack.failures[method] = [lambda: wait]
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=BOT_TOKEN, session=session, base_url=f"{slack.base}/api/",
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
        )  # fmt: skip
        names: Names = NoNames()  # type: ignore[assignment]
        doing = asyncio.ensure_future(work(SlackMessenger(client, client, Pacer(0), names, Admission())))
        await slack.until(lambda: slack.calls)
        await session.close()
        with pytest.raises(DeliveryError, match="Slack was left") as raised:
            await doing
    await slack.stop()

    assert raised.value.retry_after is not None


@pytest.mark.parametrize("left", [False, True])
async def test_what_is_under_way_at_the_end(caplog: pytest.LogCaptureFixture, *, left: bool) -> None:
    """One line that says what becomes of it; a traceback only where something is wrong with us."""
    tasks, go = Tasks(), asyncio.Event()

    async def work() -> None:
        await go.wait()
        raise RuntimeError("Session is closed")

    tasks.start("a", work)
    if left:
        await tasks.drain(0.01)
    go.set()
    await tasks.drain(PATIENCE)

    (record,) = caplog.records
    assert (record.levelno, bool(record.exc_info)) == ((logging.WARNING, False) if left else (logging.ERROR, True))
