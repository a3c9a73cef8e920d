"""/metrics of `quoth run`, at an address of its own: what people do on Slack is counted, and nobody is named."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from adapters.metrics.figures import PrometheusMetrics
from adapters.metrics.server import MetricsServer
from bot import __version__
from bot.errors import StorageAway
from bot.storage.schema import HEAD
from tests.patience import PATIENCE
from tests.platform.slack.people import Workspace
from tests.platform.slack.test_process import Bot, workspace
from tests.platform.slack.workspace import TEAM, Shown
from tests.world import opened


class Measured(Bot):
    """A `quoth run` that shows its figures."""

    figures = ""

    async def start(self) -> str:
        """Wait until it is ready; returns where Slack's requests go."""
        await self.launch()
        assert self.process.stdout is not None
        lines = [(await self.process.stdout.readline()).decode().strip() for _ in range(3)]
        assert lines[2] == "ready slack", lines
        self.figures = "http://" + lines[0].removeprefix("ready metrics ")
        self.http = "http://" + lines[1].removeprefix("ready http ")
        return f"{self.http}/slack/events"


async def shown(address: str) -> tuple[dict[tuple[str, frozenset[tuple[str, str]]], float], str]:
    """What it says: by name and labels, and as text."""
    async with aiohttp.ClientSession() as session, session.get(f"{address}/metrics") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain")
        page = await answer.text()
    samples = [sample for family in text_string_to_metric_families(page) for sample in family.samples]
    return {(s.name, frozenset(s.labels.items())): s.value for s in samples}, page


async def status(url: str, method: str = "GET") -> int:
    """What it is answered with."""
    async with aiohttp.ClientSession() as session, session.request(method, url) as answer:
        return answer.status


async def test_what_people_do_on_slack_is_counted(tmp_path: Path) -> None:
    """With how long it took; at the address for health checks there is no such page, and at its own nothing else."""
    async with workspace() as (slack, _), aiohttp.ClientSession() as http:
        bot = Measured(tmp_path, slack, "http", QUOTH_METRICS="127.0.0.1:0", QUOTH_BACKUP_DIR=".")
        url = await bot.start()
        try:
            people = Workspace(slack, url=url, http=http)
            await people.command("Ada", "/quote")
            await slack.until(lambda: any(isinstance(m, Shown) for m in slack.shown))
            told = ("quoth_told_seconds_count", frozenset({("platform", "slack")}))
            while told not in (await shown(bot.figures))[0]:  # noqa: ASYNC110 - another process counts
                await asyncio.sleep(0.01)
            figures, page = await shown(bot.figures)
            assert await status(f"{bot.http}/metrics") == 404
            while not list(tmp_path.glob("quoth-*.backup")):  # noqa: ASYNC110 - another process makes it
                await asyncio.sleep(0.01)
            async with http.get(f"{bot.http}/readyz?verbose") as answer:
                about = await answer.json()
            assert await status(f"{bot.figures}/livez") == await status(f"{bot.figures}/") == 404
            assert await status(f"{bot.figures}/metrics", "POST") == 405
        finally:
            code, logged = await bot.end(signal.SIGTERM)
    assert (code, "Traceback" in logged) == (0, False)
    assert about["backup_age_seconds"] < PATIENCE * 10
    assert (about["database"], about["schema"], about["embedder"]) == (True, HEAD, "quoth-en-1")
    (start,) = [line for line in logged.splitlines() if "Quoth starts: " in line]
    for word in (f"version {__version__}", f"schema {HEAD}", "engine sqlite", "platforms slack", "packs 2", "embedder"):
        assert word in start
    on_slack = ("platform", "slack")
    asked = frozenset({on_slack, ("command", "quote"), ("outcome", "done")})
    assert figures["quoth_requests_total", asked] == 1
    for name in ("acknowledged", "recorded", "told"):
        assert figures[f"quoth_{name}_seconds_count", frozenset({on_slack})] == 1
        assert 0 < figures[f"quoth_{name}_seconds_sum", frozenset({on_slack})] < PATIENCE
    assert figures["quoth_ready", frozenset({("part", "database")})] == 1
    assert figures["quoth_games_active", frozenset({on_slack})] == 0
    assert figures["quoth_library_packs", frozenset()] >= 2
    assert figures["quoth_event_loop_lag_seconds_count", frozenset()] > 0
    assert any(name == "quoth_job_last_success_timestamp_seconds" for name, _ in figures)
    assert not [secret for secret in (TEAM, "CGENERAL", "Ada", "UADA", "xoxb") if secret in page]


async def ready() -> Mapping[str, object]:
    """Everything works."""
    return {"database": True, "reading": ["talk.txt"]}


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[MetricsServer, PrometheusMetrics, str]]:
    """A server over a world, and where."""
    metrics = PrometheusMetrics()
    async with opened(folder, metrics=metrics) as world:
        server = MetricsServer("127.0.0.1", 0, metrics, world.services, ready, ["terminal"])
        port = await server.start()
        try:
            yield server, metrics, f"http://127.0.0.1:{port}"
        finally:
            await server.close()


async def test_a_database_that_is_away_leaves_a_gap(tmp_path: Path) -> None:
    """What it would tell is not shown as it was; the rest is."""
    async with served(tmp_path) as (server, _, address):
        told, _ = await shown(address)
        assert ("quoth_outbox_depth", frozenset({("platform", "terminal")})) in told

        async def away(_: object) -> None:
            raise StorageAway("it does not answer")

        server._services.store.read = away  # type: ignore[method-assign,assignment]
        server._looked_at = float("-inf")
        told, _ = await shown(address)
        assert not [name for name, _ in told if name in ("quoth_outbox_depth", "quoth_games_active")]
        assert told["quoth_ready", frozenset({("part", "database")})] == 1


async def test_a_platform_that_another_process_serves_now_is_not_told_as_it_was(tmp_path: Path) -> None:
    """One that stands by is neither up nor down here."""
    async with served(tmp_path) as (server, _, address):

        async def told(discord: object) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
            async def now() -> Mapping[str, object]:
                return {"database": True, "discord": discord}

            server._readiness, server._looked_at = now, float("-inf")
            return (await shown(address))[0]

        part = "quoth_ready", frozenset({("part", "discord")})
        assert (await told(discord=False))[part] == 0
        assert part not in await told("stands by")
        assert (await told(discord=True))[part] == 1


async def test_whoever_asks_often_is_shown_the_same(tmp_path: Path) -> None:
    """The database is read once for all of them."""
    async with served(tmp_path) as (server, _, address):
        reads, read = list[int](), server._services.store.read

        async def counted(work: object) -> object:
            reads.append(1)
            return await read(work)  # type: ignore[arg-type]

        server._services.store.read = counted  # type: ignore[method-assign,assignment]
        await asyncio.gather(*(shown(address) for _ in range(20)))
        assert len(reads) == 1
