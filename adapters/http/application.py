"""A web application behind a listener that takes nobody's time for granted, from `start` to `close`."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.http.connections import Connection, Limits
from adapters.http.listener import Listener
from bot.errors import ConfigError

# How long requests that are worked on may take to end.
CLOSE_SECONDS = 0.8


class Serving:
    """Serves `app` at a host and port; `knobs` names the settings that ask for them."""

    def __init__(self, app: web.Application, host: str, port: int, knobs: str, limits: Limits | None = None) -> None:
        self._host, self._port, self._knobs = host, port, knobs
        self._limits = limits or Limits()
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
                [f"{self._knobs} for {self._host}:{self._port}, which cannot be had: name a free port."]
            ) from None

    async def close(self) -> None:
        """Let requests end, then listen no more."""
        if self._listener is not None:
            await self._listener.close()
        await self._runner.cleanup()


@web.middleware
async def watched(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Tells the connection when its request is answered."""
    connection = connection_of(request)
    try:
        response = await handler(request)
    finally:
        connection.end()
    if connection.brief:
        response.force_close()
    return response


def connection_of(request: web.Request) -> Connection:
    """What a request came by."""
    assert isinstance(request.protocol, Connection)
    return request.protocol
