"""How a file comes over a network: in pieces, slowly, and broken off. For the tests' local servers."""

import asyncio
import socket
import struct
from dataclasses import dataclass

from aiohttp import web


@dataclass
class Delivery:
    """What a server sends for a file. After `stop` bytes the connection ends, with a reset if `reset`.

    `sized` tells the length beforehand; without it the end of the connection is the end of the file.
    """

    data: bytes = b""
    piece: int = 4096
    pause: float = 0.001
    stop: int | None = None
    reset: bool = False
    sized: bool = True
    status: str = "200 OK"
    kind: str = "text/plain"
    location: str = ""

    async def send(self, request: web.Request) -> web.StreamResponse:
        """Answer a request with it, by hand: no library would send so badly."""
        transport = request.transport
        assert isinstance(transport, asyncio.Transport)
        lines = [f"HTTP/1.1 {self.status}", f"Content-Type: {self.kind}", "Connection: close"]
        lines += [f"Content-Length: {len(self.data)}"] * self.sized
        lines += [f"Location: {self.location}"] * bool(self.location)
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        end = len(self.data) if self.stop is None else self.stop
        for at in range(0, end, self.piece):
            transport.write(self.data[at : min(at + self.piece, end)])
            await asyncio.sleep(self.pause)
        if self.reset:
            # What the other side has not read yet is thrown away there, as a broken line does.
            connection: socket.socket = transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()
        else:
            transport.close()
        return web.Response()
