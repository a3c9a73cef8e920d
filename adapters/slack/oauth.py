"""How a workspace adds the bot: the page, the way over Slack, the way back. What goes wrong is a sentence on a page.

https://docs.slack.dev/authentication/installing-with-oauth
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import AuthorizeUrlGenerator, OAuthStateUtils
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import page_wording as wording
from adapters.slack import pages
from adapters.slack.granted import Grant, NotGranted, grant_of
from adapters.slack.incoming import PLATFORM
from adapters.slack.manifest import OPTIONAL_SCOPES, SCOPES
from adapters.slack.presence import Shared
from adapters.slack.trouble import FAILURES, code_of
from bot.delivery.platform import HttpAnswer, Mount
from bot.errors import StorageError
from bot.installations.model import Installed, Tokens
from bot.installations.register import STATE_SECONDS, Register

INSTALL, BACK = "/slack/install", "/slack/oauth"
SLACK = "https://slack.com"
QUERY_LIMIT, SECONDS = 8000, 20.0
_log = logging.getLogger(__name__)


class OAuthPages:
    """The two pages. `added` is told of each workspace that the bot was added to."""

    def __init__(
        self, shared: Shared, register: Register, client_id: str, client_secret: str, public_url: str,
        added: Callable[[str], Awaitable[None]],
    ) -> None:  # fmt: skip
        self._shared, self._register, self._added = shared, register, added
        self._secrets = {"client_id": client_id, "client_secret": client_secret}
        self.address, self._back = public_url + INSTALL, public_url + BACK
        api = urlsplit(shared.api)
        slack = f"{api.scheme}://{api.netloc}" if shared.api else SLACK
        self._urls = AuthorizeUrlGenerator(
            client_id=quote(client_id), redirect_uri=quote(self._back, safe=""),
            scopes=[*SCOPES, *OPTIONAL_SCOPES], authorization_url=f"{slack}/oauth/v2/authorize",
        )  # fmt: skip
        self._browsers = OAuthStateUtils(expiration_seconds=STATE_SECONDS)

    @property
    def mounts(self) -> Sequence[Mount]:
        """Where they are."""
        return (
            Mount(path=INSTALL, handle=self.offer, limit=QUERY_LIMIT, method="GET"),
            Mount(path=BACK, handle=self.come_back, limit=QUERY_LIMIT, method="GET"),
        )

    async def offer(self, headers: Mapping[str, str], query: bytes) -> HttpAnswer:
        """The page with the link; what leads back is for this browser alone."""
        try:
            state = await self._register.issue_state()
        except StorageError:
            return self._told(wording.DATABASE_AWAY, 503)
        if state is None:
            return self._told(wording.TOO_MANY, 503)
        # Lax: the browser comes back from another site, by a link.
        cookie = f"{self._browsers.build_set_cookie_for_new_state(state)}; SameSite=Lax"
        return pages.offer(self._urls.generate(state), cookie)

    async def come_back(self, headers: Mapping[str, str], query: bytes) -> HttpAnswer:
        """From Slack. Nothing is changed but by who was let in, once, in the browser that began."""
        brought = {name: values[0] for name, values in parse_qs(query.decode("utf-8", "replace")).items()}
        state = brought.get("state", "")
        if not state:
            return self._told(wording.NO_STATE, 400)
        if not self._browsers.is_valid_browser(state, {"cookie": headers.get("Cookie", "")}):
            return self._told(wording.OTHER_BROWSER, 400)
        try:
            if not await self._register.use_state(state):
                return self._ended(wording.USED, 400)
            return await self._came(brought)
        except NotGranted as why:
            return self._ended(str(why), 400)
        except StorageError:
            return self._ended(wording.DATABASE_AWAY, 503)

    async def _came(self, brought: Mapping[str, str]) -> HttpAnswer:
        if error := brought.get("error"):
            cancelled = error == "access_denied"
            return self._ended(wording.CANCELLED if cancelled else wording.turned_down(error[:80]), 200)
        if not (code := brought.get("code")):
            raise NotGranted(wording.NO_CODE)
        try:
            async with asyncio.timeout(SECONDS):
                return await self._install(await self._exchanged(code))
        except FAILURES as error:
            _log.warning("Slack did not answer while somebody added the bot: %s", type(error).__name__)
            return self._ended(wording.UNREACHABLE, 502)

    async def _exchanged(self, code: str) -> Grant:
        """What Slack gives for what the browser brought. Raises NotGranted."""
        client = self._shared.web()
        try:
            answer = await client.oauth_v2_access(**self._secrets, code=code, redirect_uri=self._back)
        except SlackApiError as error:
            code = code_of(error)
            _log.warning("Slack did not take what somebody brought who adds the bot: %s", code or "no answer")
            away = not code or error.response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
            raise NotGranted(wording.UNREACHABLE if away else wording.refused(code)) from error
        assert isinstance(answer.data, dict)
        return grant_of(answer.data)

    async def _install(self, grant: Grant) -> HttpAnswer:
        """Look who is let in by whom, then keep it. Slack forgets what is not taken."""
        client = self._shared.reading(grant.token)
        try:
            about = await _about(client, grant)
        except NotGranted:
            await self._give_back(client, grant)
            raise
        ends = self._register.clock.now() + timedelta(seconds=grant.seconds) if grant.seconds else None
        tokens = Tokens(bot=grant.token, refresh=grant.refresh, expires_at=ends)
        new = await self._register.install(about, tokens, grant.user)
        await self._added(about.workspace_id)
        _log.info("%s the workspace %s", "added to" if new else "is still in", about.workspace_id)
        return self._ended(wording.added(about.name) if new else wording.there_already(about.name), 200, again=False)

    async def _give_back(self, client: AsyncWebClient, grant: Grant) -> None:
        """Where the bot is already it stays, by the same token."""
        kept = await self._register.find(f"{PLATFORM}:{grant.workspace}")
        if kept is not None and kept.is_there:
            return
        try:
            await client.auth_revoke()
        except FAILURES as error:
            _log.warning("a token that is of no use was not taken back by Slack: %s", type(error).__name__)

    def _told(self, sentence: str, status: int, cookie: str = "", *, again: bool = True) -> HttpAnswer:
        return pages.told(sentence, status=status, cookie=cookie, again=self.address if again else "")

    def _ended(self, sentence: str, status: int, *, again: bool = True) -> HttpAnswer:
        """The same at the end of the way: the browser forgets what it came with."""
        return self._told(sentence, status, self._browsers.build_set_cookie_for_deletion(), again=again)


async def _about(client: AsyncWebClient, grant: Grant) -> Installed:
    """The workspace, as the token says it is. Raises NotGranted for rights that are lacking, and for guests."""
    if missing := [scope for scope in SCOPES if scope not in grant.scopes]:
        raise NotGranted(wording.lacking(missing))
    try:
        itself: Any = await client.auth_test()
        user = (await client.users_info(user=grant.user))["user"]
    except SlackApiError as error:
        _log.warning("Slack did not say who added the bot: %s", code_of(error))
        raise NotGranted(wording.NOT_KNOWN) from error
    if not grant.whole and itself["team_id"] != grant.workspace:
        raise NotGranted(wording.OTHER_TEAM)
    if user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger"):
        raise NotGranted(wording.GUEST)
    return Installed(
        workspace_id=f"{PLATFORM}:{grant.workspace}", name=grant.name or str(itself.get("team") or grant.workspace),
        team=grant.team, enterprise=grant.enterprise, whole=grant.whole, bot_user=str(itself["user_id"]),
        bot_id=str(itself.get("bot_id") or ""), scopes=",".join(grant.scopes),
    )  # fmt: skip
