"""A pack without what somebody said: their turns are empty, and nothing that was made of them is left."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from typing import Any

from content.decisions import Deciding
from content.ids import said_fingerprint
from content.items import kind_of
from content.model import Item, Pack
from content.text import fold

IsTheirs = Callable[[str], bool]


def left_out(pack: Pack, is_theirs: IsTheirs) -> Pack:
    """The pack without the words of whoever has such a label; the same where nobody has."""
    names = named(pack, is_theirs)
    if not names:
        return pack
    theirs = {place for place, t in enumerate(pack.turns) if t.speaker in names}
    said = [fold(pack.turns[place].text) for place in theirs]
    turns = tuple(
        replace(t, speaker=None, text="", cues=(), laughs=()) if place in theirs else t
        for place, t in enumerate(pack.turns)
    )
    gone = {q.id for q in pack.quotes if q.speaker in names or q.turn in theirs}
    quotes = [replace(q, asked="") if q.turn - 1 in theirs else q for q in pack.quotes if q.id not in gone]
    edits = (
        e for e in pack.edits
        if e.quote_id not in gone and not (e.what == Deciding.SPEAKER and e.text in names) and not _is_in(e.text, said)
    )  # fmt: skip
    return replace(
        pack, turns=turns, quotes=tuple(quotes), edits=tuple(edits),
        speakers=tuple(s for s in pack.speakers if s.name not in names),
        items=tuple(i for i in pack.items if not tells(i, gone, names)),
        dropped=tuple(d for d in pack.dropped if not _is_in(d, said)),
    )  # fmt: skip


def named(pack: Pack, is_theirs: IsTheirs) -> frozenset[str]:
    """The names of the speakers whom such a label tells."""
    aliases = {s.name: s.aliases for s in pack.speakers}
    names = {*aliases, *(t.speaker for t in pack.turns), *(q.speaker for q in pack.quotes)} - {None}
    return frozenset(n for n in names if n and any(map(is_theirs, (n, *aliases.get(n, ())))))


def tells(item: Item, quotes: Collection[str], names: Iterable[str]) -> bool:
    """Whether an item is about one of these quotes, or names one of these people."""
    if not {item.quote_id, *item.quote_ids}.isdisjoint(quotes):
        return True
    said = " \x1f ".join(fold(text) for text in texts_of(item))
    return any(fold(name) in said for name in names)


def texts_of(item: Item) -> list[str]:
    """Every text of an item."""
    found: list[str] = []
    for each in fields(item):
        _collect(getattr(item, each.name), found)
    return found


def said_of(pack: Pack) -> str:
    """What was said in a pack, as a digest; "" where nothing was."""
    if not pack.turns and not pack.items:
        return ""
    written = [(i.stem, i.key) for i in pack.items if kind_of(i).gather is None]
    return said_fingerprint((t.text for t in pack.turns), written)


def _collect(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, tuple | list):
        for each in value:
            _collect(each, found)


def _is_in(words: str, said: Iterable[str]) -> bool:
    """Whether these words are some of theirs."""
    key = fold(words)
    return bool(key) and any(key in text for text in said)
