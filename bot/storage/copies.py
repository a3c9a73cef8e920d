"""Every row of one database into another, whatever the engines: both have the same version of the schema.

Nothing here knows the tables: they are what the migrations made. So a database of any earlier version can be copied.
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import Boolean, Connection, Inspector, column, delete, func, inspect, select, table, text
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError
from sqlalchemy.sql.expression import TableClause

from bot.errors import StorageError
from bot.storage.schema import MANIFEST, VERSION

BATCH = 2000
_DIGEST_BYTES = 16
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table holds: how many rows, and a digest of them all that does not depend on their order."""

    rows: int = 0
    digest: int = 0

    def plus(self, rows: Iterable[Sequence[Any]]) -> "Contents":
        """With more rows."""
        count, total = self.rows, self.digest
        for row in rows:
            count, total = count + 1, total + _digest(row)
        return Contents(count, total % (1 << 8 * _DIGEST_BYTES))


def tables(connection: Connection, among: Container[str | None] | None = None) -> list[TableClause]:
    """What the migrations made, with what is referred to before what refers to it.

    `among` names them where others may have tables beside.
    """
    looked = inspect(connection)
    names = [name for name, _ in looked.get_sorted_table_and_fkc_names() if name not in (None, VERSION, MANIFEST)]
    return [_table(looked, str(name)) for name in names if among is None or name in among]


def contents(connection: Connection, of: Sequence[TableClause], told: Progress) -> dict[str, Contents]:
    """What these tables hold."""
    found: dict[str, Contents] = {}
    total, done = count(connection, of), 0
    for each in of:
        found[each.name] = Contents()
        with _batches(connection, each) as batches:
            for rows in batches:
                found[each.name] = found[each.name].plus(rows)
                done += len(rows)
                told(done, total)
    return found


def count(connection: Connection, of: Sequence[TableClause]) -> int:
    """How many rows these tables have."""
    return sum(connection.execute(select(func.count()).select_from(each)).scalar_one() for each in of)


def copy(
    source: Connection, target: Connection, told: Progress, *, among: Container[str | None] | None = None
) -> dict[str, Contents]:
    """Put every row of `source` in place of what is in the tables of `target`; returns what was read."""
    into = tables(target, among)
    for each in reversed(into):
        target.execute(delete(each))
    found: dict[str, Contents] = {}
    total, done = count(source, into), 0
    for each in into:
        found[each.name] = Contents()
        names = [c.name for c in each.c]
        with _batches(source, each) as batches:
            for rows in batches:
                found[each.name] = found[each.name].plus(rows)
                _put(target, each, [dict(zip(names, row, strict=True)) for row in rows])
                done += len(rows)
                told(done, total)
    if target.dialect.name == "postgresql":
        _continue_sequences(target, into)
    return found


def difference(wanted: Mapping[str, Contents], found: Mapping[str, Contents]) -> str:
    """The first table that is not as it should be, in words; empty when all are."""
    for name in sorted({*wanted, *found}):
        there, should = found.get(name, Contents()), wanted.get(name, Contents())
        if there.rows != should.rows:
            return f"{name} has {there.rows:,} rows instead of {should.rows:,}"
        if there != should:
            return f"a row of {name} is not what it was"
    return ""


@contextmanager
def _batches(connection: Connection, of: TableClause) -> Iterator[Iterable[Sequence[Sequence[Any]]]]:
    """The rows of a table, some thousand at a time."""
    # For this statement alone: options of a connection stay with it.
    with connection.execute(select(*of.c), execution_options={"yield_per": BATCH}) as result:
        yield result.partitions()


def _put(target: Connection, into: TableClause, rows: Sequence[dict[str, Any]]) -> None:
    if target.dialect.name != "postgresql":
        target.execute(into.insert(), rows)
        return
    for row in rows:
        if any(isinstance(value, bytes) for value in row.values()):
            raise _not_taken(into, row)
    before = target.begin_nested()
    try:
        target.execute(into.insert(), rows)
        before.commit()
    except (DataError, ProgrammingError, IntegrityError):
        before.rollback()
        for row in rows:
            _must_go_in(target, into, row)
        raise


def _must_go_in(target: Connection, into: TableClause, row: Mapping[str, Any]) -> None:
    """Raises StorageError for the row that PostgreSQL does not take; its first values are its key."""
    before = target.begin_nested()
    try:
        target.execute(into.insert(), row)
        before.commit()
    except (DataError, ProgrammingError, IntegrityError):
        before.rollback()
        raise _not_taken(into, row) from None


def _not_taken(into: TableClause, row: Mapping[str, Any]) -> StorageError:
    nul = [name for name, value in row.items() if isinstance(value, str) and "\0" in value]
    why = f"{nul[0]} holds a NUL" if nul else "a value is too long, or of another kind than its column"
    key = " ".join(str(value) for value in list(row.values())[:2]).replace("\0", "")
    return StorageError(
        f"PostgreSQL does not take the row {key} of {into.name} ({why}): mend it in the database that was backed up, "
        "back up again, and restore that."
    )


def _continue_sequences(connection: Connection, of: Sequence[TableClause]) -> None:
    """Numbers that PostgreSQL gives go on after the highest there is, as SQLite's do by themselves."""
    for each in of:
        for name in (c.name for c in each.c if c.name == "id"):
            asked = text("SELECT pg_get_serial_sequence(:table, :column)")
            sequence = connection.execute(asked, {"table": f'"{each.name}"', "column": name}).scalar()
            if sequence is not None:
                highest = connection.execute(select(func.max(each.c[name]))).scalar()
                connection.execute(select(func.setval(sequence, highest or 1, highest is not None)))


def _table(looked: Inspector, name: str) -> TableClause:
    """Its columns as they are kept. Truth alone is written differently on the two engines."""
    kinds = {c["name"]: Boolean() if isinstance(c["type"], Boolean) else None for c in looked.get_columns(name)}
    return table(name, *(column(c, kind) for c, kind in kinds.items()))


def _digest(row: Sequence[Any]) -> int:
    plain = [_plain(value) for value in row]
    return int.from_bytes(blake2b(json.dumps(plain).encode(), digest_size=_DIGEST_BYTES).digest())


def _plain(value: Any) -> Any:
    # A damaged row may hold bytes where a text should be; it is copied as it is.
    return int(value) if isinstance(value, bool) else {"bytes": value.hex()} if isinstance(value, bytes) else value
