"""Saving packs: what becomes of one that comes in."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.library.model import Audience, Imported, Outcome, PackFile, PackInfo
from bot.library.rows import pack_names, pack_removal
from bot.library.rows.counters import REVISION, bump, bump_for
from bot.library.rows.decisions import follow_file, rulings_of
from bot.library.rows.laid_packs import promote
from bot.library.rows.pack_choice import Choice, Coming, PackChoices
from bot.library.rows.pack_contents import HeldContents, differences, read_contents, read_page, write
from bot.library.rows.pack_edition import Edition, Standing, compared, read_standing
from bot.library.rows.pack_values import pack_values
from bot.library.rows.voices import keep_parts
from bot.storage.patience import take_time
from bot.storage.rows import inserted
from bot.storage.tables.base import workspace
from bot.storage.tables.library import pack, quote, turn
from content.model import Pack


class Outdated(Exception):
    """What was prepared does not fit any more: something changed there meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was done beforehand for a large pack, while its owner's packs had that mark: which pack it is an edition of
    and how it differs, or as which rows it lies there that nobody sees yet.
    """

    mark: object
    choice: Choice
    edition: Edition | None = None
    laid: int | None = None


class PackEditions(PackChoices):
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
        coming = Coming(
            pack=new, workspace_id=workspace_id, audience=audience, named=named, apart=apart, file=file
        )  # fmt: skip
        return self.keep(coming, at)

    def keep(self, coming: Coming, at: datetime, prepared: Prepared | None = None) -> Imported:
        """The same. Raises Outdated where what was prepared for it does not hold any more."""
        take_time(self._connection)
        self._bump(REVISION, 0)
        if prepared is not None and self.mark(coming.owner) != prepared.mark:
            raise Outdated
        choice = prepared.choice if prepared is not None else self.choose(coming)
        if choice.unfollowed is not None:
            self._note_file(choice.unfollowed, PackFile(path="", digest=""))
        if choice.followed is not None and coming.file is not None:
            self._note_file(choice.followed, coming.file)
        if choice.done is not None:
            return choice.done
        if choice.meant is None:
            done = self._add(coming, choice, at, None if prepared is None else prepared.laid)
        else:
            edition = prepared and prepared.edition
            edition = edition or self.edition(choice.meant, choice.pack, at, named=coming.named)
            done = self._change(choice.meant, edition, coming, at)
        done = replace(done, in_book=choice.in_book)
        if coming.file is not None:
            self._note_file(done.info.id, coming.file)
        return done

    def edition(self, held: PackInfo, new: Pack, at: datetime, *, named: bool) -> Edition:
        """What that edition would make of a pack."""
        there = read_contents(self._connection, held.id)
        return compared(there, self.standing_for(held, new, at), new, at, named=named)

    def standing_for(self, held: PackInfo, new: Pack, at: datetime) -> Standing:
        """What is known of a pack, beside its contents, as that edition of it comes."""
        return read_standing(self._connection, held, new, at)

    def read_page(self, pack_id: int, into: HeldContents, what: str, after: Any) -> Any:
        """Add the next rows of a table of contents to `into`; returns after which to go on, None at the end."""
        return read_page(self._connection, pack_id, into, what, after)

    def is_large(self, pack_id: int, most: int) -> bool:
        """Whether more rows than so many are a pack's turns, or its quotes."""
        some = [select(table.c.pack_id).where(table.c.pack_id == pack_id).limit(most + 1) for table in (turn, quote)]
        return any(len(self._connection.execute(rows).all()) > most for rows in some)

    def foresee(self, coming: Coming, choice: Choice, edition: Edition | None, at: datetime) -> Imported:
        """What keeping it would do; nothing is changed."""
        if choice.done is not None:
            return choice.done
        if edition is not None:
            done = _changed_by(edition, replace(edition.standing.info, name=edition.name))
            return replace(done, in_book=choice.in_book)
        new = choice.pack
        name = pack_names.free_name(self._connection, coming.owner, new.name)
        info = PackInfo(
            id=0, name=name, source=new.source, fingerprint=new.fingerprint, workspace_id=coming.workspace_id,
            audience=coming.audience, sample=new.sample, imported_at=at, language=new.language,
        )  # fmt: skip
        return replace(_added(info, new), in_book=choice.in_book)

    def _add(self, coming: Coming, choice: Choice, at: datetime, laid: int | None) -> Imported:
        new, owner = choice.pack, coming.owner
        # Where a second workspace comes, the first sees no longer all that is offered.
        is_new = self._ensure_workspace(owner, at)
        name = pack_names.free_name(self._connection, owner, new.name)
        values = pack_values(new, coming.audience, at, choice.said) | {"name": name, "workspace_id": owner}
        if laid is None:
            created = self._connection.execute(insert(pack).values(values)).inserted_primary_key
            assert created is not None
            pack_id = created[0]
            follow_file(self._connection, pack_id, new.edits, at)
            rulings = rulings_of(self._connection, pack_id)
            write(self._connection, pack_id, differences(HeldContents(), pack_id, new, rulings, at))
        else:
            pack_id = laid
            promote(self._connection, laid, values)
        return _added(self._changed(pack_id, for_all=is_new), new)

    def _change(self, held: PackInfo, edition: Edition, coming: Coming, at: datetime) -> Imported:
        """Make a pack what the new edition is, brought back if it was removed; UNCHANGED where nothing differs."""
        kept_audience = coming.file is not None or held.audience is Audience.CHOSEN
        audience = held.audience if kept_audience else coming.audience
        new, here = edition.new, edition.standing
        if here.is_back:
            pack_removal.bring_back(self._connection, held.id)
        follow_file(self._connection, held.id, new.edits, at)
        keep_parts(self._connection, edition.parts)
        values = pack_values(new, audience, at, edition.said) | {"name": edition.name}
        if edition.is_same:
            known = {"fingerprint": values["fingerprint"], "said": values["said"]}
            self._connection.execute(update(pack).where(pack.c.id == held.id).values(known))
            return _changed_by(edition, held)
        was = self._get(held.id)
        self._connection.execute(update(pack).where(pack.c.id == held.id).values(values))
        if edition.name != was.name:
            pack_names.refer(self._connection, was, edition.name)
        write(self._connection, held.id, edition.told)
        return _changed_by(edition, self._changed(held.id, for_all=audience is not was.audience))

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

    def _bump(self, name: str, by: int) -> int:
        return bump(self._connection, name, by)

    def _ensure_workspace(self, workspace_id: str, at: datetime) -> bool:
        """Whether it was not known."""
        return inserted(self._connection, workspace, {"id": workspace_id, "created_at": at})


def _added(info: PackInfo, new: Pack) -> Imported:
    wanted = new.name if info.name != new.name else ""
    return Imported(outcome=Outcome.ADDED, info=info, new=len(new.quotes), wanted=wanted)


def _changed_by(edition: Edition, info: PackInfo) -> Imported:
    """What that edition does to the pack, which is `info` afterwards."""
    held, here, told = edition.standing.info, edition.standing, edition.told
    if edition.is_same:
        same = Outcome.UNCHANGED if edition.new.name == here.name else Outcome.DUPLICATE
        return Imported(outcome=same, info=info, kept=len(edition.new.quotes))
    return Imported(
        outcome=Outcome.RETURNED if here.is_back else Outcome.UPDATED, info=info, kept=told.kept,
        new=len(told.fresh), gone=told.gone, former=held.name if edition.name != held.name else "",
        changes=edition.found,
    )  # fmt: skip
