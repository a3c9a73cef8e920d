"""Packs and what is in them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from bot.library.model import Audience, PackInfo
from bot.library.rows import pack_names, pack_removal
from bot.library.rows.counters import REVISION
from bot.library.rows.decisions import edits_in_force
from bot.library.rows.pack_editions import PackEditions
from bot.library.rows.pack_queries import LAST, off
from bot.library.rows.pack_values import QUOTES, QUOTES_MADE, item_of, made_by_import, quote_of, speaker_of
from bot.storage.careful import readable
from bot.storage.rows import inserted
from bot.storage.tables.base import INSTALLATION
from bot.storage.tables.library import item, pack, pack_grant, pack_off, quote, speaker
from content.decisions import Deciding, with_voices
from content.model import EditedQuote, Pack, Quote
from content.quotes.added import as_transcript


class PackRows(PackEditions):
    """Packs, their quotes, turns and hand-written items, seen from one workspace."""

    def whole(self, pack_id: int) -> Pack:
        """Everything of a pack as it was brought in, and what was decided about it since: what saving it anew in an
        empty workspace makes the same of. Numbers and votes are not in it, nor quotes that later imports left out. A
        book becomes the transcript that its quotes make.
        """
        info = self._get(pack_id)
        voices = select(speaker).where(speaker.c.pack_id == pack_id).order_by(speaker.c.position)
        kept = or_(quote.c.removed_at.is_(None), quote.c.review == Deciding.DROP)
        quotes = QUOTES_MADE.where(quote.c.pack_id == pack_id, kept).order_by(quote.c.number)
        items = select(item).where(item.c.pack_id == pack_id).order_by(item.c.position)
        dropped = self._connection.execute(select(pack.c.dropped).where(pack.c.id == pack_id)).scalar_one()
        shown = QUOTES.where(quote.c.pack_id == pack_id).order_by(quote.c.number)
        rows = readable(self._connection, shown, quote.c.number, quote_of)
        standing = {row.quote.id: row.quote for row in rows if not isinstance(row, int)}
        told = Pack(
            name=info.name, source=info.source, fingerprint=info.fingerprint, language=info.language,
            speakers=tuple(readable(self._connection, voices, speaker.c.position, speaker_of)),
            turns=self.turns(pack_id, 0, LAST),
            quotes=tuple(readable(self._connection, quotes, quote.c.number, made_by_import)),
            items=tuple(readable(self._connection, items, item.c.item_id, item_of)), dropped=tuple(dropped),
            edits=tuple(_as_it_stands(edit, standing) for edit in edits_in_force(self._connection, pack_id)),
        )  # fmt: skip
        if not info.book:
            return told
        return as_transcript(replace(told, speakers=with_voices((), standing.values())), standing)

    def grant(self, pack_id: int, workspace_id: str) -> None:
        """Let one more workspace see a pack; it becomes CHOSEN if it was its owner's alone."""
        info = self._one(pack.c.id == pack_id)
        if info is None:
            return
        self._ensure_workspace(workspace_id, info.imported_at)
        inserted(self._connection, pack_grant, {"pack_id": pack_id, "workspace_id": workspace_id})
        if info.audience is Audience.WORKSPACE:
            self._connection.execute(update(pack).where(pack.c.id == pack_id).values(audience=Audience.CHOSEN))
        self._bump(REVISION, 1)

    def switch(self, pack_id: int, workspace_id: str, *, on: bool) -> None:
        """Let a workspace use a pack that it may use, or not any more; nobody else notices."""
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

    def rename(self, held: PackInfo, name: str, title: str) -> PackInfo | None:
        """Give a pack another name, which daily posts and games that name it follow; None where another has it."""
        self._bump(REVISION, 0)
        owner = held.workspace_id or INSTALLATION
        if (other := self._owned(owner, pack.c.name == name)) is not None and other.id != held.id:
            return None
        self._connection.execute(update(pack).where(pack.c.id == held.id).values(name=name, title=title))
        if name != held.name:
            pack_names.refer(self._connection, held, name)
        return self._changed(held.id)

    def meet(self, workspace_id: str, at: datetime) -> None:
        """A workspace is here. When a second one comes, the first keeps the offered packs that it used alone."""
        first = self._real_workspaces()
        self._ensure_workspace(workspace_id, at)
        if len(first) == 1 and len(self._real_workspaces()) > 1:
            offered = self._all((pack.c.audience == Audience.OFFERED) & pack.c.id.not_in(off(first[0])))
            for info in offered:
                inserted(self._connection, pack_grant, {"pack_id": info.id, "workspace_id": first[0]})

    def remove(self, pack_id: int, at: datetime) -> None:
        """Take a pack away: its quotes are gone for everybody, its numbers stay taken, its name is free."""
        self._bump(REVISION, int(pack_removal.remove(self._connection, pack_id, at)))

    def bring_back(self, pack_id: int) -> PackInfo | None:
        """Undo that; None when it is too late. Its name is another one if that was taken meanwhile."""
        self._bump(REVISION, 0)
        return self._changed(pack_id) if pack_removal.bring_back(self._connection, pack_id) else None

    def with_words(self) -> frozenset[int]:
        """The ids of all packs whose words are here, be they removed or not."""
        return frozenset(self._connection.execute(select(pack.c.id).where(pack.c.said != "")).scalars())

    def purge(self, before: datetime) -> int:
        """Delete the words of packs that were removed before that; returns how many. Numbers stay taken."""
        return pack_removal.purge(self._connection, before)


def _as_it_stands(edit: EditedQuote, standing: Mapping[str, Quote]) -> EditedQuote:
    """Whom a quote was given to, by the name under which their words stand since two labels became one voice."""
    now = standing.get(edit.quote_id)
    return edit if now is None or edit.what != Deciding.SPEAKER else replace(edit, text=now.speaker or "")
