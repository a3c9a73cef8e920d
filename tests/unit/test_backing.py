"""Backups that are made by themselves: when, how many are kept, and what is said when none can be made."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.backing import AGAIN, ScheduledBackups, kept_in
from bot.delivery.clock import VirtualClock
from bot.metrics import Metrics
from bot.storage.backups import verify
from tests.builders import NOON
from tests.world import opened

HOUR = timedelta(hours=1)


class Told(Metrics):
    """Remembers of when the newest backup is."""

    def __init__(self) -> None:
        self.moments: list[object] = []

    def backed_up(self, at: object) -> None:
        """Of that moment."""
        self.moments.append(at)


async def backups(folder: Path, clock: VirtualClock, metrics: Metrics, *, most: int = 3) -> ScheduledBackups:
    """Every six hours, of a database with the samples in it."""
    (folder / "kept").mkdir(exist_ok=True)
    async with opened(folder):
        pass
    return ScheduledBackups(
        f"sqlite:///{folder}/quoth.db", folder / "kept", clock, hours=6, most=most, metrics=metrics
    )  # fmt: skip


async def test_one_is_made_every_so_often_and_the_newest_are_kept(tmp_path: Path) -> None:
    """Whole ones, whose age is told; what else lies in the folder stays, and so does what a restart finds."""
    clock, told = VirtualClock(NOON), Told()
    scheduled = await backups(tmp_path, clock, told)
    mine = tmp_path / "kept" / "before-the-upgrade.backup"
    mine.write_text("mine")
    assert await scheduled.age() is None
    for _ in range(5):
        assert await scheduled.make_if_due()
        assert not await scheduled.make_if_due()
        clock.advance(5 * HOUR)
        assert not await scheduled.make_if_due()
        clock.advance(HOUR)
    kept = kept_in(tmp_path / "kept")
    assert [k.at for k in kept] == [NOON + n * 6 * HOUR for n in (4, 3, 2)]
    assert all(verify(k.path).rows > 100 for k in kept)
    assert mine.exists()
    assert await scheduled.age() == 6 * 3600
    assert told.moments[-1] == kept[0].at
    clock.advance(-HOUR)
    after_a_restart = await backups(tmp_path, clock, told)
    assert not await after_a_restart.make_if_due()


async def test_what_cannot_be_made_is_told_once_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One sentence with what to do; the older ones stay."""
    clock, told = VirtualClock(NOON), Told()
    scheduled = await backups(tmp_path, clock, told)
    assert await scheduled.make_if_due()
    clock.advance(7 * HOUR)
    (tmp_path / "quoth.db").rename(tmp_path / "away.db")
    caplog.set_level(logging.WARNING)
    assert not await scheduled.make_if_due()
    assert not await scheduled.make_if_due()
    (line,) = caplog.messages
    assert line.startswith("no backup was made: there is no database")
    assert len(kept_in(tmp_path / "kept")) == 1
    (tmp_path / "away.db").rename(tmp_path / "quoth.db")
    assert not await scheduled.make_if_due()
    clock.advance(AGAIN)
    assert await scheduled.make_if_due()
    assert len(kept_in(tmp_path / "kept")) == 2


async def test_a_folder_that_is_none_any_more_is_told_as_well(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It names the place; nothing is raised."""
    clock = VirtualClock(NOON)
    scheduled = await backups(tmp_path, clock, Told())
    (tmp_path / "kept").rmdir()
    (tmp_path / "kept").write_text("a file")
    assert not await scheduled.make_if_due()
    assert len(caplog.messages) == 1
    assert "kept" in caplog.messages[0]
