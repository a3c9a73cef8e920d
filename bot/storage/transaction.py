"""One transaction as use cases see it: the rows of every theme, all on one connection."""

from typing import Any, TypeVar, cast

from sqlalchemy import Connection

R = TypeVar("R", bound="Rows")


class Rows:
    """The rows of one theme within a transaction; in one that `writes`, what is read to be changed is held."""

    def __init__(self, connection: Connection, *, writes: bool) -> None:
        self._connection = connection
        self._writes = writes


class Transaction:
    """All that is done in it happens, or nothing does. `tx[GameRows]` are the rows of games in it."""

    def __init__(self, connection: Connection, *, writes: bool) -> None:
        self._connection = connection
        self._writes = writes
        self._rows: dict[type[Any], Rows] = {}

    def __getitem__(self, rows: type[R]) -> R:
        if rows not in self._rows:
            self._rows[rows] = rows(self._connection, writes=self._writes)
        return cast(R, self._rows[rows])
