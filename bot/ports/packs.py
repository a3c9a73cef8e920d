"""What is kept of packs, and what places have seen of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from bot.core.packs import Audience, Imported, PackInfo, StoredPack
from bot.messages import Place
from content.model import Pack, Turn


class Packs(Protocol):
    """Packs, their quotes, turns and hand-written items, seen from one workspace."""

    def revision(self) -> int:
        """A number that rises with every change of content; what was read under an equal one is still true."""
        ...

    def save(self, pack: Pack, *, workspace_id: str | None, audience: Audience, at: datetime) -> Imported:
        """Store a pack for a workspace (None: the installation), whole, or change nothing.

        The same name and content: UNCHANGED. The same content under another name there: DUPLICATE, naming the pack
        that holds it. The same name with other content: UPDATED; quotes whose id stays keep their number, the rest
        are removed and their numbers stay taken. Numbers are given in transcript order.
        """
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
