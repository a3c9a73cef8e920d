"""A line that somebody typed → a command and its options: `key=value` or plain words, in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.commands import Command, Option, Registry
from bot.core.refusals import BadOption, NoSuchCommand

ROOT = "quoth"
_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PIECE = re.compile(r'([a-z]+)="([^"]*)"|"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was asked for. `command` is a registry name."""

    command: str
    options: dict[str, str] = field(default_factory=dict)


def parse(line: str, registry: Registry[Any]) -> Parsed:
    """Understand a command line with or without its leading slash. Raises NoSuchCommand or BadOption."""
    words = line.strip().removeprefix("/").split(maxsplit=1)
    if not words:
        return Parsed(f"{ROOT} help")
    head, tail = words[0].casefold(), words[1] if len(words) > 1 else ""
    if head == ROOT and tail and tail.split()[0].casefold() not in ("help", "about"):
        return parse(tail, registry)
    if head == "help" or tail.strip().casefold() == "help":
        return Parsed(f"{ROOT} help", {"topic": tail if head == "help" else "" if head == ROOT else head})
    command, rest = _split(head, tail, registry)
    return Parsed(command.name, _options(command, rest))


def _split(head: str, tail: str, registry: Registry[Any]) -> tuple[Command[Any], str]:
    group = registry.group(head)
    if len(group) == 1 and group[0].name == head:
        return group[0], tail
    if group:
        sub, _, rest = tail.partition(" ")
        if not sub:
            return registry.get(f"{ROOT} help"), head
        return registry.get(f"{head} {sub.casefold()}"), rest
    raise NoSuchCommand(word=head, nearest=registry.nearest(head))


def _options(command: Command[Any], text: str) -> dict[str, str]:
    if command.options and command.options[0].rest:
        return {command.options[0].name: text.strip()} if text.strip() else {}
    options: dict[str, str] = {}
    for key, value in _pieces(text.translate(_TYPOGRAPHIC)):
        name = key or _place(value, [o for o in command.options if o.name not in options], command)
        options[name] = value
    return options


def _pieces(text: str) -> list[tuple[str, str]]:
    pieces = []
    for key, quoted, bare_quoted, bare in _PIECE.findall(text):
        name, sign, value = bare.partition("=")
        if key:
            pieces.append((key, quoted))
        elif sign and name.isalpha():
            pieces.append((name.casefold(), value))
        else:
            pieces.append(("", bare_quoted or bare))
    return pieces


def _place(value: str, free: Sequence[Option], command: Command[Any]) -> str:
    """Which option a plain word means: a choice by its name, a number, else the first that takes any text."""
    for option in free:
        if value.casefold() in option.choices:
            return option.name
    for option in free:
        if (option.is_number and value.isdigit()) or not (option.is_number or option.choices):
            return option.name
    raise BadOption(option="", value=value, expected=command.usage)
