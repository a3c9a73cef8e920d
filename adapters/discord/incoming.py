"""Interaction → Request, Press or what is being typed, with the files that have to be fetched for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discord import Interaction
from discord.utils import parse_time, snowflake_time

from adapters.discord import wire
from adapters.discord.commands import MESSAGE, meant
from adapters.discord.layout import EPHEMERAL
from adapters.discord.places import is_alone, is_manager, no_thread, place_of, problem_of, user_of
from adapters.discord.references import mentioned, name_of, spelled
from bot.chat.commands import Registry
from bot.chat.entries import MessageMenu
from bot.chat.incoming import ChatMessage, Press, PressId, Request, User
from bot.chat.refusals import NoSuchCommand
from bot.library.bringing_wording import FILE as FILE_OPTION
from bot.library.bringing_wording import likeliest
from content.text import clean

SUBCOMMAND, GROUP, USER, ATTACHMENT = 1, 2, 6, 11
SELECT, MENTIONABLE, LABEL, FILE = 3, 7, 18, 19


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was handed over for an option or field: `size` and `limit` in bytes."""

    option: str
    name: str
    size: int
    address: str
    limit: int


@dataclass(frozen=True, slots=True)
class Typed:
    """An option that is being typed; the request holds what stands in the others."""

    request: Request
    option: str
    text: str


def request_of(interaction: Interaction, registry: Registry[Any], received: datetime) -> tuple[Request, list[Attached]]:
    """A command as it was given."""
    data: Mapping[str, Any] = interaction.data or {}
    name, given = _command(data, registry)
    attached = list(_files(data, given, _limits(registry, name), registry.largest_upload))
    values = {o["name"]: _value(o) for o in given if o["type"] != ATTACHMENT and "value" in o}
    people = mentioned({"mentions": (data.get("resolved") or {}).get("users", {}).values()})
    values |= {n: spelled(values[n], people, interaction.guild) for n in _wordy(registry, name) if n in values}
    problem, lacking = problem_of(interaction)
    request = Request(
        key=str(interaction.id), place=place_of(interaction), user=user_of(interaction), at=_at(interaction, received),
        command=name, options=values, alone=is_alone(interaction), manager=is_manager(interaction), problem=problem,
        lacking=lacking, no_thread=no_thread(interaction), groups=wire.roles(interaction),
    )  # fmt: skip
    return request, attached


def press_of(interaction: Interaction, registry: Registry[Any], received: datetime) -> tuple[Press, list[Attached]]:
    """A button that was pressed, or a form that was sent. A form does not come back with the limits of its fields."""
    data: Mapping[str, Any] = interaction.data or {}
    filled = list(_inputs(data))
    press = Press(
        key=str(interaction.id), place=place_of(interaction), user=user_of(interaction), at=_at(interaction, received),
        id=str(data.get("custom_id", "")), alone=is_alone(interaction), manager=is_manager(interaction),
        message=_pressed(interaction),
        groups=wire.roles(interaction), fields={c["custom_id"]: _filled(c, data) for c in filled if c["type"] != FILE},
    )  # fmt: skip
    named = [
        {"name": c["custom_id"], "type": ATTACHMENT, "value": value}
        for c in filled if c["type"] == FILE for value in c.get("values", ())
    ]  # fmt: skip
    return press, list(_files(data, named, {}, registry.largest_upload))


def taken_of(interaction: Interaction, menus: Sequence[MessageMenu], received: datetime) -> Press | None:
    """What was taken from a message's menu, with the message; None for a command that is typed."""
    data: Mapping[str, Any] = interaction.data or {}
    if data.get("type") != MESSAGE:
        return None
    verb = next((menu.verb for menu in menus if menu.label == data.get("name")), "")
    message = (data.get("resolved") or {}).get("messages", {}).get(str(data.get("target_id"))) or {}
    return Press(
        key=str(interaction.id), place=place_of(interaction), user=user_of(interaction), at=_at(interaction, received),
        id=str(PressId(verb or "gone", "here")), alone=is_alone(interaction), manager=is_manager(interaction),
        groups=wire.roles(interaction), about=_message(message, interaction, received) if message else None,
    )  # fmt: skip


def attached_to(interaction: Interaction, limit: int) -> list[Attached]:
    """The transcript that is attached to the message whose menu it was taken from, or to the one it forwards."""
    data: Mapping[str, Any] = interaction.data or {}
    message = (data.get("resolved") or {}).get("messages", {}).get(str(data.get("target_id"))) or {}
    passed_on = [told.get("message") or {} for told in message.get("message_snapshots") or ()]
    files = [file for told in (message, *passed_on) for file in told.get("attachments") or ()]
    if not files:
        return []
    file = files[likeliest([str(each["filename"]) for each in files])]
    return [Attached(FILE_OPTION, clean(str(file["filename"])), int(file["size"]), str(file["url"]), limit)]


