"""What is kept of packs, and what places have seen of them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from bot.core.packs import Audience, Imported, PackFile, PackInfo, StoredPack, Uses
from bot.messages import Place
from content.model import Pack, Turn


class Packs(Protocol):
    """Packs, their quotes, turns and hand-written items, seen from one workspace."""

    def revision(self) -> int:
        """A number that rises with every change of content; what was read under an equal one is still true."""
        ...

    def save(
        self, pack: Pack, *, workspace_id: str | None, audience: Audience, at: datetime, named: bool = False,
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
        """
        ...

    def files(self) -> tuple[PackFile, ...]:
        """The files that packs came from, those of removed packs too."""
        ...

    def remove(self, pack_id: int, at: datetime) -> None:
        """Take a pack away: its quotes are gone for everybody, its numbers stay taken, its name is free."""
        ...

    def bring_back(self, pack_id: int) -> PackInfo | None:
        """Undo that; None when it is too late. Its name is another one if that was taken meanwhile."""
        ...

    def owned(self, workspace_id: str | None) -> tuple[PackInfo, ...]:
        """The packs that are a workspace's own (None: the installation's), without what was removed; oldest first."""
        ...

    def removed(self, workspace_id: str | None) -> tuple[PackInfo, ...]:
        """Those of its own packs that were removed and can be brought back, under their old names; oldest first."""
        ...

    def gone(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """Removed packs that this workspace saw; loaded they hold nothing but their numbers."""
        ...

    def outdated(self, before: datetime) -> bool:
        """Whether there is anything to purge."""
        ...

    def purge(self, before: datetime) -> int:
        """Delete the words of packs that were removed before that; returns how many. Numbers stay taken."""
        ...

    def uses(self, pack: PackInfo) -> Uses:
        """What names this pack where it can be seen."""
        ...

    def grant(self, pack_id: int, workspace_id: str) -> None:
        """Let one more workspace see a pack; it becomes CHOSEN if it was its owner's alone."""
        ...

    def switch(self, pack_id: int, workspace_id: str, *, on: bool) -> None:
        """Let a workspace use a pack that it may use, or not any more; nobody else notices."""
        ...

    def meet(self, workspace_id: str, at: datetime) -> None:
        """A workspace is here. When a second one comes, the first keeps the offered packs that it used alone."""
        ...

    def shelved(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """What this workspace could switch on: packs offered to it, and those it switched off; oldest first."""
        ...

    def visible(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """The packs this workspace uses: its own, those granted to it, public ones; none that it switched off.

        An offered pack is on where there is no other workspace; terminals and people alone do not count as one.
        """
        ...

    def load(self, pack_ids: Iterable[int]) -> tuple[StoredPack, ...]:
        """Their contents, oldest pack first, quotes by number."""
        ...

    def turns(self, pack_id: int, first: int, last: int) -> tuple[Turn, ...]:
        """The turns of a pack from index `first` to `last`, both included; fewer at its ends."""
        ...


class Shown(Protocol):
    """Which quotes a place has seen lately."""

    def recent(self, place: Place, limit: int) -> tuple[int, ...]:
        """Numbers shown there, newest first."""
        ...

    def add(self, place: Place, number: int, at: datetime) -> None:
        """Remember that a quote was shown there."""
        ...
