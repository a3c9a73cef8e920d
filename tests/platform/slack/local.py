"""A Slack of our own on loopback: Web API, response addresses, Socket Mode and signed requests, as strict as Slack.

slack_sdk and slack-bolt talk to it unmodified. It keeps what people see; what Slack would not have taken is answered
with Slack's error, and what a person would have noticed (a late acknowledgement) is kept among the `complaints`.
"""

import asyncio
import itertools
import json
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.platform.slack.blockkit import message_problems, view_problems

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-local-token-1", "xapp-local-token-1", "local-signing-secret"
TEAM, BOT, BOT_USER = "T0LOCAL", "B0QUOTH", "U0QUOTH"
ACK_SECONDS, TRIGGER_SECONDS, ANSWER_SECONDS, ANSWERS = 3.0, 3.0, 1800.0, 5
# How often something is looked at that nobody announces.
LOOK_SECONDS = 0.02
NEEDS = {
    "chat.postMessage": "chat:write", "chat.update": "chat:write", "chat.postEphemeral": "chat:write",
    "users.info": "users:read", "conversations.open": "im:write",
}  # fmt: skip
DEFAULT_SCOPES = frozenset({"commands", "chat:write", "users:read", "channels:read", "groups:read", "files:read"})
Json = dict[str, Any]


@dataclass
class Channel:
    """A conversation: who is in it (the bot as BOT_USER), and what stands there by time stamp."""

    id: str
    members: set[str]
    private: bool = False
    archived: bool = False
    read_only: bool = False
    messages: dict[str, Json] = field(default_factory=dict)
    last_post: float = 0.0


@dataclass
class Shown:
    """Something people saw: a `message`, an `update` of one, an `ephemeral` (to `user`), a `view`, a `home`."""

    kind: str
    message: Json
    channel: str = ""
    user: str = ""
    thread: str = ""
    at: float = field(default_factory=time.monotonic)

    @property
    def text(self) -> str:
        """Its words."""
        return str(self.message.get("text", ""))


