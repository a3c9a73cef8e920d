"""/metrics at an address of its own, and nothing else: whoever comes by Slack's or the health checks' never sees it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from typing_extensions import override

from adapters.http.application import Serving, connection_of, watched
from adapters.metrics.figures import PrometheusMetrics
from bot.app.rows.figures import FigureRows, Waiting
from bot.errors import StorageError
from bot.library.services import Services

# Who asks more often is shown the same: the database is not read for each.
FRESH_SECONDS = 2.0
# A database that is slow keeps nobody waiting who wants to see why.
DATABASE_SECONDS = 2.0
BEAT_SECONDS = 0.25
# The platform that has shards.
DISCORD = "discord"
Readiness = Callable[[], Awaitable[Mapping[str, object]]]


class MetricsServer(Serving):
    """Listens from `start` to `close`; what is counted is in `metrics`, the rest is looked at when somebody asks."""

    def __init__(
        self, host: str, port: int, metrics: PrometheusMetrics, services: Services, readiness: Readiness,
        platforms: Sequence[str],
    ) -> None:  # fmt: skip
        self._metrics, self._services, self._readiness = metrics, services, readiness
        # Those that are served here; of others nobody here could do anything.
        self._platforms = platforms
        self._looked_at = float("-inf")
        self._looking = asyncio.Lock()
        self._beating: asyncio.Task[None] | None = None
        app = web.Application(client_max_size=1024, middlewares=[watched])
        app.add_routes([web.get("/metrics", self._show)])
        super().__init__(app, host, port, "QUOTH_METRICS asks")

    @override
    async def start(self) -> int:
        """Listen, and feel the pulse of the event loop. Raises ConfigError."""
        port = await super().start()
        self._beating = asyncio.create_task(self._beat(), name="pulse of the loop")
        return port

    @override
    async def close(self) -> None:
        """Listen no more."""
        if self._beating is not None:
            self._beating.cancel()
        await super().close()

    async def _show(self, request: web.Request) -> web.Response:
        connection_of(request).begin()
        async with self._looking:
            if time.monotonic() - self._looked_at > FRESH_SECONDS:
                await self._look()
                self._looked_at = time.monotonic()
        body = generate_latest(self._metrics.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _look(self) -> None:
        known = self._metrics
        parts = await self._readiness()
        # One that has nothing to do here, because another process does it, is not shown as it was.
        known.ready.clear()
        for part, works in parts.items():
            if isinstance(works, bool):
                known.ready.labels(part).set(works)
        held = self._services.libraries.sizes()
        known.libraries.set(held.libraries)
        known.packs.set(held.packs)
        known.texts.set(held.texts)
        known.indexed.set(held.indexed)
        known.meant.set(held.meant)
        waiting = self._services.proposals
        known.proposals.labels("waiting").set(len(waiting))
        known.proposals.labels("gave way").set(waiting.gave_way)
        known.proposed.set(waiting.bytes)
        # What is not known now is not shown as it was: a gap says more than a number of an hour ago.
        for gauge in (
            known.outbox, known.oldest, known.due, known.oldest_delivery, known.games, known.schedules, known.feeds,
            known.installations, known.shards,
        ):  # fmt: skip
            gauge.clear()
        with suppress(StorageError, TimeoutError):
            async with asyncio.timeout(DATABASE_SECONDS):
                await self._count()

    async def _count(self) -> None:
        at, known = self._services.clock.now(), self._metrics
        figures = await self._services.store.read(lambda tx: tx[FigureRows].figures(at))
        for waiting, depth, age in (
            (figures.posts, known.outbox, known.oldest),
            (figures.deliveries, known.due, known.oldest_delivery),
        ):
            for platform in self._platforms:
                found = waiting.get(platform, Waiting(count=0, since=at))
                depth.labels(platform).set(found.count)
                age.labels(platform).set((at - found.since).total_seconds())
        for counts, gauge in ((figures.games, known.games), (figures.schedules, known.schedules)):
            for platform in self._platforms:
                gauge.labels(platform).set(counts.get(platform, 0))
        sums = [(figures.feeds, known.feeds), (figures.installations, known.installations)]
        # Those of a Discord that nobody here serves any more have no holder, and need none.
        sums += [(figures.shards, known.shards)] if DISCORD in self._platforms else []
        for counts, gauge in sums:
            for state, count in counts.items():
                gauge.labels(state).set(count)

    async def _beat(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT_SECONDS)
            self._metrics.lag.observe(max(0.0, time.perf_counter() - began - BEAT_SECONDS))
