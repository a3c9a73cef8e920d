"""Packs and what is in them."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Text, delete, insert, or_, select, type_coerce, update

from bot.core.packs import Audience, Imported, NumberedQuote, Outcome, PackInfo, StoredPack
from bot.storage.patience import take_time
from bot.storage.rows import frozen_item, inserted, thawed_item
from bot.storage.rows import insert as insert_or
from bot.storage.tables import (
    INSTALLATION,
    counter,
    item,
    pack,
    pack_grant,
    pack_off,
    quote,
    speaker,
    turn,
    unreadable,
    workspace,
)
from content.model import Item, Pack, Quote, Source, Speaker, Turn

# A terminal is somebody trying things out, and one person's own place is no workspace of many.
TERMINAL, PERSONAL = "terminal:", ":user-"
QUOTE_NUMBER, REVISION = "quote_number", "content_revision"

# Asked with every request, so it is built once.
_REVISION = select(counter.c.value).where(counter.c.name == REVISION)


class PackRows:
    """bot.ports.Packs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def revision(self) -> int:
        """0 before anything was stored."""
        return int(self._connection.execute(_REVISION).scalar() or 0)

    def save(self, new: Pack, *, workspace_id: str | None, audience: Audience, at: datetime) -> Imported:
        """See the port. Importers wait for each other on the revision's row."""
        take_time(self._connection)
        self._bump(REVISION, 0)
        held = self._owned(workspace_id, pack.c.name == new.name)
        if held is not None and held.fingerprint == new.fingerprint:
            return Imported(outcome=Outcome.UNCHANGED, info=held, kept=len(new.quotes))
        twin = self._owned(workspace_id, pack.c.fingerprint == new.fingerprint)
        if twin is not None:
            return Imported(outcome=Outcome.DUPLICATE, info=twin)
        self._ensure_workspace(workspace_id or INSTALLATION, at)
        values = _pack_values(new, workspace_id, audience, at)
        if held is None:
            created = self._connection.execute(insert(pack).values(values)).inserted_primary_key
            assert created is not None
            pack_id, outcome = int(created[0]), Outcome.ADDED
        else:
            self._connection.execute(update(pack).where(pack.c.id == held.id).values(values))
            pack_id, outcome = held.id, Outcome.UPDATED
        kept, added, gone = self._replace_contents(pack_id, new, at)
        self._bump(REVISION, 1)
        info = self._one(pack.c.id == pack_id)
        assert info is not None
        return Imported(outcome=outcome, info=info, kept=kept, new=added, gone=gone)

    def grant(self, pack_id: int, workspace_id: str) -> None:
        """See the port."""
        info = self._one(pack.c.id == pack_id)
        if info is None:
            return
        self._ensure_workspace(workspace_id, info.imported_at)
        inserted(self._connection, pack_grant, {"pack_id": pack_id, "workspace_id": workspace_id})
        if info.audience is Audience.WORKSPACE:
            self._connection.execute(update(pack).where(pack.c.id == pack_id).values(audience=Audience.CHOSEN))
        self._bump(REVISION, 1)

    def switch(self, pack_id: int, workspace_id: str, *, on: bool) -> None:
        """See the port."""
        info = self._one(pack.c.id == pack_id)
        if info is None:
            return
        self._ensure_workspace(workspace_id, info.imported_at)
        here = (pack_off.c.pack_id == pack_id) & (pack_off.c.workspace_id == workspace_id)
        self._connection.execute(delete(pack_off).where(here))
        values = {"pack_id": pack_id, "workspace_id": workspace_id}
        if not on:
            inserted(self._connection, pack_off, values)
        elif info.audience is Audience.OFFERED:
            inserted(self._connection, pack_grant, values)
        self._bump(REVISION, 1)

    def meet(self, workspace_id: str, at: datetime) -> None:
        """See the port."""
        first = self._real_workspaces()
        self._ensure_workspace(workspace_id, at)
        if len(first) == 1 and len(self._real_workspaces()) > 1:
            offered = self._all((pack.c.audience == Audience.OFFERED) & pack.c.id.not_in(_off(first[0])))
            for info in offered:
                inserted(self._connection, pack_grant, {"pack_id": info.id, "workspace_id": first[0]})

    def shelved(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """See the port."""
        offered = (pack.c.audience == Audience.OFFERED) & ~self._may_see(workspace_id)
        switched_off = pack.c.id.in_(_off(workspace_id)) & self._may_see(workspace_id)
        return self._all(or_(offered, switched_off))

    def visible(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """See the port."""
        return self._all(self._may_see(workspace_id) & pack.c.id.not_in(_off(workspace_id)))

    def _may_see(self, workspace_id: str) -> ColumnElement[bool]:
        granted = select(pack_grant.c.pack_id).where(pack_grant.c.workspace_id == workspace_id)
        may = or_(pack.c.workspace_id == workspace_id, pack.c.audience == Audience.PUBLIC, pack.c.id.in_(granted))
        if self._is_alone(workspace_id):
            may = or_(may, pack.c.audience == Audience.OFFERED)
        return may

    def _is_alone(self, workspace_id: str) -> bool:
        return PERSONAL not in workspace_id and set(self._real_workspaces()) <= {workspace_id}

    def _real_workspaces(self) -> list[str]:
        """The first two; whether there is one is all that matters."""
        real = (
            (workspace.c.id != INSTALLATION) & ~workspace.c.id.startswith(TERMINAL) & ~workspace.c.id.contains(PERSONAL)
        )
        rows = select(workspace.c.id).where(real).order_by(workspace.c.created_at, workspace.c.id).limit(2)
        return list(self._connection.execute(rows).scalars())

    def _all(self, condition: ColumnElement[bool]) -> tuple[PackInfo, ...]:
        return tuple(map(_info, self._connection.execute(select(pack).where(condition).order_by(pack.c.id))))

    def load(self, pack_ids: Iterable[int]) -> tuple[StoredPack, ...]:
        """See the port."""
        return tuple(self._load(pack_id) for pack_id in sorted(pack_ids))

    def turns(self, pack_id: int, first: int, last: int) -> tuple[Turn, ...]:
        """See the port."""
        rows = select(turn).where(turn.c.pack_id == pack_id, turn.c.position.between(first, last))
        found = self._connection.execute(rows.order_by(turn.c.position))
        return tuple(Turn(speaker=r.speaker, text=r.text, section=r.section, start=r.start) for r in found)

    def _load(self, pack_id: int) -> StoredPack:
        run = self._connection.execute
        info = self._one(pack.c.id == pack_id)
        assert info is not None
        speakers = run(select(speaker).where(speaker.c.pack_id == pack_id).order_by(speaker.c.position))
        rows: Sequence[Any] = run(_QUOTES.where(quote.c.pack_id == pack_id).order_by(quote.c.number)).all()
        items = run(select(item.c.frozen).where(item.c.pack_id == pack_id).order_by(item.c.position)).scalars()
        return StoredPack(
            info=info,
            speakers=tuple(Speaker(name=s.name, aliases=tuple(s.aliases), blurb=s.blurb) for s in speakers),
            quotes=tuple(_numbered(*row) for row in rows if row.removed_at is None),
            items=tuple(thawed_item(i) for i in items),
            removed=frozenset(row.number for row in rows if row.removed_at is not None),
        )

    def _replace_contents(self, pack_id: int, new: Pack, at: datetime) -> tuple[int, int, int]:
        for table in (speaker, turn, item):
            self._connection.execute(delete(table).where(table.c.pack_id == pack_id))
        self._insert_all(speaker, [_speaker_values(pack_id, i, s) for i, s in enumerate(new.speakers)])
        self._insert_all(turn, [_turn_values(pack_id, i, t) for i, t in enumerate(new.turns)])
        self._insert_all(item, [_item_values(pack_id, i, made) for i, made in enumerate(new.items)])
        return self._merge_quotes(pack_id, new.quotes, at)

    def _merge_quotes(self, pack_id: int, quotes: Sequence[Quote], at: datetime) -> tuple[int, int, int]:
        """Quotes that stay keep their number, new ones get the next, those left out leave a tombstone."""
        rows = self._connection.execute(select(quote.c.quote_id, quote.c.number, quote.c.removed_at).where(
            quote.c.pack_id == pack_id))  # fmt: skip
        known = {r.quote_id: r for r in rows}
        fresh = [q for q in quotes if q.id not in known]
        for kept in (q for q in quotes if q.id in known):
            changed = update(quote).where(quote.c.number == known[kept.id].number)
            self._connection.execute(changed.values(**_quote_values(kept), removed_at=None))
        wanted = {q.id for q in quotes}
        gone = [r.number for r in known.values() if r.quote_id not in wanted and r.removed_at is None]
        for number in gone:
            self._connection.execute(update(quote).where(quote.c.number == number).values(removed_at=at))
        first = self._bump(QUOTE_NUMBER, len(fresh)) - len(fresh) + 1
        self._insert_all(
            quote, [{"number": n, "pack_id": pack_id, **_quote_values(q)} for n, q in enumerate(fresh, first)]
        )
        return len(quotes) - len(fresh), len(fresh), len(gone)

    def _insert_all(self, table: Any, values: list[dict[str, Any]]) -> None:
        if values:
            self._connection.execute(insert(table), values)

    def _bump(self, name: str, by: int) -> int:
        """Raise a counter and hold its row until the transaction ends; returns its new value."""
        start = insert_or(self._connection, counter).values(name=name, value=by)
        raised = start.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + by})
        return int(self._connection.execute(raised.returning(counter.c.value)).scalar_one())

    def _ensure_workspace(self, workspace_id: str, at: datetime) -> None:
        inserted(self._connection, workspace, {"id": workspace_id, "created_at": at})

    def _owned(self, workspace_id: str | None, condition: Any) -> PackInfo | None:
        return self._one(pack.c.workspace_id == (workspace_id or INSTALLATION), condition)

    def _one(self, *conditions: Any) -> PackInfo | None:
        row = self._connection.execute(select(pack).where(*conditions).order_by(pack.c.id)).first()
        return None if row is None else _info(row)


