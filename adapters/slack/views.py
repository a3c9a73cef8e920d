"""Form → a modal that remembers where it was opened."""

import json
from itertools import zip_longest
from typing import Any

from adapters.slack import blocks as b
from adapters.slack import wording
from adapters.slack.blocks import Block
from adapters.slack.incoming import Origin
from adapters.slack.names import renamed
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.plain import visible

TITLE, LABEL, INPUT = 24, 2000, 3000
OPTION, OPTIONS = 75, 100
VALUE = "value"


def modal(form: Form, came: Origin, prefix: str = "") -> dict[str, Any]:
    """The view of a form; `private_metadata` says where its answer belongs."""
    channel = "" if came.place.user_id else came.place.channel
    opened = {"channel": channel, "thread": came.place.thread, "url": came.url, "private": came.private}
    # Slack has no list of user groups for a form, so those that stand are handed through.
    groups = {f.name: [id_[1:] for id_ in f.chosen if _is_group(id_)] for f in form.fields if f.chosen}
    return {
        "type": "modal",
        "callback_id": form.id,
        "private_metadata": json.dumps({**opened, "groups": groups} if groups else opened),
        "title": b.text(form.title, TITLE),
        "submit": b.text(wording.SEND, TITLE),
        "close": b.text(wording.CANCEL, TITLE),
        "blocks": [_input(field, prefix) for field in form.fields],
    }


def _input(field: Field, prefix: str) -> Block:
    block: Block = {
        "type": "input", "block_id": field.name, "optional": not field.required, "label": b.text(field.label, LABEL),
        "element": _element(field),
    }  # fmt: skip
    return block | {"hint": b.text(renamed(field.hint, prefix), LABEL)} if field.hint else block


def _is_group(id_: str) -> bool:
    return id_.startswith("&")


def _element(field: Field) -> Block:
    if field.kind is FieldKind.FILE:
        return {"type": "file_input", "action_id": VALUE, "max_files": 1}
    if field.kind is FieldKind.PEOPLE:
        people = [id_ for id_ in field.chosen if not _is_group(id_)]
        select: Block = {"type": "multi_users_select", "action_id": VALUE, "max_selected_items": field.limit}
        return select | ({"initial_users": people} if people else {})
    if field.choices:
        named = zip_longest(field.choices[:OPTIONS], field.titles[:OPTIONS])
        options = [{"text": b.text(title or choice, OPTION), "value": choice[:OPTION]} for choice, title in named]
        stands_already = [option for option in options if option["value"] == field.value]
        select = {"type": "static_select", "action_id": VALUE, "options": options}
        return select | ({"initial_option": stands_already[0]} if stands_already else {})
    stands = {"initial_value": visible(field.value)[: min(field.limit, INPUT)]} if field.value else {}
    return stands | {
        "type": "plain_text_input", "action_id": VALUE, "multiline": field.kind is FieldKind.TEXT,
        "max_length": min(field.limit, INPUT),
    }  # fmt: skip
