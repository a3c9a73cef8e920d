"""Speakers who are members: who-said asks for them by the names they have on their platform."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.library.silence import known_as
from content.items import kind_of
from content.items.rules import FEWEST_OPTIONS
from content.model import Item, Speaker
from content.persons import may_be_one
from content.text import words

Called = Mapping[str, str]
"""What members are called, by the names they have in one pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What somebody is called on their platform, and the labels, folded, that tell them as a speaker."""

    name: str
    labels: frozenset[str]


def called(speakers: Sequence[Speaker], members: Sequence[Member]) -> Called:
    """What the members among these speakers of one pack are called; nobody whose name could be another one's there."""
    theirs = {one.name: owner for one in speakers if (owner := _member(one, members)) is not None}
    found: dict[str, str] = {}
    for name, member in theirs.items():
        others = {s.name for s in speakers if theirs.get(s.name) is not member}
        others |= {other.name for other in theirs.values() if other is not member}
        if not any(may_be_one(member.name, other) for other in others):
            found[name] = member.name
    return found


def _member(speaker: Speaker, members: Sequence[Member]) -> Member | None:
    """The one member who is that speaker."""
    known = known_as(speaker)
    found = [member for member in members if not known.isdisjoint(member.labels)]
    return found[0] if len(found) == 1 else None


def as_members(item: Item, names: Called) -> Item | None:
    """The item with the members among its answers under their own names, each once, and what the talk calls them
    beside it; None where too few voices are left to choose from.
    """
    if not names or not kind_of(item).names:
        return item
    shown = dict(_shown(item, names))
    voices = {names.get(option, option): option for option in (*reversed(item.options), item.key)}
    kept = [option for option in item.options if voices[names.get(option, option)] == option or option == item.key]
    if len(kept) < len(item.options) and len(kept) < FEWEST_OPTIONS:
        return None
    if not shown:
        return item if len(kept) == len(item.options) else replace(item, options=tuple(kept))
    accept = (*item.accept, item.key) if item.key in shown else item.accept
    return replace(
        item, key=shown.get(item.key, item.key), options=tuple(shown.get(option, option) for option in kept),
        accept=accept, called=tuple((shown[name], name) for name in dict.fromkeys((item.key, *kept)) if name in shown),
    )  # fmt: skip


def _shown(item: Item, names: Called) -> Iterator[tuple[str, str]]:
    """The answers that get another name, with it: none that stands in what is asked already, nor for one that does."""
    asked = frozenset(words(f"{item.stimulus} {item.stem}"))
    for option in dict.fromkeys((item.key, *item.options)):
        named = names.get(option, option)
        if named != option and asked.isdisjoint((*words(named), *words(option))):
            yield option, named
