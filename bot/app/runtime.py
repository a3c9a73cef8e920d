"""`quoth run`: the engine, its jobs, the HTTP server and the platforms side by side, from the start to a clean end."""

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from bot.app.catalogue import POSTS
from bot.app.connections import Connections
from bot.app.engine import Engine
from bot.app.handlers import CONTENT, by_one, following, handlers, upkeep, wake_senders
from bot.app.machine import give_back
from bot.app.retention import Retention
from bot.app.roles import Role
from bot.app.scheduled_backups import ScheduledBackups
from bot.delivery.batons import Batons
from bot.delivery.jobs import Handler, Jobs
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.delivery.platform import Platform
from bot.errors import ConfigError, StorageAway, StorageError
from bot.library.import_wording import first
from bot.library.imports import store_samples
from bot.library.removal import purge
from bot.library.rows.packs import PackRows
from bot.library.watched import WatchedFolder
from bot.storage import notices
from bot.storage.write_check import WriteCheck

READING = "reading"
CLOSE_SECONDS, DRAIN_SECONDS, POSTS_SECONDS = 4.0, 2.5, 1.0
# A database that does not answer within so long is as good as away.
DATABASE_SECONDS = 2.0
# What lies in the drop folders when the bot starts is waited for so long before anything is said to be ready.
FOLDERS_SECONDS = 5.0
# One that is away when the process starts is asked for so often.
DATABASE_PAUSE = 1.0
_log = logging.getLogger(__name__)


class Server(Protocol):
    """What listens for HTTP."""

    async def start(self) -> int:
        """Listen; returns the port."""

    async def close(self) -> None:
        """Listen no more."""


