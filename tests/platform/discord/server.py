"""Discord on loopback, over real sockets: REST and gateway before simcord's world, with what it has not.

That is the nonce rule (the same nonce in a channel gives the message that stands), a gateway that can drop, resume and
refuse, and faults that are told beforehand. `strict` checks every body by Discord's OpenAPI description.
"""

import asyncio
import fnmatch
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from aiohttp import BodyPartReader, WSMsgType, web
from discord import File
from simcord.backend import Backend, serializers
from simcord.backend.errors import BackendError
from simcord.http import dispatch
from simcord.interactions import base_payload

from tests.platform.delivery import Delivery
from tests.platform.discord import openapi

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ab"
API = "/api/v10"
# The knobs say where the gateway is; what the server says of it must not matter.
NOWHERE = "ws://127.0.0.1:1/"
HELLO, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, ACK = 10, 1, 2, 6, 7, 9, 11
COMMAND, COMPONENT = 2, 3
# Interactions are answered without a token; the path holds one.
UNSIGNED = ("/interactions/", "/webhooks/")


class WallClock:
    """Real time for simcord's world."""

    elapsed = 0.0

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)


@dataclass
class Fault:
    """What happens to the next requests that match: a status (after `done`, if it is done all the same).

    With `held` the answer waits for that.
    """

    method: str
    path: str
    status: int
    times: int = 1
    done: bool = False
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=lambda: {"Via": "1.1 google"})
    held: asyncio.Event | None = None


