"""One process that works the queue off with Procrastinate, and takes over what a dead one had begun.

The database may go away and come back: then it begins anew. Procrastinate's own log lines are left out, as they show
errors that are none, and ours tell what matters.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import procrastinate
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition, Job, Status
from procrastinate.manager import JobManager
from procrastinate.worker import Worker
from typing_extensions import override

from bot.delivery.jobs import Handler
from bot.delivery.runs import Runs
from bot.storage import impatience
from bot.storage.database import address
from bot.storage.patience import PATIENCE_SECONDS
from bot.storage.queue_schema import SCHEMA
from bot.storage.wakeups import QUEUE

# Jobs at a time: more than there are kinds, so that a long one holds up nobody.
AT_ONCE = 16
# Besides notices: what is to be done at a moment is found so soon after it.
LOOK_SECONDS = 0.25
# A process that was not heard of for so long is taken for dead, and what it did is done by another.
BEAT_SECONDS, DEAD_SECONDS, RESCUE_SECONDS = 1.0, 6.0, 2.0
# What is known of dead processes is forgotten then.
FORGET_SECONDS = 60.0
# After a lost connection it begins anew so soon.
PAUSE_SECONDS = 1.0
LONGEST_ID = 200
_log = logging.getLogger(__name__)


class QueueWorker:
    """Runs `handlers`, one at a time for a kind and an id; `wake` asks for a job anew whose process died."""

    def __init__(
        self, database_url: str, handlers: Mapping[str, Handler], runs: Runs, wake: Callable[[str, str], None]
    ) -> None:
        self._url, self._handlers, self._runs, self._wake = address(database_url), handlers, runs, wake
        self._stopping, self._lost = asyncio.Event(), False
        self._worker: Worker | None = None

    def stop(self) -> None:
        """Take no more jobs."""
        self._stopping.set()
        if self._worker is not None:
            self._worker.stop()  # type: ignore[no-untyped-call]

    async def run(self) -> None:
        """Work until stopped or cancelled."""
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL + 1)
        while not self._stopping.is_set():
            try:
                await self._serve()
            except Exception as error:  # noqa: BLE001 - whatever it was, the queue is there again or will be
                self._tell_of_loss(error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), PAUSE_SECONDS)

    async def _serve(self) -> None:
        app = procrastinate.App(connector=self._connector())
        app.job_manager = _Manager(app.connector)
        for kind, handler in self._handlers.items():
            app.task(name=_task(kind), queue=QUEUE)(self._job(kind, handler))
        async with app.open_async():
            worker = self._worker = Worker(
                app, [QUEUE], name=None, concurrency=AT_ONCE, fetch_job_polling_interval=LOOK_SECONDS,
                shutdown_graceful_timeout=PAUSE_SECONDS, delete_jobs=DeleteJobCondition.SUCCESSFUL,
                install_signal_handlers=False, update_heartbeat_interval=BEAT_SECONDS,
                stalled_worker_timeout=FORGET_SECONDS,
            )  # fmt: skip
            if self._stopping.is_set():
                return
            rescuing = asyncio.create_task(self._rescue(app.job_manager), name="rescue jobs")
            try:
                await worker.run()  # type: ignore[no-untyped-call]
            finally:
                rescuing.cancel()
                await asyncio.gather(rescuing, return_exceptions=True)
            if not self._stopping.is_set():
                raise ConnectorException

    def _connector(self) -> procrastinate.PsycopgConnector:
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        return procrastinate.PsycopgConnector(
            conninfo=address, kwargs=impatience.defaults(self._url), connection_class=impatience.AsyncConnection,
            configure=_configure, min_size=1, max_size=2, timeout=2 * PATIENCE_SECONDS,
        )  # fmt: skip

    def _job(self, kind: str, handler: Handler) -> Callable[..., Any]:
        async def job(subject: object = "") -> None:
            if not isinstance(subject, str) or len(subject) > LONGEST_ID:
                raise TypeError("that is no id")
            # Where it runs already it will once more, and whoever lets it run stands for both.
            if running := self._runs.start(kind, subject, handler):
                await asyncio.shield(running)

        return job

    async def _rescue(self, manager: JobManager) -> None:
        """What a process had begun that is dead goes back into the queue, unless it waits there already."""
        while True:
            await asyncio.sleep(RESCUE_SECONDS)
            with suppress(ConnectorException):
                stalled = await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=DEAD_SECONDS)
                self._tell_of_return()
                for job in stalled:
                    assert job.id is not None
                    await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
                    kind = job.task_name.removeprefix(_task(""))
                    if kind in self._handlers:
                        self._wake(kind, str(job.task_kwargs.get("subject", "")))

    def _tell_of_loss(self, error: Exception) -> None:
        if not self._lost:
            _log.warning("the queue of jobs is not worked off for now (%s)", type(error).__name__)
        self._lost = True

    def _tell_of_return(self) -> None:
        if self._lost:
            _log.warning("the queue of jobs is worked off again")
        self._lost = False


class _Manager(JobManager):
    """Tells of what is set aside, once for a kind; whose job was taken over meanwhile has nothing to keep of it."""

    def __init__(self, connector: procrastinate.BaseConnector) -> None:
        super().__init__(connector)
        self._told = set[str]()

    @override
    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        if status is Status.FAILED and job.task_name not in self._told:
            self._told.add(job.task_name)
            _log.warning(
                "jobs are set aside that this Quoth does not know, perhaps another version's (%.60r); what they were "
                "about is found by itself, and quoth admin jobs counts them", job.task_name,
            )  # fmt: skip
        with suppress(ConnectorException):
            await super().finish_job(job, status, delete_job=delete_job or status is Status.ABORTED)


def _task(kind: str) -> str:
    return f"{QUEUE}.{kind}"


async def _configure(connection: Any) -> None:
    """Of Procrastinate's connections: where its tables are, and for how long a statement is waited for."""
    await connection.execute(f"{impatience.limits(PATIENCE_SECONDS)}; SET search_path TO {SCHEMA}")
    if not connection.autocommit:
        await connection.commit()
