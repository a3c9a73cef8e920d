"""What people do in the local Slack: type commands, press buttons, fill forms, look at the App Home."""

import asyncio
import hashlib
import hmac
import json
import time
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.platform.delivery import Delivery
from tests.platform.slack.local import ACK_SECONDS, LOOK_SECONDS, SECRET, LocalSlack
from tests.platform.slack.workspace import Json, Shown


@dataclass(frozen=True)
class Ack:
    """What came back for a payload, and after how many seconds of our own time."""

    status: int
    body: Json
    seconds: float


class Workspace:
    """People in a local Slack. With `url` requests are signed and sent there; without it they go by Socket Mode."""

    def __init__(self, slack: LocalSlack, *, url: str = "", http: aiohttp.ClientSession | None = None) -> None:
        self.slack, self.url, self.http = slack, url, http

    async def command(self, name: str, line: str, *, channel: str = "CGENERAL") -> Ack:
        """Somebody types a command."""
        return await self.send("slash_commands", self.command_payload(name, line, channel=channel))

    def command_payload(self, name: str, line: str, *, channel: str = "CGENERAL") -> Json:
        """The payload of a command."""
        word, _, text = line.partition(" ")
        user = "U" + name.upper()
        return {
            "command": word, "text": text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
            "user_id": user, "user_name": name, "channel_id": channel, "team_id": self.slack.team,
            "api_app_id": "A0QUOTH",
            "channel_name": "directmessage" if channel[0] == "D" else channel[1:].lower(),
            "trigger_id": self.slack.trigger(), "response_url": self.slack.address({"user": user, "channel": channel}),
        }  # fmt: skip

    async def press(self, name: str, shown: Shown, label: str) -> Ack:
        """Somebody presses the button of a message, a private one or the App Home whose label begins like that."""
        return await self.send("interactive", self.press_payload(name, shown, label))

    def press_payload(self, name: str, shown: Shown, label: str) -> Json:
        """The payload of a press."""
        user = "U" + name.upper()
        pressed = button(shown.message, label)
        payload: Json = {
            "type": "block_actions", "user": {"id": user, "username": name, "name": name, "team_id": self.slack.team},
            "team": {"id": self.slack.team}, "api_app_id": "A0QUOTH", "trigger_id": self.slack.trigger(),
            "actions": [{"type": "button", **pressed, "block_id": "b1", "action_ts": f"{time.time():.6f}"}],
        }  # fmt: skip
        if shown.kind == "home":
            return payload | {"view": shown.message, "container": {"type": "view", "view_id": "VHOME"}}
        ephemeral = shown.kind in ("ephemeral", "replaced")
        stamp = shown.message["ts"]
        about = {"user": user, "channel": shown.channel, "ts": stamp, "ephemeral": ephemeral}
        thread = {"thread_ts": shown.thread} if shown.thread else {}
        return payload | {
            "channel": {"id": shown.channel, "name": "somewhere"}, "response_url": self.slack.address(about),
            "container": {
                "type": "message", "message_ts": stamp, "channel_id": shown.channel, "is_ephemeral": ephemeral,
                **thread,
            },
            "message": {"ts": stamp, "text": shown.text, **thread} if not ephemeral else None,
        }  # fmt: skip

    async def fill(self, name: str, view: Json, /, **values: str | tuple[str, bytes] | Json) -> Ack:
        """Somebody sends a form; a file is (name, content), or Slack's own file object."""
        return await self.send("interactive", self.fill_payload(name, view, **values))

    def fill_payload(self, name: str, view: Json, /, **values: str | tuple[str, bytes] | Json) -> Json:
        """The payload of a form."""
        state: Json = {}
        for block in view["blocks"]:
            value, kind = values.get(block["block_id"]), block["element"]["type"]
            if isinstance(value, tuple):
                given: Json = {"files": [self.file(*value)]}
            elif isinstance(value, dict):
                given = {"files": [value]}
            elif kind == "multi_users_select":
                given = {"selected_users": str(value).split() if value else []}
            elif kind == "static_select":
                given = {"selected_option": {"value": value} if value else None}
            else:
                given = {"value": value}
            state[block["block_id"]] = {block["element"]["action_id"]: {"type": kind, **given}}
        user = {"id": "U" + name.upper(), "username": name, "name": name, "team_id": self.slack.team}
        return {
            "type": "view_submission", "user": user, "team": {"id": self.slack.team}, "api_app_id": "A0QUOTH",
            "trigger_id": self.slack.trigger(), "view": {**view, "state": {"values": state}}, "response_urls": [],
        }  # fmt: skip

    def file(self, name: str, content: bytes, *deliveries: Delivery) -> Json:
        """A file in the workspace, in Slack's words; it is sent whole unless told otherwise, try after try."""
        self.slack.files[name] = list(deliveries) or [Delivery(content)]
        file_id, address = f"F{len(self.slack.files):04}", f"{self.slack.base}/files/{name}"
        told = {"id": file_id, "name": name, "size": len(content), "url_private": address}
        self.slack.file_objects[file_id] = told
        return told

    async def shortcut(self, name: str, shown: Shown, callback: str = "menu") -> Ack:
        """Somebody takes the shortcut on a message."""
        user = "U" + name.upper()
        thread = {"thread_ts": shown.thread} if shown.thread else {}
        return await self.send("interactive", {
            "type": "message_action", "callback_id": callback,
            "user": {"id": user, "name": name, "team_id": self.slack.team},
            "team": {"id": self.slack.team}, "channel": {"id": shown.channel}, "trigger_id": self.slack.trigger(),
            "message": {**shown.message, "text": shown.text, **thread}, "action_ts": f"{time.time():.6f}",
            "message_ts": shown.message["ts"],
            "response_url": self.slack.address({"user": user, "channel": shown.channel}),
        })  # fmt: skip

    async def look_home(self, name: str, tab: str = "home") -> Ack:
        """Somebody opens the App Home."""
        return await self.send("events_api", self.event({
            "type": "app_home_opened", "user": "U" + name.upper(), "channel": "D" + name.upper(), "tab": tab,
            "event_ts": f"{time.time():.6f}",
        }))  # fmt: skip

    def event(self, event: Json) -> Json:
        """An event with its envelope."""
        return {
            "type": "event_callback", "team_id": self.slack.team, "api_app_id": "A0QUOTH",
            "event_id": f"Ev{uuid.uuid4().hex[:9]}",
            "event_time": int(time.time()), "event": event,
            "authorizations": [{"team_id": self.slack.team, "user_id": "U0QUOTH", "is_bot": True}],
        }  # fmt: skip

    async def send(self, kind: str, payload: Json) -> Ack:
        """Deliver a payload once; a late acknowledgement is a complaint, as the person would have seen an error."""
        begun = self.slack.own_time.seconds
        ack = await (self._post(kind, payload) if self.url else self._push(kind, payload))
        seconds = self.slack.own_time.seconds - begun
        if seconds > ACK_SECONDS:
            self.slack.complaints.append(f"operation_timeout: {kind} after {seconds:.1f} s")
        if kind == "slash_commands" and ack.get("text"):
            self.slack.shown.append(Shown("ephemeral", ack, payload["channel_id"], payload["user_id"]))
        status = ack.pop("__status", 200)
        if status != 200:
            self.slack.complaints.append(f"{kind} was answered with {status}")
        return Ack(status, ack, seconds)

    async def _push(self, kind: str, payload: Json) -> Json:
        """By Socket Mode, to any of the connections."""
        socket = await self.slack.until(lambda: self.slack.sockets[-1] if self.slack.sockets else None)
        envelope = uuid.uuid4().hex
        self.slack.acks[envelope] = asyncio.get_running_loop().create_future()
        await socket.send_json(
            {
                "envelope_id": envelope,
                "type": kind,
                "payload": payload,
                "accepts_response_payload": True,
            }
        )
        late = self.slack.own_time.seconds + ACK_SECONDS + 1
        while self.slack.own_time.seconds < late:
            if (await asyncio.wait({self.slack.acks[envelope]}, timeout=LOOK_SECONDS))[0]:
                return self.slack.acks[envelope].result()
        return {"__status": 504}

    async def _post(self, kind: str, payload: Json) -> Json:
        assert self.http is not None
        body, content_type = encoded(kind, payload)
        async with self.http.post(self.url, data=body, headers=signed(body, content_type)) as answer:
            text = await answer.text()
            shown: Json = json.loads(text) if text.startswith("{") else {"text": text} if text else {}
            return shown | {"__status": answer.status}


def encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    """A payload as Slack sends it over HTTP, and its content type."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def signed(body: bytes, content_type: str, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """Slack's headers for a body."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"Content-Type": content_type, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def button(message: Json, label: str) -> Json:
    """The button, or the line of a menu behind three dots, whose label begins like that."""
    for menu in _elements(message, "overflow"):
        for chosen in menu["options"]:
            if chosen["text"]["text"].startswith(label):
                return {"type": "overflow", "action_id": menu["action_id"], "selected_option": chosen}
    for found in buttons(message):
        if found["text"]["text"].startswith(label):
            return found
    raise AssertionError(f"no button {label!r} in {[b['text']['text'] for b in buttons(message)]}")


def buttons(message: Json) -> list[Json]:
    """All buttons of a message or view."""
    return _elements(message, "button")


def _elements(message: Json, kind: str) -> list[Json]:
    elements: list[Any] = []
    for block in message.get("blocks", ()):
        elements += [*block.get("elements", ()), block.get("accessory")]
    return [e for e in elements if isinstance(e, dict) and e.get("type") == kind]