def _off(workspace_id: str) -> Select[tuple[int]]:
    return select(pack_off.c.pack_id).where(pack_off.c.workspace_id == workspace_id)


def _info(row: Row[Any]) -> PackInfo:
    return PackInfo(
        id=row.id, name=row.name, fingerprint=row.fingerprint, workspace_id=row.workspace_id or None,
        audience=Audience(row.audience), sample=row.sample, imported_at=row.imported_at, language=row.language,
        source=Source(title=row.title, date=row.date, licence=row.licence, link=row.link),
    )  # fmt: skip


# A library may have a million of these: what repeats is decoded and kept once.
_QUOTES = select(
    quote.c.removed_at, quote.c.number, quote.c.pack_id, quote.c.quote_id, quote.c.turn, quote.c.speaker, quote.c.text,
    quote.c.original, quote.c.section, quote.c.start, quote.c.score, type_coerce(quote.c.reasons, Text),
    quote.c.verbatim, quote.c.asked,
)  # fmt: skip


@lru_cache(maxsize=4096)
def _reasons(stored: str) -> tuple[str, ...]:
    try:
        return tuple(map(intern, json.loads(stored)))
    except ValueError:
        raise unreadable() from None


def _numbered(
    _: None, number: int, pack_id: int, quote_id: str, turn: int, speaker: str | None, text: str, original: str,
    section: str, start: float | None, score: float, reasons: str, verbatim: bool, asked: str,
) -> NumberedQuote:  # fmt: skip
    found = Quote(
        id=quote_id, turn=turn, speaker=speaker and intern(speaker), text=text,
        original=text if original == text else original, section=intern(section), start=start, score=score,
        reasons=_reasons(reasons), verbatim=verbatim, asked=asked,
    )  # fmt: skip
    return NumberedQuote(number=number, pack_id=pack_id, quote=found)


