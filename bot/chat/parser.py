"""A line that somebody typed → a command and its options."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.chat.commands import ALIKE, Command, Registry, nearest
from bot.chat.other_names import ALONE, OTHER_NAMES
from bot.chat.refusals import NoSuchCommand
from bot.chat.sentences import as_command
from bot.chat.typed import given
from bot.chat.typed_options import SLIP, typed_options
from content.text import keyed

ROOT = "quoth"
# Phones make one long dash of two hyphens.
_LONG_DASH = re.compile(r"(?<!\S)[–—](?=[a-z]+[=:\s])", re.IGNORECASE)
# Who says so finds what can be done here.
_GREETINGS = frozenset("hello hi hey hallo hola menu start".split())
# Of so many words behind the first one it is a sentence.
_SENTENCE = 3
# Where "help" is what somebody says, or asks about.
_HELP_IS_WORDS = frozenset({"quiz answer", "quoth help"})


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
    if head == "who" and tail.casefold().startswith("said"):
        head, tail = "whosaid", tail[len("said") :].strip()
    if not tail and head.rstrip("!.?") in _GREETINGS and head.rstrip("!.?") not in registry:
        return Parsed(f"{ROOT} menu")
    if head == "help" and tail.strip().casefold().rstrip("!.?") == "me":
        tail = ""
    if head == ROOT and tail and f"{ROOT} {tail.split()[0].casefold()}" not in registry:
        return parse(_behind(line, 1), registry)
    if head == "help" or tail.strip().casefold() == "help":
        return Parsed(f"{ROOT} help", {"topic": tail if head == "help" else "" if head == ROOT else head})
    if not registry.group(head) and not line.lstrip().startswith("/") and (said := as_command(keyed(line))):
        return parse(said, registry)
    command, rest = _split(head, tail, registry)
    if rest.strip().casefold() == "help" and command.name not in _HELP_IS_WORDS:
        return Parsed(f"{ROOT} help", {"topic": command.name})
    if command.reads_line is not None:
        return Parsed(command.name, command.reads_line(_behind(line, len(command.name.split()))))
    return Parsed(command.name, typed_options(command, rest))


def _behind(line: str, words: int) -> str:
    """What was typed behind so many words, as it was typed."""
    parts = line.strip().split(maxsplit=words)
    return parts[words] if len(parts) > words else ""


def _split(head: str, tail: str, registry: Registry[Any]) -> tuple[Command[Any], str]:
    group = registry.group(head)
    if len(group) == 1 and group[0].name == head:
        return group[0], tail
    if group:
        sub, _, rest = tail.partition(" ")
        if not sub:
            return _alone(head, registry)
        word = f"{head} {sub.casefold()}"
        if word not in registry and (other := OTHER_NAMES.get(word, "")) in registry:
            raise NoSuchCommand(word=word, nearest=other)
        if word not in registry and f"{head} set" in registry and _is_chosen(sub, registry.get(f"{head} set")):
            return registry.get(f"{head} set"), tail
        if word not in registry and sub[0].isdigit() and f"{head} set" in registry:
            raise NoSuchCommand(word=f"{head} {tail}", nearest=f"{head} set {given('time', tail)}")
        if registry.under(word):
            return _deeper(word, rest, registry)
        if word not in registry:
            raise NoSuchCommand(word=word, nearest=_second(head, sub, group))
        return registry.get(word), rest
    raise NoSuchCommand(word=_told(head, tail), nearest=_nearest(head, tail, registry))


def _told(head: str, tail: str) -> str:
    """What no command is called: a sentence whole, else the word without the marks around it."""
    said = f"{head} {tail}" if len(tail.split()) >= _SENTENCE else head
    return said.strip(',;:.!?…"“”„«»').strip() or head


def _alone(head: str, registry: Registry[Any]) -> tuple[Command[Any], str]:
    """The first word of commands alone: how things stand there, else how they are written."""
    menu = f"{ROOT} menu"
    if menu in registry and (head == ROOT or any(o.takes(head) for o in registry.get(menu).options)):
        return registry.get(menu), "" if head == ROOT else head
    shown = f"{head} show"
    return (registry.get(shown), "") if shown in registry else (registry.get(f"{ROOT} help"), head)


def _second(head: str, sub: str, group: Sequence[Command[Any]]) -> str:
    """The command of that first word whose second is most like what stands there, "" where none is."""
    near = nearest(sub.casefold(), [c.name.split()[1] for c in group], ALIKE)
    return next((c.name for c in group if near and c.name.split()[1] == near), "")


def _is_chosen(word: str, command: Command[Any]) -> bool:
    """Whether a command begins with a choice, and that is one: `/settings cooldown 50`."""
    first = command.options[0]
    return first.required and word.casefold().partition("=")[0] in first.choices


def _deeper(word: str, tail: str, registry: Registry[Any]) -> tuple[Command[Any], str]:
    """A command of three words; those two alone list what is there. Raises NoSuchCommand."""
    last, _, rest = tail.strip().partition(" ")
    if not last:
        return registry.get(f"{word} list"), ""
    if last.casefold() == "help":
        return registry.get(f"{ROOT} help"), word
    named = f"{word} {last.casefold()}"
    if named not in registry:
        near = nearest(named, [c.name for c in registry.under(word)], SLIP)
        raise NoSuchCommand(word=f"{word} {tail.strip()}", nearest=near or f"{word} use {tail.strip()}")
    return registry.get(named), rest


def _nearest(head: str, tail: str, registry: Registry[Any]) -> str:
    """The command that may be meant: one of that first word, with its second where it has that."""
    if head in ALONE and ALONE[head] in registry:
        return ALONE[head]
    same = [c.name for c in registry if c.name.split()[1:] == [head]]
    if len(same) == 1:
        return same[0]
    root = nearest(head, sorted({c.name.split()[0] for c in registry}), ALIKE)
    sub = tail.split(maxsplit=1)[0].casefold() if tail else ""
    if root and f"{root} {sub}" in registry:
        return f"{root} {sub}"
    return root or registry.nearest(head)
