"""Quoth's own format: a whole pack as one JSON object, written and read back to the last field.

It holds what a transcript or a curator gave: source, speakers, turns, quotes as they were made, what was decided
about them, written items, words that were left out. Numbers and votes are a workspace's, and not in it.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from typing import Any, TypeVar

from content.decisions import Deciding
from content.errors import UnreadableFile
from content.ids import fingerprint
from content.items import agree
from content.items.rules import structural_refusal
from content.model import EditedQuote, Item, Pack, Quote, Source, Speaker, Turn
from content.text import clean_all, slug

NAME, VERSION = "quoth", 1
_BEGINS = re.compile(r'\s*\{\s*"quoth"\s*:\s*[0-9]')
_ID = re.compile(r"[0-9a-f]{18}")
_REMEDY = "Export it once more"
# Kept in the process only, and made anew.
_UNKEPT = {Turn: {"cues", "laughs"}, Quote: {"weights", "review"}}
T = TypeVar("T", Turn, Quote, Item, Speaker, Source, EditedQuote)


class _Broken(Exception):
    """What is wrong, in a few words."""


def recognises(text: str) -> bool:
    """Whether that is a pack of Quoth's."""
    return _BEGINS.match(text[:200]) is not None


def written(pack: Pack) -> str:
    """The pack, as `read` takes it."""
    told: dict[str, Any] = {
        NAME: VERSION, "name": pack.name, "language": pack.language, "source": asdict(pack.source),
        "speakers": _plain(Speaker, pack.speakers), "turns": _plain(Turn, pack.turns),
        "quotes": _plain(Quote, pack.quotes), "items": _plain(Item, pack.items), "dropped": list(pack.dropped),
        "decided": _plain(EditedQuote, pack.edits),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read(text: str, where: str, name: str | None = None) -> Pack:
    """The pack in a text that `recognises` knows. Raises UnreadableFile with what is wrong with it."""
    try:
        held = clean_all(json.loads(text))
        pack = _pack(held, name)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise UnreadableFile(where, "it is a pack of Quoth's with a broken place", line=line, remedy=_REMEDY) from None
    except _Broken as wrong:
        raise UnreadableFile(where, f"it is a pack of Quoth's in which {wrong}", remedy=_REMEDY) from None
    return pack


def _pack(held: dict[str, Any], name: str | None) -> Pack:
    if held.get(NAME) != VERSION:
        raise _Broken(f"the version {held.get(NAME)} is told, which a newer Quoth wrote")
    turns = _all(held, "turns", Turn, _is_turn)
    quotes = _all(held, "quotes", Quote, lambda q: _is_quote(q, len(turns)))
    items = _all(held, "items", Item, _is_item)
    for what, ids in (("quotes", [q.id for q in quotes]), ("items", [i.id for i in items])):
        if len(set(ids)) != len(ids):
            raise _Broken(f"two {what} are the same")
    (source,) = _all({"source": [held.get("source")]}, "source", Source, lambda one: bool(one.title))
    called, language, dropped = held.get("name"), held.get("language", ""), held.get("dropped", [])
    if not (isinstance(called, str) and isinstance(language, str) and len(language) <= 12 and _texts(dropped)):
        raise _Broken("name, language or what was left out cannot be read")
    said = (f"{t.speaker}\x1e{t.section}\x1e{t.text}" for t in turns)
    return Pack(
        name=slug(name or called), source=source, fingerprint=fingerprint(*said, *(i.stem + i.key for i in items)),
        speakers=_all(held, "speakers", Speaker, lambda s: bool(s.name)), turns=turns, quotes=quotes, items=items,
        dropped=tuple(dropped), language=language, format=NAME, edits=_all(held, "decided", EditedQuote, _is_decision),
    )  # fmt: skip


def _plain(kind: type[T], values: Iterable[T]) -> list[dict[str, Any]]:
    """The values as they are kept, without what stands at its default."""
    left_out = _UNKEPT.get(kind, set())
    shown = [f for f in fields(kind) if f.name not in left_out]
    return [{f.name: v for f in shown if (v := getattr(one, f.name)) != f.default} for one in values]


def _all(held: dict[str, Any], what: str, kind: type[T], is_right: Callable[[T], bool]) -> tuple[T, ...]:
    """The values in a list, each seen to be of its kind. Raises _Broken with the first that is not."""
    rows = held.get(what, [])
    if not isinstance(rows, list):
        raise _Broken(f"{what} are no list")
    known = {f.name for f in fields(kind)} - _UNKEPT.get(kind, set())
    found = []
    for place, row in enumerate(rows, 1):
        try:
            one = kind(**{k: _tuples(v) for k, v in row.items() if k in known})
            right = _fits(one) and is_right(one)
        except (TypeError, AttributeError):
            right = False
        if not right:
            raise _Broken(f"number {place} of the {what} cannot be read")
        found.append(one)
    return tuple(found)


def _fits(one: Any) -> bool:
    """Whether every value is of the kind that its field says."""
    return all(_is(getattr(one, f.name), str(f.type)) for f in fields(one) if f.name not in _UNKEPT.get(type(one), ()))


def _is(value: Any, kind: str) -> bool:
    if value is None:
        return "None" in kind
    if "tuple[tuple" in kind:
        return isinstance(value, tuple) and all(isinstance(v, tuple) and len(v) == 2 and _texts(v) for v in value)
    if "tuple[" in kind:
        return isinstance(value, tuple) and _texts(value)
    if "bool" in kind:
        return isinstance(value, bool)
    if "float" in kind:
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
    if "int" in kind:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return isinstance(value, str)


def _texts(values: Any) -> bool:
    return isinstance(values, list | tuple) and all(isinstance(v, str) for v in values)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _is_turn(turn: Turn) -> bool:
    return bool(turn.text)


def _is_quote(quote: Quote, turns: int) -> bool:
    return bool(quote.text and _ID.fullmatch(quote.id)) and quote.turn < turns and 0 <= quote.score <= 1


def _is_item(item: Item) -> bool:
    """One that can be played: a round takes it as it is."""
    named = [item.quote_id, *item.quote_ids]
    # An opinion has no right answer.
    opinion = item.kind == agree.NAME and item.options == (agree.YES, agree.NO) and bool(item.stem)
    return (
        bool(_ID.fullmatch(item.id)) and len(item.kind) <= 40 and (opinion or structural_refusal(item) is None)
        and all(_ID.fullmatch(one) for one in named if one)
    )  # fmt: skip


def _is_decision(one: EditedQuote) -> bool:
    return bool(_ID.fullmatch(one.quote_id)) and one.what in set(Deciding)
