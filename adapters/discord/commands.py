"""The registry as Discord's application commands, and whether what Discord has is still the same.

Limits (Discord's reference of application commands): 100 characters a description, 25 options and choices, 6,000 the
longest text, 8,000 characters of names, descriptions and values a command. Commands are offered everywhere, to servers
and to single users; what makes no sense in a place is refused there with a sentence.
"""

from collections.abc import Sequence
from typing import Any

from adapters.discord.payload import Payload
from bot.chat import titles
from bot.chat.commands import Command, Option, Permission, Registry
from bot.chat.entries import MessageMenu
from bot.chat.parser import ROOT

MESSAGE = 3
CHAT_INPUT, SUBCOMMAND, GROUP, STRING, INTEGER, USER, ATTACHMENT = 1, 1, 2, 3, 4, 6, 11
EVERYWHERE, EVERY_INSTALL = [0, 1, 2], [0, 1]
MANAGE_GUILD = 1 << 5
DESCRIPTION, LONGEST_TEXT = 100, 6000
# What Discord leaves out, or adds, where nothing was said.
_UNSAID: tuple[Any, ...] = (None, False, [], {}, "")


def payloads(registry: Registry[Any], menus: Sequence[MessageMenu] = ()) -> list[Payload]:
    """All commands, those of one first word together; `/quoth` has all of them once more, `/quoth quiz start`. Behind
    them what can be done with a message.
    """
    groups = {name: registry.group(name) for name in dict.fromkeys(c.name.split()[0] for c in registry)}
    roots = {name: _root(name, commands) for name, commands in groups.items()}
    if ROOT in roots:
        roots[ROOT]["options"] += [b for name in roots if name != ROOT for b in _mirrored(name, groups[name])]
    return [*roots.values(), *map(_menu, menus)]


def _menu(menu: MessageMenu) -> Payload:
    return {"type": MESSAGE, "name": menu.label, "contexts": EVERYWHERE, "integration_types": EVERY_INSTALL}


def meant(names: Sequence[str], registry: Registry[Any]) -> str:
    """The command of the registry that was picked by these words, `quoth` before it or not."""
    picked = " ".join(names)
    return " ".join(names[1:]) if names[0] == ROOT and picked not in registry else picked


def differ(ours: Sequence[Payload], theirs: Sequence[Payload]) -> bool:
    """Whether Discord has other commands than these. What Discord adds of its own makes no difference."""
    known = {each["name"]: each for each in theirs}
    return known.keys() != {each["name"] for each in ours} or not all(_same(o, known[o["name"]]) for o in ours)


def _root(name: str, commands: Sequence[Command[Any]]) -> Payload:
    single = commands[0].name == name
    root: Payload = {
        "type": CHAT_INPUT,
        "name": name,
        "description": _short(commands[0].summary if single else ", ".join(c.name.split()[-1] for c in commands)),
        "contexts": EVERYWHERE,
        "integration_types": EVERY_INSTALL,
        "options": list(map(_option, commands[0].options)) if single else _branches(1, commands),
    }
    if all(c.permission is Permission.MANAGER for c in commands):
        root["default_member_permissions"] = MANAGE_GUILD
    return root


def _mirrored(name: str, commands: Sequence[Command[Any]]) -> list[Payload]:
    """The same a word deeper, which is as deep as Discord goes; told briefly, so that all of it fits in one command."""
    if commands[0].name == name:
        return [_branch(name, commands[0], brief=True)]
    inner = [_branch(c.name.split()[1], c, brief=True) for c in commands if len(c.name.split()) == 2]
    return [_group(name, inner)] if inner else []


def _branches(depth: int, commands: Sequence[Command[Any]]) -> list[Payload]:
    """Subcommands, and groups of them for names of three words."""
    branches: list[Payload] = []
    for word in dict.fromkeys(c.name.split()[depth] for c in commands):
        under = [c for c in commands if c.name.split()[depth] == word]
        if len(under) == 1 and len(under[0].name.split()) == depth + 1:
            branches.append(_branch(word, under[0]))
        else:
            branches.append(_group(word, _branches(depth + 1, under)))
    return branches


def _branch(name: str, command: Command[Any], *, brief: bool = False) -> Payload:
    options = [_option(option, brief=brief) for option in command.options]
    return {"type": SUBCOMMAND, "name": name, "description": _short(command.summary), "options": options}


def _group(name: str, inner: Sequence[Payload]) -> Payload:
    described = _short(", ".join(each["name"] for each in inner))
    return {"type": GROUP, "name": name, "description": described, "options": list(inner)}


def _option(option: Option, *, brief: bool = False) -> Payload:
    told = min(option.summary, titles.option(option.name), key=len) if brief else option.summary
    shown: Payload = {"name": option.name, "description": _short(told), "required": option.required}
    if option.upload:
        return {**shown, "type": ATTACHMENT}
    if option.person:
        return {**shown, "type": USER}
    if option.is_number:
        return {**shown, "type": INTEGER, "min_value": option.minimum, "max_value": option.maximum}
    if option.choices and not option.several:
        return {
            **shown,
            "type": STRING,
            "choices": [{"name": titles.value(option.name, c), "value": c} for c in option.choices],
        }
    return {
        **shown,
        "type": STRING,
        "max_length": min(option.limit, LONGEST_TEXT),
        "autocomplete": option.completes is not None,
    }


def _short(text: str) -> str:
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1] + "…"


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return all(_same(value, theirs.get(key)) for key, value in ours.items()) and not any(
            theirs.get(key) not in _UNSAID for key in ("choices", "options", "default_member_permissions")
            if key not in ours
        )  # fmt: skip
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(_same, ours, theirs))
    # Rights go out as a number and come back as text.
    return ours == theirs or str(ours) == theirs or (ours in _UNSAID and theirs in _UNSAID)
