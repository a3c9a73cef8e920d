"""Between a bot and its PostgreSQL: what may become of the way."""

import asyncio
from urllib.parse import parse_qs, urlsplit

from tests.databases import database_name


class Gate:
    """The way to a server, which can be shut: connections break, and new ones are refused; and it may be slow.

    `lag` is how many seconds later than it was said the server hears something.
    """

    lag = 0.0

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        folder = parse_qs(parts.query).get("host", [""])[0]
        self._socket = f"{folder}/.s.PGSQL.{parts.port or 5432}" if folder else ""
        self._address = parts.hostname or "", parts.port or 5432
        self._user, self._name = parts.username, database_name(url)
        self._port = 0
        self._listening: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """What DATABASE_URL should be."""
        return f"postgresql://{self._user}@127.0.0.1:{self._port}/{self._name}"

    async def open(self) -> None:
        """Let everybody through, always at the same port."""
        self._listening = await asyncio.start_server(self._through, "127.0.0.1", self._port)
        self._port = self._listening.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Nobody comes through."""
        assert self._listening is not None
        self._listening.close()
        for writer in list(self._open):
            writer.transport.abort()

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = (
            await asyncio.open_unix_connection(self._socket)
            if self._socket
            else await asyncio.open_connection(*self._address)
        )
        self._open |= {writer, there[1]}
        await asyncio.gather(self._carry(reader, there[1], slowly=True), self._carry(there[0], writer))
        self._open -= {writer, there[1]}

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, slowly: bool = False) -> None:
        try:
            while data := await reader.read(65536):
                if slowly and self.lag:
                    await asyncio.sleep(self.lag)
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()
