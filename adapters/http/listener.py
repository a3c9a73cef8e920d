"""Takes connections in: no more than so many, the newest before the oldest idle one, and when descriptors have run out.

aiohttp leaves accepting to asyncio, which neither counts connections nor can take one in without a descriptor that is
free; and whoever asks whether the process is alive must not be told no because of that.
"""

import asyncio
import errno
import logging
import os
import select
import socket
from contextlib import suppress

from aiohttp import web

from adapters.http.connections import Connection, Limits

BACKLOG = 128
# Without descriptors it is looked again after so long, and who has just come is given so long to say something.
PAUSE_SECONDS, GRACE_SECONDS = 0.02, 0.25
# There are descriptors again when none was lacking for so long.
CALM_SECONDS = 60.0
NO_DESCRIPTOR = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_log = logging.getLogger(__name__)


class Listener:
    """Listens on a host's addresses from `open` to `close`; `serve` gets every connection."""

    def __init__(self, server: web.Server, limits: Limits) -> None:
        self._server, self._limits = server, limits
        self._sockets: list[socket.socket] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._open: set[Connection] = set()
        self._reserve = _Reserve()
        self._needed_at: float | None = None

    async def open(self, host: str, port: int) -> int:
        """Listen; returns the port, which is one for all addresses. Raises OSError."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, address in dict.fromkeys((family, str(address[0])) for family, _, _, _, address in found):
            try:
                self._sockets.append(_listening(family, address, port))
            except OSError as error:
                # A name may have addresses that this machine does not have; one is enough.
                if error.errno in NOT_HERE and len(found) > 1:
                    continue
                await self.close()
                raise
            port = int(self._sockets[-1].getsockname()[1])
        if not self._sockets:
            raise OSError(errno.EADDRNOTAVAIL, "none of its addresses is here")
        self._tasks = [asyncio.create_task(self._accept(sock), name="http accept") for sock in self._sockets]
        return port

    async def close(self) -> None:
        """Take nobody in any more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for sock in self._sockets:
            sock.close()
        self._reserve.close()

    async def _accept(self, listening: socket.socket) -> None:
        while True:
            taken = await self._next(listening)
            if taken is not None:
                await self._take(taken)

    async def _next(self, listening: socket.socket) -> socket.socket | None:
        """Whoever comes next; None if they have gone, or have no place yet."""
        try:
            taken, _ = await asyncio.get_running_loop().sock_accept(listening)
        except OSError as error:
            instead = self._in_need(listening) if error.errno in NO_DESCRIPTOR else None
            if instead is None:
                await asyncio.sleep(PAUSE_SECONDS)
            return instead
        self._tell_that_it_is_over()
        return taken

    def _in_need(self, listening: socket.socket) -> socket.socket | None:
        """Without a descriptor that is free: in the place of the one that is kept, else of a connection that idles."""
        if not _is_waited_for(listening):
            return None
        self._tell_that_it_began()
        taken = self._reserve.accept(listening)
        if taken is None:
            self._cut_one(idle=GRACE_SECONDS)
        return taken

    async def _take(self, taken: socket.socket) -> None:
        if len(self._open) >= self._limits.open and not self._cut_one():
            taken.close()
            return
        connection = Connection(self._server, self._limits, self._gone, brief=self._reserve.is_spent)
        self._open.add(connection)
        try:
            await asyncio.get_running_loop().connect_accepted_socket(lambda: connection, taken)
        except OSError:
            self._open.discard(connection)
            taken.close()

    def _cut_one(self, *, idle: float = 0.0) -> bool:
        """End the connection that idles longest; False where none does, or not for so many seconds."""
        longest = min((c for c in self._open if not c.is_busy), key=lambda c: c.since, default=None)
        if longest is None or _now() - longest.since < idle:
            return False
        self._open.discard(longest)
        longest.cut()
        return True

    def _gone(self, connection: Connection) -> None:
        self._open.discard(connection)
        # Its descriptor is free only after this.
        asyncio.get_running_loop().call_soon(self._reserve.regain)

    def _tell_that_it_began(self) -> None:
        if self._needed_at is None:
            _log.error("no file descriptors are left; connections that idle are closed for new ones")
        self._needed_at = _now()

    def _tell_that_it_is_over(self) -> None:
        if self._needed_at is not None and _now() - self._needed_at > CALM_SECONDS:
            _log.warning("there are file descriptors again")
            self._needed_at = None


class _Reserve:
    """A descriptor that is kept so that one connection can be taken in when there is no other."""

    def __init__(self) -> None:
        self._descriptor: int | None = None
        self._closed = False
        self.regain()

    @property
    def is_spent(self) -> bool:
        return self._descriptor is None

    def accept(self, listening: socket.socket) -> socket.socket | None:
        """Whoever waits, in the place of the reserve; None if there is no reserve, or nobody any more."""
        self._spend()
        try:
            taken, _ = listening.accept()
        except OSError:
            return None
        else:
            taken.settimeout(0)
            return taken
        finally:
            self.regain()

    def regain(self) -> None:
        """Keep one again, if there is one."""
        if self._descriptor is None and not self._closed:
            with suppress(OSError):
                self._descriptor = os.open(os.devnull, os.O_RDONLY)

    def close(self) -> None:
        """Keep none any more."""
        self._closed = True
        self._spend()

    def _spend(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _is_waited_for(listening: socket.socket) -> bool:
    """Whether anybody wants to be taken in: Linux says first that there is no descriptor."""
    asked = select.poll()
    asked.register(listening, select.POLLIN)
    return bool(asked.poll(0))


def _now() -> float:
    return asyncio.get_running_loop().time()


def _listening(family: int, address: str, port: int) -> socket.socket:
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.settimeout(0)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listening.bind((address, port))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening
