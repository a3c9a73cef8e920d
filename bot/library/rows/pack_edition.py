"""An edition of a pack that is there: what it holds in the end, and how that differs from what stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.library.model import PackChanges, PackInfo, StoredPack, changes
from bot.library.rows.decisions import made_by_hand, rulings_by, with_kept
from bot.library.rows.pack_contents import Differences, HeldContents, differences
from bot.library.rows.pack_names import free_name
from bot.library.rows.pack_values import said
from bot.library.rows.voices import followed, standing
from bot.storage.tables.base import INSTALLATION
from bot.storage.tables.library import pack
from content.decisions import Ruling, decided, with_voices
from content.model import Pack, Quote
from content.text import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a pack, beside its contents, when another edition of it comes: the name it has or gets back, the
    words left out, what will hold of its quotes, which were made by hand, which labels are one person.
    """

    info: PackInfo
    name: str
    dropped: tuple[str, ...]
    rulings: Mapping[str, Ruling]
    by_hand: frozenset[str]
    voices: Sequence[Row[Any]]

    @property
    def is_back(self) -> bool:
        """Whether it was removed, and comes back."""
        return self.info.removed_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What becomes of the pack: `shown` are its quotes as decided, `parts` what parts the labels that are one."""

    standing: Standing
    name: str
    new: Pack
    said: str
    shown: tuple[Quote, ...]
    found: PackChanges
    told: Differences
    parts: Mapping[int, dict[str, Any]]

    @property
    def is_same(self) -> bool:
        """Whether nothing is to be done."""
        return self.found == PackChanges() and self.name == self.standing.name and not self.standing.is_back


def read_standing(connection: Connection, info: PackInfo, new: Pack, at: datetime) -> Standing:
    """What is known of it in the moment at which that edition comes."""
    name = info.name
    if info.removed_at is not None:
        name = free_name(connection, info.workspace_id or INSTALLATION, name)
    dropped = connection.execute(select(pack.c.dropped).where(pack.c.id == info.id)).scalar_one()
    return Standing(
        info=info, name=name, dropped=tuple(dropped), by_hand=made_by_hand(connection, info.id),
        rulings=rulings_by(connection, info.id, new.edits, at), voices=standing(connection, info.id),
    )  # fmt: skip


def compared(held: HeldContents, known: Standing, new: Pack, at: datetime, *, named: bool) -> Edition:
    """What that edition makes of the pack; the database is not asked. Its name is changed only if somebody chose it."""
    info = known.info
    name = new.name if named else known.name
    if name != new.name == slug(new.source.title):
        # The title is only the file's name.
        new = replace(new, source=replace(new.source, title=info.source.title))
    new, parts = followed(known.voices, info.id, new)
    new = with_kept(known.by_hand, new)
    shown = decided(new.quotes, known.rulings)
    after = replace(new, quotes=shown, speakers=with_voices(new.speakers, shown))
    quotes = tuple(one for n, one in sorted(held.quotes.mean.items()) if held.quotes.rows[n]["removed_at"] is None)
    before = StoredPack(
        info=info, quotes=quotes, items=_items(held), dropped=known.dropped,
        speakers=with_voices(held.speakers.meant(), (one.quote for one in quotes)),
    )  # fmt: skip
    return Edition(
        standing=known, name=name, new=new, said=said(new), shown=shown,
        found=changes(before, held.turns.meant(), after), parts=parts,
        told=differences(held, info.id, new, known.rulings, at),
    )  # fmt: skip


def _items(held: HeldContents) -> tuple[Any, ...]:
    rows = held.items.rows
    return tuple(held.items.mean[i] for i in sorted(rows, key=lambda i: rows[i]["position"]))
