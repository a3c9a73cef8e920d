"""Whether a payload has the parts that every payload of its kind has: signed or not, what has not is none of Slack's.

https://docs.slack.dev/reference/interaction-payloads
"""

from collections.abc import Mapping
from typing import Any

_COMMAND = ("command", "channel_id", "user_id")
_OBJECTS = ("user", "team", "channel", "message", "container", "view", "enterprise")


def is_command(form: Mapping[str, list[str]]) -> bool:
    """A slash command, as a form; or Slack's look at the certificate."""
    return "ssl_check" in form or all((form.get(name) or [""])[0] for name in _COMMAND)


def is_interaction(payload: Any) -> bool:
    """A press, a form that was sent, or a shortcut."""
    if not isinstance(payload, dict) or not all(isinstance(payload.get(n) or {}, dict) for n in _OBJECTS):
        return False
    if not _is_word((payload.get("user") or {}).get("id")):
        return False
    match payload.get("type"):
        case "block_actions":
            actions = payload.get("actions")
            if not isinstance(actions, list) or not actions or not _are_objects(actions):
                return False
            return isinstance(actions[0].get("selected_option") or {}, dict)
        case "view_submission":
            return _is_view(payload.get("view"))
        case "shortcut" | "message_action":
            return _is_word(payload.get("callback_id"))
        case kind:
            return _is_word(kind)


def is_event(body: Any) -> bool:
    """Something that happened, or Slack's look at the address."""
    if not isinstance(body, dict) or not _is_word(body.get("type")):
        return False
    if body["type"] != "event_callback":
        return True
    event = body.get("event")
    if not isinstance(event, dict) or not _is_word(event.get("type")):
        return False
    return event["type"] != "member_joined_channel" or _is_word(event.get("channel"))


def _is_view(view: Any) -> bool:
    if not isinstance(view, dict) or not _are_objects(view.get("blocks") or []):
        return False
    values = (view.get("state") or {}).get("values") or {} if isinstance(view.get("state") or {}, dict) else None
    if not isinstance(values, dict) or not all(isinstance(elements, dict) for elements in values.values()):
        return False
    return all(_is_element(e) for elements in values.values() for e in elements.values())


def _is_element(element: Any) -> bool:
    if not isinstance(element, dict) or not isinstance(element.get("selected_option") or {}, dict):
        return False
    return _are_objects(element.get("files") or []) and isinstance(element.get("selected_users") or [], list)


def _are_objects(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(each, dict) for each in values)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(value)
