"""Reading rows of which one may be damaged: it is left out and told in the log, the others are read."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import BigInteger, Boolean, Column, ColumnElement, Connection, Float, Integer, Row, Select

from bot.errors import RowUnreadable
from bot.storage.columns import Json, Moment

P = ParamSpec("P")
T = TypeVar("T")
_TOGETHER = 500
_log = logging.getLogger(__name__)
_KINDS: tuple[tuple[type[Any], tuple[type, ...]], ...] = (
    (Json, (object,)),
    (Moment, (datetime,)),
    (Boolean, (bool,)),
    (BigInteger, (int,)),
    (Integer, (int,)),
    (Float, (float, int)),
)


def must_fit(columns: tuple[ColumnElement[Any], ...], row: Sequence[Any]) -> None:
    """Raises RowUnreadable where a value is of another kind than its column: SQLite alone keeps such values."""
    if not _fit(columns, tuple(map(type, row))):
        raise RowUnreadable


# Rows of one table have few shapes, and there may be a million of them.
@cache
def _fit(columns: tuple[Column[Any], ...], kinds: tuple[type, ...]) -> bool:
    return all(_fits(c, kind) for c, kind in zip(columns, kinds, strict=True))


def _fits(column: Column[Any], kind: type) -> bool:
    if kind is type(None):
        return bool(column.nullable)
    wanted = next((kinds for of, kinds in _KINDS if isinstance(column.type, of)), (str,))
    return issubclass(kind, wanted) and (kind is not bool or bool in wanted or object in wanted)


def readable(
    connection: Connection, wanted: Select[Any], key: ColumnElement[Any], made: Callable[[Row[Any]], T]
) -> list[T]:
    """What `made` makes of each row. `key` tells them apart; that of a row that cannot be read goes to the log."""
    try:
        return [made(row) for row in connection.execute(wanted)]
    except RowUnreadable:
        return _apart(connection, wanted, key, made)


def _apart(
    connection: Connection, wanted: Select[Any], key: ColumnElement[Any], made: Callable[[Row[Any]], T]
) -> list[T]:
    """The same, some rows at a time, and one by one where one of these cannot be read."""
    found: list[T] = []
    keys = connection.execute(wanted.with_only_columns(key)).scalars().all()
    for first in range(0, len(keys), _TOGETHER):
        some = keys[first : first + _TOGETHER]
        try:
            found += [made(row) for row in connection.execute(wanted.where(key.in_(some)))]
        except RowUnreadable:
            for this in some:
                found += _alone(connection, wanted.where(key == this), key, made)
    return found


def _alone(
    connection: Connection, wanted: Select[Any], key: ColumnElement[Any], made: Callable[[Row[Any]], T]
) -> list[T]:
    try:
        return [made(row) for row in connection.execute(wanted)]
    except RowUnreadable:
        tell(_table(key), connection.execute(wanted.with_only_columns(key)).scalar())
        return []


@contextmanager
def left_out(table: str, key: object) -> Iterator[None]:
    """Around what is done about one row among others: where it cannot be read, nothing is, and it is told."""
    try:
        yield
    except RowUnreadable:
        tell(table, key)


@lru_cache(maxsize=10_000)
def tell(table: str, key: object) -> None:
    """That a row is left out: in the log, once in a process, and nothing of what is in it."""
    _log.error("%s %s is left out, a row of it cannot be read: quoth doctor tells what to do", table, key)


def thawing(make: Callable[P, T]) -> Callable[P, T]:
    """`make`, for which what it cannot make sense of is RowUnreadable."""

    @wraps(make)
    def thaw(*row: P.args, **named: P.kwargs) -> T:
        try:
            return make(*row, **named)
        except (TypeError, ValueError, LookupError, AttributeError):
            raise RowUnreadable from None

    return thaw


def _table(key: Any) -> str:
    return str(key.table.name)
