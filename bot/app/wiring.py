"""Where the parts meet: settings → store, libraries, engine. The only place that knows concrete classes."""

import logging
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.app.configuration import Settings, index_folder
from bot.app.engine import Engine
from bot.app.first_use import FirstUse
from bot.app.handlers import OWN, wake_senders
from bot.app.links import OpenInternet
from bot.app.roles import Role
from bot.app.runtime import Runtime
from bot.app.scheduled_backups import ScheduledBackups
from bot.daily.use_cases import zonedata
from bot.delivery.batons import Batons
from bot.delivery.clock import SystemClock
from bot.delivery.jobs import Jobs
from bot.delivery.messengers import Messengers
from bot.delivery.platform import Platform
from bot.delivery.scheduler import EmbeddedJobs
from bot.installations.register import Register
from bot.library.appraisals import Appraisals
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.index import QuoteIndex
from bot.library.pack_directions import PackDirections
from bot.library.proposals import SHARE, Proposals
from bot.library.quota import Quota
from bot.library.reader.children import Limits, ReaderProcesses
from bot.library.reader.metered import MeteredReader
from bot.library.removal import purge
from bot.library.services import Services
from bot.library.stronger import Stronger
from bot.library.watched import WatchedFolder
from bot.meaning.choice import choose, shipped_reranker
from bot.metrics import NOBODY, Metrics
from bot.storage.database import address, open_store
from bot.storage.metered import MeteredStore
from bot.storage.notices import DUE, Teller
from bot.storage.schema import HEAD
from bot.storage.store import Clock, Store
from content.shipped import SHIPPED, shipped_folder

if TYPE_CHECKING:
    from adapters.http.application import Serving
    from adapters.http.server import Readiness
    from adapters.slack.many import OfMany
    from bot.storage.listener import Listener

_log = logging.getLogger(__name__)


def platforms(
    settings: Settings, engine: Engine, role: Role = Role.ALL, batons: Batons | None = None
) -> list[Platform]:
    """The chat services that are set up, each imported only then; a role that hears nobody only posts there.

    `batons` are what processes agree by on whose turn it is.
    """
    joined: list[Platform] = []
    if settings.discord_token:
        from adapters.discord.platform import DiscordPlatform

        joined.append(
            DiscordPlatform(
                engine,
                settings.discord_token,
                api_base=settings.discord_api_base,
                gateway_url=settings.discord_gateway_url,
                hears=role.hears,
            )
        )
    if settings.slack_bot_token or settings.is_for_many:
        from adapters.slack.platform import Access, Slack

        access = Access(
            bot_token=settings.slack_bot_token, app_token=settings.slack_app_token,
            signing_secret=settings.slack_signing_secret, api=settings.slack_api_base,
            many=_of_many(settings, engine.services) if settings.is_for_many else None,
        )  # fmt: skip
        joined.append(Slack(engine, access, hears=role.hears, batons=batons))
    return joined


def _of_many(settings: Settings, services: Services) -> "OfMany":
    """What Slack's workspaces that add the bot are let in with. Raises ConfigError for keys that are none."""
    from adapters.slack.many import OfMany
    from bot.installations.keys import Keys

    return OfMany(
        client_id=settings.slack_client_id, client_secret=settings.slack_client_secret, public_url=settings.public_url,
        register=Register(services.store, Keys(settings.secret_keys), services.clock),
    )  # fmt: skip


def metering(settings: Settings) -> Metrics:
    """What counts, where somebody asked for it; else what does not."""
    if settings.metrics is None:
        return NOBODY
    from adapters.metrics.figures import PrometheusMetrics

    return PrometheusMetrics()


def metrics_server(
    settings: Settings, engine: Engine, readiness: "Readiness", names: Sequence[str]
) -> "tuple[Serving, str] | None":
    """What shows it, and at which host; None where nobody asked for it."""
    if settings.metrics is None:
        return None
    from adapters.metrics.figures import PrometheusMetrics
    from adapters.metrics.server import MetricsServer

    metrics = engine.services.metrics
    assert isinstance(metrics, PrometheusMetrics)
    host, port = settings.metrics
    metrics.about.info(about(settings))
    return MetricsServer(host, port, metrics, engine.services, readiness, names), host


def scheduled_backups(settings: Settings, engine: Engine) -> ScheduledBackups | None:
    """What makes backups by itself, where somebody named a folder for them."""
    if settings.backup_folder is None:
        return None
    return ScheduledBackups(
        settings.database_url, settings.backup_folder, engine.services.clock, hours=settings.backup_hours,
        most=settings.backups_kept, metrics=engine.services.metrics,
    )  # fmt: skip


def about(settings: Settings) -> dict[str, str]:
    """Which Quoth this is: what a figure, or a line in the log, is read with."""
    return {
        "version": __version__,
        "schema": HEAD,
        "engine": "sqlite" if settings.database_path else "postgresql",
        "tzdata": zonedata.version(),
    }


