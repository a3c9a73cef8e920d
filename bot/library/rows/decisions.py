"""What people decided about quotes, and what came of it in the quotes' own rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.chat.refusals import PressIsStale
from bot.library.book_refusals import ChangedSince, TooLateToTakeBack
from bot.library.model import DecidedBy, QuoteRuling
from bot.library.rows.counters import REVISION, bump, bump_for, next_number
from bot.library.rows.pack_values import QUOTES_MADE, decided_values, made_by_import, quote_values
from bot.library.rows.silence import must_be_quotable
from bot.storage.tables.desk import decision
from bot.storage.tables.doubts import doubt
from bot.storage.tables.library import pack, quote
from bot.storage.transaction import Rows
from content.decisions import FATES, NOTHING_DECIDED, Deciding, Decision, Ruling, in_force
from content.model import EditedQuote, Pack
from content.passages import BY_HAND, Passage, Passages, quote_by_hand

_COUNTS = decision.c.undone_at.is_(None)


class DecisionRows(Rows):
    """One row a decision; each changes its quote at once, and is followed by later imports (PackRows.save)."""

    def decide(self, number: int, what: Deciding, text: str, by: DecidedBy, at: datetime) -> int:
        """Decide something about a quote that is kept; returns by which id it can be taken back. Raises NeverQuoted."""
        pack_id = select(quote.c.pack_id).where(quote.c.number == number)
        bump_for(self._connection, self._connection.execute(pack_id).scalar_one())
        return self._decide(number, what, text, by, at)

    def pin(self, pack_id: int, said: Passage, by: DecidedBy, at: datetime) -> int:
        """Make a quote of a passage, unless somebody just did; returns its number, the former one where it was a quote
        before. Raises PressIsStale where another quote has its id.
        """
        # Held first: of several at once the second sees what the first made.
        bump_for(self._connection, pack_id)
        here = (quote.c.pack_id == pack_id) & (quote.c.quote_id == said.id)
        columns = quote.c.number, quote.c.turn, quote.c.reasons, quote.c.removed_at
        former = self._connection.execute(select(*columns).where(here)).one_or_none()
        if former is not None and former.removed_at is None:
            if tuple(former.reasons) != BY_HAND or former.turn != said.turn:
                raise PressIsStale
            fate = self.fate(former.number)
            if fate is not None and fate[0] is Deciding.PIN:
                return int(former.number)
        values = quote_values(quote_by_hand(said)) | {"removed_at": None, "made": None}
        if former is None:
            number = next_number(self._connection)
            self._connection.execute(insert(quote).values(values | {"number": number, "pack_id": pack_id}))
        else:
            number = int(former.number)
            self._connection.execute(update(quote).where(quote.c.number == number).values(values))
        self._decide(number, Deciding.PIN, "", by, at)
        return number

    def last(self, user_id: str, packs: Collection[int]) -> tuple[int, datetime] | None:
        """The number of the quote in these packs that somebody decided about last, and when; None for nobody's."""
        found = self._connection.execute(self._latest(user_id, packs)).first()
        return None if found is None else (found.number, found.at)

    def undo(self, user_id: str, packs: Collection[int], at: datetime, number: int = 0) -> Deciding | None:
        """Take back what somebody decided last in these packs; returns what it was. With a number nothing is taken back
        but what was decided about that quote.
        """
        bump(self._connection, REVISION, 1)
        found = self._connection.execute(self._latest(user_id, packs)).first()
        if found is None or number not in (0, found.number):
            return None
        undone = update(decision).where(decision.c.id == found.id).values(undone_at=at)
        self._connection.execute(undone)
        self._settle(found.pack_id, found.quote_id, at)
        return Deciding(found.what)

    def take_back(self, decision_id: int, user_id: str, at: datetime, since: datetime) -> tuple[int, list[Deciding]]:
        """Take back what somebody decided about a quote at one time; returns its number, and what that was.

        Raises PressIsStale for what is not theirs or taken back already, TooLateToTakeBack for what they did before
        `since`, ChangedSince where somebody decided the same about it later on.
        """
        bump(self._connection, REVISION, 1)
        rows = select(decision, quote.c.number).join(quote, _same()).where(decision.c.id == decision_id)
        found = self._connection.execute(rows).first()
        if found is None or found.user_id != user_id or found.undone_at is not None:
            raise PressIsStale
        if found.at < since:
            raise TooLateToTakeBack(number=found.number)
        here = (decision.c.pack_id == found.pack_id) & (decision.c.quote_id == found.quote_id)
        standing = list(self._connection.execute(select(decision).where(here, _COUNTS).order_by(decision.c.id)))
        mine = [row for row in standing if row.at == found.at and row.user_id == user_id and row.id >= decision_id]
        about = {_subject(row.what) for row in mine}
        for later in standing:
            if later.id > mine[-1].id and _subject(later.what) in about:
                raise ChangedSince(number=found.number, name=later.name)
        undone = update(decision).where(decision.c.id.in_([row.id for row in mine])).values(undone_at=at)
        self._connection.execute(undone)
        self._settle(found.pack_id, found.quote_id, at)
        return int(found.number), [Deciding(row.what) for row in mine]

    def together(self, decision_id: int, user_id: str) -> list[int]:
        """The ids of all that somebody decided in one pack at the time of that decision, alike; nothing for another's,
        and for what was taken back.
        """
        first = self._connection.execute(select(decision).where(decision.c.id == decision_id, _COUNTS)).first()
        if first is None or first.user_id != user_id:
            return []
        alike = [decision.c[name] == getattr(first, name) for name in ("pack_id", "user_id", "at", "what", "text")]
        return list(self._connection.execute(select(decision.c.id).where(*alike, _COUNTS)).scalars())

    def changed_by(self, number: int, what: Collection[Deciding]) -> tuple[str, datetime] | None:
        """Who decided something of that about a quote last, and when; None for nobody. A file has no name."""
        rows = select(decision).join(quote, _same()).where(quote.c.number == number, _COUNTS, decision.c.what.in_(what))
        found = self._connection.execute(rows.order_by(decision.c.at.desc(), decision.c.id.desc())).first()
        return None if found is None else (found.name, found.at)

    def fate(self, number: int) -> tuple[Deciding, DecidedBy] | None:
        """What was decided last about whether a quote stays, and by whom; a file's name is nobody's."""
        found = self._fate(number)
        return None if found is None else (Deciding(found.what), DecidedBy(found.user_id, found.name))

    def dropped_by(self, number: int, user_id: str, since: datetime) -> int:
        """By which id somebody can take back that they took a quote out; 0 where it was not they, or before."""
        found = self._fate(number)
        mine = found is not None and (found.what, found.user_id) == (Deciding.DROP, user_id) and not found.file
        return found.id if found is not None and mine and found.at >= since else 0

    def looked_at(self, packs: Collection[int]) -> frozenset[int]:
        """The numbers of the quotes in these packs that were kept, pinned or dropped."""
        there = select(quote.c.number).where(quote.c.pack_id.in_(packs), quote.c.review != "")
        return frozenset(self._connection.execute(there).scalars())

    def doubted(self, workspace_id: str) -> Mapping[int, str]:
        """Quotes whose speaker members doubt and about which nothing was decided since: number to their names."""
        since = (decision.c.at >= doubt.c.at) & _COUNTS & ~decision.c.file
        answered = select(decision.c.id).where(_same(), since).correlate(doubt, quote)
        rows = select(doubt.c.number, doubt.c.name).join(quote, quote.c.number == doubt.c.number).where(
            doubt.c.workspace_id == workspace_id, ~answered.exists(),
        ).order_by(doubt.c.at, doubt.c.user_id)  # fmt: skip
        found: dict[int, list[str]] = {}
        for number, name in self._connection.execute(rows):
            found.setdefault(number, []).append(name)
        return {number: ", ".join(dict.fromkeys(names)) for number, names in found.items()}

    def rulings(self, pack_id: int) -> Sequence[QuoteRuling]:
        """What holds of each quote of a pack, with what its transcript says; in the order in which it was decided."""
        originals = select(quote.c.quote_id, quote.c.original).where(quote.c.pack_id == pack_id, quote.c.original != "")
        said = {row.quote_id: row.original for row in self._connection.execute(originals)}
        rows = self._rows(decision.c.pack_id == pack_id)
        for one in rows:
            if one.what is Deciding.DROP and one.text:
                said.setdefault(one.quote_id, one.text)
        return [QuoteRuling(said[i], ruling) for i, ruling in in_force(rows).items() if i in said]

    def forget_name(self, workspace_id: str, user_id: str, alias: str) -> None:
        """Somebody's name does not stand beside their decisions any more."""
        theirs = select(pack.c.id).where(pack.c.workspace_id.in_(["", workspace_id]))
        mine = (decision.c.user_id == user_id) & decision.c.pack_id.in_(theirs)
        self._connection.execute(update(decision).where(mine).values(name=alias))

    def _decide(self, number: int, what: Deciding, text: str, by: DecidedBy, at: datetime) -> int:
        pack_id, quote_id = self._connection.execute(
            select(quote.c.pack_id, quote.c.quote_id).where(quote.c.number == number)
        ).one()
        if what is Deciding.SPEAKER:
            must_be_quotable(self._connection, pack_id, text)
        row = {"pack_id": pack_id, "quote_id": quote_id, "what": what, "text": text, "at": at}
        kept = self._connection.execute(insert(decision).values(row | {"user_id": by.user_id, "name": by.name}))
        assert kept.inserted_primary_key is not None
        self._settle(pack_id, quote_id, at)
        return int(kept.inserted_primary_key[0])

    def _settle(self, pack_id: int, quote_id: str, at: datetime) -> None:
        """Bring a quote to what holds of it now, unless no edition has it any more."""
        row = self._connection.execute(
            QUOTES_MADE.where(quote.c.pack_id == pack_id, quote.c.quote_id == quote_id)
        ).one()
        if row.removed_at is None or row.review == Deciding.DROP:
            ours = (decision.c.pack_id == pack_id) & (decision.c.quote_id == quote_id)
            ruling = in_force(self._rows(ours)).get(quote_id, NOTHING_DECIDED)
            made = made_by_import(row)
            values = decided_values(made, ruling, at)
            if ruling.fate is None and made.reasons == BY_HAND:
                values |= {"removed_at": at, "made": None}
            self._connection.execute(update(quote).where(quote.c.number == row.number).values(values))
        self._connection.execute(update(pack).where(pack.c.id == pack_id).values(decided=pack.c.decided + 1))

    def _fate(self, number: int) -> Row[Any] | None:
        fate = decision.c.what.in_([Deciding.PIN, Deciding.KEEP, Deciding.DROP])
        rows = select(decision).join(quote, _same()).where(quote.c.number == number, _COUNTS, fate)
        return self._connection.execute(rows.order_by(decision.c.at.desc(), decision.c.id.desc())).first()

    def _rows(self, condition: Any) -> list[Decision]:
        return _decisions(self._connection, condition)

    def _latest(self, user_id: str, packs: Collection[int]) -> Any:
        mine = decision.c.user_id == user_id, decision.c.pack_id.in_(packs), ~decision.c.file, _COUNTS
        rows = select(decision, quote.c.number).join(quote, _same()).where(*mine)
        return rows.order_by(decision.c.at.desc(), decision.c.id.desc()).limit(1)


