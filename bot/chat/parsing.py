"""A line that somebody typed → a command and its options: `key=value` or plain words, in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.chat.commands import Command, Option, Registry, nearest
from bot.chat.refusals import BadOption, NoSuchCommand
from content.text import keyed

ROOT = "quoth"
_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
_PIECE = re.compile(r"""(?:-{0,2}([a-z]+)[=:])?(?:"([^"]*)"|'([^']*)'(?=\s|$))|(\S+)""", re.IGNORECASE)
# Phones make one long dash of two hyphens.
_LONG_DASH = re.compile(r"(?<!\S)[–—](?=[a-z]+[=:\s])", re.IGNORECASE)
_HALF_DAY = re.compile(r"\b([0-9]{1,2}(?::[0-9]{2})?)\s+([ap]m)\b", re.IGNORECASE)
_SPACED_EQUALS = re.compile(r"\b([a-z]+)\s+=\s+(?=\S)", re.IGNORECASE)
# How alike a word and a known one are to be taken for a slip of it.
SLIP = 0.75


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was asked for. `command` is a registry name."""

    command: str
    options: dict[str, str] = field(default_factory=dict)


def parse(line: str, registry: Registry[Any]) -> Parsed:
    """Understand a command line with or without its leading slash. Raises NoSuchCommand or BadOption."""
    words = keyed(_LONG_DASH.sub("--", line)).strip().removeprefix("/").split(maxsplit=1)
    if not words:
        return Parsed(f"{ROOT} help")
    head, tail = words[0].casefold(), words[1] if len(words) > 1 else ""
    if head == ROOT and tail and f"{ROOT} {tail.split()[0].casefold()}" not in registry:
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
        return _whole(command.options[0].name, text.strip())
    options: dict[str, str] = {}
    plain: list[str] = []
    joined = _HALF_DAY.sub(r"\1\2", _SPACED_EQUALS.sub(r"\1=", text.translate(_TYPOGRAPHIC)))
    for key, value in _pieces(joined, command):
        if key:
            options[key] = value
        else:
            plain.append(value)
    while plain:
        _take(plain, command, options)
    return options


def _whole(name: str, text: str) -> dict[str, str]:
    """An option that takes the whole line, with or without its name before it."""
    for sign in "=:":
        if text.casefold().startswith(name + sign):
            text = text[len(name) + 1 :].strip()
            quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
            text = text[1:-1] if quoted else text
            break
    return {name: text} if text else {}


def _pieces(text: str, command: Command[Any]) -> list[tuple[str, str]]:
    """`key=value`, `key:value`, `--key=value` and plain words, quoted or not; plain ones have no key."""
    pieces = []
    for key, double, single, bare in _PIECE.findall(text):
        if not bare:
            pieces.append((key.casefold(), double or single))
            continue
        name, sign, value = bare.partition("=")
        if not sign:
            name, sign, value = bare.partition(":")
            sign = sign if _named(name, command.options) else ""
        name = name.lstrip("-")
        pieces.append((name.casefold(), value) if sign and name.isalpha() else ("", bare))
    return pieces


def _take(words: list[str], command: Command[Any], options: dict[str, str]) -> None:
    """Understand the next plain word: `rounds 5` and `5 rounds` as they are read, else by what it fits."""
    free = [o for o in command.options if o.name not in options]
    word = words.pop(0)
    named, after = _named(word, free), _named(words[0], free) if words else None
    if named is not None and words and _fits(words[0], named):
        options[named.name] = words.pop(0)
    elif after is not None and after.is_number and word.isdigit():
        words.pop(0)
        options[after.name] = word
    else:
        option = _place(word, free, command)
        options[option] = word
        if option == _last(command):
            if unmet := next((o for o in free if o.required and o.choices), None):
                raise BadOption(option=unmet.name, value=word, expected=unmet.expected)
            options[option] = " ".join([word, *words])
            words.clear()


def _last(command: Command[Any]) -> str:
    """The option that takes all words that are left, behind others; "" where none does."""
    return next((o.name for o in command.options[1:] if o.rest), "")


def _named(word: str, options: Sequence[Option]) -> Option | None:
    return next((o for o in options if o.name == word.lstrip("-").casefold()), None)


def _fits(value: str, option: Option) -> bool:
    if option.choices:
        return all(part in option.choices for part in option.parts(value))
    return not option.is_number or value.isdigit()


def _place(value: str, free: Sequence[Option], command: Command[Any]) -> str:
    """Which option a plain word means: a choice by its name, a number, else the first that takes any text."""
    for option in free:
        if option.choices and all(part in option.choices for part in option.parts(value)):
            return option.name
    for option in free:
        if option.reads is not None and option.reads(value):
            return option.name
    for option in free:
        wrong = next((part for part in option.parts(value) if part not in option.choices), "")
        if option.choices and (slip := nearest(wrong, option.choices, SLIP)):
            raise BadOption(option=option.name, value=wrong, expected=option.expected, nearest=slip)
    for option in free:
        if _fits(value, option) and not option.choices:
            return option.name
    raise BadOption(option="", value=value, expected=command.usage)
