"""A workspace's book in the database: its quotes, who added them, and what was changed since."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import count, takewhile
from typing import Any

from sqlalchemy import func, insert, select, update

from bot.library.book_model import SUGGESTED, Added, Change, NewQuote, Standing
from bot.library.model import Audience, DecidedBy, PackInfo
from bot.library.rows import pack_names
from bot.library.rows.counters import REVISION, bump, bump_for, next_number
from bot.library.rows.pack_queries import off
from bot.library.rows.pack_values import info, quote_values
from bot.library.rows.silence import must_be_quotable
from bot.storage.rows import inserted
from bot.storage.tables.base import workspace
from bot.storage.tables.book import added
from bot.storage.tables.desk import decision
from bot.storage.tables.library import pack, quote
from bot.storage.transaction import Rows
from content.decisions import Deciding
from content.ids import quote_id
from content.language import language_of
from content.quotes.added import added_quote

# What stands where other packs have a digest of what was said.
BOOK = "book"
# Of so many of the newest quotes the language is told.
_SAMPLE = 100


class BookRows(Rows):
    """Quotes that people add. What changes them afterwards are decisions (DecisionRows), as for any pack."""

    def hold(self) -> None:
        """Compare and change alone until the transaction ends: of two who do the same the second sees the first's."""
        bump(self._connection, REVISION, 0)

    def book(self, workspace_id: str, channel: str = "") -> PackInfo | None:
        """The book of a workspace, or of one of its channels; None where nobody added anything yet."""
        mine = (pack.c.workspace_id == workspace_id) & pack.c.book & (pack.c.channel == channel)
        row = self._connection.execute(select(pack).where(mine, pack.c.removed_at.is_(None))).first()
        return None if row is None else info(row)

    def rests(self, book: PackInfo) -> bool:
        """Whether its workspace switched it off."""
        return any(row.pack_id == book.id for row in self._connection.execute(off(book.workspace_id or "")))

    def begin(self, workspace_id: str, name: str, title: str, at: datetime, channel: str = "") -> PackInfo:
        """The book, made where there is none."""
        if (held := self.book(workspace_id, channel)) is not None:
            return held
        inserted(self._connection, workspace, {"id": workspace_id, "created_at": at})
        values = {
            "name": pack_names.free_name(self._connection, workspace_id, name), "workspace_id": workspace_id,
            "audience": Audience.WORKSPACE, "sample": False, "fingerprint": BOOK, "said": BOOK, "title": title,
            "date": "", "licence": "", "link": "", "language": "", "dropped": [], "imported_at": at, "book": True,
            "channel": channel,
        }  # fmt: skip
        self._connection.execute(insert(pack).values(values))
        made = self.book(workspace_id, channel)
        assert made is not None
        return made

    def twins(self, pack_id: int, text: str) -> list[int]:
        """The numbers of its quotes that were added in these very words and are there."""
        rows = [row for _, row in takewhile(lambda pair: pair[1] is not None, self._same(pack_id, text))]
        return [row.number for row in rows if row.removed_at is None]

    def add(self, book: PackInfo, new: NewQuote, by: DecidedBy, at: datetime) -> int:
        """Add a quote to a book; returns its number. Raises NeverQuoted."""
        bump_for(self._connection, book.id)
        must_be_quotable(self._connection, book.id, new.speaker or "")
        number = next_number(self._connection)
        free = next(made for made, row in self._same(book.id, new.text) if row is None)
        place = self._places(book.id)
        made = replace(
            added_quote(new.text, new.speaker, place, original=new.original), id=free, link=new.link, date=new.date
        )
        self._connection.execute(insert(quote).values(quote_values(made) | {"number": number, "pack_id": book.id}))
        who = {"user_id": by.user_id, "name": by.name, "at": at, "message": new.message, "author": new.author}
        who["suggested"] = book.channel == SUGGESTED
        self._connection.execute(insert(added).values(who | {"number": number, "pack_id": book.id}))
        self._changed(book.id)
        return number

    def move(self, number: int, to: PackInfo) -> None:
        """Let a quote be of another book, with everything that was decided about it; its number stays."""
        bump(self._connection, REVISION, 1)
        row = self._connection.execute(select(quote).where(quote.c.number == number)).one()
        free = next(made for made, there in self._same(to.id, row.original or row.text) if there is None)
        about = (decision.c.pack_id == row.pack_id) & (decision.c.quote_id == row.quote_id)
        moved = {"pack_id": to.id, "quote_id": free}
        self._connection.execute(update(decision).where(about).values(moved))
        places = {"turn": self._places(to.id)}
        self._connection.execute(update(quote).where(quote.c.number == number).values(moved | places))
        self._connection.execute(update(added).where(added.c.number == number).values(pack_id=to.id))
        for pack_id in (row.pack_id, to.id):
            self._changed(pack_id)

    def added(self, number: int) -> Added | None:
        """Who added that quote; None for one that came with a transcript."""
        row = self._connection.execute(select(added).where(added.c.number == number)).first()
        return None if row is None else _added(row)

    def added_to(self, packs: Collection[int]) -> Mapping[int, Added]:
        """Who added the quotes of these packs, by number."""
        rows = self._connection.execute(select(added).where(added.c.pack_id.in_(packs)))
        return {row.number: _added(row) for row in rows}

    def suggestion(self, workspace_id: str, number: int) -> tuple[Added | None, Standing | None]:
        """Who suggested a quote that no manager kept, and how it stands; None where it is no such one of theirs."""
        rows = select(added).join(pack, pack.c.id == added.c.pack_id).where(added.c.number == number)
        here = pack.c.workspace_id == workspace_id, pack.c.channel == SUGGESTED, pack.c.removed_at.is_(None)
        row = self._connection.execute(rows.where(*here)).first()
        return (None, None) if row is None else (_added(row), self.standing(number))

    def waiting(self, workspace_id: str, user_id: str = "") -> list[int]:
        """The numbers of what was suggested there, by them if somebody is named, and no manager looked at."""
        rows = select(added.c.number).join(pack, pack.c.id == added.c.pack_id)
        rows = rows.join(quote, quote.c.number == added.c.number).where(quote.c.removed_at.is_(None))
        here = pack.c.workspace_id == workspace_id, pack.c.channel == SUGGESTED, pack.c.removed_at.is_(None)
        mine = rows.where(*here, *([added.c.user_id == user_id] if user_id else [])).order_by(added.c.number)
        return list(self._connection.execute(mine).scalars())

    def speakers(self, pack_id: int) -> Mapping[int, str]:
        """Who said each of its quotes that are there, by number; without those of nobody."""
        here = quote.c.pack_id == pack_id, quote.c.removed_at.is_(None), quote.c.speaker.is_not(None)
        rows = select(quote.c.number, quote.c.speaker).where(*here, quote.c.speaker != "").order_by(quote.c.number)
        return {int(row.number): str(row.speaker) for row in self._connection.execute(rows)}

    def said_by(self, workspace_id: str, user_id: str) -> frozenset[int]:
        """The numbers of the quotes that were taken from somebody's messages there, or are theirs by a mention."""
        rows = select(added.c.number).join(pack, pack.c.id == added.c.pack_id)
        theirs = added.c.author == user_id, pack.c.workspace_id == workspace_id
        return frozenset(self._connection.execute(rows.where(*theirs)).scalars())

    def count_since(self, workspace_id: str, user_id: str, since: datetime) -> int:
        """How many quotes somebody added there since then, be they there or not."""
        rows = select(func.count()).select_from(added).join(pack, pack.c.id == added.c.pack_id)
        mine = added.c.user_id == user_id, added.c.at >= since, pack.c.workspace_id == workspace_id
        return int(self._connection.execute(rows.where(*mine)).scalar_one())

    def last_of(self, packs: Collection[int], user_id: str, since: datetime) -> tuple[int, str] | None:
        """What somebody quoted last from a message, since then, and is there: its number, and that message."""
        rows = select(added.c.number, added.c.message).join(quote, quote.c.number == added.c.number)
        theirs = added.c.user_id == user_id, added.c.pack_id.in_(packs), added.c.message != ""
        there = added.c.at >= since, quote.c.removed_at.is_(None)
        found = self._connection.execute(rows.where(*theirs, *there).order_by(added.c.at.desc()).limit(1)).first()
        return None if found is None else (int(found.number), str(found.message))

    def extend(self, number: int, original: str, message: str) -> None:
        """A further message belongs to that quote: what was said with it, and which it is."""
        self._connection.execute(update(quote).where(quote.c.number == number).values(original=original))
        self._connection.execute(update(added).where(added.c.number == number).values(message=message))

    def standing(self, number: int) -> Standing | None:
        """A quote as it stands now, be it there or taken out; None where there never was one."""
        row = self._connection.execute(select(quote).where(quote.c.number == number)).first()
        if row is None:
            return None
        return Standing(number, row.pack_id, row.text, row.speaker or "", removed=row.removed_at is not None)

    def changes(self, number: int) -> list[Change]:
        """Everything that people did to a quote, in the order in which they did it."""
        row = self._connection.execute(select(quote).where(quote.c.number == number)).one()
        mine = decision.c.pack_id == row.pack_id, decision.c.quote_id == row.quote_id
        rows = self._connection.execute(select(decision).where(*mine).order_by(decision.c.at, decision.c.id))
        first = self.added(number)
        told = [
            Change(what=Deciding(r.what), text=r.text, name=r.name, at=r.at, undone_at=r.undone_at, file=r.file)
            for r in rows
            # Who manages keeps what they add: that is one thing done.
            if first is None or (r.what, r.at, r.user_id) != (Deciding.KEEP, first.at, first.user_id)
        ]
        made = row.made or {}
        words = made.get("text", row.text)
        now = {Deciding.WORDS: words, Deciding.SPEAKER: made.get("speaker", row.speaker) or ""}
        for place, change in enumerate(told):
            if change.what in now:
                told[place] = replace(change, before=now[change.what])
                now[change.what] = now[change.what] if change.undone_at else change.text
        return [Change(what=None, text=words, name=first.name, at=first.at), *told] if first else told

    def forget_name(self, workspace_id: str, user_id: str, alias: str) -> None:
        """Somebody's name does not stand beside what they added any more."""
        theirs = select(pack.c.id).where(pack.c.workspace_id == workspace_id)
        mine = (added.c.user_id == user_id) & added.c.pack_id.in_(theirs)
        self._connection.execute(update(added).where(mine).values(name=alias))

    def _same(self, pack_id: int, text: str) -> Iterator[tuple[str, Any]]:
        """The ids of these words, said for the first time, the second …, each with its row if there is one; endless."""
        for occurrence in count():
            made = quote_id(text, occurrence)
            mine = quote.c.pack_id == pack_id, quote.c.quote_id == made
            yield made, self._connection.execute(select(quote.c.number, quote.c.removed_at).where(*mine)).first()

    def _places(self, pack_id: int) -> int:
        return int(self._connection.execute(select(func.count()).where(quote.c.pack_id == pack_id)).scalar_one())

    def _changed(self, pack_id: int) -> None:
        known = {"decided": pack.c.decided + 1, "language": self._language(pack_id)}
        self._connection.execute(update(pack).where(pack.c.id == pack_id).values(known))

    def _language(self, pack_id: int) -> str:
        here = (quote.c.pack_id == pack_id) & quote.c.removed_at.is_(None)
        newest = select(quote.c.text).where(here).order_by(quote.c.number.desc()).limit(_SAMPLE)
        return language_of(self._connection.execute(newest).scalars())


def _added(row: Any) -> Added:
    return Added(row.user_id, row.name, row.at, row.message, row.suggested, row.author)
