"""Chats that Slack, Discord, Telegram, Messenger and Google Chat export as JSON; a folder of Slack's is put together by
content/folders.py.

Joins, pins and messages of programs are no speech; `<@U1>` becomes a name where one is known.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from content.errors import Problem
from content.formats.account import Account
from content.formats.document import Document
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.formats.whisper import spoken
from content.model import Source, Transcript
from content.slack_export import in_threads
from content.text import plain_entities

NAME = "messages"
KEYS = ("messages",)
_MENTION = re.compile(r"<@([A-Z0-9]{2,20})(?:\|([^<>]{1,100}))?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]{2,20}(?:\|([^<>]{1,100}))?>")
_LINK = re.compile(r"<((?:https?://|mailto:)[^<>|\s]{1,2000})(?:\|([^<>]{1,300}))?>")
_PLAIN = frozenset({"thread_broadcast", "me_message", "file_share", "reply_broadcast"})
_SPOKEN = frozenset({"Default", "Reply", "message", "ThreadStarterMessage"})


def recognises(document: Document) -> bool:
    """Whether most of its objects are messages of one of these."""
    found = document.objects(*KEYS)[:50]
    return bool(found) and 2 * sum(_is_message(held) for held in found) > len(found)


def read(document: Document) -> Transcript:
    """The turns of what people wrote; their times are days, and no seconds of a recording."""
    account = Account()
    turns, problems = weave(_pieces(document, account))
    return Transcript(
        source=Source(title=_title(document)), speakers=known_speakers(turns), turns=turns,
        problems=(*_private(document), *problems),
        furniture=account.furniture,
    )  # fmt: skip


def _private(document: Document) -> Iterator[Problem]:
    """What was left out of an export of a whole workspace."""
    count = document.json.get("private_channels") if isinstance(document.json, dict) else None
    if isinstance(count, int) and count > 0:
        what = f"{count} folders of private channels and direct messages were" if count > 1 else "1 private folder was"
        yield Problem(f"{what} left out: what was not written to all is never brought in")


def _is_message(held: Mapping[str, Any]) -> bool:
    slack = held.get("type") == "message" and "ts" in held
    discord = isinstance(held.get("author"), dict) and "content" in held and "timestamp" in held
    telegram = held.get("type") in ("message", "service") and "date" in held and ("from" in held or "actor" in held)
    messenger = "sender_name" in held and "timestamp_ms" in held
    google = isinstance(held.get("creator"), dict) and "created_date" in held
    return slack or discord or telegram or messenger or google


def _title(document: Document) -> str:
    held = document.json
    channel = held.get("channel") if isinstance(held, dict) else None
    name = channel.get("name") if isinstance(channel, dict) else held.get("name") if isinstance(held, dict) else None
    return spoken(name) or document.name


def _pieces(document: Document, account: Account) -> Iterator[Piece]:
    names = _names(document)
    opens = False
    for line, held in _in_order(document.placed(*KEYS)):
        if rule := _rule(held):
            account.leave(rule, line)
            opens = True
        elif text := _text(held, names):
            yield Piece(
                _writer(held, names) or document.speaker, text, line, section=spoken(held.get("section")), opens=opens,
                breaks=True,
            )  # fmt: skip
            opens = False


def _in_order(messages: list[tuple[int, dict[str, Any]]]) -> list[tuple[int, dict[str, Any]]]:
    """Messenger writes the newest first. In a day's file of Slack answers stand below what they answer."""
    if any("thread_ts" in held for _, held in messages) and not any("section" in held for _, held in messages):
        lines = {id(held): line for line, held in messages}
        return [(lines[id(held)], held) for held in in_threads(held for _, held in messages)]
    times = [held["timestamp_ms"] for _, held in messages if isinstance(held.get("timestamp_ms"), int)]
    return messages[::-1] if len(times) > 1 and times[0] > times[-1] else messages


def _rule(held: Mapping[str, Any]) -> str | None:
    author = held.get("author")
    if (
        held.get("bot_id") or held.get("subtype") == "bot_message" or (isinstance(author, dict) and author.get("isBot"))
    ):  # fmt: skip
        return "bot"
    if ("subtype" in held and held["subtype"] not in _PLAIN) or held.get("type", "message") not in _SPOKEN:
        return "system"
    return None


def _names(document: Document) -> dict[str, str]:
    """What ids stand for: from the members' list of a folder, and from what messages tell of who wrote them."""
    found: dict[str, str] = {}
    held = document.json.get("users") if isinstance(document.json, dict) else None
    for user in held if isinstance(held, list) else ():
        if isinstance(user, dict) and isinstance(user.get("id"), str):
            found[user["id"]] = _name(user.get("profile")) or _name(user)
    for message in document.objects(*KEYS):
        if isinstance(who := message.get("user"), str) and (name := _name(message.get("user_profile"))):
            found.setdefault(who, name)
    return {who: name for who, name in found.items() if name}


def _name(profile: Any) -> str:
    keys = ("display_name", "real_name", "nickname", "name", "username")
    return next((name for key in keys if (name := spoken(profile.get(key)))), "") if isinstance(profile, dict) else ""


def _writer(held: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    if isinstance(author := held.get("author"), dict):
        return spoken(author.get("nickname")) or _name(author) or None
    if isinstance(creator := held.get("creator"), dict):
        return _name(creator) or None
    if "sender_name" in held:
        return _mended(spoken(held["sender_name"])) or None
    user = spoken(held.get("user"))
    return names.get(user) or _name(held.get("user_profile")) or user or spoken(held.get("from")) or None


def _mended(text: str) -> str:
    """Messenger writes the bytes of UTF-8 as if they were characters; what is not made of them stays as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _text(held: Mapping[str, Any], names: Mapping[str, str]) -> str:
    text = held.get("text", held.get("content"))
    if isinstance(text, list):
        parts = (part if isinstance(part, str) else part.get("text") if isinstance(part, dict) else "" for part in text)
        text = "".join(part for part in parts if isinstance(part, str))
    if not isinstance(text, str):
        return ""
    if "sender_name" in held:
        text = _mended(text)
    text = _MENTION.sub(lambda m: f"@{names.get(m[1]) or m[2] or m[1]}", text)
    text = _LINK.sub(lambda m: m[2] or m[1], _CHANNEL.sub(lambda m: f"#{m[1] or 'channel'}", text))
    return plain_entities("\n".join(" ".join(part.split()) for part in text.split("\n") if part.strip()))
