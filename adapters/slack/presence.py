"""The bot in one Slack workspace: its clients, who it is there, whom it knows, its names and its rights."""

import logging
from dataclasses import dataclass
from typing import Protocol

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import wording
from adapters.slack.admission import Admission
from adapters.slack.conversation import Conversation
from adapters.slack.directory import SlackDirectory
from adapters.slack.directs import Directs
from adapters.slack.examination import not_granted
from adapters.slack.files import Files
from adapters.slack.home import HomePages
from adapters.slack.incoming import PLATFORM
from adapters.slack.membership import Installation
from adapters.slack.messenger import SlackMessenger
from adapters.slack.names import Names
from adapters.slack.pacer import Pacer
from adapters.slack.people import People
from adapters.slack.references import References
from adapters.slack.replier import Replier
from adapters.slack.trouble import REFUSED, code_of
from bot.app.engine import Engine
from bot.delivery.platform import Access
from bot.errors import PlatformRefused

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What all workspaces of a process share. `api` is where Slack is, "" for the real one."""

    engine: Engine
    http: aiohttp.ClientSession
    pacer: Pacer
    api: str = ""

    def web(self, *retries: AsyncRetryHandler, token: str = "") -> AsyncWebClient:
        """Slack's Web API; without retries nothing is sent twice."""
        base = f"{self.api}/" if self.api else AsyncWebClient.BASE_URL
        return AsyncWebClient(token=token, session=self.http, base_url=base, retry_handlers=list(retries))

    def reading(self, token: str = "") -> AsyncWebClient:
        """The same for what may be asked again."""
        return self.web(
            AsyncConnectionErrorRetryHandler(), AsyncRateLimitErrorRetryHandler(max_retry_count=2), token=token
        )


class Presence:
    """The bot in the one workspace that `token` is for."""

    def __init__(self, shared: Shared, token: str, admission: Admission | None = None) -> None:
        engine, pacer = shared.engine, shared.pacer
        self.client, self._sender = shared.reading(token), shared.web(token=token)
        self.identity: AuthorizeResult | None = None
        self.installation: Installation | None = None
        self.admission = admission or Admission()
        self.names = Names(engine.services)
        self.directory = SlackDirectory(self.client)
        self.messenger = SlackMessenger(self._sender, self.client, pacer, self.names, self.admission)
        self._files = Files(shared.http, self.client, token, engine.registry.largest_upload, api=shared.api)
        people = People(self.client, lambda: self.installation)
        self.conversation = Conversation(
            engine, people, Directs(self.client), Replier(self.client, shared.http, pacer, self.names), self.messenger,
            self._files, References(people, self.directory),
        )  # fmt: skip
        self.homes = HomePages(self.client, self.conversation.ask, self.names)

    @property
    def workspace(self) -> str:
        """The team, or the whole organisation, as its places name it."""
        assert self.identity is not None
        return str(self.identity.team_id)

    def take(self, token: str) -> None:
        """Slack gave another token."""
        self.client.token = self._sender.token = token
        self._files.token = token

    async def come_in(self) -> bool:
        """Learn who we are, whether we are let in; who was let in before may have to wait.

        Raises PlatformRefused for who never was.
        """
        try:
            self.identity = await self._introduce()
        except PlatformRefused as refused:
            if self.identity is None:
                raise
            self.admission.lose(str(refused))
            return False
        self.admission.regain()
        await self.names.recall(f"{PLATFORM}:{self.workspace}")
        await self.conversation.is_back(self.workspace)
        return True

    async def _introduce(self) -> AuthorizeResult:
        """Who we are in which workspace. Raises PlatformRefused when Slack knows the token no more."""
        try:
            answer = await self.client.auth_test()
        except SlackApiError as error:
            if code_of(error) in REFUSED:
                raise PlatformRefused(wording.refused(code_of(error))) from error
            raise
        if missing := not_granted(answer.headers.get("x-oauth-scopes", "")):
            _log.warning("%s", wording.not_granted(missing))
        assert isinstance(answer.data, dict)
        self.installation = Installation.of(answer.data)
        return AuthorizeResult(
            enterprise_id=answer.get("enterprise_id"), team_id=answer["team_id"], bot_id=answer.get("bot_id"),
            bot_user_id=answer["user_id"], bot_token=self.client.token,
        )  # fmt: skip


class Presences(Access, Protocol):
    """The workspaces the bot is in: one whose token is in the settings, or all that added it."""

    @property
    def elsewhere(self) -> str:
        """What a command is told in a workspace in which the bot is not."""
        ...

    def is_open(self) -> bool:
        """Whether payloads may come in."""
        ...

    def is_admitted(self) -> bool:
        """Whether Slack lets the app be anywhere."""
        ...

    async def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """For Bolt, before every listener, so nobody is asked."""
        ...

    async def begin(self) -> None:
        """Be there. Raises PlatformRefused."""
        ...

    async def close(self, seconds: float) -> None:
        """Tear nothing that is under way, as long as it takes no longer than that."""
        ...

    async def check(self) -> bool:
        """Now and then: whether the app is let in again that was not, and what else is due."""
        ...

    def lose(self, reason: str) -> None:
        """Slack lets nobody connect any more."""
        ...

    def is_up(self) -> None:
        """Slack let us connect."""
        ...

    async def meant(self, team_id: str | None, enterprise_id: str | None) -> Presence | None:
        """The one a payload is for that names these as its installation; None for a stranger's."""
        ...

    def stranger(self, team_id: str) -> str:
        """What the log is told of a payload from there."""
        ...

    async def sent_away(self, presence: Presence, reason: str) -> None:
        """Slack says that the app was uninstalled, or its token taken back."""
        ...
