"""Backups that are made by themselves: one every so often into a folder, of which the newest few are kept."""

import asyncio
import logging
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app.soundness import THAW
from bot.errors import StorageAway, StorageError
from bot.metrics import NOBODY, Metrics
from bot.storage.backups import back_up
from bot.storage.store import Clock

_NAME = re.compile(r"quoth-(\d{8}T\d{6})Z\.backup")
_STAMP = "%Y%m%dT%H%M%S"
# After one that failed the next is tried so much later.
AGAIN = timedelta(minutes=15)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A scheduled backup: where it lies and of when it is."""

    path: Path
    at: datetime


def kept_in(folder: Path) -> Sequence[Kept]:
    """The scheduled backups there, newest first; none where nobody may look."""
    with suppress(OSError):
        found = ((path, _NAME.fullmatch(path.name)) for path in folder.iterdir())
        made = [Kept(path=path, at=_moment(named[1])) for path, named in found if named]
        return sorted(made, key=lambda kept: kept.at, reverse=True)
    return ()


class ScheduledBackups:
    """Makes one every `hours` into `folder` and keeps the newest `most`; other files there are left alone."""

    def __init__(
        self, database_url: str, folder: Path, clock: Clock, *, hours: int, most: int, metrics: Metrics = NOBODY
    ) -> None:
        self._database_url, self.folder, self._clock = database_url, folder, clock
        self._every, self._most, self._metrics = timedelta(hours=hours), most, metrics
        self._not_before: datetime | None = None

    async def age(self) -> float | None:
        """Seconds since the newest; None where there is none."""
        kept = await asyncio.to_thread(kept_in, self.folder)
        return (self._clock.now() - kept[0].at).total_seconds() if kept else None

    async def make_if_due(self) -> bool:
        """Make one unless the newest is young enough; whether one was made. What fails is told, and tried again."""
        now = self._clock.now()
        kept = await asyncio.to_thread(kept_in, self.folder)
        if kept:
            self._metrics.backed_up(kept[0].at)
        if (kept and kept[0].at > now - self._every) or (self._not_before is not None and now < self._not_before):
            return False
        path = self.folder / f"quoth-{now.astimezone(UTC).strftime(_STAMP)}Z.backup"
        try:
            await asyncio.to_thread(self._make, path)
        except StorageError as error:
            self._not_before = now + AGAIN
            # A database that is away has told so, and needs no other line.
            if not isinstance(error, StorageAway):
                _log.error("no backup was made: %s", error)
            return False
        self._not_before = None
        self._metrics.backed_up(now)
        await asyncio.to_thread(self._forget_old)
        _log.info("wrote the backup %s", path)
        return True

    def _make(self, path: Path) -> None:
        back_up(
            self._database_url, path, lambda _done, _of: None, thaw=THAW, warned=lambda wrong: _log.error("%s", wrong)
        )

    def _forget_old(self) -> None:
        for old in kept_in(self.folder)[self._most :]:
            try:
                old.path.unlink()
            except OSError as problem:
                _log.warning("the old backup %s could not be deleted (%s)", old.path, problem.strerror)


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
