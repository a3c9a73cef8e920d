"""Whether each row can be read: its values are of their columns' kinds, and the bot can make something of them."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, select

from bot.errors import RowUnreadable
from bot.storage.careful import must_fit
from bot.storage.copies import BATCH, Progress, count
from bot.storage.tables import metadata
from bot.storage.trouble import MEND

# What the bot makes of a row, by table. Raises RowUnreadable for one that means nothing.
Thaw = Callable[[Row[Any]], object]
AS_THEY_STAND: Mapping[str, Thaw] = MappingProxyType({})
MOST_NAMED = 5
# What an import writes anew.
_IMPORTED = frozenset({"quote", "item", "turn", "speaker"})


def unreadable(connection: Connection, told: Progress, thaw: Mapping[str, Thaw]) -> list[str]:
    """Every row once, as the bot reads it: a sentence for each table some of whose rows cannot be read."""
    tables = metadata.sorted_tables
    total, done = count(connection, tables), 0
    found = []
    for each in tables:
        make = thaw.get(each.name, _fitting(each))
        try:
            with connection.execute(select(each), execution_options={"yield_per": BATCH}) as rows:
                for some in rows.partitions():
                    for row in some:
                        make(row)
                    done += len(some)
                    told(done, total)
        except RowUnreadable:
            found.append(_named(each, _broken(connection, each, make)))
    return found


def _fitting(table: Table) -> Thaw:
    return lambda row: must_fit(tuple(table.c), row)


def _broken(connection: Connection, table: Table, make: Thaw) -> list[str]:
    """The keys of the rows that cannot be read."""
    key = list(table.primary_key.columns)
    keys = connection.execute(select(*key)).all()
    return [_shown(this) for this in keys if not _reads(connection, table, key, this, make)]


def _reads(connection: Connection, table: Table, key: Sequence[Column[Any]], this: Row[Any], make: Thaw) -> bool:
    wanted = select(table).where(*(column == value for column, value in zip(key, this, strict=True)))
    try:
        for row in connection.execute(wanted):
            make(row)
    except RowUnreadable:
        return False
    return True


def _shown(key: Sequence[Any]) -> str:
    """The key of a row, which says nothing that anybody wrote."""
    return " ".join(map(str, key))


def _named(table: Table, keys: Sequence[str]) -> str:
    named = ", ".join(keys[:MOST_NAMED]) + (f" and {len(keys) - MOST_NAMED:,} more" if len(keys) > MOST_NAMED else "")
    rows = f"the row {named} of {table.name} cannot be read and is" if len(keys) == 1 else (
        f"the rows {named} of {table.name} cannot be read and are"
    )  # fmt: skip
    again = "import its transcript again, or " if table.name in _IMPORTED else ""
    return f"{rows} left out: {again}{MEND}."
