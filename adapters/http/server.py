"""/livez says that the loop turns, /readyz that people are heard; mounted paths get whole, capped bodies."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from aiohttp import web

from adapters.http.application import Serving, connection_of, watched
from adapters.http.connections import Limits
from bot.delivery.platform import HttpAnswer, Mount

# Part by part whether it works; what is no yes or no is told beside, and stands against nothing.
Readiness = Callable[[], Awaitable[Mapping[str, bool | str | list[str]]]]
# What /readyz?verbose tells beside it.
Details = Callable[[], Awaitable[Mapping[str, object]]]


class HttpServer(Serving):
    """Listens from `start` to `close`. `readiness` tells part by part what works, `details` more of it if asked for."""

    def __init__(
        self, host: str, port: int, readiness: Readiness, mounts: Sequence[Mount], limits: Limits | None = None,
        details: Details | None = None,
    ) -> None:  # fmt: skip
        self._readiness, self._details = readiness, details
        app = web.Application(client_max_size=max((m.limit for m in mounts), default=1024), middlewares=[watched])
        app.add_routes([web.get("/livez", _alive), web.get("/readyz", self._ready)])
        app.add_routes([web.post(m.path, _mounted(m)) for m in mounts if m.method == "POST"])
        # A look at the head alone is no visit.
        app.add_routes([web.get(m.path, _shown(m), allow_head=False) for m in mounts if m.method == "GET"])
        super().__init__(app, host, port, "HTTP_HOST and HTTP_PORT ask", limits)

    async def _ready(self, request: web.Request) -> web.Response:
        connection_of(request).begin()
        parts = dict(await self._readiness())
        status = 503 if False in parts.values() else 200
        more = await self._details() if self._details and "verbose" in request.query else {}
        return web.json_response({**parts, **more}, status=status)


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="ok")


def _mounted(mount: Mount) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        if refused := mount.screen(request.headers):
            return _response(refused)
        if (request.content_length or 0) > mount.limit:
            return _too_large()
        try:
            body = await request.read()
        except (ConnectionError, web.RequestPayloadError):
            # Nobody hears this: they left in the middle of it, or were too slow.
            return web.Response(status=400)
        if len(body) > mount.limit:
            return _too_large()
        connection_of(request).begin()
        return _response(await mount.handle(request.headers, body))

    return handle


def _shown(mount: Mount) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        query = request.rel_url.raw_query_string.encode()
        if len(query) > mount.limit:
            return web.Response(status=414, text="too long")
        connection_of(request).begin()
        return _response(await mount.handle(request.headers, query))

    return handle


def _too_large() -> web.Response:
    return web.Response(status=413, text="too large")


def _response(answer: HttpAnswer) -> web.Response:
    return web.Response(status=answer.status, body=answer.body, headers=dict(answer.headers))
