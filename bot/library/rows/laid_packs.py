"""A large pack is laid by before it is there: slice by slice, each a short transaction, as rows of a pack that nobody
sees. The last step makes it a pack like others, or it is taken away again; what a process that died left goes later.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from bot.library.rows.counters import give_back
from bot.library.rows.decisions import follow_file, rulings_of
from bot.library.rows.pack_choice import Coming
from bot.library.rows.pack_contents import PAGE, insert_all, insert_fresh
from bot.library.rows.pack_names import REMOVED
from bot.library.rows.pack_removal import EMPTY
from bot.library.rows.pack_values import decided_values, item_values, pack_values, speaker_values, turn_values
from bot.storage.rows import delete_some, inserted, lease_time
from bot.storage.tables.base import workspace
from bot.storage.tables.desk import decision
from bot.storage.tables.library import item, pack, quote, speaker, turn
from bot.storage.transaction import Rows
from content.decisions import NOTHING_DECIDED, Ruling
from content.model import Pack

# A pack of that name lies by: it counts as removed, and nothing is said in it, until the last step.
LAID = 2 * REMOVED
# Nobody goes on with what lies by that long.
ABANDONED = timedelta(minutes=10)
_CONTENTS = (speaker, turn, item, decision)


class LaidPackRows(Rows):
    """Packs that lie by."""

    def begin(self, coming: Coming, new: Pack, at: datetime) -> tuple[int, Mapping[str, Ruling]]:
        """Begin to lay one by; returns its id, and what holds of its quotes."""
        # Nobody sees more or less by it: who is met for the first time has no packs.
        inserted(self._connection, workspace, {"id": coming.owner, "created_at": at})
        values = pack_values(new, coming.audience, at, "")
        away = {
            "removed_at": lease_time(self._connection),
            "name": LAID + token_hex(12),
            "workspace_id": coming.owner,
            "dropped": [],
        }
        created = self._connection.execute(insert(pack).values(values | away)).inserted_primary_key
        assert created is not None
        pack_id = int(created[0])
        follow_file(self._connection, pack_id, new.edits, at)
        insert_all(self._connection, speaker, [speaker_values(pack_id, n, s) for n, s in enumerate(new.speakers)])
        return pack_id, rulings_of(self._connection, pack_id)

    def add(self, pack_id: int, new: Pack, rulings: Mapping[str, Ruling], first: int, at: datetime) -> bool:
        """Lay the next so many of its turns, items and quotes by; False where it was taken away meanwhile."""
        mine = (pack.c.id == pack_id) & pack.c.name.startswith(LAID, autoescape=True)
        alive = update(pack).where(mine).values(removed_at=lease_time(self._connection))
        if not self._connection.execute(alive).rowcount:
            return False
        last = first + PAGE
        turns, items, quotes = new.turns[first:last], new.items[first:last], new.quotes[first:last]
        insert_all(self._connection, turn, [turn_values(pack_id, n, one) for n, one in enumerate(turns, first)])
        insert_all(self._connection, item, [item_values(pack_id, n, one) for n, one in enumerate(items, first)])
        fresh = [decided_values(one, rulings.get(one.id, NOTHING_DECIDED), at) for one in quotes]
        insert_fresh(self._connection, [{"pack_id": pack_id, **one} for one in fresh])
        return True

    def abandoned(self) -> list[int]:
        """What was laid by, and nobody goes on with."""
        before = lease_time(self._connection) - ABANDONED
        old = pack.c.name.startswith(LAID, autoescape=True) & (pack.c.removed_at < before)
        return list(self._connection.execute(select(pack.c.id).where(old)).scalars())

    def take_away(self, pack_id: int) -> bool:
        """Delete a part of what lies by; False once nothing is left of it.

        The numbers of its quotes are given back as long as nobody has later ones; else they are left, without words.
        """
        mine = pack.c.name.startswith(LAID, autoescape=True) & (pack.c.id == pack_id)
        if self._connection.execute(select(pack.c.id).where(mine).with_for_update()).first() is None:
            return False
        for table in _CONTENTS:
            if delete_some(self._connection, table, table.c.pack_id == pack_id, PAGE):
                return True
        if give_back(self._connection, pack_id, PAGE):
            return True
        words = (quote.c.pack_id == pack_id) & (quote.c.text != "")
        some = select(quote.c.number).where(words).limit(PAGE)
        if self._connection.execute(update(quote).where(quote.c.number.in_(some)).values(EMPTY)).rowcount:
            return True
        left = exists().where(quote.c.pack_id == pack_id)
        if self._connection.execute(delete(pack).where(pack.c.id == pack_id, ~left)).rowcount:
            return False
        empty = {"fingerprint": "", "title": "", "date": "", "licence": "", "link": "", "name": f"{REMOVED}{pack_id}"}
        self._connection.execute(update(pack).where(pack.c.id == pack_id).values(empty))
        return False


def promote(connection: Connection, pack_id: int, values: dict[str, Any]) -> None:
    """Make what lies by a pack like others."""
    connection.execute(update(pack).where(pack.c.id == pack_id).values({**values, "removed_at": None}))
