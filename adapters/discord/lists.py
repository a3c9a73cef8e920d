"""Lists within the room of a message: lines, and pages of help. What is too long is cut before anything is left out."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial

from adapters.discord.layout import LONG, MIDDLE, MORE, small, within
from adapters.discord.markdown import code, fitted, native, sentence, size
from bot.chat.messages import HelpEntry

# What a command does, and a line of a list, is cut to no less.
LEAST, LINE = 10, 80
LISTED, LISTED_COMMANDS = LONG + MIDDLE - 200, LONG + MIDDLE
# More commands than these get a line each.
FEW = 6


def listed(lines: Sequence[str]) -> str:
    """Lines of a list, cut as little as can be before any is left out."""
    return within(_cut_to_fit(lambda limit: [item(line, limit) for line in lines], LISTED, LINE), LISTED)


def commands(entries: Sequence[HelpEntry]) -> str:
    """Commands and what they do: a few with all their options, many in a line each."""
    return within(_index(entries) if len(entries) > FEW else map(_entry, entries), LISTED_COMMANDS)


def item(line: str, limit: int = LONG) -> str:
    """A line of a list; one that begins with spaces belongs under the one before."""
    return f"{'  ' * line.startswith(' ')}- {fitted(line.strip(), limit, sentence)}"


def _cut_to_fit(shown: Callable[[int], list[str]], room: int, least: int) -> list[str]:
    """Lines of which none is longer than so many characters, as many as leave room for all; `least` in any case."""
    if _fits(whole := shown(LONG), room):
        return whole
    too_long = bisect_left(range(room), 1, least, key=lambda limit: not _fits(shown(limit), room))
    return shown(max(least, too_long - 1))


def _index(entries: Sequence[HelpEntry]) -> list[str]:
    """Many commands, and a gap between themes. Where all of it is too much, options are left out first, which Discord
    shows as one types; then summaries are cut, as little as can be, behind the bare names. No command is left out.
    """
    examples = [code(native(e.example)) for e in entries]
    for told in ([e.summary for e in entries], [_summary(e) for e in entries]):
        if _fits(shown := _themes(entries, examples, told), LISTED_COMMANDS):
            return shown
    names = [code(re.split(r" [<\[]", e.usage)[0]) for e in entries]
    return _cut_to_fit(partial(_themes, entries, names, list(map(_summary, entries))), LISTED_COMMANDS, LEAST)


def _summary(entry: HelpEntry) -> str:
    """What it does, without its options."""
    return entry.summary.partition("\n")[0]


def _fits(lines: Sequence[str], room: int) -> bool:
    return sum(size(line) + 1 for line in lines) <= room - len(MORE) - 1


def _themes(entries: Sequence[HelpEntry], written: Sequence[str], told: Sequence[str], limit: int = LONG) -> list[str]:
    """How each is written and what it does, the commands of a first word together."""
    first = [e.example.split()[0] for e in entries]
    return [
        ("\n" if i and first[i] != first[i - 1] else "") + f"{written[i]} {fitted(told[i], limit, sentence)}"
        for i in range(len(entries))
    ]


def _entry(entry: HelpEntry) -> str:
    """One of a few, each option on a line of its own."""
    summary, *options = sentence(entry.summary).split("\n")
    lines = [code(entry.usage), summary, *(f"- {option}" for option in options)]
    return "\n".join([*lines, small(sentence(entry.example))])