def rulings_of(connection: Connection, pack_id: int) -> Mapping[str, Ruling]:
    """What holds of the quotes of a pack, by their ids."""
    return in_force(_decisions(connection, decision.c.pack_id == pack_id))


def edits_in_force(connection: Connection, pack_id: int) -> tuple[EditedQuote, ...]:
    """What holds of the quotes of a pack as a curator's file would say it: of each matter the last word."""
    last: dict[tuple[str, str], EditedQuote] = {}
    for one in _decisions(connection, decision.c.pack_id == pack_id):
        about = "fate" if one.what in FATES else one.what
        last.pop((one.quote_id, about), None)
        last[one.quote_id, about] = EditedQuote(one.quote_id, one.what, one.text)
    return tuple(last.values())


def made_by_hand(connection: Connection, pack_id: int) -> frozenset[str]:
    """The ids of the quotes of a pack that somebody made of its passages."""
    rows = connection.execute(
        select(quote.c.quote_id, quote.c.reasons).where(quote.c.pack_id == pack_id, quote.c.review != "")
    )
    return frozenset(row.quote_id for row in rows if tuple(row.reasons) == BY_HAND)


def with_kept(by_hand: Collection[str], new: Pack) -> Pack:
    """The new edition with the quotes that somebody made of its passages by hand, as far as they are still said there
    and in no other quote.
    """
    kept = set(by_hand).difference(q.id for q in new.quotes)
    if not kept:
        return new
    said = Passages(new.turns, new.quotes, language=new.language, dropped=new.dropped)
    found = [quote_by_hand(passage) for passage in said if passage.id in kept]
    return replace(new, quotes=tuple(sorted((*new.quotes, *found), key=lambda one: one.turn)))


