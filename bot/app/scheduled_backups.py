"""Backups that are made by themselves: one every so often into a folder, of which the newest few are kept."""

import asyncio
import logging
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from bot.app.soundness import THAW
from bot.errors import StorageAway, StorageError
from bot.metrics import NOBODY, Metrics
from bot.storage.backups import back_up
from bot.storage.store import Clock

_NAME = re.compile(r"quoth-(\d{8}T\d{6})Z-([0-9a-f]{8})\.backup")
# What a process that was killed in the midst of one left behind (bot.storage.whole_files).
_PART = re.compile(r"\.(quoth-.+\.backup)\.[0-9a-f]{8}\.part(-wal|-shm|-journal)?")
_STAMP = "%Y%m%dT%H%M%S"
# Clocks differ a little. One that is dated later than that is of a clock that was wrong, and makes no other needless.
AHEAD = timedelta(hours=1)
# Nobody writes on at a file for so long.
ABANDONED = timedelta(days=1)
# After one that failed the next is tried so much later.
AGAIN = timedelta(minutes=15)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A scheduled backup: where it lies and of when it is."""

    path: Path
    at: datetime


def mark_of(database_url: str) -> str:
    """What the names of its backups end with, so that several databases may share a folder: of where it is."""
    scheme, _, rest = database_url.partition("://")
    path = rest.removeprefix("/").partition("?")[0]
    place = str(Path(path).resolve()) if scheme == "sqlite" else rest.rpartition("@")[2]
    return blake2b(place.encode(), digest_size=4).hexdigest()


def kept_in(folder: Path, mark: str) -> Sequence[Kept]:
    """The scheduled backups there of that database, newest first; none where nobody may look."""
    with suppress(OSError):
        made = [Kept(path=path, at=at) for path in folder.iterdir() if (at := _moment(path.name, mark))]
        return sorted(made, key=lambda kept: kept.at, reverse=True)
    return ()


def not_ahead(kept: Sequence[Kept], now: datetime) -> Sequence[Kept]:
    """Those of them that are not dated in the future."""
    return [one for one in kept if one.at <= now + AHEAD]


class ScheduledBackups:
    """Makes one every `hours` into `folder` and keeps the newest `most`; other files there are left alone.

    So are backups that are dated in the future: `quoth doctor` names them.
    """

    def __init__(
        self, database_url: str, folder: Path, clock: Clock, *, hours: int, most: int, metrics: Metrics = NOBODY
    ) -> None:
        self._database_url, self.folder, self._clock = database_url, folder, clock
        self._every, self._most, self._metrics = timedelta(hours=hours), most, metrics
        self._mark = mark_of(database_url)
        self._not_before: datetime | None = None

    async def age(self) -> float | None:
        """Seconds since the newest; None where there is none."""
        now = self._clock.now()
        kept = await asyncio.to_thread(self._kept, now)
        return max(0.0, (now - kept[0].at).total_seconds()) if kept else None

    async def make_if_due(self) -> bool:
        """Make one unless the newest is young enough; whether one was made. What fails is told, and tried again."""
        now = self._clock.now()
        kept = await asyncio.to_thread(self._kept, now)
        if kept:
            self._metrics.backed_up(kept[0].at)
        if (kept and kept[0].at > now - self._every) or (self._not_before is not None and now < self._not_before):
            return False
        path = self.folder / f"quoth-{now.astimezone(UTC).strftime(_STAMP)}Z-{self._mark}.backup"
        await asyncio.to_thread(self._forget_parts, now)
        try:
            await asyncio.to_thread(self._make, path)
        except (StorageError, OSError) as error:
            self._not_before = now + AGAIN
            if isinstance(error, OSError):
                _log.error("no backup was made: %s cannot be written (%s)", path, error.strerror or error)
            # A database that is away has told so, and needs no other line.
            elif not isinstance(error, StorageAway):
                _log.error("no backup was made: %s", error)
            return False
        self._not_before = None
        self._metrics.backed_up(now)
        await asyncio.to_thread(self._forget_old, now)
        _log.info("wrote the backup %s", path)
        return True

    def _make(self, path: Path) -> None:
        back_up(
            self._database_url, path, lambda _done, _of: None, thaw=THAW, warned=lambda wrong: _log.error("%s", wrong)
        )

    def _kept(self, now: datetime) -> Sequence[Kept]:
        return not_ahead(kept_in(self.folder, self._mark), now)

    def _forget_old(self, now: datetime) -> None:
        for old in self._kept(now)[self._most :]:
            try:
                old.path.unlink()
            except OSError as problem:
                _log.warning("the old backup %s could not be deleted (%s)", old.path, problem.strerror)

    def _forget_parts(self, now: datetime) -> None:
        """Delete what was never finished: it takes room that the next one may need."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                part = _PART.fullmatch(path.name)
                with suppress(OSError):
                    if part and _moment(part[1], self._mark) and path.stat().st_mtime < (now - ABANDONED).timestamp():
                        path.unlink()


def _moment(name: str, mark: str) -> datetime | None:
    """Of when the backup of that name is; None for what is none of that database."""
    named = _NAME.fullmatch(name)
    # Digits that are no date are somebody else's.
    with suppress(ValueError):
        if named and named[2] == mark:
            return datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
    return None
