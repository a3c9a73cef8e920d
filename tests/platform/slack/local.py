"""A Slack of our own on loopback: Web API, response addresses, Socket Mode and signed requests, as strict as Slack.

slack_sdk and slack-bolt talk to it unmodified. It keeps what people see; what Slack would not have taken is answered
with Slack's error, and what a person would have noticed (a late acknowledgement) is kept among the `complaints`.
"""

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from adapters.slack.manifest import SCOPES
from tests.patience import PATIENCE
from tests.platform.delivery import Delivery
from tests.platform.slack.blockkit import message_problems
from tests.platform.slack.workspace import TEAM, Json, Shown, Workspace, no

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-local-token-1", "xapp-local-token-1", "local-signing-secret"
ACK_SECONDS, ANSWER_SECONDS, ANSWERS = 3.0, 1800.0, 5
# How often something is looked at that nobody announces.
LOOK_SECONDS = 0.02
NEEDS = {
    "chat.postMessage": "chat:write", "chat.update": "chat:write", "chat.postEphemeral": "chat:write",
    "chat.delete": "chat:write",
    "users.info": "users:read", "conversations.open": "im:write", "files.info": "files:read",
    "files.getUploadURLExternal": "files:write", "files.completeUploadExternal": "files:write",
}  # fmt: skip
DEFAULT_SCOPES = frozenset(SCOPES)