def _message(told: Mapping[str, Any], interaction: Interaction, received: datetime) -> ChatMessage:
    """A message with names for whatever it mentions. One that only passes another one on has that one's words, of which
    Discord does not tell who wrote them.
    """
    author: Mapping[str, Any] = told.get("author") or {}
    said, files = str(told.get("content") or ""), bool(told.get("attachments"))
    us = interaction.client.user
    own = us is not None and str(author.get("id")) == str(us.id)
    people, by = mentioned(told), User(id=str(author.get("id") or ""), name=name_of(author))
    at = snowflake_time(int(told["id"]))
    passed_on = next((one.get("message") or {} for one in told.get("message_snapshots") or ()), None)
    if passed_on is not None and not said.strip():
        said, by, at = str(passed_on.get("content") or ""), User(id="", name=""), parse_time(passed_on["timestamp"])
        people, files = people | mentioned(passed_on), files or bool(passed_on.get("attachments"))
    return ChatMessage(
        id=str(told.get("id")), text=spelled(clean(said), people, interaction.guild), own=own,
        by_bot=bool(author.get("bot") or told.get("webhook_id")), author=by,
        at=min(at, received), hidden=bool(int(told.get("flags") or 0) & EPHEMERAL),
        files=files, buttons=tuple(_buttons(told.get("components") or ())),
    )  # fmt: skip


def _buttons(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What can be pressed on a message, in whatever it stands."""
    for each in components:
        if each.get("custom_id"):
            yield str(each["custom_id"])
        yield from _buttons(each.get("components") or ())
        yield from _buttons([each["accessory"]] if each.get("accessory") else ())


def _pressed(interaction: Interaction) -> str:
    """The message with the button, if everybody sees it."""
    message = interaction.message
    return "" if message is None or message.flags.ephemeral else str(message.id)


def typed_in(interaction: Interaction, registry: Registry[Any], received: datetime) -> Typed | None:
    """The option that has the cursor."""
    request, _ = request_of(interaction, registry, received)
    _, given = _command(interaction.data or {}, registry)
    focused = next((o for o in given if o.get("focused")), None)
    if focused is None:
        return None
    return Typed(request, focused["name"], clean(str(focused.get("value", ""))))


def _command(data: Mapping[str, Any], registry: Registry[Any]) -> tuple[str, list[dict[str, Any]]]:
    """The command's registry name and the options that were given to it."""
    names, options = [str(data.get("name", ""))], list(data.get("options", ()))
    while options and options[0]["type"] in (SUBCOMMAND, GROUP):
        names.append(options[0]["name"])
        options = list(options[0].get("options", ()))
    return meant(names, registry), options


def _value(given: Mapping[str, Any]) -> str:
    text = clean(str(given["value"]))
    return f"<@{text}>" if given["type"] == USER else text


def _wordy(registry: Registry[Any], name: str) -> list[str]:
    """The options of a command that take any words."""
    try:
        return [o.name for o in registry.get(name).options if o.takes_words]
    except NoSuchCommand:
        return []


def _limits(registry: Registry[Any], name: str) -> dict[str, int]:
    try:
        return {o.name: o.limit for o in registry.get(name).options if o.upload}
    except NoSuchCommand:
        return {}


def _files(
    data: Mapping[str, Any], given: list[dict[str, Any]], limits: Mapping[str, int], largest: int
) -> Iterator[Attached]:
    resolved = (data.get("resolved") or {}).get("attachments") or {}
    for option in given:
        if option["type"] == ATTACHMENT and (file := resolved.get(str(option["value"]))):
            limit = limits.get(option["name"], largest)
            yield Attached(option["name"], clean(file["filename"]), int(file["size"]), file["url"], limit)


def _inputs(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The filled fields of a form, each in its label."""
    for component in data.get("components", ()):
        if component.get("type") == LABEL:
            yield component["component"]


def _filled(component: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """What a field holds; people and roles that were chosen as their mentions."""
    if component["type"] == SELECT:
        return next(iter(component.get("values", ())), "")
    if component["type"] != MENTIONABLE:
        return clean(str(component.get("value", "")))
    roles = data.get("resolved", {}).get("roles", {})
    return ", ".join(f"<@&{id_}>" if id_ in roles else f"<@{id_}>" for id_ in component.get("values", ()))


def _at(interaction: Interaction, received: datetime) -> datetime:
    """Discord's own stamp, never later than it came in."""
    return min(interaction.created_at, received)
