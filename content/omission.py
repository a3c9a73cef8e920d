"""A pack without what somebody said: their turns are empty, and nothing that was made of them is left."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from typing import Any

from content.decisions import Deciding
from content.ids import said_fingerprint
from content.items import kind_of
from content.model import Item, Pack
from content.text import CHARACTERS_A_WORD, UNSPACED, folded_words, holds

IsTheirs = Callable[[str], bool]
_BETWEEN = re.compile(r", | and ")
# Fewer words may be anybody's: they are somebody's only where nothing is said beside them.
_TELLING = 4


class Sayings:
    """What somebody said, to be found in other texts: whole words in a row, a short saying where it stands alone."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._alone = {folded for text in texts if (folded := folded_words(text))}
        unspaced = filter(UNSPACED.search, self._alone)
        self._unspaced = [one for one in unspaced if len(one) >= _TELLING * CHARACTERS_A_WORD]
        self._begun: dict[tuple[str, ...], list[list[str]]] = {}
        for one in self._alone:
            said = one.split()
            if len(said) >= _TELLING:
                self._begun.setdefault(tuple(said[:_TELLING]), []).append(said)

    def are_in(self, text: str) -> bool:
        """Whether a text says one of them."""
        folded = folded_words(text)
        if folded in self._alone or any(one in folded for one in self._unspaced):
            return True
        told = folded.split()
        starts = ((at, self._begun.get(tuple(told[at : at + _TELLING]), ())) for at in range(len(told) - _TELLING + 1))
        return any(told[at : at + len(said)] == said for at, found in starts for said in found)


def left_out(pack: Pack, is_theirs: IsTheirs) -> Pack:
    """The pack without the words of whoever has such a label; the same where nobody has."""
    names = named(pack, is_theirs)
    if not names:
        return pack
    theirs = {place for place, t in enumerate(pack.turns) if t.speaker in names}
    said = [pack.turns[place].text for place in theirs]
    turns = tuple(
        replace(t, speaker=None, text="", cues=(), laughs=()) if place in theirs else t
        for place, t in enumerate(pack.turns)
    )
    given = {e.quote_id for e in pack.edits if e.what == Deciding.SPEAKER and e.text in names}
    gone = {q.id for q in pack.quotes if q.speaker in names or q.turn in theirs} | given
    quotes = [replace(q, asked="") if q.turn - 1 in theirs else q for q in pack.quotes if q.id not in gone]
    are_theirs, kept = are_of(said), {q.id for q in quotes}
    edits = (
        e
        for e in pack.edits
        # What was put right in others' quotes stays, whoever else says these words.
        if e.quote_id in kept or not (e.quote_id in gone or are_theirs(e.text))
    )
    return replace(
        pack, turns=turns, quotes=tuple(quotes), edits=tuple(edits),
        speakers=tuple(s for s in pack.speakers if s.name not in names),
        items=tuple(i for i in pack.items if not tells(i, gone, names)),
        dropped=tuple(d for d in pack.dropped if not are_theirs(d)),
    )  # fmt: skip


def named(pack: Pack, is_theirs: IsTheirs) -> frozenset[str]:
    """The names of the speakers whom such a label tells."""
    aliases = {s.name: s.aliases for s in pack.speakers}
    names = {*aliases, *(t.speaker for t in pack.turns), *(q.speaker for q in pack.quotes)} - {None}
    # Whom a quote was given to by hand, and who is an answer.
    names |= {e.text for e in pack.edits if e.what == Deciding.SPEAKER}
    names |= {text for i in pack.items for text in (i.key, *i.options, *i.accept)}
    return frozenset(n for n in names if n and any(map(is_theirs, (n, *several(n), *aliases.get(n, ())))))


def several(name: str) -> tuple[str, ...]:
    """The names in one that stands for several people, as in a dialogue: “Ada, Ben and Ines”; of one person none."""
    parts = tuple(_BETWEEN.split(name))
    return parts if len(parts) > 1 else ()


def tells(item: Item, quotes: Collection[str], names: Iterable[str]) -> bool:
    """Whether an item is about one of these quotes, or names one of these people."""
    if not {item.quote_id, *item.quote_ids}.isdisjoint(quotes):
        return True
    return any(holds(text, name) for text in map(folded_words, texts_of(item)) for name in map(folded_words, names))


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


def are_of(said: Iterable[str]) -> Callable[[str], bool]:
    """What tells whether some words are out of what somebody said."""
    told = [folded_words(text) for text in said]
    return lambda some: any(holds(text, folded_words(some)) for text in told)
