"""Slack's payloads → what was asked, by whom, from where, and how to answer. Pure: no call, no clock."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from adapters.slack.directs import is_direct
from adapters.slack.text import decoded, named
from bot.chat.commands import Command
from bot.chat.incoming import ChatMessage, Place, User
from bot.chat.parser import Parsed

PLATFORM = "slack"
Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What every payload tells: where it came from and how it can be answered.

    `user_team` is the workspace the user is from, "" where Slack does not say.
    `url` takes answers for half an hour, five of them; `trigger` opens one form within three seconds. `private` is
    true where the message that was pressed is seen by this user alone; `message` is its stamp where everybody sees it.
    `direct` are messages of two, or nobody's channel: Slack does not tell here whether the bot is one of the two
    (directs.py).
    """

    key: str
    place: Place
    user_id: str
    user_name: str
    user_team: str = ""
    at: datetime
    url: str = ""
    trigger: str = ""
    private: bool = False
    direct: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file in a form; it is fetched with the bot's token. `size` is 0 and `url` "" where Slack did not tell."""

    name: str
    size: int
    url: str
    id: str = ""

    @classmethod
    def of(cls, told: Payload) -> "SentFile":
        """From Slack's file object, of which in shared channels only the id is sure to be there."""
        file_id = str(told.get("id") or "")
        return cls(
            name=plain_typed(str(told.get("name") or told.get("title") or file_id)), size=_number(told.get("size")),
            url=str(told.get("url_private_download") or told.get("url_private") or ""), id=file_id,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedForm:
    """A form as it came back: what was typed, and files, by the names of its fields."""

    id: str
    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, SentFile] = field(default_factory=dict)


def command(body: Payload, workspace: str, received: datetime) -> Origin:
    """Where a slash command came from. Slash commands do not work in threads."""
    channel = str(body["channel_id"])
    return Origin(
        key=key_of(body), place=_place(workspace, channel), user_id=str(body["user_id"]),
        user_name=str(body.get("user_name", "")), at=received, url=str(body.get("response_url", "")),
        trigger=str(body.get("trigger_id", "")), direct=is_direct(channel),
    )  # fmt: skip


def command_line(body: Payload, roots: Iterable[str]) -> str:
    """The line a slash command means. The app's manifest may have put a prefix before the names."""
    typed, root = _typed(body, roots)
    return f"{root or typed} {decoded(str(body.get('text') or ''))}".strip()


def prefix_of(body: Payload, roots: Iterable[str]) -> str | None:
    """What the app's manifest put before the command's name; None for a command that is not ours."""
    typed, root = _typed(body, roots)
    return typed.removesuffix(root) if root else None


def said(parsed: Parsed, command: Command[Any]) -> Parsed:
    """The same with people and channels by name in what takes any words; elsewhere Slack's ids for them stay."""
    whole = command.reads_line is not None
    free = {o.name for o in command.options if (o.rest or whole) and o.takes_words}
    return replace(parsed, options={k: named(v) if k in free else v for k, v in parsed.options.items()})


def press(body: Payload, workspace: str, received: datetime) -> Origin:
    """Where a press of a button came from: a message, perhaps in a thread, or the App Home."""
    user, message, container = body["user"], body.get("message") or {}, body.get("container") or {}
    channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
    stamp = str(message.get("ts") or container.get("message_ts") or "")
    thread = str(message.get("thread_ts") or container.get("thread_ts") or "")
    return Origin(
        key=key_of(body),
        # The message that a thread hangs on is in the channel itself.
        place=_place(workspace, channel, thread if thread != stamp else "")
        if channel
        else Place.of_user(PLATFORM, workspace, str(user["id"])),
        user_id=str(user["id"]), user_name=_name(user), user_team=_team(user),
        at=_stamp(body["actions"][0].get("action_ts"), received), url=str(body.get("response_url") or ""),
        trigger=str(body.get("trigger_id", "")), private=bool(container.get("is_ephemeral")),
        direct=not channel or is_direct(channel),
        message="" if container.get("is_ephemeral") or not channel else stamp,
    )  # fmt: skip


