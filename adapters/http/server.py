"""/livez says that the loop turns, /readyz that people are heard; mounted paths get whole, capped bodies."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from aiohttp import web

from adapters.http.connections import Connection, Limits
from adapters.http.listening import Listener
from bot.delivery.platform import HttpAnswer, Mount
from bot.errors import ConfigError

# Part by part whether it works; what is no yes or no is told beside, and stands against nothing.
Readiness = Callable[[], Awaitable[Mapping[str, bool | list[str]]]]
# How long requests that are worked on may take to end.
CLOSE_SECONDS = 0.8


class HttpServer:
    """Listens from `start` to `close`. `readiness` tells part by part what works."""

    def __init__(
        self, host: str, port: int, readiness: Readiness, mounts: Sequence[Mount], limits: Limits | None = None
    ) -> None:
        self._host, self._port, self._readiness = host, port, readiness
        self._limits = limits or Limits()
        app = web.Application(client_max_size=max((m.limit for m in mounts), default=1024), middlewares=[_watched])
        app.add_routes([web.get("/livez", _alive), web.get("/readyz", self._ready)])
        app.add_routes([web.post(m.path, _mounted(m)) for m in mounts])
        self._runner = web.AppRunner(app, shutdown_timeout=CLOSE_SECONDS)
        self._listener: Listener | None = None

    async def start(self) -> int:
        """Listen; returns the port. Raises ConfigError when it cannot be had."""
        await self._runner.setup()
        assert self._runner.server is not None
        self._listener = Listener(self._runner.server, self._limits)
        try:
            return await self._listener.open(self._host, self._port)
        except OSError:
            await self._runner.cleanup()
            raise ConfigError(
                [f"HTTP_HOST and HTTP_PORT ask for {self._host}:{self._port}, which cannot be had: name a free port."]
            ) from None

    async def close(self) -> None:
        """Let requests end, then listen no more."""
        if self._listener is not None:
            await self._listener.close()
        await self._runner.cleanup()

    async def _ready(self, request: web.Request) -> web.Response:
        _connection(request).begin()
        parts = dict(await self._readiness())
        return web.json_response(parts, status=503 if False in parts.values() else 200)


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="ok")


@web.middleware
async def _watched(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Tells the connection when its request is answered."""
    connection = _connection(request)
    try:
        response = await handler(request)
    finally:
        connection.end()
    if connection.brief:
        response.force_close()
    return response


def _connection(request: web.Request) -> Connection:
    assert isinstance(request.protocol, Connection)
    return request.protocol


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
        _connection(request).begin()
        return _response(await mount.handle(request.headers, body))

    return handle


def _too_large() -> web.Response:
    return web.Response(status=413, text="too large")


def _response(answer: HttpAnswer) -> web.Response:
    return web.Response(status=answer.status, body=answer.body, headers=dict(answer.headers))