class Hearing(Protocol):
    """What hears of news in other processes."""

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each topic until cancelled."""


class Runtime:
    """Everything `quoth run` holds together. `say` prints the lines that tell what is up.

    The engine wakes the same `jobs` and asks the same `messengers`, among which those of the platforms come here.
    """

    def __init__(
        self,
        engine: Engine,
        platforms: Sequence[Platform],
        say: Callable[[str], None],
        *,
        jobs: Jobs,
        messengers: Messengers,
        folders: Sequence[WatchedFolder] = (),
        backups: ScheduledBackups | None = None,
        about: Mapping[str, str] | None = None,
        role: Role = Role.ALL,
        listener: Hearing | None = None,
        batons: Batons | None = None,
    ) -> None:
        self.engine, self.platforms, self._say = engine, platforms, say
        self._jobs, self._folders, self._backups, self._about = jobs, folders, backups, dict(about or {})
        self._role, self._listener, self._batons = role, listener, batons
        self._filled, self._stopping = asyncio.Event(), asyncio.Event()
        self._pulse = WriteCheck(engine.services.store)
        self._connections = Connections(platforms, self._stopping, self._ready)
        self._outbox = Outbox(
            engine.services, POSTS, messengers, admitted=self._connections.is_admitted, changed=self._wake
        )
        self._announced: list[str] = []
        self._may_say = self._said_first = False
        for platform in platforms:
            messengers[platform.name] = platform.messenger
            engine.services.directories.add(platform.name, platform.directory)

    def stop(self) -> None:
        """Begin to end: called by a signal."""
        self._stopping.set()

    async def readiness(self) -> Mapping[str, bool | str | list[str]]:
        """What works, part by part: the database and each platform, or why nothing is to be done there by this process;
        and the files that are still being read.
        """
        joined = {p.name: p.standing_by() or p.is_ready() for p in self.platforms}
        parts = {"database": await self._database_answers(), **joined}
        reading = [name for folder in self._folders for name in folder.reading]
        return {**parts, READING: first(reading)} if reading else parts

    async def run(self, server: Server, host: str, figures: tuple[Server, str] | None = None) -> None:
        """Serve until stopped; `figures` is what shows metrics, and where.

        Raises PlatformRefused when no platform lets the bot in, StorageError when the database it waited for is of no
        use, ConfigError when it cannot listen.
        """
        listening = f"ready http {host}:{await server.start()}"
        if figures is None:
            await self._run(server, listening)
            return
        shown, where = figures
        try:
            self._say(f"ready metrics {where}:{await shown.start()}")
            await self._run(server, listening)
        except ConfigError:
            await server.close()
            raise
        finally:
            await _bounded("metrics", shown.close(), 1.0)

    async def _run(self, server: Server, listening: str) -> None:
        try:
            there = await self._database_is_there(listening)
        except StorageError:
            await self._end(server, [])
            raise
        if not there:
            await self._end(server, [])
            return
        await self._log_start()
        jobs = asyncio.create_task(self._jobs.run(self._handlers()), name="jobs")
        hearing = [asyncio.create_task(self._listener.listen(self._heard), name="listen")] if self._listener else []
        telling = asyncio.create_task(self._tell(listening), name="ready")
        serving = asyncio.create_task(self._connections.hold(), name="platforms")
        stopped = asyncio.create_task(self._stopping.wait(), name="stop")
        self._wake()
        try:
            await asyncio.wait([serving, jobs, stopped], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stopping.set()
            await self._end(server, [serving, jobs, stopped, telling, *hearing])
        for task in (serving, jobs):
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error

    def _handlers(self) -> Mapping[str, Handler]:
        """What this process does by itself."""
        if not self._role.works:
            return following(self.engine)
        done = {
            **following(self.engine),
            **handlers(self.engine, self._outbox, self._jobs, self._folders, self._filled.set),
            **upkeep(Retention(self.engine.services, self._stopping.is_set), self._backups),
        }
        return by_one(self._batons, done) if self._batons else done

    async def details(self) -> Mapping[str, object]:
        """Which Quoth this is, and how old its newest backup is: for whoever looks at /readyz?verbose."""
        told: dict[str, object] = {**self._about, "embedder": self.engine.services.libraries.embedder or "off"}
        if self._backups is not None:
            told["backup_age_seconds"] = await self._backups.age()
        return told

    async def _log_start(self) -> None:
        """One line by which everything after it is read."""
        packs = 0
        with suppress(StorageError):
            packs = len(await self.engine.services.store.read(lambda tx: tx[PackRows].with_words()))
        about = {
            **self._about,
            "role": self._role.value,
            "platforms": " ".join(p.name for p in self.platforms),
            "packs": packs,
            "embedder": self.engine.services.libraries.embedder or "off",
        }
        _log.info("Quoth starts: %s", ", ".join(f"{name} {value}" for name, value in about.items()))

    async def _tell(self, first: str) -> None:
        """Say what is ready, from when the drop folders are read, or were waited for long enough, on."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._filled.wait(), FOLDERS_SECONDS if self._folders and self._role.works else 0)
        if not self._said_first:
            self._say(first)
        self._may_say = True
        for name in self._announced:
            self._say(f"ready {name}")

    async def _database_is_there(self, listening: str) -> bool:
        """Wait for it, and see that the shipped content is in it; False when told to stop meanwhile.

        While it is away, whoever looks at /readyz is told where.
        """
        while not self._stopping.is_set():
            try:
                await store_samples(self.engine.services)
                await purge(self.engine.services)
            except StorageAway:
                if not self._said_first:
                    self._say(listening)
                    self._said_first = True
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), DATABASE_PAUSE)
            else:
                return True
        return False

    def _ready(self, platform: Platform) -> None:
        if platform.name not in self._announced:
            self._announced.append(platform.name)
            if self._may_say:
                self._say(f"ready {platform.name}")
            # What was loaded to get here stays: looking through it for cycles would only stop everything for a while.
            gc.freeze()
            give_back()
        self._wake()

    def _wake(self) -> None:
        wake_senders(self._jobs, self.engine.services.clock)

    def _heard(self, topic: str) -> None:
        """Another process told that there is news."""
        if topic in (notices.DUE, notices.ANYTHING):
            self._wake()
        if topic in (notices.CONTENT, notices.ANYTHING):
            self._jobs.wake(CONTENT, "", self.engine.services.clock.now())

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                await self._pulse.check()
        except Exception:  # noqa: BLE001 - whatever it is, the answer is no
            return False
        return True

    async def _end(self, server: Server, tasks: Sequence["asyncio.Task[Any]"]) -> None:
        """Take nothing in, finish what runs, let go; each step within its time."""
        await asyncio.gather(*(_bounded(p.name, p.close(), CLOSE_SECONDS) for p in self.platforms))
        await _bounded("jobs", self._jobs.drain(DRAIN_SECONDS), DRAIN_SECONDS + 0.5)
        await _bounded("posts", self._outbox.drain(POSTS_SECONDS), POSTS_SECONDS + 0.5)
        await _bounded("http", server.close(), 1.0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _bounded(name: str, ending: Awaitable[None] | Coroutine[Any, Any, None], seconds: float) -> None:
    try:
        await asyncio.wait_for(ending, seconds)
    except TimeoutError:
        _log.warning("%s did not end in %.0f s and is left", name, seconds)
    except Exception:  # noqa: BLE001 - one part that fails to end must not keep the rest from it
        _log.exception("%s failed while ending", name)
