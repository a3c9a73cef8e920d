"""Slack as a platform: the parts put together, and their beginning and end."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from typing_extensions import override

from adapters.slack import wording
from adapters.slack.app import Listeners, bolt
from adapters.slack.connection import Connection
from adapters.slack.guard import BODY_LIMIT, Guard
from adapters.slack.incoming import PLATFORM
from adapters.slack.many import ManyWorkspaces, OfMany
from adapters.slack.one import OneWorkspace
from adapters.slack.pacer import SECONDS, Pacer
from adapters.slack.presence import Presences, Shared
from adapters.slack.tasks import Tasks
from adapters.slack.trouble import FAILURES
from bot.app.engine import Engine
from bot.chat.directories import Directory
from bot.delivery.batons import Batons
from bot.delivery.platform import HttpAnswer, Messenger, Mount, Platform
from bot.errors import PlatformAway, PlatformRefused
from bot.storage.perseverance import Perseverance

PATH = "/slack/events"
DRAIN_SECONDS = 3.0
# How often Slack is asked whether an app that it sent away may be here again, and looked for tokens that end.
CHECK_SECONDS = 60.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How to get in: `app_token` means Socket Mode, else signed HTTP. `api` is where Slack is, "" for the real one.

    `bot_token` is of the one workspace, `many` what workspaces are let in with that add the bot themselves.
    """

    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    api: str = ""
    many: OfMany | None = None

    def __repr__(self) -> str:
        return f"Access(api={self.api!r})"


class Slack(Platform):
    """The bot on Slack. Made inside a running event loop. Who does not `hear` only posts.

    With `batons` the pace of a channel is that of all processes.
    """

    name = PLATFORM

    def __init__(
        self, engine: Engine, access: Access, *, pace: float = SECONDS, ping: float = 10.0,
        check: float = CHECK_SECONDS, hears: bool = True, batons: Batons | None = None,
    ) -> None:  # fmt: skip
        self._access, self._check, self._hears = access, check, hears
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        self._closing = asyncio.Event()
        self._tasks = Tasks()
        metrics = engine.services.metrics
        self._pacer = Pacer(pace, lambda seconds: metrics.waited(PLATFORM, seconds), batons)
        shared = Shared(engine=engine, http=self._http, pacer=self._pacer, api=access.api)
        self._presences: Presences = (
            ManyWorkspaces(shared, access.many) if access.many else OneWorkspace(shared, access.bot_token)
        )

        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
            """Bolt looks at the names of what it is given."""
            return await self._presences.authorize(enterprise_id, team_id)

        self._app = bolt(authorize, shared.web(), "" if access.app_token else access.signing_secret)
        Listeners(engine.registry, self._presences, self._tasks, metrics).listen(self._app)
        self._connection: Connection | None = None
        if access.app_token and hears:
            self._connection = Connection(self._app, access.app_token, shared.reading(access.bot_token), ping=ping)

    @property
    @override
    def messenger(self) -> Messenger:
        return self._presences.messenger

    @property
    @override
    def directory(self) -> Directory:
        return self._presences.directory

    @property
    @override
    def mounts(self) -> Sequence[Mount]:
        """Signed HTTP where there is no Socket Mode, and the pages by which workspaces add the bot."""
        if not self._hears:
            return ()
        if self._access.app_token:
            return self._presences.mounts
        door = _Door(Guard(self._access.signing_secret), self._app, self._presences.is_open)
        return Mount(path=PATH, handle=door.handle, limit=BODY_LIMIT, screen=door.screen), *self._presences.mounts

    @override
    async def serve(self, ready: Callable[[], None]) -> None:
        try:
            await self._presences.begin()
        except FAILURES as error:
            raise PlatformAway(wording.UNREACHABLE) from error
        looking = asyncio.create_task(self._look_again(ready), name="slack admission")
        try:
            if self._connection is not None:
                await self._connected(self._connection, ready)
            else:
                ready()
                await self._closing.wait()
        finally:
            looking.cancel()

    @override
    def is_admitted(self) -> bool:
        return self._presences.is_admitted()

    @override
    def is_ready(self) -> bool:
        if not self._presences.is_open() or not self._presences.is_admitted() or self._closing.is_set():
            return False
        return self._connection.is_ready() if self._connection else True

    @override
    async def close(self) -> None:
        self._closing.set()
        if self._connection is not None:
            await self._connection.close()
        await asyncio.gather(self._tasks.drain(DRAIN_SECONDS), self._presences.close(DRAIN_SECONDS))
        await self._http.close()

    async def _look_again(self, ready: Callable[[], None]) -> None:
        """While the app may not be here, ask now and then whether it may."""
        looking = Perseverance(_log, "looking whether Slack lets the app in, and after its tokens,")
        while True:
            await asyncio.sleep(self._check)
            with looking.turn(), suppress(*FAILURES):
                if await self._presences.check():
                    ready()

    async def _connected(self, connection: Connection, ready: Callable[[], None]) -> None:
        """Socket Mode, which ends for a while with the installation."""

        def up() -> None:
            self._presences.is_up()
            ready()

        while not self._closing.is_set():
            try:
                await connection.serve(up)
            except PlatformRefused as refused:
                if not connection.was_up:
                    raise
                self._presences.lose(str(refused))
                await asyncio.sleep(self._check)


class _Door:
    """Signed HTTP → Bolt, once it is known who we are: a token that is refused lets nobody in."""

    def __init__(self, guard: Guard, app: AsyncApp, is_open: Callable[[], bool]) -> None:
        self._guard, self._app, self._is_open = guard, app, is_open

    def screen(self, headers: Mapping[str, str]) -> HttpAnswer | None:
        """What somebody gets back who is not let in whatever follows."""
        return _refusal(self._guard.screening(headers))

    async def handle(self, headers: Mapping[str, str], body: bytes) -> HttpAnswer:
        """What Slack gets back."""
        if refused := _refusal(self._guard.rejection_status(headers, body)):
            return refused
        if not self._is_open():
            return HttpAnswer(status=503, body=b"not ready")
        request = AsyncBoltRequest(body=body.decode("utf-8"), headers=dict(headers))
        response = await self._app.async_dispatch(request)
        shown = {name: values if isinstance(values, str) else values[0] for name, values in response.headers.items()}
        return HttpAnswer(status=response.status, body=response.body.encode(), headers=shown)


def _refusal(rejection_status: HTTPStatus | None) -> HttpAnswer | None:
    return HttpAnswer(status=rejection_status, body=rejection_status.phrase.encode()) if rejection_status else None