def _pack_values(new: Pack, workspace_id: str | None, audience: Audience, at: datetime) -> dict[str, Any]:
    return {
        "name": new.name, "workspace_id": workspace_id or INSTALLATION, "audience": audience, "sample": new.sample,
        "fingerprint": new.fingerprint, "title": new.source.title, "date": new.source.date,
        "licence": new.source.licence, "link": new.source.link, "language": new.language,
        "imported_at": at,
    }  # fmt: skip


def _speaker_values(pack_id: int, position: int, who: Speaker) -> dict[str, Any]:
    return {
        "pack_id": pack_id, "position": position, "name": who.name, "aliases": list(who.aliases), "blurb": who.blurb
    }  # fmt: skip


def _turn_values(pack_id: int, position: int, said: Turn) -> dict[str, Any]:
    return {
        "pack_id": pack_id, "position": position, "speaker": said.speaker, "section": said.section,
        "start": said.start, "text": said.text,
    }  # fmt: skip


def _quote_values(found: Quote) -> dict[str, Any]:
    return {
        "quote_id": found.id, "turn": found.turn, "speaker": found.speaker, "text": found.text,
        "original": found.original, "section": found.section, "start": found.start, "score": found.score,
        "reasons": list(found.reasons), "verbatim": found.verbatim, "asked": found.asked,
    }  # fmt: skip


def _item_values(pack_id: int, position: int, made: Item) -> dict[str, Any]:
    return {"pack_id": pack_id, "position": position, "item_id": made.id, "frozen": frozen_item(made)}
