"""Reading packs: which there are for whom, and what is in them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, or_, select

from bot.chat.incoming import Place
from bot.chat.places import OWN
from bot.library.model import Audience, PackFile, PackInfo, PackUsage, StoredPack
from bot.library.rows import pack_names
from bot.library.rows.counters import REVISION, Stamp, stamp
from bot.library.rows.pack_values import QUOTES, info, item_of, quote_of, speaker_of, turn_of
from bot.storage.careful import readable
from bot.storage.tables.base import INSTALLATION, counter, workspace
from bot.storage.tables.library import item, pack, pack_grant, pack_off, quote, speaker, turn
from bot.storage.tables.merges import double, merge
from bot.storage.transaction import Rows
from content.decisions import Deciding, with_voices
from content.model import Turn
from content.passages import Passages

# A terminal is somebody trying things out, and one person's own place is no workspace of many.
TERMINAL, PERSONAL = "terminal:", f":{OWN}"
# The index of the last turn there can be.
LAST = 2**31 - 1
_HERE = pack.c.removed_at.is_(None)
# Asked with every request, so it is built once.
_REVISION = select(counter.c.value).where(counter.c.name == REVISION)


class StandingQuote(NamedTuple):
    """Whose a quote is, and what was decided about it."""

    speaker: str | None
    review: str


class PackQueries(Rows):
    """Packs, their quotes, turns and hand-written items, seen from one workspace: what changes nothing."""

    def revision(self) -> int:
        """0 before anything was stored."""
        return int(self._connection.execute(_REVISION).scalar() or 0)

    def stamp(self, workspace_id: str) -> Stamp:
        """What stays as long as nothing changed that this workspace sees."""
        return stamp(self._connection, workspace_id)

    def workspaces(self) -> tuple[str, ...]:
        """Ids of all workspaces that were ever met, without the installation itself."""
        rows = select(workspace.c.id).where(workspace.c.id != INSTALLATION).order_by(workspace.c.id)
        return tuple(self._connection.execute(rows).scalars())

    def files(self) -> tuple[PackFile, ...]:
        """The files that packs came from, those of removed packs too."""
        rows = select(pack.c.file, pack.c.file_digest, pack.c.id).where(pack.c.file != "").order_by(pack.c.id)
        return tuple(PackFile(path=r.file, digest=r.file_digest, pack_id=r.id) for r in self._connection.execute(rows))

    def owned(self, workspace_id: str | None) -> tuple[PackInfo, ...]:
        """The packs that are a workspace's own (None: the installation's), without what was removed; oldest first."""
        return self._all((pack.c.workspace_id == (workspace_id or INSTALLATION)) & _HERE)

    def lying(self, workspace_id: str | None) -> tuple[PackInfo, ...]:
        """Those of its own packs that are away, and whose words are not deleted yet; oldest first."""
        return self._all(_lies(workspace_id))

    def told_in(self, place: Place) -> tuple[PackInfo, ...]:
        """The same of a place's workspace, without what is confined to other channels or to the desk."""
        inside = ("", place.channel, place.thread)
        return tuple(info for info in self.owned(place.workspace_id) if info.channel in inside)

    def removed(self, workspace_id: str | None) -> tuple[PackInfo, ...]:
        """Those of them that can be brought back, under their old names."""
        return self._all(
            _lies(workspace_id) & pack.c.id.not_in(select(merge.c.from_id).where(merge.c.undone_at.is_(None)))
        )

    def gone(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """Removed packs that this workspace saw; loaded they hold nothing but their numbers."""
        return self._all(self._may_see(workspace_id) & ~_HERE)

    def outdated(self, before: datetime) -> bool:
        """Whether there is anything to purge."""
        over = exists().where(pack.c.removed_at < before, pack.c.said != "")
        return bool(self._connection.execute(select(over)).scalar())

    def shelved(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """What this workspace could switch on: packs offered to it, and those it switched off; oldest first."""
        offered = (pack.c.audience == Audience.OFFERED) & ~self._may_see(workspace_id)
        switched_off = pack.c.id.in_(off(workspace_id)) & self._may_see(workspace_id)
        return self._all(or_(offered, switched_off) & _HERE)

    def confined(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """The books of single channels of that workspace that it uses; oldest first."""
        mine = (pack.c.workspace_id == workspace_id) & (pack.c.channel != "")
        return self._all(mine & pack.c.id.not_in(off(workspace_id)) & _HERE)

    def used(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """All of these: what is visible, and what is confined."""
        return (*self.visible(workspace_id), *self.confined(workspace_id))

    def visible(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """The packs this workspace uses: its own, those granted to it, public ones; none that it switched off.

        An offered pack is on where there is no other workspace; terminals and people alone do not count as one.
        """
        return self._all(self._may_see(workspace_id) & pack.c.id.not_in(off(workspace_id)) & _HERE)

    def reviewed_by(self, workspace_id: str, *, operator: bool = False) -> frozenset[int]:
        """Ids of the packs whose quotes that workspace's managers decide about: its own, and those for all workspaces
        as long as there is no other. `operator`: whoever runs Quoth decides about these in any case.
        """
        owners = {workspace_id, INSTALLATION} if operator or self._is_alone(workspace_id) else {workspace_id}
        mine = select(pack.c.id).where(pack.c.workspace_id.in_(owners), _HERE)
        return frozenset(self._connection.execute(mine).scalars())

    def pack_of(self, number: int) -> int | None:
        """The id of the pack that quote #number is in."""
        return self._connection.execute(select(quote.c.pack_id).where(quote.c.number == number)).scalar()

    def owner_of(self, number: int) -> str | None:
        """The workspace whose pack quote #number is in, "" for the installation's; None where there is no such one."""
        rows = select(pack.c.workspace_id).join(quote, quote.c.pack_id == pack.c.id).where(quote.c.number == number)
        return self._connection.execute(rows).scalar()

    def is_alone(self, workspace_id: str) -> bool:
        """Whether there is no other workspace of many: then the installation's packs are its own to change."""
        return self._is_alone(workspace_id)

    def hold(self, pack_ids: Iterable[int]) -> None:
        """Choose among their quotes alone until the transaction ends; in one order, so that two never wait for each
        other. SQLite has one writer anyway.
        """
        rows = select(pack.c.id).where(pack.c.id.in_(pack_ids)).order_by(pack.c.id)
        self._connection.execute(rows.with_for_update(key_share=True)).all()

    def uses(self, of: PackInfo) -> PackUsage:
        """What names this pack where it can be seen."""
        return pack_names.uses(self._connection, of)

    def load(self, pack_ids: Iterable[int]) -> tuple[StoredPack, ...]:
        """Their contents, oldest pack first, quotes by number."""
        return tuple(self._load(pack_id) for pack_id in sorted(pack_ids))

    def standing(self, pack_id: int) -> dict[str, StandingQuote]:
        """The quotes of a pack that are not removed, by their ids."""
        wanted = select(quote.c.quote_id, quote.c.speaker, quote.c.review)
        rows = self._connection.execute(wanted.where(quote.c.pack_id == pack_id, quote.c.removed_at.is_(None)))
        return {row.quote_id: StandingQuote(row.speaker, row.review) for row in rows}

    def turns(self, pack_id: int, first: int, last: int) -> tuple[Turn, ...]:
        """The turns of a pack from index `first` to `last`, both included; fewer at its ends."""
        rows = select(turn).where(turn.c.pack_id == pack_id, turn.c.position.between(first, last))
        return tuple(readable(self._connection, rows.order_by(turn.c.position), turn.c.position, turn_of))

    def _load(self, pack_id: int) -> StoredPack:
        info = self._get(pack_id)
        if info.removed_at is not None:
            numbers = self._connection.execute(select(quote.c.number).where(quote.c.pack_id == pack_id)).scalars()
            return StoredPack(info=info, speakers=(), quotes=(), items=(), removed=frozenset(numbers))
        speakers = select(speaker).where(speaker.c.pack_id == pack_id).order_by(speaker.c.position)
        items = select(item).where(item.c.pack_id == pack_id).order_by(item.c.position)
        wanted = QUOTES.where(quote.c.pack_id == pack_id).order_by(quote.c.number)
        rows = readable(self._connection, wanted, quote.c.number, quote_of)
        quotes = tuple(row for row in rows if not isinstance(row, int))
        named = readable(self._connection, speakers, speaker.c.position, speaker_of)
        # Nothing is asked about what was dropped, and nobody finds it.
        out = self._dropped(pack_id)
        left_out = tuple(self._connection.execute(select(pack.c.dropped).where(pack.c.id == pack_id)).scalar_one())
        passages = Passages(
            self.turns(pack_id, 0, LAST), (q.quote for q in quotes), language=info.language,
            dropped=(*left_out, *out.values()),
        )  # fmt: skip
        return StoredPack(
            info=info,
            speakers=with_voices(named, (q.quote for q in quotes)),
            quotes=quotes,
            items=tuple(
                one
                for one in readable(self._connection, items, item.c.item_id, item_of)
                if out.keys().isdisjoint((one.quote_id, *one.quote_ids))
            ),
            removed=frozenset(row for row in rows if isinstance(row, int)),
            doubles=self._doubles(pack_id),
            passages=passages,
            dropped=left_out,
        )

    def _doubles(self, pack_id: int) -> dict[int, int]:
        """The numbers that quotes of this pack answer for."""
        rows = select(double.c.number, double.c.kept).join(quote, quote.c.number == double.c.kept)
        return {r.number: r.kept for r in self._connection.execute(rows.where(quote.c.pack_id == pack_id))}

    def _dropped(self, pack_id: int) -> dict[str, str]:
        """The quotes that somebody dropped: their ids, and what was said."""
        wanted = select(quote.c.quote_id, quote.c.original)
        rows = self._connection.execute(wanted.where(quote.c.pack_id == pack_id, quote.c.review == Deciding.DROP))
        return {row.quote_id: row.original for row in rows}

    def _may_see(self, workspace_id: str) -> ColumnElement[bool]:
        granted = select(pack_grant.c.pack_id).where(pack_grant.c.workspace_id == workspace_id)
        # What is confined to a channel is told there alone: see `confined`.
        own = (pack.c.workspace_id == workspace_id) & (pack.c.channel == "")
        may = or_(own, pack.c.audience == Audience.PUBLIC, pack.c.id.in_(granted))
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
        return tuple(readable(self._connection, select(pack).where(condition).order_by(pack.c.id), pack.c.id, info))

    def _owned(self, owner: str, *conditions: ColumnElement[bool]) -> PackInfo | None:
        return self._one(pack.c.workspace_id == owner, *conditions)

    def _get(self, pack_id: int) -> PackInfo:
        info = self._one(pack.c.id == pack_id)
        assert info is not None
        return info

    def _one(self, *conditions: Any) -> PackInfo | None:
        row = self._connection.execute(select(pack).where(*conditions).order_by(pack.c.id)).first()
        return None if row is None else info(row)


def _lies(workspace_id: str | None) -> ColumnElement[bool]:
    return (pack.c.workspace_id == (workspace_id or INSTALLATION)) & ~_HERE & (pack.c.said != "")


def off(workspace_id: str) -> Select[tuple[int]]:
    """The ids of the packs that a workspace switched off."""
    return select(pack_off.c.pack_id).where(pack_off.c.workspace_id == workspace_id)
