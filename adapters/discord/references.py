"""What Discord writes by an id – people, roles, channels, moments, commands, emoji –, as people read it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from discord import Guild

from content.text import clean

_REFERENCE = re.compile(
    r"<(?:@!?(?P<person>\d+)|@&(?P<role>\d+)|#(?P<channel>\d+)|t:(?P<moment>-?\d{1,12})(?::(?P<style>[tTdDfFsSR]))?"
    r"|/(?P<command>[^<>:]+):\d+|a?(?P<emoji>:\w+:)\d+|(?P<link>https?://[^<>\s]+))>"
)
# What Discord shows where something is gone.
GONE_ROLE, GONE_CHANNEL = "@deleted-role", "#unknown"
_CLOCK, _DAY = ("t", "T"), ("d", "D")


def spelled(text: str, people: Mapping[str, str], guild: Guild | None) -> str:
    """The text with names; `people` are those who are mentioned, by their ids. Nobody is asked: what the guild does
    not know here is told as Discord tells what is gone.
    """
    return _REFERENCE.sub(lambda found: _spelled(found, people, guild), text)


def mentioned(told: Mapping[str, Any]) -> dict[str, str]:
    """The names of whom a message mentions, by their ids."""
    return {str(who["id"]): name_of(who) for who in told.get("mentions") or ()}


def name_of(user: Mapping[str, Any]) -> str:
    """What somebody is called, on one line."""
    return " ".join(clean(str(user.get("global_name") or user.get("username") or "")).split())


def _spelled(found: re.Match[str], people: Mapping[str, str], guild: Guild | None) -> str:
    kind, told = str(found.lastgroup), str(found[found.lastgroup or 0])
    match kind:
        case "person":
            return "@" + (people.get(told) or told)
        case "role":
            role = guild.get_role(int(told)) if guild else None
            return GONE_ROLE if role is None else "@" + clean(role.name).removeprefix("@")
        case "channel":
            channel = guild.get_channel_or_thread(int(told)) if guild else None
            return GONE_CHANNEL if channel is None else "#" + clean(channel.name)
        case "command":
            return "/" + told
        case "emoji" | "link":
            return told
        case _:
            return _moment(int(found["moment"]), found["style"] or "f")


def _moment(seconds: int, style: str) -> str:
    """In UTC: a quote is read by people in every zone."""
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return "?"
    if style in _CLOCK:
        return f"{at:%H:%M} UTC"
    return f"{at.day} {at:%B %Y}" if style in _DAY else f"{at.day} {at:%B %Y, %H:%M} UTC"
