"""A web on loopback whose servers behave as badly as they get. 127.0.0.2 stands for the open internet."""

import asyncio
import ipaddress
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from typing_extensions import override

from adapters.fetcher import Address, GuardedFetcher
from bot.library.links import NOTHING_KNOWN, Fetched, Fetcher, Known

OPEN = ipaddress.ip_address("127.0.0.2")
Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]
PIECE = b"Ada Novak: Nobody reads the plan until it is on fire.\n" * 1000


def admits(address: Address) -> bool:
    """The open internet is one address here."""
    return address == OPEN


def fetcher(**how: Any) -> GuardedFetcher:
    """The real one, with that internet."""
    return GuardedFetcher(admits, **{"seconds": 20.0, "quiet": 5.0, **how})


class Web:
    """One server; `asked` are the requests that reached it, `pages` what it answers by path."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.pages: dict[str, Answering] = {}
        self.port = 0

    def at(self, path: str, host: str = str(OPEN)) -> str:
        """A link to it."""
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, data: bytes, kind: str = "text/plain", **headers: str) -> str:
        """Let something lie there; where it has a tag it is not sent to who has it. Returns the link."""

        async def answer(request: web.Request) -> web.StreamResponse:
            tag = headers.get("ETag", "")
            if tag and request.headers.get("If-None-Match") == tag:
                return web.Response(status=304, headers={"ETag": tag})
            return web.Response(body=data, headers={"Content-Type": kind, **headers})

        self.pages[path] = answer
        return self.at(path)

    def fail(self, path: str, status: int, **headers: str) -> str:
        """Let that path answer with a status alone."""

        async def answer(_: web.Request) -> web.StreamResponse:
            return web.Response(status=status, headers=headers)

        self.pages[path] = answer
        return self.at(path)

    def lead(self, path: str, to: str, status: int = 302) -> str:
        """Let that path lead on."""
        return self.fail(path, status, Location=to)

    def stream(self, path: str, pieces: int | None, *, pause: float = 0.0, size: int = 0) -> str:
        """Let so many pieces of 54 kB come, or no end of them; `size` is what is told of it."""

        async def answer(request: web.Request) -> web.StreamResponse:
            told = {"Content-Length": str(size)} if size else {}
            response = web.StreamResponse(headers={"Content-Type": "text/plain", **told})
            await response.prepare(request)
            sent = 0
            while pieces is None or sent < pieces:
                try:
                    await response.write(PIECE if not pause else PIECE[:1])
                except ConnectionResetError:
                    # Whoever asked has gone.
                    return response
                await asyncio.sleep(pause)
                sent += 1
            return response

        self.pages[path] = answer
        return self.at(path)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What is asked for."""
        self.asked.append(request)
        page = self.pages.get(request.path)
        return await page(request) if page else web.Response(status=404)


class AsExampleOrg(Fetcher):
    """The real fetcher, for which that web lies at example.org."""

    def __init__(self, served: Web) -> None:
        self._served, self._fetcher = served, fetcher()

    @override
    async def fetch(self, link: str, *, limit: int, known: Known = NOTHING_KNOWN) -> Fetched:
        return await self._fetcher.fetch(
            link.replace("https://example.org", self._served.at("")), limit=limit, known=known
        )


@asynccontextmanager
async def a_web() -> AsyncIterator[Web]:
    """One that serves at every loopback address."""
    served = Web()
    app = web.Application()
    app.router.add_route("GET", "/{path:.*}", served.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "0.0.0.0", 0)
    await site.start()
    served.port = runner.addresses[0][1]
    try:
        yield served
    finally:
        await runner.cleanup()


@asynccontextmanager
async def stranger(body: str, kind: str) -> AsyncIterator[str]:
    """The address of what answers everything with one page, as a gateway does that wants one to log in."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text=body, content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


STRANGERS = [("<html>Log in first.</html>", "text/html"), ("{", "application/json")]


def bomb(size: int) -> bytes:
    """So many zeros, deflated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    return b"".join([*(packer.compress(block) for _ in range(size >> 20)), packer.flush()])