def pressed_id(body: Payload) -> str:
    """What the pressed button, or the chosen line of a menu, means."""
    pressed = body["actions"][0]
    return str((pressed.get("selected_option") or pressed).get("value") or "")


def shortcut(body: Payload, workspace: str, received: datetime) -> Origin:
    """Where a shortcut was taken: on a message (this is what works in threads), or anywhere."""
    user, message = body["user"], body.get("message") or {}
    channel = str((body.get("channel") or {}).get("id") or "")
    thread = str(message.get("thread_ts") or "")
    place = (
        _place(workspace, channel, thread if thread != message.get("ts") else "")
        if channel
        else Place.of_user(PLATFORM, workspace, str(user["id"]))
    )
    return Origin(
        key=key_of(body), place=place, user_id=str(user["id"]), user_name=_name(user), user_team=_team(user),
        at=_stamp(body.get("action_ts"), received), url=str(body.get("response_url") or ""),
        trigger=str(body.get("trigger_id", "")), direct=not channel or is_direct(channel),
    )  # fmt: skip


def pointed_at(body: Payload, bot: frozenset[str], received: datetime) -> ChatMessage | None:
    """The message whose menu a shortcut was taken from, with Slack's ids for whoever it mentions; its author's name is
    "" where Slack does not say it. One that only passes another one on has the words and the author of that one. `bot`
    are the ids of the bot's own.
    """
    told = body.get("message") or {}
    stamp = str(told.get("ts") or "")
    if not stamp:
        return None
    said = ChatMessage(
        id=stamp, text=decoded(str(told.get("text") or "")), at=_stamp(stamp, received),
        author=User(id=str(told.get("user") or ""), name=plain_typed(str(told.get("username") or ""))),
        own=_is_by(told, bot), by_bot=bool(told.get("bot_id")), hidden=bool(told.get("is_ephemeral")),
        files=bool(told.get("files")), buttons=tuple(_buttons(told.get("blocks") or ())),
    )  # fmt: skip
    passed_on = _passed_on(told)
    if passed_on is None or said.text.strip():
        return said
    name = plain_typed(str(passed_on.get("author_name") or ""))
    return replace(
        said, text=decoded(str(passed_on.get("text") or "")), at=_stamp(passed_on.get("ts"), said.at),
        author=User(id=str(passed_on.get("author_id") or ""), name=name), own=said.own or _is_by(passed_on, bot),
        files=said.files or bool(passed_on.get("files")),
    )  # fmt: skip


def _buttons(blocks: Iterable[Payload]) -> Iterator[str]:
    """What can be pressed on a message: its buttons, and the lines behind its three dots."""
    for block in blocks:
        for element in (*(block.get("elements") or ()), block.get("accessory") or {}):
            yield from (str(one["value"]) for one in (element, *(element.get("options") or ())) if one.get("value"))


def _is_by(told: Payload, bot: frozenset[str]) -> bool:
    return not bot.isdisjoint(str(told.get(name) or "") for name in ("user", "bot_id", "app_id", "author_id"))


def _passed_on(told: Payload) -> Payload | None:
    """The message of somebody that this one shares."""
    return next((one for one in told.get("attachments") or () if one.get("is_share")), None)


def attached(body: Payload) -> list[SentFile]:
    """The files of the message whose menu a shortcut was taken from, or of the one that it passes on."""
    message = body.get("message") or {}
    return [SentFile.of(told) for part in (message, _passed_on(message) or {}) for told in part.get("files") or ()]