class LocalSlack(Workspace):
    """The server. `seconds` is how long a channel rests after a message (Slack: one second)."""

    def __init__(
        self, *, seconds: float = 1.0, team: str = TEAM, name: str = "Local", token: str = BOT_TOKEN
    ) -> None:  # fmt: skip
        super().__init__(seconds=seconds, team=team, name=name)
        self.token = token
        self.scopes = set(DEFAULT_SCOPES)
        self.calls: list[tuple[str, Json]] = []
        self.failures: dict[str, list[Callable[[], web.StreamResponse]]] = {}
        self.lose: set[str] = set()
        self.hold: dict[str, asyncio.Event] = {}
        self.addresses: dict[str, tuple[float, int, Json]] = {}
        # What is sent for a file, try after try; the last stays.
        self.files: dict[str, list[Delivery]] = {}
        self.file_requests: list[tuple[str, str]] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.refuse_sockets = 0
        self.gone = ""
        self.ghosts = 0
        # What time its answers say it is; "" for the real one.
        self.date = ""
        self.acks: dict[str, asyncio.Future[Json]] = {}
        self._mute: list[web.WebSocketResponse] = []
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self.user("alice", admin=True)
        self.user("bob", zone="America/New_York")
        self.channel("general", "alice", "bob")

    # ---- the server

    async def start(self) -> str:
        """Listen; returns what SLACK_API_BASE should be."""
        app = web.Application(client_max_size=50_000_000)
        app.add_routes([
            web.post("/api/{method}", self._call), web.get("/api/{method}", self._call),
            web.post("/answers/{address}", self._answer), web.get("/link", self._link),
            web.get("/files/{name}", self._file), web.post("/upload/{file}", self._upload),
        ])  # fmt: skip
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.own_time.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self.base + "/api"

    async def stop(self) -> None:
        """Listen no more."""
        if self.own_time.is_alive():
            self.own_time.end()
        for socket in list(self.sockets):
            await socket.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def until(self, condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """Wait until something is so, here or in the bot; returns it."""
        until = time.monotonic() + seconds
        while not (found := condition()):
            if time.monotonic() > until:
                seen = "\n".join(f"{s.kind} {s.channel} {s.user}: {s.text[:200]!r}" for s in self.shown[-8:])
                raise AssertionError(f"it did not happen; last seen:\n{seen}\n{self.complaints}")
            async with self._changed:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), LOOK_SECONDS)
        return found

    async def tell(self) -> None:
        """Something changed."""
        async with self._changed:
            self._changed.notify_all()

    def trigger(self) -> str:
        """A fresh trigger id."""
        trigger = f"{next(self.stamps)}.{uuid.uuid4().hex[:12]}"
        self.triggers[trigger] = self.own_time.seconds
        return trigger

    def address(self, about: Json) -> str:
        """A fresh response address; `about` says for whom, where, and which message."""
        name = uuid.uuid4().hex
        self.addresses[name] = (time.monotonic(), 0, about)
        return f"{self.base}/answers/{name}"

    def mute(self, socket: web.WebSocketResponse) -> None:
        """Let a connection stand and answer nothing any more."""
        self._mute.append(socket)

    async def _upload(self, request: web.Request) -> web.Response:
        """The bytes of a file that was announced; Slack takes them as they are or in a form."""
        data = await request.read()
        if len(data) != self.announced[request.match_info["file"]][1]:
            self.complaints.append("a file has another length than was told")
        self.uploaded[request.match_info["file"]] = data
        return web.Response(text="OK")

    # ---- Web API

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        if planned := self.failures.get(method):
            return planned.pop(0)()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or arguments.get("token", "")
        expected = APP_TOKEN if method == "apps.connections.open" else self.token
        if self.gone or token != expected:
            return no(self.gone or "invalid_auth")
        if (needed := self._needed(method, arguments)) and needed not in self.scopes:
            return no("missing_scope", needed=needed, provided=",".join(sorted(self.scopes)))
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            return no("unknown_method")
        answer: Json | web.StreamResponse = handler(arguments)
        await self.tell()
        if isinstance(answer, web.StreamResponse):
            return answer
        if waiting := self.hold.pop(method, None):
            await waiting.wait()
        if method in self.lose:
            self.lose.discard(method)
            assert request.transport is not None
            request.transport.close()
        headers = {"x-oauth-scopes": ",".join(sorted(self.scopes)), **({"Date": self.date} if self.date else {})}
        return web.json_response({"ok": True, **answer}, headers=headers)

    def _needed(self, method: str, arguments: Json) -> str:
        if method.startswith("conversations.") and method != "conversations.open":
            channel = self.channels.get(arguments.get("channel", ""))
            kind = channel.kind if channel else "channels"
            return f"{kind}:{'read' if method == 'conversations.info' else 'history'}"
        return NEEDS.get(method, "")

    # ---- response addresses

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["address"]
        arguments = await request.json()
        self.calls.append(("response", arguments))
        issued, used, about = self.addresses.get(name, (0.0, ANSWERS, {}))
        if used >= ANSWERS or time.monotonic() - issued > ANSWER_SECONDS:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        self.addresses[name] = (issued, used + 1, about)
        if problem := self.problem(message_problems(arguments)):
            return problem
        refused = self._show_answer(about, arguments)
        await self.tell()
        return refused or web.Response(text="ok")

    def _show_answer(self, about: Json, arguments: Json) -> web.Response | None:
        channel = self.channels[about["channel"]]
        if arguments.get("replace_original"):
            if about.get("ephemeral"):
                self.show_to(about["user"], channel.id, arguments)
                self.shown[-1].kind = "replaced"
            else:
                channel.messages[about["ts"]] |= {"text": arguments["text"], "blocks": arguments["blocks"]}
                self.shown.append(Shown("update", channel.messages[about["ts"]], channel.id))
        elif arguments.get("response_type", "ephemeral") == "in_channel":
            if channel.id[0] != "D" and (early := self.too_early(channel)):
                return early
            self.put(channel, arguments, arguments.get("thread_ts") or "")
        else:
            self.show_to(about["user"], channel.id, arguments)
        return None

    # ---- Socket Mode

    async def _link(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("ticket") not in self.tickets:
            return web.Response(status=403)
        self.tickets.discard(request.query["ticket"])
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        if self.refuse_sockets > 0:
            self.refuse_sockets -= 1
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.sockets.append(socket)
        await socket.send_json({
            "type": "hello", "num_connections": len(self.sockets) + self.ghosts,
            "connection_info": {"app_id": "A0QUOTH"},
            "debug_info": {"host": "local", "approximate_connection_time": 18060},
        })  # fmt: skip
        await self.tell()
        async for received in socket:
            if received.type is WSMsgType.PING and socket not in self._mute:
                await socket.pong(received.data)
            if received.type is WSMsgType.TEXT:
                acknowledged = json.loads(received.data)
                waiting = self.acks.get(acknowledged.get("envelope_id", ""))
                if waiting is not None and not waiting.done():
                    waiting.set_result(acknowledged.get("payload") or {})
        if socket in self.sockets:
            self.sockets.remove(socket)
        await self.tell()
        return socket

    async def _file(self, request: web.Request) -> web.StreamResponse:
        name, shown = request.match_info["name"], request.headers.get("Authorization", "")
        self.file_requests.append((name, shown))
        if shown != f"Bearer {self.token}" or "files:read" not in self.scopes:
            # Slack does not refuse: it asks to sign in.
            page = b"<!DOCTYPE html><html><head><title>Sign in to Local</title></head><body></body></html>"
            return await Delivery(page, kind="text/html").send(request)
        planned = self.files.get(name)
        if not planned:
            return web.Response(status=404)
        return await (planned.pop(0) if len(planned) > 1 else planned[0]).send(request)


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        given: Json = await request.json()
        return given
    form = {k: v for k, v in (await request.post()).items() if isinstance(v, str)} | dict(request.query)
    for name in ("blocks", "view", "metadata"):
        if isinstance(form.get(name), str):
            form[name] = json.loads(form[name])
    return form
