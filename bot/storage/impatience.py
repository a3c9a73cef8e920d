"""Connections to PostgreSQL that do not wait for ever.

A server that is stopped, or a cable that is cut, sends nothing at all: no time-out of the server's helps, and those of
TCP do not see a process that stands still. So a connection is given up once nothing has come through it for so long. It
is closed at once also when whoever waits is cancelled: psycopg would ask the server to cancel, and wait for that.
"""

import time
from collections.abc import Callable, Generator
from typing import Any, TypeVar

import psycopg
from psycopg import waiting
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import URL

from bot.storage.patience import ABSENT_SECONDS, LONG_SECONDS, PATIENCE_SECONDS

RV = TypeVar("RV")
_LOOK_SECONDS = 0.1
# Of libpq: what finds a dead peer on a connection that is not being waited for.
_TCP = {
    "keepalives": "1", "keepalives_idle": "15", "keepalives_interval": "5", "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}  # fmt: skip


class SilentServer(psycopg.OperationalError):
    """Nothing came from the server for too long."""


class AsyncConnection(psycopg.AsyncConnection[Any]):
    """For those who serve: `patience` is in seconds of silence, after which `fell_silent` is called."""

    patience = PATIENCE_SECONDS
    fell_silent: Callable[[], None] = staticmethod(lambda: None)

    async def wait(self, gen: PQGen[RV], *_: Any, **__: Any) -> RV:
        """Wait for what `gen` does on the connection. Raises SilentServer."""
        if self.pgconn.transaction_status == TransactionStatus.IDLE:
            self.patience = PATIENCE_SECONDS
        try:
            return await waiting.wait_async(_watched(gen, self.patience), self.pgconn.socket, _LOOK_SECONDS)
        except BaseException as error:
            if isinstance(error, SilentServer):
                self.fell_silent()
            if isinstance(error, SilentServer) or not isinstance(error, Exception):
                self.pgconn.finish()
            raise


class LongConnection(psycopg.Connection[Any]):
    """The same for long work, one after the other."""

    patience = LONG_SECONDS

    def wait(self, gen: PQGen[RV], *_: Any, **__: Any) -> RV:
        """Wait for what `gen` does on the connection. Raises SilentServer."""
        try:
            return waiting.wait(_watched(gen, self.patience), self.pgconn.socket, _LOOK_SECONDS)
        except BaseException as error:
            if isinstance(error, SilentServer) or not isinstance(error, Exception):
                self.pgconn.finish()
            raise


def defaults(url: URL) -> dict[str, Any]:
    """What libpq is told beside the address, as far as that does not say it itself."""
    ours = {"connect_timeout": str(round(PATIENCE_SECONDS)), **_TCP}
    return {name: value for name, value in ours.items() if name not in url.query}


def limits(seconds: float) -> str:
    """The statement that lets the server give up as well: on a statement, and on whoever holds locks and is gone."""
    return (
        f"SET statement_timeout = {round(seconds * 1000)}; "
        f"SET idle_in_transaction_session_timeout = {round(ABSENT_SECONDS * 1000)}"
    )


def _watched(gen: PQGen[RV], patience: float) -> Generator[Any, Any, RV]:
    """`gen`, given up once nothing has become ready for so long: whoever drives it looks in ten times a second."""
    heard = time.monotonic()
    try:
        state = next(gen)
        while True:
            ready = yield state
            if ready:
                heard = time.monotonic()
            elif time.monotonic() - heard > patience:
                gen.close()
                raise SilentServer(f"the server has been silent for {patience:.0f} s")
            state = gen.send(ready)
    except StopIteration as end:
        result: RV = end.value
        return result
