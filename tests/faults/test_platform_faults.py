"""A platform that refuses, fails, babbles or is silent for ten minutes: the post stands once, soon after it is over.

By a clock that the test moves, through the real client libraries.
"""

import asyncio
import json
import logging
import os
import random
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from adapters.slack.pacer import Pacer
from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.daily.rows import DailyRows
from bot.daily.rules.model import DeliveryState
from bot.delivery.clock import VirtualClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.library.cache import LibraryCache
from bot.library.imports import store as keep_pack
from bot.library.services import Services
from bot.storage.database import open_store
from tests import warm
from tests.builders import NOON, pack, subscription
from tests.faults.chat import Kind
from tests.faults.platforms import ShakyDiscord, ShakySlack
from tests.faults.poster import messenger
from tests.furnished import furnish
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
STEP, LASTS = timedelta(seconds=30), timedelta(minutes=10)


def limited(request: web.Request, left: timedelta) -> web.Response:
    """Too many requests, and how long to wait."""
    seconds = max(1, round(left.total_seconds()))
    body = {"ok": False, "error": "ratelimited", "message": "slow down", "retry_after": seconds, "global": False}
    headers = {"Content-Type": "application/json", "Via": "1.1 google", "Retry-After": str(seconds)}
    return web.Response(body=json.dumps(body).encode(), status=429, headers=headers)


def failing(request: web.Request, left: timedelta) -> web.Response:
    """An error of the platform's own."""
    return web.Response(text="upstream connect error", status=503)


def babbling(request: web.Request, left: timedelta) -> web.Response:
    """A page for people, and all is said to be well."""
    return web.Response(text="<html>We are looking into it.</html>", content_type="text/html")


def torn(request: web.Request, left: timedelta) -> web.Response:
    """JSON that ends in the middle."""
    return web.Response(text='{"ok": true, "channel": "C', content_type="application/json")


def cut(request: web.Request, left: timedelta) -> web.Response:
    """The line is dead as soon as something was said."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


Fault = Callable[[web.Request, timedelta], web.Response]


class Faulty:
    """Either local server, which answers posts with a fault while there is one; `taken` ones do stand."""

    def __init__(self, service: ShakyDiscord | ShakySlack, *, taken: bool) -> None:
        self.service, self.taken = service, taken
        self.left = timedelta()
        self.asked = 0

    def spoil(self, method: str, fault: Fault) -> None:
        """From now on."""
        original = getattr(self.service, method)

        async def answer(request: web.Request) -> web.StreamResponse:
            posts = request.method == "POST" and request.path.endswith(("/messages", "/chat.postMessage"))
            if not posts or self.left <= timedelta():
                done: web.StreamResponse = await original(request)
                return done
            self.asked += 1
            if self.taken:
                await original(request)
            return fault(request, self.left)

        setattr(self.service, method, answer)


@asynccontextmanager
async def faulty(kind: Kind, fault: Fault, *, taken: bool) -> AsyncIterator[Faulty]:
    """A server of that platform, which listens."""
    service = ShakyDiscord(1, 1) if kind is Kind.DISCORD else ShakySlack(1, 1)
    # What goes wrong here is told beforehand.
    service._rng = random.Random()
    service._rng.random = lambda: 1.0  # type: ignore[method-assign]
    made = Faulty(service, taken=taken)
    made.spoil("_rest" if kind is Kind.DISCORD else "_call", fault)
    async with service:
        yield made


# Who is told to wait was not served.
TROUBLES = [(fault, taken) for fault in (limited, failing, babbling, torn, cut) for taken in (False, True)]
TROUBLES.remove((limited, True))


@pytest.mark.parametrize(
    ("fault", "taken"), TROUBLES, ids=[f"{f.__name__}-{'taken' if taken else 'refused'}" for f, taken in TROUBLES]
)
@pytest.mark.parametrize("kind", [Kind.DISCORD, Kind.SLACK], ids=lambda k: k.value)
async def test_ten_minutes_of_trouble_cost_no_post(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    kind: Kind,
    fault: Fault,
    *,
    taken: bool,
) -> None:
    """It stands once, at the latest a minute after the trouble; few requests were made meanwhile."""
    # How long a channel rests is told by the machine's clock, which nobody moves here.
    monkeypatch.setattr(Pacer, "hold", lambda *_: None)
    clock, store = VirtualClock(NOON), await open_store(f"sqlite:///{tmp_path}/q.db")
    services = Services(store=store, libraries=LibraryCache(store), clock=clock, rng=random.Random(1))
    async with asyncio.timeout(PATIENCE), faulty(kind, fault, taken=taken) as on:
        (place,) = on.service.places
        await keep_pack(services, pack("talk"), workspace_id=place.workspace_id)
        await store.write(lambda tx: tx[DailyRows].put(replace(subscription(place=place, due=NOON), warned=True)))
        async with messenger(on.service.url, kind, services) as (platform, way_out):
            outbox = Outbox(services, POSTS, Messengers({platform: way_out}), patience=60)
            on.left = LASTS
            await Engine(services).due.tick([platform])
            clock.advance(timedelta(seconds=10))
            while on.left > timedelta():
                await outbox.flush()
                assert sum(on.service.standing().values()) <= 1
                clock.advance(STEP)
                on.left -= STEP
            for _ in range(2):
                await outbox.flush()
                clock.advance(STEP)
    (delivery,) = await store.read(lambda tx: tx[DailyRows].recent("s1", 9))
    await store.close()

    assert sum(on.service.standing().values()) == 1
    assert delivery.state is DeliveryState.SENT
    assert 1 <= on.asked <= (2 if fault is limited or taken else 21)
    assert [r.message for r in caplog.records if r.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("answers", [True, False], ids=["a page for people", "nobody"])
@pytest.mark.parametrize("kind", [Kind.DISCORD, Kind.SLACK], ids=lambda k: k.value)
async def test_something_else_answers_at_the_start(tmp_path: Path, kind: Kind, *, answers: bool) -> None:
    """One line that says what to look at and that it is tried again, no traceback; it ends cleanly when told to."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", _page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1] if answers else 1}"
    tokens = {
        Kind.DISCORD: {"DISCORD_TOKEN": "a.b.c", "DISCORD_API_BASE": f"{base}/api/v10"},
        Kind.SLACK: {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_BASE": f"{base}/api"},
    }[kind]
    furnish(tmp_path / "quoth.db")
    process = await warm.start(
        "bot", "run", cwd=tmp_path, stdout=PIPE, stderr=PIPE,
        env={
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "HTTP_PORT": "0",
            "DATABASE_URL": f"sqlite:///{tmp_path}/quoth.db", **tokens,
        },
    )  # fmt: skip
    async with asyncio.timeout(PATIENCE):
        assert process.stderr is not None
        line = (await process.stderr.readline()).decode()
        process.terminate()
        _, rest = await process.communicate()
    await runner.cleanup()

    assert "cannot be reached: " in line
    assert "It is tried again in 1 s" in line
    assert b"Traceback" not in rest
    assert process.returncode == 0


async def _page(_: web.Request) -> web.Response:
    return web.Response(text="<html>Log in first.</html>", content_type="text/html")
