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
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from typing_extensions import override

from adapters.slack import wording
from adapters.slack.admission import Admission
from adapters.slack.app import Listeners, bolt
from adapters.slack.connection import Connection
from adapters.slack.conversation import Conversation
from adapters.slack.directory import SlackDirectory
from adapters.slack.directs import Directs
from adapters.slack.examination import not_granted
from adapters.slack.files import Files
from adapters.slack.guard import BODY_LIMIT, Guard
from adapters.slack.home import HomePages
from adapters.slack.incoming import PLATFORM
from adapters.slack.membership import Installation
from adapters.slack.messenger import SlackMessenger
from adapters.slack.names import Names
from adapters.slack.pacer import SECONDS, Pacer
from adapters.slack.people import People
from adapters.slack.replier import Replier
from adapters.slack.tasks import Tasks
from adapters.slack.trouble import FAILURES, REFUSED, code_of
from bot.app.engine import Engine
from bot.delivery.platform import HttpAnswer, Messenger, Mount, Platform
from bot.errors import PlatformAway, PlatformRefused

PATH = "/slack/events"
DRAIN_SECONDS = 3.0
# How often Slack is asked whether an app that it sent away may be here again.
CHECK_SECONDS = 60.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How to get in: `app_token` means Socket Mode, else signed HTTP. `api` is where Slack is, "" for the real one."""

    bot_token: str
    app_token: str = ""
    signing_secret: str = ""
    api: str = ""

    def __repr__(self) -> str:
        return f"Access(api={self.api!r})"


class Slack(Platform):
    """The bot in one Slack workspace. Made inside a running event loop."""

    name = PLATFORM

    def __init__(
        self, engine: Engine, access: Access, *, pace: float = SECONDS, ping: float = 10.0,
        check: float = CHECK_SECONDS,
    ) -> None:  # fmt: skip
        self._access, self._check = access, check
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        self._client = self._web(AsyncConnectionErrorRetryHandler(), AsyncRateLimitErrorRetryHandler(max_retry_count=2))
        self._identity: AuthorizeResult | None = None
        self._installation: Installation | None = None
        self._closing = asyncio.Event()
        self._tasks = Tasks()
        pacer = Pacer(pace, lambda seconds: engine.services.metrics.waited(PLATFORM, seconds))
        self._names, self._admission = names, admission = Names(engine.services), Admission()
        self._directory = SlackDirectory(self._client)
        self._messenger = SlackMessenger(self._web(), self._client, pacer, names, admission)
        self._conversation = conversation = Conversation(
            engine, People(self._client, self._home), Directs(self._client),
            Replier(self._client, self._http, pacer, names), self._messenger,
            Files(self._http, self._client, access.bot_token, engine.registry.largest_upload, api=access.api),
        )  # fmt: skip

        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
            """Before every listener, so nobody is asked: the one workspace this token is for."""
            return self._identity

        self._app = bolt(authorize, self._web(token=""), "" if access.app_token else access.signing_secret)
        homes = HomePages(self._client, conversation.ask, names)
        Listeners(engine.registry, conversation, homes, self._tasks, names, admission, self._home).listen(self._app)
        self._connection: Connection | None = None
        if access.app_token:
            self._connection = Connection(self._app, access.app_token, self._client, ping=ping)

    @property
    @override
    def messenger(self) -> Messenger:
        return self._messenger

    @property
    @override
    def directory(self) -> SlackDirectory:
        return self._directory

    @property
    @override
    def mounts(self) -> Sequence[Mount]:
        """Signed HTTP where there is no Socket Mode."""
        if self._access.app_token:
            return ()
        door = _Door(Guard(self._access.signing_secret), self._app, lambda: self._identity is not None)
        return (Mount(path=PATH, handle=door.handle, limit=BODY_LIMIT, screen=door.screen),)

    @override
    async def serve(self, ready: Callable[[], None]) -> None:
        try:
            await self._come_in()
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
        return not self._admission.lost

    @override
    def is_ready(self) -> bool:
        if self._identity is None or self._admission.lost or self._closing.is_set():
            return False
        return self._connection.is_ready() if self._connection else True

    @override
    async def close(self) -> None:
        self._closing.set()
        if self._connection is not None:
            await self._connection.close()
        await self._tasks.drain(DRAIN_SECONDS)
        await self._http.close()

    def _home(self) -> Installation | None:
        return self._installation

    def _web(self, *retries: AsyncRetryHandler, token: str | None = None) -> AsyncWebClient:
        base = f"{self._access.api}/" if self._access.api else AsyncWebClient.BASE_URL
        return AsyncWebClient(
            token=self._access.bot_token if token is None else token,
            session=self._http,
            base_url=base,
            retry_handlers=list(retries),
        )

    async def _come_in(self) -> bool:
        """Learn who we are, whether we are let in; who was let in before may have to wait."""
        try:
            self._identity = await self._introduce()
        except PlatformRefused as refused:
            if self._identity is None:
                raise
            self._admission.lose(str(refused))
            return False
        self._admission.regain()
        await self._names.recall(f"{PLATFORM}:{self._identity.team_id}")
        await self._conversation.is_back(str(self._identity.team_id))
        return True

    async def _look_again(self, ready: Callable[[], None]) -> None:
        """While the app may not be here, ask now and then whether it may."""
        while True:
            await asyncio.sleep(self._check)
            with suppress(*FAILURES):
                if self._admission.lost and await self._come_in():
                    ready()

    async def _connected(self, connection: Connection, ready: Callable[[], None]) -> None:
        """Socket Mode, which ends for a while with the installation."""
        while not self._closing.is_set():
            try:
                await connection.serve(ready)
            except PlatformRefused as refused:
                if not connection.was_up:
                    raise
                self._admission.lose(str(refused))
                await asyncio.sleep(self._check)

    async def _introduce(self) -> AuthorizeResult:
        """Who we are in which workspace. Raises PlatformRefused when Slack knows the token no more."""
        try:
            answer = await self._client.auth_test()
        except SlackApiError as error:
            if code_of(error) in REFUSED:
                raise PlatformRefused(wording.refused(code_of(error))) from error
            raise
        if missing := not_granted(answer.headers.get("x-oauth-scopes", "")):
            _log.warning("%s", wording.not_granted(missing))
        assert isinstance(answer.data, dict)
        self._installation = Installation.of(answer.data)
        return AuthorizeResult(
            enterprise_id=answer.get("enterprise_id"), team_id=answer["team_id"], bot_id=answer.get("bot_id"),
            bot_user_id=answer["user_id"], bot_token=self._access.bot_token,
        )  # fmt: skip


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
