"""What Quoth stands on, for `quoth doctor`: schema, disk, clock, zones, index, backups; each with what to do."""

import os
import shutil
import time
import zoneinfo
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import surroundings_wording as wording
from bot.app.configuration import Settings, index_folder
from bot.app.scheduled_backups import kept_in, mark_of, not_ahead
from bot.chat.incoming import Place
from bot.chat.messages import Mark
from bot.daily.rows import DailyRows
from bot.daily.use_cases import zonedata
from bot.delivery.platform import Finding
from bot.errors import StorageError
from bot.storage.database import open_store
from bot.storage.pulse import PulseRows
from bot.storage.queue_schema import QueueSchemaRows, is_installed
from bot.storage.schema import HEAD
from bot.storage.store import Store
from bot.storage.wakeups import QueueRows

# A disk with less than this, or than half as much again as the database has, will soon be full.
LEAST_FREE = 500_000_000
# Schedules and clocks of rounds are off by as much as the two clocks are.
MOST_SKEW = 2.0
# Each is asked about, which takes a moment.
MOST_PLACES = 200
# A zone that every version of the rules knows.
ZONE = "Europe/Berlin"


async def surroundings(settings: Settings, *, sound: bool) -> list[Finding]:
    """One finding for each. A database that is not `sound` is left alone: opening it could lose what may be saved."""
    told = await _of_database(settings) if sound else []
    return [*told, *_disk(settings), _zones(), _index(settings), *_backups(settings)]


async def scheduled_places(settings: Settings) -> tuple[Place, ...]:
    """Where something is scheduled, at most MOST_PLACES of them; none where the database does not tell."""
    try:
        store = await open_store(settings.database_url)
        try:
            return await store.read(lambda tx: tx[DailyRows].places(limit=MOST_PLACES))
        finally:
            await store.close()
    except StorageError:
        return ()


async def _of_database(settings: Settings) -> list[Finding]:
    try:
        store = await open_store(settings.database_url)
    except StorageError:
        return []
    try:
        before = time.time()
        there = await store.read(lambda tx: tx[PulseRows].clock())
        skew = there.timestamp() - (before + time.time()) / 2
        jobs = await _jobs(settings, store)
    except StorageError:
        return []
    finally:
        await store.close()
    found = [_right(wording.schema(HEAD))]
    if settings.database_path is None:
        found.append(_wrong(wording.clock_is_off(skew)) if abs(skew) > MOST_SKEW else _right(wording.clock(skew)))
    return [*found, *jobs]


async def _jobs(settings: Settings, store: Store) -> list[Finding]:
    """Who serves them; on a file there is no choice."""
    if settings.database_path:
        return []
    if not settings.is_queued:
        return [_right(wording.EMBEDDED)]
    if not is_installed():
        return []
    try:
        if not await store.read(lambda tx: tx[QueueSchemaRows].is_as_needed()):
            return [_wrong(wording.NO_QUEUE)]
    except StorageError as error:
        return [_wrong(str(error))]
    return [_right(wording.queue(*await store.read(lambda tx: tx[QueueRows].counts())))]


def _disk(settings: Settings) -> Iterator[Finding]:
    """Of the folders that are written, each disk once."""
    path = settings.database_path
    size = _size(path) if path else 0
    seen = set[int]()
    for folder in filter(
        None, (path and path.parent, index_folder(settings.database_url).parent, settings.backup_folder)
    ):
        there = next((f for f in (folder, *folder.parents) if f.exists()), None)
        if there is None or (disk := there.stat().st_dev) in seen:
            continue
        seen.add(disk)
        free, needed = shutil.disk_usage(there).free, max(LEAST_FREE, size // 2)
        yield _right(wording.disk(there, free)) if free >= needed else _wrong(wording.disk_is_full(there, free, needed))


def _zones() -> Finding:
    try:
        zoneinfo.ZoneInfo(ZONE)
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
        return _wrong(wording.NO_ZONES)
    return _right(wording.zones(zonedata.version()))


def _index(settings: Settings) -> Finding:
    folder = index_folder(settings.database_url)
    if not folder.exists():
        return _right(wording.NO_INDEX)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return _wrong(wording.index_is_closed(folder))
    return _right(wording.index(folder, sum(map(_size, folder.rglob("*")))))


def _backups(settings: Settings) -> Iterator[Finding]:
    folder = settings.backup_folder
    if folder is None:
        yield Finding(mark=Mark.PLAIN, sentence=wording.NO_BACKUPS)
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield _wrong(wording.backups_are_closed(folder))
        return
    now, every = datetime.now(UTC), timedelta(hours=settings.backup_hours)
    there = kept_in(folder, mark_of(settings.database_url))
    kept = not_ahead(there, now)
    if len(kept) < len(there):
        yield _wrong(wording.backup_is_ahead(there[0].path, len(there) - len(kept)))
    if not kept:
        yield _right(wording.no_backup_yet(folder))
        return
    age = max(timedelta(), now - kept[0].at)
    # One may be on its way.
    late = age > every + timedelta(hours=1)
    yield (
        _wrong(wording.backup_is_old(kept[0].path, age))
        if late
        else _right(wording.backup(kept[0].path, age, len(kept)))
    )


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _right(sentence: str) -> Finding:
    return Finding(mark=Mark.RIGHT, sentence=sentence)


def _wrong(sentence: str) -> Finding:
    return Finding(mark=Mark.WRONG, sentence=sentence)