def follow_file(connection: Connection, pack_id: int, edits: Iterable[EditedQuote], at: datetime) -> None:
    """Let the rows of a curator's file be what it says now; what it said before keeps its time."""
    gone, fresh = _by_file(connection, pack_id, edits)
    if gone:
        connection.execute(delete(decision).where(decision.c.id.in_(gone)))
    if fresh:
        values = {"pack_id": pack_id, "at": at, "user_id": "", "name": "", "file": True}
        connection.execute(
            insert(decision), [{**values, "quote_id": i, "what": what, "text": text} for i, what, text in fresh]
        )


def rulings_by(
    connection: Connection, pack_id: int, edits: Iterable[EditedQuote], at: datetime
) -> Mapping[str, Ruling]:
    """What will hold of the quotes of a pack once a curator's file is followed that says that."""
    gone, fresh = _by_file(connection, pack_id, edits)
    stay = _decisions(connection, (decision.c.pack_id == pack_id) & decision.c.id.not_in(gone))
    come = [Decision(quote_id=i, what=Deciding(what), text=text, at=at) for i, what, text in fresh]
    return in_force(sorted((*stay, *come), key=lambda one: one.at))


def _by_file(
    connection: Connection, pack_id: int, edits: Iterable[EditedQuote]
) -> tuple[list[int], list[tuple[str, str, str]]]:
    """Which rows of a curator's file go, and what comes."""
    held = connection.execute(select(decision).where(decision.c.pack_id == pack_id, decision.c.file)).all()
    wanted = dict.fromkeys((e.quote_id, str(e.what), e.text) for e in edits)
    known = {(r.quote_id, r.what, r.text): r.id for r in held}
    return [i for key, i in known.items() if key not in wanted], [key for key in wanted if key not in known]


def _decisions(connection: Connection, condition: Any) -> list[Decision]:
    rows = connection.execute(select(decision).where(condition, _COUNTS).order_by(decision.c.at, decision.c.id))
    return [Decision(quote_id=r.quote_id, what=Deciding(r.what), text=r.text, at=r.at) for r in rows]


def _subject(what: str) -> str:
    """What two decisions are both about: one's fate, words or speaker."""
    return "" if Deciding(what) in FATES else what


def _same() -> Any:
    return (decision.c.pack_id == quote.c.pack_id) & (decision.c.quote_id == quote.c.quote_id)
