"""Saving packs: which one an import is an edition of, and what becomes of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, insert, or_, select, update

from bot.library.model import (
    OWN_QUESTIONS,
    Audience,
    Imported,
    Outcome,
    PackChanges,
    PackFile,
    PackInfo,
    changes,
    is_same,
)
from bot.library.rows import pack_names, pack_removal
from bot.library.rows.counters import REVISION, bump, bump_for, next_number
from bot.library.rows.decisions import follow_file, rulings_of, with_kept
from bot.library.rows.pack_queries import LAST, PackQueries
from bot.library.rows.pack_values import (
    decided_values,
    info,
    item_values,
    pack_values,
    said,
    speaker_of,
    speaker_values,
    turn_values,
)
from bot.library.rows.silence import SilenceRows
from bot.library.rows.voices import followed, labels_made_one
from bot.storage.careful import readable
from bot.storage.patience import take_time
from bot.storage.rows import inserted
from bot.storage.tables.base import INSTALLATION, workspace
from bot.storage.tables.library import item, pack, quote, speaker, turn
from bot.storage.tables.merges import merge
from content.decisions import NOTHING_DECIDED, decided, with_voices
from content.model import Pack, Quote
from content.omission import left_out
from content.text import slug

# So many packs that are called alike are looked through, the newest first.
_MOST_NAMESAKES = 20


class PackEditions(PackQueries):
    """What brings packs in."""

    def save(
        self, new: Pack, *, workspace_id: str | None, audience: Audience, at: datetime, named: bool = False,
        apart: Collection[int] = (), file: PackFile | None = None,
    ) -> Imported:  # fmt: skip
        """Store a pack for a workspace (None: the installation), whole, or change nothing.

        It is an edition of the pack there that came from the same `file`, or in which the same was said (under
        whatever name, by whomever), or that has its name and some of its quotes; those in `apart` are others however
        like they are. Of such a pack whatever differs is changed, its name only if somebody chose it (`named`).
        Quotes whose id stays keep their number; the rest are removed and their numbers stay taken. Numbers are given
        in transcript order. Without such a pack it is ADDED, under a name that is free.

        A file that says what another pack holds changes nothing, nor does one whose pack was removed; by hand that
        pack is brought back.

        Importers wait for each other on the revision's row.
        """
        take_time(self._connection)
        self._bump(REVISION, 0)
        owner = workspace_id or INSTALLATION
        new = self._without_forgotten(new, owner)
        if (composed_of_it := self._composed_of(owner, new)) is not None:
            return Imported(outcome=Outcome.DUPLICATE, info=composed_of_it)
        meant = self._owned(owner, pack.c.file == file.path) if file is not None else None
        if meant is not None and self._is_in_a_merge(meant.id):
            # What is of several files follows none of them: a new edition is a pack of its own.
            self._note_file(meant.id, PackFile(path="", digest=""))
            meant = None
        if meant is None:
            twin = self._twin(owner, new)
            if twin is None or twin.removed_at is not None:
                meant = self._namesake(owner, new, apart) or twin
            elif twin.id in apart:
                return Imported(outcome=Outcome.DUPLICATE, info=twin)
            elif file is not None:
                # What is there was brought in on purpose; from now on the file is followed.
                self._note_file(twin.id, file)
                return Imported(outcome=Outcome.DUPLICATE, info=twin)
            else:
                meant = twin
        if meant is not None and file is not None and meant.removed_at is not None:
            self._note_file(meant.id, file)
            return Imported(outcome=Outcome.REMOVED, info=meant)
        if named and (other := self._owned(owner, pack.c.name == new.name)) not in (None, meant):
            assert other is not None
            return Imported(outcome=Outcome.TAKEN, info=other)
        if meant is None:
            done = self._add(new, owner, audience, at)
        else:
            kept_audience = file is not None or meant.audience is Audience.CHOSEN
            done = self._change(meant, new, meant.audience if kept_audience else audience, at, named=named)
        if file is not None:
            self._note_file(done.info.id, file)
        return done

    def _composed_of(self, owner: str, new: Pack) -> PackInfo | None:
        """The pack into which one went, or that another went into, in which the same was said."""
        same = or_(merge.c.from_said == said(new), merge.c.into_said == said(new)) & merge.c.undone_at.is_(None)
        rows = select(merge.c.into_id).join(pack, pack.c.id == merge.c.into_id)
        found = self._connection.execute(rows.where(same, pack.c.workspace_id == owner)).scalars().first()
        while found is not None and said(new):
            info = self._get(found)
            if info.removed_at is None:
                return info
            further = select(merge.c.into_id).where(merge.c.from_id == found, merge.c.undone_at.is_(None))
            found = self._connection.execute(further).scalar()
        return None

    def _is_in_a_merge(self, pack_id: int) -> bool:
        either = or_(merge.c.from_id == pack_id, merge.c.into_id == pack_id) & merge.c.undone_at.is_(None)
        return self._connection.execute(select(merge.c.id).where(either)).first() is not None

    def kept_voices(self, new: Pack, workspace_id: str | None) -> dict[str, str]:
        """Which of its labels were chosen to be somebody else's in the pack that it is an edition of: label → name.

        Without those that were made one later on: they follow by themselves, and can be parted (rows.voices).
        """
        owner = workspace_id or INSTALLATION
        held = self._twin(owner, new) or self._namesake(owner, new, ())
        if held is None:
            return {}
        rows = select(speaker).where(speaker.c.pack_id == held.id).order_by(speaker.c.position)
        voices, labels = (
            readable(self._connection, rows, speaker.c.position, speaker_of),
            {s.name for s in new.speakers} - labels_made_one(self._connection, held.id),
        )
        return {label: s.name for s in voices for label in s.aliases if label in labels and label != s.name}

    def _without_forgotten(self, new: Pack, owner: str) -> Pack:
        """What a workspace's members asked to forget is not kept; nor in the installation's packs where it is alone."""
        real = self._real_workspaces() if owner == INSTALLATION else []
        alone = real if len(real) == 1 else []
        is_forgotten = SilenceRows(self._connection, writes=False).is_forgotten(owner, *alone)
        return new if is_forgotten is None else left_out(new, is_forgotten)

    def _twin(self, owner: str, new: Pack) -> PackInfo | None:
        """The pack in which the same was said; of several the one of that name, then one that is not removed."""
        away = select(merge.c.from_id).where(merge.c.undone_at.is_(None))
        same = (pack.c.workspace_id == owner) & (pack.c.said == said(new)) & (pack.c.said != "")
        same &= pack.c.id.not_in(away)
        first = case((pack.c.name == new.name, 0), (pack.c.removed_at.is_(None), 1), else_=2)
        row = self._connection.execute(select(pack).where(same).order_by(first, pack.c.id)).first()
        return None if row is None else info(row)

    def _namesake(self, owner: str, new: Pack, apart: Collection[int]) -> PackInfo | None:
        """The pack of that name, or of that name with a number, that has some of the same quotes or items."""
        names = pack.c.name == new.name, pack.c.name.startswith(new.name + "-", autoescape=True)
        ours = (pack.c.workspace_id == owner) & pack.c.removed_at.is_(None) & ~pack.c.book & or_(*names)
        composed = select(merge.c.into_id).where(merge.c.undone_at.is_(None))
        ours &= (pack.c.fingerprint != OWN_QUESTIONS) & pack.c.id.not_in(composed)
        first = select(pack).where(ours).order_by(case((names[0], 0), else_=1), pack.c.id.desc()).limit(_MOST_NAMESAKES)
        known = [found for row in self._connection.execute(first) if (found := info(row)).id not in apart]
        alike = (p for p in known if p.name.removeprefix(new.name).removeprefix("-").isdecimal() or p.name == new.name)
        return next((p for p in alike if is_same(self._ids(p.id), new)), None)

    def _ids(self, pack_id: int) -> list[str]:
        quotes = select(quote.c.quote_id).where(quote.c.pack_id == pack_id, quote.c.removed_at.is_(None))
        items = select(item.c.item_id).where(item.c.pack_id == pack_id)
        return list(self._connection.execute(quotes.union_all(items)).scalars())

    def _add(self, new: Pack, owner: str, audience: Audience, at: datetime) -> Imported:
        # Where a second workspace comes, the first sees no longer all that is offered.
        is_new = self._ensure_workspace(owner, at)
        name = pack_names.free_name(self._connection, owner, new.name)
        values = pack_values(new, audience, at) | {"name": name, "workspace_id": owner}
        created = self._connection.execute(insert(pack).values(values)).inserted_primary_key
        assert created is not None
        follow_file(self._connection, created[0], new.edits, at)
        _, added, _ = self._replace_contents(created[0], new, at)
        wanted = new.name if name != new.name else ""
        return Imported(outcome=Outcome.ADDED, info=self._changed(created[0], for_all=is_new), new=added, wanted=wanted)

    def _change(self, held: PackInfo, new: Pack, audience: Audience, at: datetime, *, named: bool) -> Imported:
        """Make a pack what the new edition is, brought back if it was removed; UNCHANGED where nothing differs."""
        back = held.removed_at is not None and pack_removal.bring_back(self._connection, held.id)
        here = self._get(held.id)
        name = new.name if named else here.name
        if name != new.name == slug(new.source.title):
            # The title is only the file's name.
            new = replace(new, source=replace(new.source, title=here.source.title))
        new = with_kept(self._connection, held.id, followed(self._connection, held.id, new))
        follow_file(self._connection, held.id, new.edits, at)
        shown = decided(new.quotes, rulings_of(self._connection, held.id))
        told = replace(new, quotes=shown, speakers=with_voices(new.speakers, shown))
        found = changes(self._load(held.id), self.turns(held.id, 0, LAST), told)
        alike = found == PackChanges() and name == here.name
        values = pack_values(new, audience, at) | {"name": name}
        if alike and not back:
            known = {"fingerprint": values["fingerprint"], "said": values["said"]}
            self._connection.execute(update(pack).where(pack.c.id == held.id).values(known))
            same = Outcome.UNCHANGED if new.name == here.name else Outcome.DUPLICATE
            return Imported(outcome=same, info=here, kept=len(new.quotes))
        self._connection.execute(update(pack).where(pack.c.id == held.id).values(values))
        if name != here.name:
            pack_names.refer(self._connection, here, name)
        kept, added, gone = self._replace_contents(held.id, new, at)
        info = self._changed(held.id, for_all=audience is not here.audience)
        return Imported(
            outcome=Outcome.RETURNED if back else Outcome.UPDATED, info=info, kept=kept, new=added,
            gone=gone, former=held.name if name != held.name else "", changes=found,
        )  # fmt: skip

    def _changed(self, pack_id: int, *, for_all: bool = False) -> PackInfo:
        """The pack after a change that all processes are told of; `for_all`: others may have seen it before."""
        if for_all:
            self._bump(REVISION, 1)
        else:
            bump_for(self._connection, pack_id)
        return self._get(pack_id)

    def _note_file(self, pack_id: int, file: PackFile) -> None:
        noted = {"file": file.path, "file_digest": file.digest}
        self._connection.execute(update(pack).where(pack.c.id == pack_id).values(noted))

    def _replace_contents(self, pack_id: int, new: Pack, at: datetime) -> tuple[int, int, int]:
        for table in (speaker, turn, item):
            self._connection.execute(delete(table).where(table.c.pack_id == pack_id))
        self._insert_all(speaker, [speaker_values(pack_id, i, s) for i, s in enumerate(new.speakers)])
        self._insert_all(turn, [turn_values(pack_id, i, t) for i, t in enumerate(new.turns)])
        self._insert_all(item, [item_values(pack_id, i, made) for i, made in enumerate(new.items)])
        return self._merge_quotes(pack_id, new.quotes, at)

    def _merge_quotes(self, pack_id: int, quotes: Sequence[Quote], at: datetime) -> tuple[int, int, int]:
        """Quotes that stay keep their number, new ones get the next, those left out leave a tombstone.

        What was decided about a quote holds of its new edition too.
        """
        rows = self._connection.execute(
            select(quote.c.quote_id, quote.c.number, quote.c.removed_at, quote.c.review).where(
                quote.c.pack_id == pack_id
            )
        )
        known = {r.quote_id: r for r in rows}
        rulings = rulings_of(self._connection, pack_id)
        values = {q.id: decided_values(q, rulings.get(q.id, NOTHING_DECIDED), at) for q in quotes}
        fresh = [q for q in quotes if q.id not in known]
        for kept in (q for q in quotes if q.id in known):
            changed = update(quote).where(quote.c.number == known[kept.id].number)
            self._connection.execute(changed.values(values[kept.id]))
        gone = [r for r in known.values() if r.quote_id not in values and (r.removed_at is None or r.review)]
        for row in gone:
            left_out = {"removed_at": row.removed_at or at, "review": "", "made": None}
            self._connection.execute(update(quote).where(quote.c.number == row.number).values(left_out))
        first = next_number(self._connection, len(fresh)) if fresh else 0
        self._insert_all(quote, [{"number": n, "pack_id": pack_id, **values[q.id]} for n, q in enumerate(fresh, first)])
        return len(quotes) - len(fresh), len(fresh), sum(r.removed_at is None for r in gone)

    def _insert_all(self, table: Any, values: list[dict[str, Any]]) -> None:
        if values:
            self._connection.execute(insert(table), values)

    def _bump(self, name: str, by: int) -> int:
        return bump(self._connection, name, by)

    def _ensure_workspace(self, workspace_id: str, at: datetime) -> bool:
        """Whether it was not known."""
        return inserted(self._connection, workspace, {"id": workspace_id, "created_at": at})
