"""Slack's one address for many workspaces of its own: whose token it is decides, and the app is added by OAuth."""

import asyncio
import base64
import re
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
from aiohttp import web

from adapters.slack.manifest import SCOPES
from adapters.slack.many import OfMany
from adapters.slack.platform import Access, Slack
from bot.app.engine import Engine
from bot.installations.keys import Keys
from bot.installations.register import Register
from bot.library.services import Services
from tests.patience import PATIENCE
from tests.platform.slack.conftest import PACE, serving
from tests.platform.slack.local import SECRET, LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.workspace import Json, no

CLIENT, CLIENT_SECRET = "1234.5678", "local-client-secret"
PUBLIC = "https://quoth.example.org"


class ManySlack:
    """The server in front. Workspaces live in `teams`, by their ids."""

    def __init__(self) -> None:
        self.teams: dict[str, LocalSlack] = {}
        self.codes: dict[str, Json] = {}
        self.refresh: dict[str, str] = {}
        self.revoked: list[str] = []
        self.exchanges: list[Json] = []
        self.failures: list[web.Response] = []
        self.tokens = 0
        # Its word for tokens that it does not know, and whether it answers whoever exchanges one.
        self.word = "invalid_auth"
        self.answering = asyncio.Event()
        self.answering.set()
        self.base = ""
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listen; returns what SLACK_API_BASE should be."""
        app = web.Application()
        app.add_routes([web.post("/api/{method}", self._call), web.get("/api/{method}", self._call)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api"
        return self.base

    async def stop(self) -> None:
        """Listen no more."""
        for team in self.teams.values():
            await team.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def team(self, team_id: str, name: str) -> LocalSlack:
        """A workspace that does not have the app yet."""
        made = self.teams[team_id] = LocalSlack(seconds=PACE, team=team_id, name=name, token="")
        await made.start()
        return made

    def grant(self, team_id: str, who: str = "alice", *, seconds: int = 0, **facts: Any) -> str:
        """Somebody allows what the app asks for; returns the code that their browser brings back."""
        team = self.teams[team_id]
        token = team.token if team.token and not seconds else self._new_token(team)
        answer: Json = {
            "ok": True, "access_token": token, "token_type": "bot", "scope": ",".join(SCOPES), "bot_user_id": "U0QUOTH",
            "app_id": "A0QUOTH", "team": {"id": team_id, "name": team.name}, "enterprise": None,
            "is_enterprise_install": False, "authed_user": {"id": "U" + who.upper()},
        }  # fmt: skip
        code = uuid.uuid4().hex
        self.codes[code] = answer | (self._ending(team, seconds) if seconds else {}) | facts
        return code

    def _new_token(self, team: LocalSlack) -> str:
        self.tokens += 1
        team.token = f"xoxb-{team.team}-{self.tokens}"
        return team.token

    def _ending(self, team: LocalSlack, seconds: int) -> Json:
        refresh = f"xoxe-{team.team}-{self.tokens}"
        self.refresh[refresh] = team.team
        return {"refresh_token": refresh, "expires_in": seconds}

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if method == "oauth.v2.access":
            return await self._access(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        team = next((t for t in self.teams.values() if t.token and t.token == token), None)
        if team is None:
            return no(self.word)
        if method == "auth.revoke":
            self.revoked.append(team.team)
            team.token = ""
            return web.json_response({"ok": True, "revoked": True})
        return await team._call(request)

    async def _access(self, request: web.Request) -> web.Response:
        arguments = {name: str(value) for name, value in (await request.post()).items()}
        self.exchanges.append(arguments)
        secrets = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
        if secrets != f"{CLIENT}:{CLIENT_SECRET}":
            return no("bad_client_secret")
        if self.failures:
            return self.failures.pop(0)
        if arguments.get("grant_type") == "refresh_token":
            team_id = self.refresh.pop(arguments["refresh_token"], None)
            if team_id is None:
                return no("invalid_refresh_token")
            team = self.teams[team_id]
            token = self._new_token(team)
            answer = {"ok": True, "access_token": token, "token_type": "bot", **self._ending(team, 43200)}
            await self.answering.wait()
            return web.json_response(answer)
        if arguments.get("redirect_uri") != f"{PUBLIC}/slack/oauth":
            return no("bad_redirect_uri")
        granted = self.codes.pop(arguments.get("code", ""), None)
        return web.json_response(granted) if granted else no("invalid_code")


@dataclass
class Page:
    """What a browser shows."""

    status: int
    headers: dict[str, str]
    html: str

    @property
    def text(self) -> str:
        """Its words."""
        return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", self.html))


class Browser:
    """Somebody's browser: it keeps the cookies it is given, and shows pages."""

    def __init__(self, address: str, http: aiohttp.ClientSession) -> None:
        self._address, self._http = address, http
        self.cookie = ""

    async def open(self, path: str) -> Page:
        """Look at a page."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        async with self._http.get(self._address + path, headers=headers) as answer:
            if given := answer.headers.get("Set-Cookie"):
                self.cookie = "" if "deleted" in given else given.partition(";")[0]
            return Page(answer.status, dict(answer.headers), await answer.text())

    async def begin(self) -> str:
        """Open the page and take its link; returns the state that Slack is told."""
        page = await self.open("/slack/install")
        link = re.search(r'<a class="add" href="([^"]+)"', page.html)
        assert link, page.html
        return parse_qs(urlsplit(unescape(link[1])).query)["state"][0]

    async def add(self, code: str) -> Page:
        """The whole way, with what Slack gave."""
        return await self.open(f"/slack/oauth?code={code}&state={await self.begin()}")


@dataclass
class Many:
    """A running bot that workspaces add, and Slack with all of them."""

    slack: ManySlack
    engine: Engine
    platform: Slack
    register: Register
    address: str
    http: aiohttp.ClientSession

    def browser(self) -> Browser:
        """A browser without cookies."""
        return Browser(self.address, self.http)

    def people(self, team_id: str) -> Workspace:
        """Who is in a workspace."""
        return Workspace(self.slack.teams[team_id], url=f"{self.address}/slack/events", http=self.http)

    async def added(self, team_id: str, name: str, **how: Any) -> LocalSlack:
        """A workspace that added the bot."""
        team = self.slack.teams.get(team_id) or await self.slack.team(team_id, name)
        page = await self.browser().add(self.slack.grant(team_id, **how))
        assert page.status == 200, page.text
        return team


@asynccontextmanager
async def many_running(
    folder: Path, key: str, slack: ManySlack | None = None, *, check: float = 60.0
) -> AsyncIterator[Many]:
    """The bot, in no workspace yet. A Slack that is handed in lives on."""
    served = slack or ManySlack()
    base = served.base if slack else await served.start()
    registers: list[Register] = []

    def access(services: Services) -> Access:
        registers.append(Register(services.store, Keys([key]), services.clock))
        of = OfMany(client_id=CLIENT, client_secret=CLIENT_SECRET, public_url=PUBLIC, register=registers[0])
        return Access(signing_secret=SECRET, api=base, many=of)

    try:
        async with (
            serving(folder, access, check=check) as (engine, platform, address),
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http,
        ):
            yield Many(served, engine, platform, registers[0], address, http)
    finally:
        if slack is None:
            await served.stop()


async def until(condition: Any, seconds: float = PATIENCE) -> Any:
    """Wait until something is so, by asking again."""
    over = time.monotonic() + seconds
    while not (found := await condition()):
        assert time.monotonic() < over, "it did not happen"
        await asyncio.sleep(0.02)
    return found
