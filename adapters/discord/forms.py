"""Form → the modal Discord shows. Limits (Discord's reference of modals): 45 characters a title and a label, 100 a
description, 4,000 a text."""

from itertools import zip_longest

from adapters.discord.layout import Component
from adapters.discord.markdown import unread
from adapters.discord.payload import Payload
from bot.chat.forms import Field, FieldKind, Form

SELECT, INPUT, MENTIONABLE, LABEL, FILE = 3, 4, 7, 18, 19
MOST_CHOSEN = 25
ONE_LINE, PARAGRAPH = 1, 2
TITLE, DESCRIPTION, LONGEST, CHOICE = 45, 100, 4000, 100


def modal(form: Form) -> Payload:
    """The modal; what is filled in comes back with the form's id."""
    return {"custom_id": form.id, "title": unread(form.title, TITLE), "components": [_label(f) for f in form.fields]}


def _label(field: Field) -> Component:
    labelled: Component = {"type": LABEL, "label": unread(field.label, TITLE), "component": _input(field)}
    return {**labelled, "description": unread(field.hint, DESCRIPTION)} if field.hint else labelled


def _input(field: Field) -> Component:
    if field.kind is FieldKind.FILE:
        needed = {"min_values": int(field.required), "max_values": 1, "required": field.required}
        return {"type": FILE, "custom_id": field.name, **needed}
    if field.kind is FieldKind.PEOPLE:
        return {
            "type": MENTIONABLE, "custom_id": field.name, "required": field.required, "min_values": 0,
            "max_values": min(field.limit, MOST_CHOSEN), "default_values": list(map(_chosen, field.chosen)),
        }  # fmt: skip
    if field.choices:
        return {
            "type": SELECT, "custom_id": field.name, "required": field.required, "min_values": int(field.required),
            "max_values": 1, "options": _options(field),
        }  # fmt: skip
    style = ONE_LINE if field.kind is FieldKind.LINE else PARAGRAPH
    stands = {"value": unread(field.value, min(field.limit, LONGEST))} if field.value else {}
    return {
        **stands,
        "type": INPUT,
        "custom_id": field.name,
        "style": style,
        "required": field.required,
        "max_length": min(field.limit, LONGEST),
    }


def _options(field: Field) -> list[Component]:
    named = zip_longest(field.choices[:MOST_CHOSEN], field.titles[:MOST_CHOSEN])
    return [
        {"label": unread(title or choice, CHOICE), "value": choice[:CHOICE]}
        | ({"default": True} if choice == field.value else {})
        for choice, title in named
    ]


def _chosen(id_: str) -> Component:
    return {"id": id_.removeprefix("&"), "type": "role" if id_.startswith("&") else "user"}
