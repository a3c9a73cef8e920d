"""Rows of packs as values, and values as rows."""

import json
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any

from sqlalchemy import Row, Text, select, type_coerce

from bot.errors import RowUnreadable
from bot.library.model import Audience, NumberedQuote, PackInfo
from bot.library.rows.pack_removal import former_name
from bot.storage.careful import must_fit, thawing
from bot.storage.rows import frozen_item, thawed_item
from bot.storage.tables.library import item, pack, quote, speaker, turn
from content.decisions import Deciding, Ruling
from content.model import Item, Pack, Quote, Source, Speaker, Turn
from content.omission import said_of

# A library may have a million of these: what repeats is decoded and kept once.
QUOTES = select(
    quote.c.removed_at, quote.c.number, quote.c.pack_id, quote.c.quote_id, quote.c.turn, quote.c.speaker, quote.c.text,
    quote.c.original, quote.c.section, quote.c.start, quote.c.score,
    type_coerce(quote.c.reasons, Text).label("reasons"), quote.c.verbatim, quote.c.asked, quote.c.review,
    quote.c.edited, quote.c.link, quote.c.date,
)  # fmt: skip

_SPEAKER, _TURN, _ITEM, _PACK = tuple(speaker.c), tuple(turn.c), tuple(item.c), tuple(pack.c)
_COLUMNS = tuple(quote.c[c.name] for c in QUOTES.selected_columns)

QUOTES_MADE = QUOTES.add_columns(quote.c.made)


@thawing
def info(row: Row[Any]) -> PackInfo:
    """A row of `pack`; what was removed has its old name."""
    must_fit(_PACK, row)
    return PackInfo(
        id=row.id, name=former_name(row.name), fingerprint=row.fingerprint, workspace_id=row.workspace_id or None,
        removed_at=row.removed_at, audience=Audience(row.audience), sample=row.sample, imported_at=row.imported_at,
        language=row.language, decided=row.decided, book=row.book, channel=row.channel,
        source=Source(title=row.title, date=row.date, licence=row.licence, link=row.link),
    )  # fmt: skip


@lru_cache(maxsize=4096)
@thawing
def _reasons(stored: str) -> tuple[str, ...]:
    return tuple(map(intern, json.loads(stored)))


def numbered(
    _: None, number: int, pack_id: int, quote_id: str, turn: int, speaker: str | None, text: str, original: str,
    section: str, start: float | None, score: float, reasons: str, verbatim: bool, asked: str,
    review: str, edited: bool, link: str, date: str,
) -> NumberedQuote:  # fmt: skip
    """A row of QUOTES that fits its columns. Raises RowUnreadable."""
    if not text:
        raise RowUnreadable
    found = Quote(
        id=quote_id, turn=turn, speaker=speaker and intern(speaker), text=text,
        original=text if original == text else original, section=intern(section), start=start, score=score,
        reasons=_reasons(reasons), verbatim=verbatim, asked=asked, review=intern(review), edited=bool(edited),
        link=link, date=intern(date),
    )  # fmt: skip
    return NumberedQuote(number=number, pack_id=pack_id, quote=found)


def quote_of(row: Row[Any]) -> NumberedQuote | int:
    """A row of QUOTES; of one that was removed its number alone."""
    must_fit(_COLUMNS, row)
    return numbered(*tuple(row)) if row.removed_at is None else int(row.number)


def held_quote(row: Row[Any]) -> NumberedQuote:
    """A row of QUOTES_MADE as it is shown, be it removed or not. Raises RowUnreadable."""
    must_fit((*_COLUMNS, quote.c.made), row)
    return numbered(*tuple(row)[:-1])


def kept_quote(row: Row[Any]) -> None:
    """A row of `quote`, seen to be readable. Raises RowUnreadable."""
    must_fit(tuple(quote.c), row)
    words = isinstance(row.reasons, list) and all(isinstance(reason, str) for reason in row.reasons)
    if not words or not (row.text or row.removed_at is not None or row.text == row.original == ""):
        raise RowUnreadable


def speaker_of(row: Row[Any]) -> Speaker:
    """A row of `speaker`."""
    must_fit(_SPEAKER, row)
    if not isinstance(row.aliases, list) or not all(isinstance(alias, str) for alias in row.aliases):
        raise RowUnreadable
    return Speaker(name=row.name, aliases=tuple(row.aliases), blurb=row.blurb)


def turn_of(row: Row[Any]) -> Turn:
    """A row of `turn`."""
    must_fit(_TURN, row)
    return Turn(speaker=row.speaker, text=row.text, section=row.section, start=row.start, line=row.line)


def item_of(row: Row[Any]) -> Item:
    """A row of `item`."""
    must_fit(_ITEM, row)
    return thawed_item(row.frozen)


def said(new: Pack) -> str:
    """What was said in a pack, as a digest; "" where nothing was."""
    return said_of(new)


def pack_values(new: Pack, audience: Audience, at: datetime, told: str) -> dict[str, Any]:
    """A pack in which that was said as it is kept, without its name and owner."""
    return {
        "audience": audience, "sample": new.sample, "fingerprint": new.fingerprint, "said": told,
        "title": new.source.title, "date": new.source.date, "licence": new.source.licence, "link": new.source.link,
        "language": new.language, "dropped": list(new.dropped), "imported_at": at,
    }  # fmt: skip


def speaker_values(pack_id: int, position: int, who: Speaker) -> dict[str, Any]:
    """A speaker as a row."""
    return {
        "pack_id": pack_id, "position": position, "name": who.name, "aliases": list(who.aliases), "blurb": who.blurb
    }  # fmt: skip


def turn_values(pack_id: int, position: int, said: Turn) -> dict[str, Any]:
    """A turn as a row."""
    return {
        "pack_id": pack_id, "position": position, "speaker": said.speaker, "section": said.section,
        "start": said.start, "text": said.text, "line": said.line,
    }  # fmt: skip


def quote_values(found: Quote) -> dict[str, Any]:
    """A quote as columns."""
    return {
        "quote_id": found.id, "turn": found.turn, "speaker": found.speaker, "text": found.text,
        "original": found.original, "section": found.section, "start": found.start, "score": found.score,
        "reasons": list(found.reasons), "verbatim": found.verbatim, "asked": found.asked,
        "review": found.review, "edited": found.edited, "link": found.link, "date": found.date,
    }  # fmt: skip


def decided_values(made: Quote, ruling: Ruling, at: datetime) -> dict[str, Any]:
    """A quote that an import made, with what was decided about it, as columns: one that was dropped is removed."""
    shown = ruling.applied(made)
    if shown is None:
        return quote_values(made) | {"review": Deciding.DROP, "removed_at": at, "made": None}
    changed = (shown.text, shown.speaker) != (made.text, made.speaker)
    before = {"text": made.text, "speaker": made.speaker, "edited": made.edited}
    return quote_values(shown) | {"removed_at": None, "made": before if changed else None}


def made_by_import(row: Row[Any]) -> Quote:
    """The quote in a row of QUOTES_MADE, as its import made it."""
    columns: tuple[Any, ...] = tuple(row)[:-1]
    found = numbered(*columns).quote
    return replace(found, review="", **(row.made or {}))


def item_values(pack_id: int, position: int, made: Item) -> dict[str, Any]:
    """A hand-written item as a row."""
    return {"pack_id": pack_id, "position": position, "item_id": made.id, "frozen": frozen_item(made)}
