"""Packs and what is in them."""

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.library.model import Audience, PackInfo
from bot.library.rows import pack_removal
from bot.library.rows.counters import REVISION
from bot.library.rows.pack_reading import off
from bot.library.rows.pack_saving import PackSaving
from bot.storage.rows import inserted
from bot.storage.tables.library import pack, pack_grant, pack_off


class PackRows(PackSaving):
    """Packs, their quotes, turns and hand-written items, seen from one workspace."""

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
