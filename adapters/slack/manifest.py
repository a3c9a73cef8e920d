"""The app manifest, from the registry: every command with its hint, the scopes that are used, and no more.

https://docs.slack.dev/app-manifests
"""

import re
from collections.abc import Iterable
from typing import Any

from adapters.slack import wording
from bot.app.catalogue import MESSAGE_MENUS
from bot.chat.commands import Command, Registry
from bot.errors import ConfigError
from bot.workspace.menu import MENU

NAME_LIMIT, HINT_LIMIT, DESCRIPTION_LIMIT = 32, 1000, 2000
# Each scope with what it is for.
SCOPES = {
    "commands": "slash commands and message shortcuts",
    "chat:write": "rounds, reveals, scores, daily posts",
    "users:read": "names, time zones, who is an admin",
    "channels:read": "whether Quoth can post in a public channel, before it promises to",
    "groups:read": "the same in a private channel it was invited to",
    "usergroups:read": "user groups that manage Quoth",
    "im:read": "whether a direct message is with Quoth itself",
    "mpim:read": "whether Quoth is in a group's direct messages",
    "files:read": "transcripts that are put into a form",
    "files:write": "packs that are exported, as files in direct messages",
}
# Without them a message that may or may not have arrived (a crash, a lost connection) is not sent again.
OPTIONAL_SCOPES = {
    "channels:history": "look whether a message stands before it is sent again",
    "groups:history": "the same in private channels",
    "mpim:history": "the same in a group's direct messages",
    "im:history": "the same in direct messages",
    "im:write": "find those direct messages",
}
# Each event that is listened to; none of them needs a further scope.
EVENTS = ["app_home_opened", "app_uninstalled", "member_joined_channel", "tokens_revoked"]


def manifest(registry: Registry[Any], *, prefix: str = "", url: str = "", many: str = "") -> dict[str, Any]:
    """For Socket Mode; with `url` (https://example.org/slack/events) for signed HTTP; with `many`
    (https://example.org) for signed HTTP there, in every workspace that adds the app at its /slack/install.

    Raises ConfigError for a prefix or an address that Slack would not take.
    """
    many = many.rstrip("/")
    _check(registry, prefix, url, many)
    url = url or (f"{many}/slack/events" if many else "")
    back = {"redirect_urls": [f"{many}/slack/oauth"]} if many else {}
    request = {"request_url": url} if url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Quoth", "description": wording.APP_SUMMARY, "long_description": wording.APP_DESCRIPTION,
            "background_color": "#4a154b",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Quoth", "always_online": True},
            "shortcuts": [
                _shortcut(MENU, wording.MENU_NAME, wording.MENU_SUMMARY),
                *(_shortcut(menu.verb, menu.label, menu.summary) for menu in MESSAGE_MENUS),
            ],
            "slash_commands": [_slash(name, group, prefix, url) for name, group in _roots(registry).items()],
        },
        "oauth_config": {**back, "scopes": {"bot": list(SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": EVENTS},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }  # fmt: skip


def _shortcut(callback: str, name: str, summary: str) -> dict[str, str]:
    return {"name": name, "type": "message", "callback_id": callback, "description": summary}


def _roots(registry: Registry[Any]) -> dict[str, tuple[Command[Any], ...]]:
    """The commands by their first word: Slack has one slash command for each."""
    return {name: registry.group(name) for name in dict.fromkeys(c.name.split()[0] for c in registry)}


def _check(registry: Registry[Any], prefix: str, url: str, many: str) -> None:
    problems = []
    longest = max(len(name) for name in _roots(registry)) + 1
    if not re.fullmatch(r"[a-z0-9_-]*", prefix) or len(prefix) + longest > NAME_LIMIT:
        problems.append(wording.bad_prefix(prefix, NAME_LIMIT - longest))
    if url and not re.fullmatch(r"https://[^\s/]+(/\S*)?", url):
        problems.append(wording.bad_url(url))
    if many and not re.fullmatch(r"https://[^\s/]+", many):
        problems.append(wording.bad_public_url(many))
    if problems:
        raise ConfigError(problems)


def _slash(name: str, group: Iterable[Command[Any]], prefix: str, url: str) -> dict[str, Any]:
    commands = tuple(group)
    summary = commands[0].summary if len(commands) == 1 else wording.group_summary(commands[0].summary)
    slash: dict[str, Any] = {
        "command": f"/{prefix}{name}", "description": summary[:DESCRIPTION_LIMIT], "should_escape": True,
    }  # fmt: skip
    if hint := _hint(commands):
        slash["usage_hint"] = hint
    return slash | ({"url": url} if url else {})


def _hint(commands: tuple[Command[Any], ...]) -> str:
    """How it goes on behind the command."""
    if len(commands) == 1 and " " not in commands[0].name:
        return commands[0].usage.partition(" ")[2][:HINT_LIMIT]
    return " | ".join(_last(c) for c in commands)[:HINT_LIMIT]


def _last(command: Command[Any]) -> str:
    return command.name.partition(" ")[2]