class LocalSlack:
    """The server. `seconds` is how long a channel rests after a message (Slack: one second)."""

    def __init__(self, *, seconds: float = 1.0) -> None:
        self.seconds = seconds
        self.scopes = set(DEFAULT_SCOPES)
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Channel] = {}
        self.shown: list[Shown] = []
        self.calls: list[tuple[str, Json]] = []
        self.complaints: list[str] = []
        self.failures: dict[str, list[Callable[[], web.StreamResponse]]] = {}
        self.lose: set[str] = set()
        self.hold: dict[str, asyncio.Event] = {}
        self.triggers: dict[str, float | None] = {}
        self.addresses: dict[str, tuple[float, int, Json]] = {}
        self.views: dict[str, Json] = {}
        self.files: dict[str, bytes] = {}
        self.sockets: list[web.WebSocketResponse] = []
        self.refuse_sockets = 0
        self.gone = ""
        self.ghosts = 0
        self.acks: dict[str, asyncio.Future[Json]] = {}
        self._tickets: set[str] = set()
        self._mute: list[web.WebSocketResponse] = []
        self._changed = asyncio.Condition()
        self._stamps = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self.base = ""
        self.user("alice", admin=True)
        self.user("bob", zone="America/New_York")
        self.channel("general", "alice", "bob")

    # ---- who and where

    def user(self, name: str, *, zone: str = "Europe/Berlin", admin: bool = False) -> str:
        """Somebody in the workspace; returns their id."""
        user_id = "U" + name.upper()
        profile = {"display_name": name.capitalize(), "real_name": name.capitalize() + " Example"}
        self.users[user_id] = {
            "id": user_id, "team_id": TEAM, "name": name, "tz": zone, "is_admin": admin, "is_owner": False,
            "profile": profile,
        }  # fmt: skip
        return user_id

    def channel(self, name: str, *members: str, bot: bool = True, **facts: Any) -> Channel:
        """A channel with these people in it, and the bot unless told otherwise."""
        ids = {"U" + m.upper() for m in members} | ({BOT_USER} if bot else set())
        made = Channel(id="C" + name.upper(), members=ids, **facts)
        self.channels[made.id] = made
        return made

    def direct(self, user_id: str) -> Channel:
        """The direct messages between the bot and somebody."""
        channel_id = "D" + user_id[1:]
        return self.channels.setdefault(channel_id, Channel(id=channel_id, members={user_id, BOT_USER}, private=True))

    # ---- the server

    async def start(self) -> str:
        """Listen; returns what SLACK_API_BASE should be."""
        app = web.Application(client_max_size=50_000_000)
        app.add_routes([
            web.post("/api/{method}", self._call), web.get("/api/{method}", self._call),
            web.post("/answers/{address}", self._answer), web.get("/link", self._link),
            web.get("/files/{name}", self._file),
        ])  # fmt: skip
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self.base + "/api"

    async def stop(self) -> None:
        """Listen no more."""
        for socket in list(self.sockets):
            await socket.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def until(self, condition: Callable[[], Any], seconds: float = 10.0) -> Any:
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
        trigger = f"{next(self._stamps)}.{uuid.uuid4().hex[:12]}"
        self.triggers[trigger] = time.monotonic()
        return trigger

    def address(self, about: Json) -> str:
        """A fresh response address; `about` says for whom, where, and which message."""
        name = uuid.uuid4().hex
        self.addresses[name] = (time.monotonic(), 0, about)
        return f"{self.base}/answers/{name}"

    def stamp(self) -> str:
        """A message's time stamp, never twice."""
        return f"{int(time.time())}.{next(self._stamps):06}"

    def mute(self, socket: web.WebSocketResponse) -> None:
        """Let a connection stand and answer nothing any more."""
        self._mute.append(socket)

    # ---- Web API

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        if planned := self.failures.get(method):
            return planned.pop(0)()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or arguments.get("token", "")
        expected = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if self.gone or token != expected:
            return _no(self.gone or "invalid_auth")
        if (needed := self._needed(method, arguments)) and needed not in self.scopes:
            return _no("missing_scope", needed=needed, provided=",".join(sorted(self.scopes)))
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            return _no("unknown_method")
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
        return web.json_response({"ok": True, **answer}, headers={"x-oauth-scopes": ",".join(sorted(self.scopes))})

    def _needed(self, method: str, arguments: Json) -> str:
        if method.startswith("conversations.") and method != "conversations.open":
            channel = self.channels.get(arguments.get("channel", ""))
            kind = "im" if channel and channel.id[0] == "D" else "groups" if channel and channel.private else "channels"
            return f"{kind}:{'read' if method == 'conversations.info' else 'history'}"
        return NEEDS.get(method, "")

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": TEAM, "team": "Local", "user_id": BOT_USER, "bot_id": BOT, "user": "quoth", "url": self.base}

    def _apps_connections_open(self, _: Json) -> Json:
        ticket = uuid.uuid4().hex
        self._tickets.add(ticket)
        return {"url": f"{self.base.replace('http', 'ws')}/link?ticket={ticket}&app_id=A0QUOTH"}

    def _users_info(self, arguments: Json) -> Json | web.Response:
        found = self.users.get(arguments["user"])
        return {"user": found} if found else _no("user_not_found")

    def _conversations_info(self, arguments: Json) -> Json | web.Response:
        channel = self.channels.get(arguments["channel"])
        if channel is None or (channel.private and BOT_USER not in channel.members):
            return _no("channel_not_found")
        return {"channel": {
            "id": channel.id, "is_archived": channel.archived, "is_member": BOT_USER in channel.members,
            "is_private": channel.private, "is_read_only": channel.read_only,
        }}  # fmt: skip

    def _conversations_open(self, arguments: Json) -> Json:
        return {"channel": {"id": self.direct(arguments["users"]).id}}

    def _conversations_history(self, arguments: Json) -> Json:
        messages = [m for m in self.channels[arguments["channel"]].messages.values() if "thread_ts" not in m]
        return {"messages": list(reversed(messages))[: int(arguments.get("limit", 100))]}

    def _conversations_replies(self, arguments: Json) -> Json:
        messages = self.channels[arguments["channel"]].messages.values()
        return {"messages": [m for m in messages if arguments["ts"] in (m["ts"], m.get("thread_ts"))]}

    def _chat_postMessage(self, arguments: Json) -> Json | web.Response:  # noqa: N802 - Slack's own name
        channel = self._postable(arguments["channel"])
        if isinstance(channel, web.Response):
            return channel
        if problem := self._problem(message_problems(arguments)):
            return problem
        if channel.id[0] != "D" and (early := self._too_early(channel)):
            return early
        message = self._put(channel, arguments, arguments.get("thread_ts") or "")
        return {"channel": channel.id, "ts": message["ts"], "message": message}

    def _chat_update(self, arguments: Json) -> Json | web.Response:
        channel = self.channels.get(arguments["channel"])
        message = channel.messages.get(arguments["ts"]) if channel else None
        if channel is None or message is None:
            return _no("message_not_found")
        if problem := self._problem(message_problems(arguments)):
            return problem
        message |= {"text": arguments["text"], "blocks": arguments["blocks"]}
        self.shown.append(Shown("update", dict(message), channel.id, thread=message.get("thread_ts", "")))
        return {"channel": channel.id, "ts": arguments["ts"], "text": arguments["text"]}

    def _chat_postEphemeral(self, arguments: Json) -> Json | web.Response:  # noqa: N802 - Slack's own name
        channel = self._postable(arguments["channel"])
        if isinstance(channel, web.Response):
            return channel
        if arguments["user"] not in channel.members:
            return _no("user_not_in_channel")
        if problem := self._problem(message_problems(arguments)):
            return problem
        self._show_to(arguments["user"], channel.id, arguments)
        return {"message_ts": self.stamp()}

    def _views_open(self, arguments: Json) -> Json | web.Response:
        trigger, view = arguments["trigger_id"], arguments["view"]
        issued = self.triggers.get(trigger, 0.0)
        if trigger not in self.triggers:
            return _no("invalid_trigger_id")
        self.triggers[trigger] = None
        if issued is None:
            return _no("exchanged_trigger_id")
        if time.monotonic() - issued > TRIGGER_SECONDS:
            return _no("expired_trigger_id")
        if problem := self._problem(view_problems(view)):
            return problem
        opened = {**view, "id": f"V{next(self._stamps)}", "hash": "1"}
        self.views[opened["id"]] = opened
        self.shown.append(Shown("view", opened))
        return {"view": opened}

    def _views_publish(self, arguments: Json) -> Json | web.Response:
        if problem := self._problem(view_problems(arguments["view"])):
            return problem
        self.shown.append(Shown("home", {**arguments["view"], "id": "VHOME"}, user=arguments["user_id"]))
        return {"view": arguments["view"]}

    def _postable(self, name: str) -> Channel | web.Response:
        channel = self.direct(name) if name in self.users else self.channels.get(name)
        if channel is None or (channel.private and BOT_USER not in channel.members):
            return _no("channel_not_found")
        if channel.archived:
            return _no("is_archived")
        if BOT_USER not in channel.members:
            return _no("not_in_channel")
        return _no("restricted_action_read_only_channel") if channel.read_only else channel

    def _problem(self, problems: list[str]) -> web.Response | None:
        if not problems:
            return None
        self.complaints += problems
        return _no("invalid_blocks", response_metadata={"messages": problems})

    def _too_early(self, channel: Channel) -> web.Response | None:
        now = time.monotonic()
        if now - channel.last_post < self.seconds:
            self.complaints.append(f"a message {now - channel.last_post:.3f} s after the last in {channel.id}")
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
        channel.last_post = now
        return None

    def _put(self, channel: Channel, arguments: Json, thread: str) -> Json:
        message: Json = {
            "type": "message", "ts": self.stamp(), "bot_id": BOT, "text": arguments["text"],
            "blocks": arguments.get("blocks") or [],
        }  # fmt: skip
        if thread:
            message["thread_ts"] = thread
        if arguments.get("metadata"):
            message["metadata"] = arguments["metadata"]
        channel.messages[message["ts"]] = message
        self.shown.append(Shown("message", dict(message), channel.id, thread=thread))
        return message

    def _show_to(self, user: str, channel: str, arguments: Json) -> None:
        message = {"text": arguments["text"], "blocks": arguments.get("blocks") or [], "ts": self.stamp()}
        self.shown.append(Shown("ephemeral", message, channel, user, arguments.get("thread_ts") or ""))

    # ---- response addresses

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["address"]
        arguments = await request.json()
        self.calls.append(("response", arguments))
        issued, used, about = self.addresses.get(name, (0.0, ANSWERS, {}))
        if used >= ANSWERS or time.monotonic() - issued > ANSWER_SECONDS:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        self.addresses[name] = (issued, used + 1, about)
        if problem := self._problem(message_problems(arguments)):
            return problem
        refused = self._show_answer(about, arguments)
        await self.tell()
        return refused or web.Response(text="ok")

    def _show_answer(self, about: Json, arguments: Json) -> web.Response | None:
        channel = self.channels[about["channel"]]
        if arguments.get("replace_original"):
            if about.get("ephemeral"):
                self._show_to(about["user"], channel.id, arguments)
                self.shown[-1].kind = "replaced"
            else:
                channel.messages[about["ts"]] |= {"text": arguments["text"], "blocks": arguments["blocks"]}
                self.shown.append(Shown("update", channel.messages[about["ts"]], channel.id))
        elif arguments.get("response_type", "ephemeral") == "in_channel":
            if channel.id[0] != "D" and (early := self._too_early(channel)):
                return early
            self._put(channel, arguments, arguments.get("thread_ts") or "")
        else:
            self._show_to(about["user"], channel.id, arguments)
        return None

    # ---- Socket Mode

    async def _link(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("ticket") not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(request.query["ticket"])
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
        if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}":
            return web.Response(status=403)
        return web.Response(body=self.files[request.match_info["name"]])


def _no(error: str, **facts: Any) -> web.Response:
    scopes = {"x-oauth-scopes": facts["provided"]} if "provided" in facts else {}
    return web.json_response({"ok": False, "error": error, **facts}, headers=scopes)


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        given: Json = await request.json()
        return given
    form = {k: v for k, v in (await request.post()).items() if isinstance(v, str)} | dict(request.query)
    for name in ("blocks", "view", "metadata"):
        if isinstance(form.get(name), str):
            form[name] = json.loads(form[name])
    return form
