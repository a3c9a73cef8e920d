"""What is in the Slack workspace of the tests, and what the Web API's methods do to it, as strict as Slack."""

import itertools
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.own_time import OwnTime
from tests.platform.slack.blockkit import message_problems, view_problems

TEAM, BOT, BOT_USER = "T0LOCAL", "B0QUOTH", "U0QUOTH"
TRIGGER_SECONDS = 3.0
SLOW_PAGE = 15
Json = dict[str, Any]


@dataclass
class Channel:
    """A conversation: who is in it (the bot as BOT_USER), and what stands there by time stamp."""

    id: str
    members: set[str]
    private: bool = False
    archived: bool = False
    read_only: bool = False
    group: bool = False
    shared: bool = False
    messages: dict[str, Json] = field(default_factory=dict)
    last_post: float = 0.0

    @property
    def kind(self) -> str:
        """What Slack's rights call it."""
        if self.id[0] == "D":
            return "im"
        return "mpim" if self.group else "groups" if self.private else "channels"


@dataclass
class Shown:
    """What people saw: a `message`, an `update` of one, an `ephemeral` (to `user`), a `view`, a `home`, a `file`."""

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


class Workspace:
    """People, channels and messages. `seconds` is how long a channel rests after a message."""

    def __init__(self, *, seconds: float, team: str = TEAM, name: str = "Local") -> None:
        self.seconds, self.team, self.name = seconds, team, name
        self.base = ""
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, tuple[str, list[str]]] = {}
        self.shown: list[Shown] = []
        self.complaints: list[str] = []
        # How long people wait is measured by it: a busy machine is no fault of the bot.
        self.own_time = OwnTime()
        self.triggers: dict[str, float | None] = {}
        self.views: dict[str, Json] = {}
        self.tickets: set[str] = set()
        self.file_objects: dict[str, Json] = {}
        # Files that the bot hands over: name and length as they were told, then their bytes.
        self.announced: dict[str, tuple[str, int]] = {}
        self.uploaded: dict[str, bytes] = {}
        self.stamps = itertools.count(1)
        # Where messages are read slowly: a page of so many, and then not for so many seconds.
        self.read_every, self.last_read = 0.0, 0.0

    def user(self, name: str, *, zone: str = "Europe/Berlin", admin: bool = False) -> str:
        """Somebody in the workspace; returns their id."""
        user_id = "U" + name.upper()
        profile = {"display_name": name.capitalize(), "real_name": name.capitalize() + " Example"}
        self.users[user_id] = {
            "id": user_id, "team_id": self.team, "name": name, "tz": zone, "is_admin": admin, "is_owner": False,
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

    def stamp(self) -> str:
        """A message's time stamp, never twice."""
        return f"{int(time.time())}.{next(self.stamps):06}"

    # ---- the methods of the Web API, each called like its own

    def _auth_test(self, _: Json) -> Json:
        return {
            "team_id": self.team,
            "team": self.name,
            "user_id": BOT_USER,
            "bot_id": BOT,
            "user": "quoth",
            "url": self.base,
        }

    def _apps_connections_open(self, _: Json) -> Json:
        ticket = uuid.uuid4().hex
        self.tickets.add(ticket)
        return {"url": f"{self.base.replace('http', 'ws')}/link?ticket={ticket}&app_id=A0QUOTH"}

    def _users_info(self, arguments: Json) -> Json | web.Response:
        found = self.users.get(arguments["user"])
        return {"user": found} if found else no("user_not_found")

    def _usergroups_list(self, _: Json) -> Json:
        return {
            "usergroups": [{"id": i, "handle": h, "name": h, "users": users} for i, (h, users) in self.groups.items()]
        }

    def _files_info(self, arguments: Json) -> Json | web.Response:
        found = self.file_objects.get(arguments["file"])
        return {"file": found} if found else no("file_not_found")

    def _files_getUploadURLExternal(self, arguments: Json) -> Json | web.Response:  # noqa: N802
        file_id = f"FUP{len(self.announced):03}"
        self.announced[file_id] = arguments["filename"], int(arguments["length"])
        return {"file_id": file_id, "upload_url": f"{self.base}/upload/{file_id}"}

    def _files_completeUploadExternal(self, arguments: Json) -> Json | web.Response:  # noqa: N802
        files = json.loads(arguments["files"]) if isinstance(arguments["files"], str) else arguments["files"]
        channel = arguments.get("channel_id", "")
        if channel not in self.channels or BOT_USER not in self.channels[channel].members:
            return no("invalid_channel")
        for file in files:
            if file["id"] not in self.uploaded:
                return no("file_not_found")
            name = self.announced[file["id"]][0]
            self.shown.append(Shown("file", {"text": name, "data": self.uploaded[file["id"]]}, channel=channel))
        return {"files": [{"id": file["id"], "title": file.get("title", "")} for file in files]}

    def _conversations_info(self, arguments: Json) -> Json | web.Response:
        channel = self.channels.get(arguments["channel"])
        if channel is None or (channel.private and BOT_USER not in channel.members):
            return no("channel_not_found")
        told = {
            "id": channel.id,
            "name": channel.id[1:].lower(),
            "is_archived": channel.archived,
            "is_read_only": channel.read_only,
        }
        if channel.kind in ("im", "mpim"):
            return {"channel": {**told, f"is_{channel.kind}": True}}
        told |= {"is_ext_shared": True} if channel.shared else {}
        return {"channel": {**told, "is_private": channel.private, "is_member": BOT_USER in channel.members}}

    def _chat_getPermalink(self, arguments: Json) -> Json | web.Response:  # noqa: N802 - Slack's own name
        channel = self.channels.get(arguments["channel"])
        if channel is None or (channel.private and BOT_USER not in channel.members):
            return no("channel_not_found")
        if arguments["message_ts"] not in channel.messages:
            return no("message_not_found")
        return {
            "permalink": f"https://local.slack.com/archives/{channel.id}/p{arguments['message_ts'].replace('.', '')}"
        }

    def _conversations_open(self, arguments: Json) -> Json:
        return {"channel": {"id": self.direct(arguments["users"]).id}}

    def _conversations_history(self, arguments: Json) -> Json | web.Response:
        messages = [m for m in self.channels[arguments["channel"]].messages.values() if "thread_ts" not in m]
        return self._page(list(reversed(messages)), arguments)

    def _conversations_replies(self, arguments: Json) -> Json | web.Response:
        messages = self.channels[arguments["channel"]].messages.values()
        return self._page([m for m in messages if arguments["ts"] in (m["ts"], m.get("thread_ts"))], arguments)

    def _page(self, messages: list[Json], arguments: Json) -> Json | web.Response:
        """What may be read at once; a cursor is where the next page begins."""
        if self.read_every and time.monotonic() - self.last_read < self.read_every:
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
        self.last_read = time.monotonic()
        begins, most = int(arguments.get("cursor") or 0), int(arguments.get("limit", 100))
        ends = begins + (min(most, SLOW_PAGE) if self.read_every else most)
        more = {"response_metadata": {"next_cursor": str(ends)}} if ends < len(messages) else {}
        return {"messages": messages[begins:ends], "has_more": bool(more), **more}

    def _chat_postMessage(self, arguments: Json) -> Json | web.Response:  # noqa: N802 - Slack's own name
        channel = self._postable(arguments["channel"])
        if isinstance(channel, web.Response):
            return channel
        if problem := self.problem(message_problems(arguments)):
            return problem
        if channel.id[0] != "D" and (early := self.too_early(channel)):
            return early
        message = self.put(channel, arguments, arguments.get("thread_ts") or "")
        return {"channel": channel.id, "ts": message["ts"], "message": message}

    def _chat_update(self, arguments: Json) -> Json | web.Response:
        channel = self.channels.get(arguments["channel"])
        message = channel.messages.get(arguments["ts"]) if channel else None
        if channel is None or message is None:
            return no("message_not_found")
        if problem := self.problem(message_problems(arguments)):
            return problem
        message |= {"text": arguments["text"], "blocks": arguments["blocks"]}
        self.shown.append(Shown("update", dict(message), channel.id, thread=message.get("thread_ts", "")))
        return {"channel": channel.id, "ts": arguments["ts"], "text": arguments["text"]}

    def _chat_delete(self, arguments: Json) -> Json | web.Response:
        channel = self.channels.get(arguments["channel"])
        message = channel.messages.pop(arguments["ts"], None) if channel else None
        if channel is None or message is None:
            return no("message_not_found")
        self.shown.append(Shown("deleted", dict(message), channel.id, thread=message.get("thread_ts", "")))
        return {"channel": channel.id, "ts": arguments["ts"]}

    def _chat_postEphemeral(self, arguments: Json) -> Json | web.Response:  # noqa: N802 - Slack's own name
        channel = self._postable(arguments["channel"])
        if isinstance(channel, web.Response):
            return channel
        if arguments["user"] not in channel.members:
            return no("user_not_in_channel")
        if problem := self.problem(message_problems(arguments)):
            return problem
        self.show_to(arguments["user"], channel.id, arguments)
        return {"message_ts": self.stamp()}

    def _views_open(self, arguments: Json) -> Json | web.Response:
        trigger, view = arguments["trigger_id"], arguments["view"]
        issued = self.triggers.get(trigger, 0.0)
        if trigger not in self.triggers:
            return no("invalid_trigger_id")
        self.triggers[trigger] = None
        if issued is None:
            return no("exchanged_trigger_id")
        if self.own_time.seconds - issued > TRIGGER_SECONDS:
            return no("expired_trigger_id")
        if problem := self.problem(view_problems(view)):
            return problem
        opened = {**view, "id": f"V{next(self.stamps)}", "hash": "1"}
        self.views[opened["id"]] = opened
        self.shown.append(Shown("view", opened))
        return {"view": opened}

    def _views_publish(self, arguments: Json) -> Json | web.Response:
        if problem := self.problem(view_problems(arguments["view"])):
            return problem
        self.shown.append(Shown("home", {**arguments["view"], "id": "VHOME"}, user=arguments["user_id"]))
        return {"view": arguments["view"]}

    def _postable(self, name: str) -> Channel | web.Response:
        channel = self.direct(name) if name in self.users else self.channels.get(name)
        if channel is None or (channel.private and BOT_USER not in channel.members):
            return no("channel_not_found")
        if channel.archived:
            return no("is_archived")
        if BOT_USER not in channel.members:
            return no("not_in_channel")
        return no("restricted_action_read_only_channel") if channel.read_only else channel

    def problem(self, problems: list[str]) -> web.Response | None:
        if not problems:
            return None
        self.complaints += problems
        return no("invalid_blocks", response_metadata={"messages": problems})

    def too_early(self, channel: Channel) -> web.Response | None:
        now = time.monotonic()
        if now - channel.last_post < self.seconds:
            self.complaints.append(f"a message {now - channel.last_post:.3f} s after the last in {channel.id}")
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
        channel.last_post = now
        return None

    def say(self, name: str, text: str, channel: str = "CGENERAL", **facts: Any) -> Shown:
        """Somebody writes a message of their own."""
        stamp = self.stamp()
        message = {"type": "message", "ts": stamp, "user": "U" + name.upper(), "text": text, **facts}
        self.channels[channel].messages[stamp] = message
        self.shown.append(Shown("said", message, channel))
        return self.shown[-1]

    def put(self, channel: Channel, arguments: Json, thread: str) -> Json:
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

    def show_to(self, user: str, channel: str, arguments: Json) -> None:
        message = {"text": arguments["text"], "blocks": arguments.get("blocks") or [], "ts": self.stamp()}
        self.shown.append(Shown("ephemeral", message, channel, user, arguments.get("thread_ts") or ""))


def no(error: str, **facts: Any) -> web.Response:
    scopes = {"x-oauth-scopes": facts["provided"]} if "provided" in facts else {}
    return web.json_response({"ok": False, "error": error, **facts}, headers=scopes)
