"""Sentences of ours in pieces, so that a platform can show a command to type as such: `/quiz start rounds=3`."""

import re
from functools import cache
from typing import Any

from bot.app.catalogue import REGISTRY
from bot.chat.commands import Command, Option

_TYPED = {c.name for c in REGISTRY} | {c.name.split()[0] for c in REGISTRY}
# A command by its name; all of them are behind `/quoth` as well.
NAME = rf"(?:quoth )?(?:{'|'.join(map(re.escape, sorted(_TYPED, key=len, reverse=True)))})\b(?!\|)"
# The end of a sentence does not belong to a value.
_GIVEN = r"""[a-z]+=(?:"[^"]*"|'[^']*'|[^\s,;)]*[^\s.,;:)?!…])"""
_PLACE = r"<[a-z]+>|\[[a-z]+\]|…"
_TIME, _NUMBER, _WORD = r"\d{1,2}:\d{2}", r"#?\d+", r"[+-]?[\w@/]+"


def spoken(text: str) -> list[tuple[str, bool]]:
    """The pieces, each with whether it is a command, whole with what belongs to it."""
    return [(piece, i % 2 == 1) for i, piece in enumerate(_command().split(text)) if piece]


def _pattern(command: Command[Any]) -> str:
    """The command with what may follow it: its example, or arguments of the forms that can be told from a sentence."""
    forms = [_GIVEN, _PLACE, *(form for option in command.options for form in _forms(option))]
    first, last = command.options[:1], command.options[1:]
    if last and last[-1].rest and last[-1].required:
        forms = [rf"(?:{'|'.join(_forms(first[0]))})(?: {_WORD})?", *forms[:2]]
    example = re.escape(command.example.removeprefix("/"))
    more = rf"(?: (?:{'|'.join(forms)}))*"
    return rf"{example}(?![\w|-]){more}|{re.escape(command.name)}\b(?!\|){more}"


def _forms(option: Option) -> list[str]:
    """How its values may look where they stand without its name."""
    choices = [rf"{re.escape(c)}(?![\w-])" for c in (*option.choices, *option.told)]
    return [*choices, *([_NUMBER] if option.is_number else []), *([_TIME] if option.reads else [])]


_LONGEST_FIRST = sorted(REGISTRY, key=lambda c: len(c.name), reverse=True)
_ROOTS = "|".join(sorted({c.name.split()[0] for c in REGISTRY}))


@cache
def _command() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.])(/(?:quoth )?(?:{'|'.join(map(_pattern, _LONGEST_FIRST))}|(?:{_ROOTS})\b(?!\|)))")