def submission(body: Payload, workspace: str, received: datetime) -> tuple[Origin, SubmittedForm]:
    """A form that was sent, from the place in which it was opened."""
    user, view = body["user"], body["view"]
    opened = json.loads(view.get("private_metadata") or "{}")
    channel = str(opened.get("channel") or "")
    came = Origin(
        key=key_of(body),
        place=_place(workspace, channel, str(opened.get("thread") or ""))
        if channel
        else Place.of_user(PLATFORM, workspace, str(user["id"])),
        user_id=str(user["id"]), user_name=_name(user), user_team=_team(user), at=received,
        url=str(opened.get("url") or ""),
        trigger=str(body.get("trigger_id", "")), private=bool(opened.get("private")),
        direct=not channel or is_direct(channel),
    )  # fmt: skip
    fields, files = _filled(view, opened.get("groups") or {})
    return came, SubmittedForm(id=str(view.get("callback_id", "")), fields=fields, files=files)


def _filled(view: Payload, groups: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], dict[str, SentFile]]:
    """What stands in a form's fields, and its files; `groups` are those that a field for people held before."""
    fields, files = {}, {}
    for name, elements in ((view.get("state") or {}).get("values") or {}).items():
        for element in elements.values():
            if element.get("files"):
                files[name] = SentFile.of(element["files"][0])
            elif "selected_users" in element:
                kept = [f"<!subteam^{id_}>" for id_ in groups.get(name, ())]
                fields[name] = ", ".join([f"<@{id_}>" for id_ in element["selected_users"] or ()] + kept)
            elif element.get("selected_option"):
                fields[name] = str(element["selected_option"]["value"])
            elif element.get("value") is not None:
                fields[name] = plain_typed(str(element["value"]))
    return fields, files


def opened_home(body: Payload, workspace: str, received: datetime) -> Origin | None:
    """Who looks at the App Home; None when it was another tab, or nobody."""
    event = body["event"]
    user_id = str(event.get("user") or "")
    if event.get("tab") != "home" or not user_id:
        return None
    return Origin(
        key=key_of(body), place=Place.of_user(PLATFORM, workspace, user_id), user_id=user_id, user_name="",
        at=_stamp(event.get("event_ts"), received), direct=True,
    )  # fmt: skip


def invited(body: Payload, workspace: str, received: datetime) -> Origin:
    """Where the bot was invited, and by whom."""
    event = body["event"]
    return Origin(
        key=key_of(body), place=_place(workspace, str(event["channel"])), user_id=str(event.get("inviter") or ""),
        user_name="", at=_stamp(event.get("event_ts"), received),
    )  # fmt: skip


def key_of(body: Payload) -> str:
    """Equal for every delivery of the same payload: its event id, its trigger, else a hash of all it says."""
    if event := body.get("event_id"):
        return f"event:{event}"
    if trigger := body.get("trigger_id"):
        return f"trigger:{trigger}"
    whole = json.dumps(body, sort_keys=True, ensure_ascii=False, default=str)
    return "hash:" + hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()


def plain_typed(text: str) -> str:
    """What was typed into a form: nothing is encoded there, only lone surrogates are taken out."""
    return text.encode("utf-8", "replace").decode("utf-8")


def field_of(body: Payload, name: str) -> str:
    """Where in a form something is said about that field: there, else at the form's first one."""
    fields = [str(b["block_id"]) for b in body["view"]["blocks"] if b["type"] == "input"]
    return name if name in fields else fields[0]


def _typed(body: Payload, roots: Iterable[str]) -> tuple[str, str]:
    """A slash command without its slash, and the longest name of ours it ends with."""
    typed = str(body["command"]).removeprefix("/").casefold()
    return typed, max((r for r in roots if typed.endswith(r)), key=len, default="")


def _place(workspace: str, channel: str, thread: str = "") -> Place:
    return Place(platform=PLATFORM, workspace=workspace, channel=channel, thread=thread)


def _name(user: Payload) -> str:
    return str(user.get("name") or user.get("username") or "")


def _team(user: Payload) -> str:
    return str(user.get("team_id") or "")


def _number(told: object) -> int:
    """A number that Slack told, 0 for anything else."""
    return told if isinstance(told, int) and told > 0 else 0


def _stamp(seconds: object, received: datetime) -> datetime:
    """Slack's own stamp ("1548426417.840180"), never later than it was received."""
    try:
        at = datetime.fromtimestamp(float(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return received
    return min(at, received)
