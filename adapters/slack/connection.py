"""Socket Mode: one WebSocket at a time, replaced when Slack says so, when it goes stale, or when it hangs.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import wording
from adapters.slack.trouble import code_of
from bot.errors import PlatformRefused

PING_SECONDS = 10.0
# The library replaces a stale socket by itself; one that is still not there after so long is given up, whole.
STUCK_SECONDS = 60.0
CLOSE_SECONDS = 2.0
_log = logging.getLogger(__name__)


class Connection:
    """The way in by Socket Mode."""

    def __init__(
        self, app: AsyncApp, token: str, client: AsyncWebClient, *, ping: float = PING_SECONDS,
        stuck: float = STUCK_SECONDS,
    ) -> None:  # fmt: skip
        self._app, self._token, self._client = app, token, client
        self._ping, self._stuck = ping, stuck
        self._closing = asyncio.Event()
        self._handler: AsyncSocketModeHandler | None = None
        self._greeted: Any = None
        self._ready: Callable[[], None] = lambda: None
        self.was_up = False

    async def serve(self, ready: Callable[[], None]) -> None:
        """Be connected until closed. Raises PlatformRefused when Slack does not let the app in."""
        self._ready = ready
        while not self._closing.is_set():
            handler = self._handler = self._new(await self._address())
            connecting = asyncio.create_task(handler.client.connect(), name="slack connect")  # type: ignore[no-untyped-call]
            try:
                await self._watch()
            finally:
                connecting.cancel()
                await self._let_go(handler)

    def is_ready(self) -> bool:
        """Whether Slack greeted us on the socket that stands, and answers its pings."""
        socket = self._socket()
        if socket is None or socket is not self._greeted or socket.closed or self._closing.is_set():
            return False
        client = self._handler.client if self._handler else None
        assert isinstance(client, SocketModeClient)
        heard = client.last_ping_pong_time
        return not client.stale and (heard is None or time.time() - heard < 4 * self._ping)

    async def close(self) -> None:
        """Take nothing in any more."""
        self._closing.set()
        if self._handler is not None:
            await self._let_go(self._handler)

    def _socket(self) -> Any:
        client = self._handler.client if self._handler else None
        return client.current_session if isinstance(client, SocketModeClient) else None

    async def _address(self) -> str:
        """Where to connect to. Slack says here whether the token is any good."""
        try:
            return str((await self._client.apps_connections_open(app_token=self._token))["url"])
        except SlackApiError as error:
            if told := wording.NO_CONNECTION.get(code_of(error)):
                raise PlatformRefused(told) from error
            raise

    def _new(self, address: str) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(self._app, self._token, web_client=self._client, ping_interval=self._ping)
        assert isinstance(handler.client, SocketModeClient)
        handler.client.wss_uri = address
        handler.client.message_listeners.append(self._heard)
        return handler

    async def _heard(self, client: Any, message: dict[str, Any], _raw: str | None = None) -> None:
        if message.get("type") == "hello":
            self._greeted = client.current_session
            self.was_up = True
            connections = message.get("num_connections") or 1
            if connections > 1:
                _log.warning("%s", wording.many_connections(connections))
            self._ready()
        elif message.get("type") == "disconnect":
            _log.warning("Slack asks for a new connection: %s", message.get("reason"))

    async def _watch(self) -> None:
        """Until closed, or until there was no connection for too long."""
        last = time.monotonic()
        while not self._closing.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), min(self._ping, 1.0))
            if self.is_ready():
                last = time.monotonic()
            elif time.monotonic() - last > self._stuck:
                _log.warning("no connection to Slack for %.0f s; a new one is made from scratch", self._stuck)
                return

    async def _let_go(self, handler: AsyncSocketModeHandler) -> None:
        """A half-open socket may never say goodbye."""
        with suppress(TimeoutError, OSError):
            await asyncio.wait_for(handler.client.close(), CLOSE_SECONDS)  # type: ignore[no-untyped-call]
