"""A connection to the HTTP server: whoever is slow to say what they want is not waited for."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.http import HttpProcessingError

if sys.platform != "win32":
    import resource

MOST = 512


def _affordable() -> int:
    """So many that as many descriptors are left for the rest of the process; Windows has no such limit."""
    if sys.platform == "win32":
        return MOST
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if most == resource.RLIM_INFINITY else min(MOST, most // 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a connection may cost: seconds for a whole request, seconds between two of them, how many may be open."""

    # Slack gives up after three seconds; a megabyte over a slow line takes longer.
    request: float = 10.0
    # Longer than proxies keep connections that they do not use.
    idle: float = 75.0
    open: int = field(default_factory=_affordable)


class Connection(web.RequestHandler):
    """One connection. A request has to be there whole, head and body, so many seconds after its first byte.

    `is_busy` while a request is worked on, which nothing interrupts; `since` when it was that for the last time. One
    that is `brief` has to send its request at once, and ends with the answer.
    """

    __slots__ = ("_deadline", "_gone", "_seconds", "brief", "is_busy", "since")

    def __init__(
        self, server: web.Server, limits: Limits, gone: Callable[["Connection"], None], *, brief: bool = False
    ) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(
            server, loop=loop, keepalive_timeout=limits.idle, lingering_time=min(1.0, limits.request),
            # What is signed is signed as it is sent, and nothing small may become something large.
            auto_decompress=False, access_log=None,  # type: ignore[arg-type]
        )  # fmt: skip
        self._seconds, self._gone, self.brief = limits.request, gone, brief
        self._deadline: asyncio.TimerHandle | None = None
        self.is_busy, self.since = False, loop.time()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there."""
        super().connection_made(transport)
        if self.brief:
            self._expect()

    def data_received(self, data: bytes) -> None:
        """Something was said; with the first byte of a request its time begins."""
        if self._deadline is None and not self.is_busy:
            self._expect()
        super().data_received(data)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Nobody is there any more."""
        self._expected()
        super().connection_lost(exc)
        self._gone(self)

    def log_exception(self, *args: Any, **kw: Any) -> None:
        """What goes wrong here is told; what others send that is no HTTP is not."""
        if not isinstance(kw.get("exc_info"), HttpProcessingError):
            super().log_exception(*args, **kw)

    def begin(self) -> None:
        """A request is there whole and is worked on."""
        self._expected()
        self.is_busy = True

    def end(self) -> None:
        """It is answered."""
        self._expected()
        self.is_busy, self.since = False, asyncio.get_running_loop().time()

    def cut(self) -> None:
        """End it at once."""
        if self.transport is not None:
            self.transport.abort()

    def _expect(self) -> None:
        self._deadline = asyncio.get_running_loop().call_later(self._seconds, self.cut)

    def _expected(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