def drop_folders(settings: Settings) -> list[WatchedFolder]:
    """Where transcripts become packs by themselves: the folder of the settings, and the one of the shipped ones."""
    folders = [WatchedFolder(shipped_folder(), passed_over=SHIPPED)]
    return [*folders, *([WatchedFolder(settings.transcripts)] if settings.transcripts else [])]


def _embedding(settings: Settings, folder: Path) -> PackDirections | Stronger:
    """What tells meanings, as far as there is one."""
    choice = choose(settings.embedder)
    first = PackDirections(choice.embedder, folder)
    if choice.embedder is None:
        return first
    appraisals = Appraisals(shipped_reranker(), folder / "scores")
    return Stronger(first, choice.stronger, folder / "stronger", appraisals)


def _quota(settings: Settings) -> Quota:
    return Quota(
        imports_per_hour=settings.imports_per_hour, mb_per_day=settings.import_mb_per_day,
        workspace_mb_per_day=settings.workspace_mb_per_day,
    )  # fmt: skip


@asynccontextmanager
async def open_engine(settings: Settings, clock: Clock, *, keep_index: bool = False) -> AsyncIterator[Engine]:
    """An engine for the command line on the database of the settings, shipped content included.

    `keep_index` keeps the index of quotes and what they mean in a folder, for processes that look quotes up.
    Everything is closed at the end.
    """
    async with _open_services(settings, clock, keep_index=keep_index, serving=False) as services:
        await store_samples(services)
        await purge(services)
        yield Engine(services)


@asynccontextmanager
async def open_running(settings: Settings, say: Callable[[str], None], role: Role = Role.ALL) -> AsyncIterator[Runtime]:
    """What serves on the platforms of the settings, as far as it is this process's role.

    The database may be away still: it is waited for, and the shipped content stored, once it runs. Everything is closed
    at the end.
    """
    clock, messengers = SystemClock(), Messengers()
    metrics = metering(settings)
    async with _open_services(settings, clock, keep_index=True, serving=True, metrics=metrics) as services:
        jobs = _jobs(settings, services.store, clock, metrics)
        # Who only hears tells those who work; they look by themselves as well.
        teller = Teller(services.store, DUE)
        changed = partial(wake_senders, jobs, clock) if role.works else teller.tell
        if settings.is_queued:
            # What a request changed is in the queue with it.
            changed = _nothing
        engine = Engine(services, changed=FirstUse(changed), check=messengers.check, patience=role.patience)
        batons = None if settings.database_path else Batons(services.store)
        joined, folders = platforms(settings, engine, role, batons), drop_folders(settings)
        backups = scheduled_backups(settings, engine) if role.works else None
        yield Runtime(
            engine,
            joined,
            say,
            jobs=jobs,
            messengers=messengers,
            folders=folders,
            backups=backups,
            about=about(settings),
            role=role,
            listener=_listener(settings),
            batons=batons,
        )
        await teller.settle()


def _jobs(settings: Settings, store: Store, clock: Clock, metrics: Metrics) -> Jobs:
    """What serves wake-ups."""
    if not settings.is_queued:
        return EmbeddedJobs(clock, daily=settings.tick_seconds, metrics=metrics)
    from bot.delivery.queue.jobs import QueuedJobs

    where = settings.database_url
    return QueuedJobs(where, store, clock, own=OWN, daily=settings.tick_seconds, metrics=metrics)


def _nothing() -> None:
    """There is nothing to be told."""


def _listener(settings: Settings) -> "Listener | None":
    """What hears of other processes; a file has none."""
    if settings.database_path:
        return None
    from bot.storage.listener import Listener

    return Listener(address(settings.database_url))


@asynccontextmanager
async def _open_services(
    settings: Settings, clock: Clock, *, keep_index: bool, serving: bool, metrics: Metrics = NOBODY
) -> AsyncIterator[Services]:
    """What use cases work with; `serving` those whom nobody knows, whose imports are bounded, and not whoever sits at
    the terminal; `metrics` are told what happens.
    """
    queued = serving and settings.is_queued
    store = MeteredStore(await open_store(settings.database_url, wait=serving, queued=queued), metrics)
    kept = index_folder(settings.database_url)
    looked_up = (QuoteIndex(kept), _embedding(settings, kept / "meanings")) if keep_index else ()
    # What waits for a word has a share of what libraries may take.
    waiting = settings.memory_mb * 1_000_000 // SHARE
    libraries = LibraryCache(store, *looked_up, metrics=metrics, memory_bytes=settings.memory_mb * 1_000_000 - waiting)
    rng = random.Random(settings.seed)
    limits = Limits(memory_mb=settings.import_memory_mb, cpu_seconds=settings.import_seconds)
    services = Services(
        store=store, libraries=libraries, clock=clock, rng=rng, samples_daily=not serving,
        reader=MeteredReader(ReaderProcesses(limits), metrics), fetcher=OpenInternet(),
        quota=_quota(settings) if serving else None, metrics=metrics, proposals=Proposals(waiting),
    )  # fmt: skip
    try:
        yield services
    finally:
        await services.attendance.settle()
        await libraries.close()
        await store.close()