class LocalDiscord:
    """One world, one bot, in as many `shards` as the gateway recommends. `connections` tells how each connection began;
    `identified` when a session of which shard did; `doubled` for which shards a second one began beside the first.
    """

    def __init__(self, *, strict: bool = True, close_code: int = 0, shards: int = 1, concurrency: int = 1) -> None:
        self.world = Backend(clock=WallClock())  # type: ignore[arg-type]
        self.faults: list[Fault] = []
        self.connections: list[str] = []
        self.close_code = close_code
        self.shards, self.concurrency = shards, concurrency
        self.identified: list[tuple[int, float]] = []
        self.doubled: list[int] = []
        # What is sent for an attachment, try after try; the last stays.
        self.files: dict[str, list[Delivery]] = {}
        # Files that the bot sent, by their names.
        self.handed: dict[str, bytes] = {}
        self.away = False
        self._strict = strict
        self._nonces: dict[tuple[str, str], Any] = {}
        # The shard of each connection.
        self._sockets: dict[web.WebSocketResponse, int] = {}
        self._sent: list[tuple[str, Any]] = []
        self._changed = asyncio.Event()
        self.world.subscribers.append(self._emit)
        self.address = ""

    @asynccontextmanager
    async def open(self) -> AsyncIterator["LocalDiscord"]:
        """Listen on a free port."""
        app = web.Application()
        app.add_routes([
            web.get("/gateway", self._gateway), web.get("/attachments/{name}", self._file),
            web.route("*", API + "/{path:.*}", self._rest),
        ])  # fmt: skip
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.address = f"127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await self.drop()
            await runner.cleanup()

    @property
    def environ(self) -> dict[str, str]:
        """The knobs that bring a bot here."""
        return {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_BASE": f"http://{self.address}{API}",
            "DISCORD_GATEWAY_URL": f"ws://{self.address}/gateway",
        }

    async def until(self, condition: Any) -> None:
        """Wait until something is so; it is looked at after every request and connection."""
        while not condition():
            self._changed.clear()
            await self._changed.wait()

    def messages(self, channel_id: int) -> list[Any]:
        """The bot's messages in a channel that everybody sees, oldest first."""
        bot = self.world.bot_user.id
        kept = self.world.messages.get(channel_id, {}).values()
        return sorted((m for m in kept if m.author_id == bot and not m.is_ephemeral), key=lambda m: int(m.id))

    async def slash(self, guild: Any, channel: Any, user: Any, name: str, **options: Any) -> Any:
        """Somebody uses a command; returns when it is answered."""
        first, *rest = name.split()
        given = [{"name": k, "type": 4 if isinstance(v, int) else 3, "value": v} for k, v in options.items()]
        for word in reversed(rest):
            given = [{"name": word, "type": 1, "options": given}]
        data = {"id": "1", "name": first, "type": 1, "options": given}
        return await self.interact(COMMAND, guild, channel, user, data)

    async def bring(self, guild: Any, channel: Any, user: Any, size: int, *deliveries: Delivery) -> Any:
        """Somebody hands over talk.txt with /quotes import; returns when it is answered."""
        self.files["talk.txt"] = list(deliveries)
        address = f"http://{self.address}/attachments/talk.txt"
        told = {"id": "9", "filename": "talk.txt", "size": size, "url": address, "proxy_url": address}
        given = [{"name": "import", "type": 1, "options": [{"name": "file", "type": 11, "value": "9"}]}]
        data = {
            "id": "1", "name": "quotes", "type": 1, "options": given, "resolved": {"attachments": {"9": told}},
        }  # fmt: skip
        return await self.interact(COMMAND, guild, channel, user, data)

    async def press(self, guild: Any, channel: Any, user: Any, message: Any, custom_id: str) -> Any:
        """Somebody presses a button; returns when it is answered."""
        data = {"custom_id": custom_id, "component_type": 2}
        shown = dict(serializers.message_payload(self.world, message))
        return await self.interact(COMPONENT, guild, channel, user, data, message=shown)

    async def interact(self, kind: int, guild: Any, channel: Any, user: Any, data: dict[str, Any], **more: Any) -> Any:
        """Send an interaction to the bot; returns its record when the reply stands."""
        record, payload = base_payload(
            self.world, type=kind, channel_id=channel.id, guild_id=guild.id, user_id=user.id, data=data
        )
        payload |= more
        if more:
            record.source_message_id = int(more["message"]["id"])
        self.world.emit("INTERACTION_CREATE", payload)
        await self.until(lambda: record.responded and not record.loading)
        return record

    def answer(self, record: Any) -> Any:
        """The message that answers an interaction."""
        return self.world.get_message(record.channel_id, record.message_id)

    async def drop(self, code: int = 4000) -> None:
        """Cut every gateway connection."""
        for socket in list(self._sockets):
            with suppress(ConnectionError):
                await socket.close(code=code)

    async def send(self, op: int, data: Any = None) -> None:
        """Say something to every connection: RECONNECT, INVALID."""
        for socket in list(self._sockets):
            await socket.send_json({"op": op, "d": data, "s": None, "t": None})

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"]
        body = await self._body(request)
        fault = self._fault(request.method, path)
        if fault is None:
            answer = self._answered(request, path, body)
        else:
            if fault.done:
                self._answered(request, path, body)
            if fault.held is not None:
                await fault.held.wait()
            answer = _json(fault.body, fault.status, **fault.headers)
        self._changed.set()
        return answer

    async def _body(self, request: web.Request) -> Any:
        """What a request says; files that came along are kept."""
        if not request.content_type.startswith("multipart/"):
            return json.loads(await request.read() or b"null")
        body: Any = None
        files: list[File] = []
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            if part.name == "payload_json":
                body = json.loads(await part.read())
            else:
                self.handed[str(part.filename)] = bytes(await part.read())
                files.append(File(BytesIO(self.handed[str(part.filename)]), str(part.filename)))
        request["files"] = files
        return body

    async def _file(self, request: web.Request) -> web.StreamResponse:
        assert "Authorization" not in request.headers
        planned = self.files[request.match_info["name"]]
        return await (planned.pop(0) if len(planned) > 1 else planned[0]).send(request)

    def _answered(self, request: web.Request, path: str, body: Any) -> web.Response:
        if self._strict:
            openapi.check(request.method, path, body)
        if not path.startswith(UNSIGNED) and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _json({"message": "401: Unauthorized", "code": 0}, 401)
        if path == "/gateway/bot":
            limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": self.concurrency}
            return _json({"url": NOWHERE, "shards": self.shards, "session_start_limit": limits})
        if path == "/users/@me":
            return _json(dict(serializers.user_payload(self.world.bot_user)))
        try:
            done = self._dispatched(request, path, body)
        except BackendError as error:
            return _json(error.to_json(), error.status)
        return web.Response(status=204) if done is None else _json(done)

    def _dispatched(self, request: web.Request, path: str, body: Any) -> Any:
        """simcord's answer; a message with a nonce that stands in the channel is given back as it is."""
        key = path, str(body.get("nonce", "")) if isinstance(body, dict) else ""
        if request.method == "POST" and key[1] and body.get("enforce_nonce") and key in self._nonces:
            return self._nonces[key]
        done = dispatch(
            self.world, request.method, path, json=body, params=dict(request.query), files=request.get("files")
        )
        if request.method == "POST" and key[1]:
            self._nonces[key] = done
        return done

    def _fault(self, method: str, path: str) -> Fault | None:
        found = next((f for f in self.faults if f.method == method and fnmatch.fnmatch(path, f.path)), None)
        if found is not None:
            found.times -= 1
            if not found.times:
                self.faults.remove(found)
        return found

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.away:
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._heard(socket, json.loads(frame.data))
        finally:
            self._sockets.pop(socket, None)
            self._changed.set()
        return socket

    async def _heard(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> None:
        if said["op"] == HEARTBEAT:
            await socket.send_json({"op": ACK, "d": None, "s": None, "t": None})
        elif said["op"] in (IDENTIFY, RESUME):
            self.connections.append("resume" if said["op"] == RESUME else "identify")
            if self.close_code:
                await socket.close(code=self.close_code)
            elif said["op"] == IDENTIFY:
                await self._welcome(socket, *said["d"]["shard"])
            else:
                await self._replay(socket, int(said["d"]["session_id"]), said["d"]["seq"])
            self._changed.set()

    async def _welcome(self, socket: web.WebSocketResponse, shard: int, count: int) -> None:
        self.identified.append((shard, asyncio.get_running_loop().time()))
        if shard in self._sockets.values():
            self.doubled.append(shard)
        guilds = [guild for guild in self.world.guilds.values() if self._is_heard_by(shard, guild.id)]
        self._sockets[socket] = shard
        await self._event(
            socket, "READY",
            {"v": 10, "user": dict(serializers.user_payload(self.world.bot_user)), "session_id": str(shard),
             "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds], "shard": [shard, count],
             "resume_gateway_url": NOWHERE,
             "application": {"id": str(self.world.application_id), "flags": 0}},
        )  # fmt: skip
        for guild in guilds:
            await self._event(socket, "GUILD_CREATE", dict(serializers.guild_create_payload(self.world, guild)))

    async def _replay(self, socket: web.WebSocketResponse, shard: int, after: int) -> None:
        """What the bot missed, then that this was all."""
        for number, (name, data) in enumerate(self._sent[after:], after + 1):
            if self._is_heard_by(shard, _guild_of(name, data)):
                await socket.send_json({"op": 0, "t": name, "d": data, "s": number})
        self._sockets[socket] = shard
        await self._event(socket, "RESUMED", {})

    def _emit(self, name: str, data: Any) -> None:
        if name not in ("INTERACTION_CREATE", "GUILD_CREATE", "GUILD_DELETE", "CHANNEL_CREATE"):
            return
        event = json.loads(json.dumps(data))
        self._sent.append((name, event))
        frame = {"op": 0, "t": name, "d": event, "s": len(self._sent)}
        for socket, shard in list(self._sockets.items()):
            if self._is_heard_by(shard, _guild_of(name, event)):
                asyncio.ensure_future(socket.send_json(frame))  # noqa: RUF006 - a cut connection gets it when it resumes

    def _is_heard_by(self, shard: int, guild_id: int) -> bool:
        return (guild_id >> 22) % self.shards == shard

    async def _event(self, socket: web.WebSocketResponse, name: str, data: Any) -> None:
        self._sent.append((name, data))
        await socket.send_json({"op": 0, "t": name, "d": data, "s": len(self._sent)})


def _guild_of(name: str, data: Any) -> int:
    """Whose event that is; what is said directly comes by the first shard."""
    return int(data.get("id" if name.startswith("GUILD") else "guild_id") or 0)


def _json(body: Any, status: int = 200, **headers: str) -> web.Response:
    """The content type is Discord's to the letter: discord.py compares it whole."""
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json", **headers}
    )
