"""Packs that were taken away: hidden at once, brought back within a day, their words deleted after it."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.library.rows.pack_names import REMOVED, free_name
from bot.storage.tables.book import added
from bot.storage.tables.desk import decision, voice
from bot.storage.tables.library import item, pack, pack_grant, pack_off, quote, speaker, turn
from bot.storage.tables.merges import merge
from bot.storage.tables.questions import DELETED, question

_CONTENTS = (added, decision, voice, speaker, turn, item, pack_grant, pack_off)
# What is left of a quote is its number and the digest that it is known by.
EMPTY: dict[str, object] = {
    "text": "",
    "original": "",
    "speaker": None,
    "section": "",
    "asked": "",
    "start": None,
    "reasons": [],
    "made": None,
    "review": "",
    "link": "",
    "date": "",
}


def remove(connection: Connection, pack_id: int, at: datetime) -> bool:
    """Hide a pack and free its name; False if it is away already."""
    name = connection.execute(select(pack.c.name).where(pack.c.id == pack_id, pack.c.removed_at.is_(None))).scalar()
    if name is None:
        return False
    away = {"removed_at": at, "name": f"{name}{REMOVED}{pack_id}"}
    connection.execute(update(pack).where(pack.c.id == pack_id).values(away))
    return True


def bring_back(connection: Connection, pack_id: int) -> bool:
    """Show it again, under its old name if that is free; False if it is not away, or its words are deleted."""
    still = pack.c.removed_at.is_not(None) & (pack.c.said != "")
    row = connection.execute(select(pack.c.name, pack.c.workspace_id).where(pack.c.id == pack_id, still)).first()
    if row is None:
        return False
    name = free_name(connection, row.workspace_id, former_name(row.name))
    connection.execute(update(pack).where(pack.c.id == pack_id).values(removed_at=None, name=name))
    return True


def former_name(name: str) -> str:
    """The name a pack had before it was removed."""
    return name.partition(REMOVED)[0]


def purge(connection: Connection, before: datetime) -> int:
    """What PackRows.purge does."""
    over = select(pack.c.id).where(pack.c.removed_at < before, pack.c.said != "")
    ids = list(connection.execute(over).scalars())
    for pack_id in ids:
        for table in _CONTENTS:
            connection.execute(delete(table).where(table.c.pack_id == pack_id))
        connection.execute(update(quote).where(quote.c.pack_id == pack_id).values(EMPTY))
        connection.execute(update(merge).where(merge.c.from_id == pack_id).values(apart={}, user_id=""))
        connection.execute(update(question).where(question.c.pack_id == pack_id).values(state=DELETED, frozen=None))
        nothing = {"said": "", "fingerprint": "", "title": "", "date": "", "licence": "", "link": "", "dropped": []}
        connection.execute(update(pack).where(pack.c.id == pack_id).values(name=f"{REMOVED}{pack_id}", **nothing))
    return len(ids)
