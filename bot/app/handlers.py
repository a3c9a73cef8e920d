"""The handlers that keep games, daily posts and the outbox going: what is due is done, what is written is sent."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from bot.app.engine import Engine
from bot.app.retention import Retention
from bot.app.scheduled_backups import ScheduledBackups
from bot.daily.rows import DailyRows
from bot.delivery.batons import Batons
from bot.delivery.jobs import Handler, Jobs
from bot.delivery.outbox import Outbox
from bot.delivery.scheduler import ABSENCE, BACKUP, DROP, FEEDS, FORGET, RETENTION, SWEEP
from bot.errors import StorageError
from bot.feeds.episodes import look_at_due
from bot.library.removal import purge
from bot.library.watched import WatchedFolder
from bot.privacy.absence import look_for_absent
from bot.storage.store import Clock
from bot.storage.wakeups import DAILY, DUE, POST

# Content changed, and other processes hold libraries.
CONTENT = "content"
# What every process does for itself alone, whoever serves the rest.
OWN = (CONTENT, FORGET)
# Others do nothing meanwhile: they would find the same files, ask for the same members, write the same backup.
BY_ONE = (DROP, ABSENCE, BACKUP)
# A daily post that is due so soon is not left to the next tick.
PUNCTUAL = timedelta(seconds=60)
# Where the database was busy it is tried again so soon.
SOON = timedelta(seconds=1)


def wake_senders(jobs: Jobs, clock: Clock) -> None:
    """Something may be to be sent or waited for now."""
    at = clock.now()
    jobs.wake(POST, "", at)
    jobs.wake(DUE, "", at)


def handlers(
    engine: Engine,
    outbox: Outbox,
    jobs: Jobs,
    folders: Sequence[WatchedFolder] = (),
    filled: Callable[[], None] = lambda: None,
) -> Mapping[str, Handler]:
    """What to run for each kind of wake-up. Each looks at the rows; its id says nothing more.

    `filled` is called whenever everything was read that lies in the folders."""
    clock = engine.services.clock

    async def due(_: str) -> None:
        platforms = outbox.platforms
        await engine.due.catch_up(platforms)
        jobs.wake(POST, "", clock.now())
        following = await engine.due.next_in_games(platforms)
        if following is not None:
            jobs.wake(DUE, "", following)

    async def post(_: str) -> None:
        if await outbox.flush():
            jobs.wake(DUE, "", clock.now())

    async def sweep(_: str) -> None:
        jobs.wake(DUE, "", clock.now())
        jobs.wake(POST, "", clock.now())

    async def drop(_: str) -> None:
        for folder in folders:
            await folder.poll(engine.services)
        filled()

    async def feeds(_: str) -> None:
        if await look_at_due(engine.services):
            jobs.wake(POST, "", clock.now())

    async def absence(_: str) -> None:
        await look_for_absent(engine.services, outbox.platforms)

    return {
        DUE: due, POST: post, DAILY: _daily(engine, outbox, jobs), SWEEP: sweep, DROP: drop, FEEDS: feeds,
        ABSENCE: absence,
    }  # fmt: skip


def _daily(engine: Engine, outbox: Outbox, jobs: Jobs) -> Handler:
    clock = engine.services.clock

    async def daily(_: str) -> None:
        try:
            await engine.due.follow_zones()
            await purge(engine.services)
            platforms = outbox.platforms
            made = await engine.due.tick(platforms)
        except StorageError:
            # The next tick is half a minute away, and a reminder or a post may be due now.
            jobs.wake(DAILY, "", clock.now() + SOON)
            raise
        if made:
            jobs.wake(POST, "", clock.now())
        following = await engine.services.store.read(lambda tx: tx[DailyRows].next_due(platforms))
        if following is not None and following <= clock.now() + PUNCTUAL:
            jobs.wake(DAILY, "", following)

    return daily


def following(engine: Engine) -> Mapping[str, Handler]:
    """What every process does of its own: it follows what others change, also in what it keeps for itself."""

    async def content(_: str) -> None:
        await engine.services.libraries.look_again()

    async def forget(_: str) -> None:
        await engine.services.libraries.forget()

    return {CONTENT: content, FORGET: forget}


def by_one(batons: Batons, all_: Mapping[str, Handler]) -> Mapping[str, Handler]:
    """The same handlers; what one process at a time is to do is done by whoever holds its baton.

    Whose drop folders are read by another process first sees what came of it before anything is ready.
    """

    def alone(kind: str, handler: Handler) -> Handler:
        async def run(subject: str) -> None:
            async with batons.held(f"do {kind}", wait=kind == DROP) as ours:
                if ours:
                    await handler(subject)

        return run

    return {**all_, **{kind: alone(kind, all_[kind]) for kind in BY_ONE}}


def upkeep(retention: Retention, backups: ScheduledBackups | None) -> Mapping[str, Handler]:
    """The handlers that nobody notices: what is over is deleted, and backups are made where they are asked for."""

    async def prune(_: str) -> None:
        await retention.run()

    async def back_up(_: str) -> None:
        if backups is not None:
            await backups.make_if_due()

    return {RETENTION: prune, BACKUP: back_up}
