"""Sequences that must be gapless and equal on both engines: quote numbers, the content revision.

The content revision counts every change. Those that one workspace alone sees are counted beside, altogether and for
each workspace: what is left concerns everybody, also what an earlier Quoth changed, which counts nothing beside.
"""

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, func, select

from bot.errors import StorageDamaged
from bot.library.model import Audience
from bot.storage import soundness
from bot.storage.notices import CONTENT, notify
from bot.storage.pulse import RESTORED
from bot.storage.rows import insert
from bot.storage.tables.base import INSTALLATION, content_revision, counter
from bot.storage.tables.library import pack, pack_grant, quote
from bot.storage.trouble import MEND

REVISION = "content_revision"
_QUOTE_NUMBER = "quote_number"
_OF_ONE = "content_revision_of_one"
# How often content changed for everybody, and for one workspace alone; and when the database was restored, from where
# on both count anew.
Stamp = tuple[int, int, int]


def bump(connection: Connection, name: str, by: int) -> int:
    """Raise a counter and hold its row until the transaction ends; returns its new value.

    Of content that changed other processes are told.
    """
    if name == REVISION and by:
        notify(connection, CONTENT)
    start = insert(connection, counter).values(name=name, value=by)
    raised = start.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + by})
    return int(connection.execute(raised.returning(counter.c.value)).scalar_one())


def next_number(connection: Connection, count: int = 1) -> int:
    """The first of so many numbers for new quotes, which no quote ever had. Raises StorageDamaged where one has it."""
    first = bump(connection, _QUOTE_NUMBER, count) - count + 1
    last = connection.execute(select(func.max(quote.c.number))).scalar()
    if last is not None and last >= first:
        raise StorageDamaged(f"the database is damaged ({soundness.never_given(last)}): {MEND}.")
    return first


def give_back(connection: Connection, pack_id: int, most: int) -> int:
    """Delete the quotes of a pack that have the last numbers, which nobody saw, so that others get these; returns how
    many, none where a later number is another pack's.
    """
    last = bump(connection, _QUOTE_NUMBER, 0)
    rows = select(quote.c.number).where(quote.c.pack_id == pack_id).order_by(quote.c.number.desc()).limit(most)
    numbers = list(connection.execute(rows).scalars())
    ours = [number for at, number in enumerate(numbers) if number == last - at]
    if ours:
        connection.execute(delete(quote).where(quote.c.number.in_(ours)))
        bump(connection, _QUOTE_NUMBER, -len(ours))
    return len(ours)


def bump_for(connection: Connection, pack_id: int) -> None:
    """Raise the content revision for a change in that pack: for its workspace where nobody else may see it.

    Looked up while the revision's row is held, so that nobody shares the pack meanwhile.
    """
    bump(connection, REVISION, 1)
    granted = exists().where(pack_grant.c.pack_id == pack.c.id)
    alone = pack.c.audience == Audience.WORKSPACE, pack.c.workspace_id != INSTALLATION, ~granted
    owner = connection.execute(select(pack.c.workspace_id).where(pack.c.id == pack_id, *alone)).scalar()
    if owner is None:
        return
    bump(connection, _OF_ONE, 1)
    first = insert(connection, content_revision).values(workspace_id=owner, value=1)
    more = {"value": content_revision.c.value + 1}
    connection.execute(first.on_conflict_do_update(index_elements=["workspace_id"], set_=more))


def stamp(connection: Connection, workspace_id: str) -> Stamp:
    """What stays as long as nothing changed that this workspace sees."""
    every, of_one, own, restored = connection.execute(_STAMP, {"workspace": workspace_id}).one()
    return every - of_one, own, restored


def _value(name: str) -> ColumnElement[int]:
    return func.coalesce(select(counter.c.value).where(counter.c.name == name).scalar_subquery(), 0)


# Asked with every request, so it is built once.
_STAMP = select(
    _value(REVISION),
    _value(_OF_ONE),
    func.coalesce(
        select(content_revision.c.value)
        .where(content_revision.c.workspace_id == bindparam("workspace"))
        .scalar_subquery(),
        0,
    ),
    _value(RESTORED),
)
