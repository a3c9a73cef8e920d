"""/livez says that the loop turns, /readyz that people are heard; mounted paths get whole, capped bodies."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from aiohttp import web

from bot.errors import ConfigError
from bot.ports import Mount

# Part by part whether it works; what is no yes or no is told beside, and stands against nothing.
Readiness = Callable[[], Awaitable[Mapping[str, bool | list[str]]]]


class HttpServer:
    """Listens from `start` to `close`. `readiness` tells part by part what works."""

    def __init__(self, host: str, port: int, readiness: Readiness, mounts: Sequence[Mount]) -> None:
        self._host, self._port, self._readiness = host, port, readiness
        self._app = web.Application(client_max_size=max((m.limit for m in mounts), default=1024))
        self._app.add_routes([web.get("/livez", _alive), web.get("/readyz", self._ready)])
        self._app.add_routes([web.post(m.path, _mounted(m)) for m in mounts])
        self._runner = web.AppRunner(self._app, access_log=None)

    async def start(self) -> int:
        """Listen; returns the port. Raises ConfigError when it cannot be had."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise ConfigError(
                [f"HTTP_HOST and HTTP_PORT ask for {self._host}:{self._port}, which cannot be had: name a free port."]
            ) from None
        return int(self._runner.addresses[0][1])

    async def close(self) -> None:
        """Let requests end, then listen no more."""
        await self._runner.cleanup()

    async def _ready(self, _: web.Request) -> web.Response:
        parts = dict(await self._readiness())
        return web.json_response(parts, status=503 if False in parts.values() else 200)


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="ok")


def _mounted(mount: Mount) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        body = await request.read()
        if len(body) > mount.limit:
            return web.Response(status=413, text="too large")
        answer = await mount.handle(request.headers, body)
        return web.Response(status=answer.status, body=answer.body, headers=dict(answer.headers))

    return handle
