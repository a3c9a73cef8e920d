"""What of a pack that comes in the workspace's own book knows already: it is that book, brought back."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from bot.library.model import InBook
from bot.library.rows.pack_values import QUOTES_MADE, held_quote
from bot.storage.careful import readable
from bot.storage.tables.library import pack, quote
from content.model import Pack, Quote
from content.omission import tells
from content.text import folded_words

_Said = tuple[str, str]


def without_known(connection: Connection, owner: str, new: Pack) -> tuple[Pack, InBook | None]:
    """The pack without the quotes that the book of that name has, or had; the same where it has none of them."""
    row = connection.execute(
        select(pack.c.id, pack.c.name).where(
            pack.c.workspace_id == owner, pack.c.name == new.name, pack.c.book, pack.c.channel == "",
            pack.c.removed_at.is_(None),
        )
    ).first()  # fmt: skip
    held = {} if row is None else _held(connection, row.id)
    known = {q.id: held[said] for q in new.quotes if (said := _said(q)) in held}
    if row is None or not known:
        return new, None
    there = sum(known.values())
    return _left_out(new, known), InBook(name=row.name, there=there, taken_out=len(known) - there)


def _held(connection: Connection, book_id: int) -> dict[_Said, bool]:
    """What is said in a book, and whether it stands."""
    rows = select(quote.c.number).where(quote.c.pack_id == book_id, quote.c.removed_at.is_not(None))
    gone = set(connection.execute(rows).scalars())
    held: dict[_Said, bool] = {}
    quotes = QUOTES_MADE.where(quote.c.pack_id == book_id).order_by(quote.c.number)
    for one in readable(connection, quotes, quote.c.number, held_quote):
        said = _said(one.quote)
        held[said] = held.get(said, False) or one.number not in gone
    return held


def _said(one: Quote) -> _Said:
    return folded_words(one.text), folded_words(one.speaker or "")


def _left_out(new: Pack, known: Mapping[str, bool]) -> Pack:
    kept = tuple(q for q in new.quotes if q.id not in known)
    emptied = {q.turn for q in new.quotes if q.id in known}.difference(q.turn for q in kept)
    turns = tuple(
        replace(t, speaker=None, text="", cues=(), laughs=()) if place in emptied else t
        for place, t in enumerate(new.turns)
    )
    heard = {q.speaker for q in kept} | {t.speaker for t in turns}
    return replace(
        new, turns=turns, quotes=kept, items=tuple(i for i in new.items if not tells(i, known, ())),
        speakers=tuple(s for s in new.speakers if s.name in heard),
        edits=tuple(e for e in new.edits if e.quote_id not in known),
    )  # fmt: skip
