"""Backups that are made by themselves: when, how many are kept, and what is said when none can be made."""

import logging
import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import scheduled_backups
from bot.app.scheduled_backups import AGAIN, Kept, ScheduledBackups, mark_of
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


def kept_in(folder: Path) -> list[Kept]:
    """Those of the database that lies beside the folder."""
    return list(scheduled_backups.kept_in(folder, mark_of(f"sqlite:///{folder.parent}/quoth.db")))


def laid(folder: Path, stamp: str, *, of: str = "") -> Path:
    """An empty file with the name of a backup."""
    path = folder / f"quoth-{stamp}Z-{mark_of(of or f'sqlite:///{folder.parent}/quoth.db')}.backup"
    path.write_bytes(b"")
    return path


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


async def test_one_that_is_dated_in_the_future_holds_nothing_up(tmp_path: Path) -> None:
    """It has no age, takes nobody's place, and is not deleted; an hour is a matter of clocks."""
    clock, told = VirtualClock(NOON), Told()
    scheduled = await backups(tmp_path, clock, told, most=1)
    ahead = laid(tmp_path / "kept", "20991231T000000")
    assert await scheduled.age() is None
    for _ in range(2):
        assert await scheduled.make_if_due()
        assert not await scheduled.make_if_due()
        assert await scheduled.age() == 0
        assert [k.at for k in kept_in(tmp_path / "kept")][1:] == [clock.now()]
        clock.advance(6 * HOUR)
    assert ahead.exists()
    assert told.moments[-1] == NOON + 6 * HOUR
    laid(tmp_path / "kept", f"{clock.now() + HOUR:%Y%m%dT%H%M%S}")
    assert not await scheduled.make_if_due()
    assert await scheduled.age() == 0


@pytest.mark.parametrize("where", ["bot.storage.backups.settle", "pathlib.Path.replace"])
async def test_a_disk_that_is_full_at_the_end_is_told_once_and_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    """Not a whole copy every minute."""
    clock, tries = VirtualClock(NOON), list[int]()
    scheduled = await backups(tmp_path, clock, Told())

    def full(*_: object) -> None:
        tries.append(1)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(where, full)
        assert not await scheduled.make_if_due()
        clock.advance(AGAIN / 2)
        assert not await scheduled.make_if_due()
    assert len(tries) == 1
    (line,) = caplog.messages
    assert line.startswith("no backup was made: ")
    assert line.endswith("cannot be written (No space left on device)")
    clock.advance(AGAIN / 2)
    assert await scheduled.make_if_due()


async def test_a_name_that_is_no_date_is_passed_over(tmp_path: Path) -> None:
    """Whoever wrote it: it is left alone."""
    scheduled = await backups(tmp_path, VirtualClock(NOON), Told(), most=1)
    odd = laid(tmp_path / "kept", "20261399T000000")
    older = tmp_path / "kept" / "quoth-20261399T000000Z.backup"
    older.write_bytes(b"")
    assert await scheduled.make_if_due()
    assert [k.at for k in kept_in(tmp_path / "kept")] == [NOON]
    assert odd.exists()
    assert older.exists()


async def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    """Its own alone: another database's, another program's and what may be written still stay."""
    scheduled = await backups(tmp_path, VirtualClock(NOON), Told())
    kept = tmp_path / "kept"
    own = f".quoth-20260227T120000Z-{mark_of(f'sqlite:///{tmp_path}/quoth.db')}.backup"
    old = [f"{own}.00c0ffee.part", f"{own}.00c0ffee.part-journal"]
    left = [f"{own}.deadbeef.part", ".quoth-20260227T120000Z-00000000.backup.00c0ffee.part", ".mine.part"]
    for name in (*old, *left):
        (kept / name).write_bytes(b"")
        hours = 23 if "deadbeef" in name else 25
        os.utime(kept / name, ((NOON - hours * HOUR).timestamp(),) * 2)
    assert await scheduled.make_if_due()
    assert {path.name for path in kept.iterdir() if path.name.startswith(".")} == set(left)


async def test_databases_that_share_a_folder_do_not_count_each_other_s(tmp_path: Path) -> None:
    """Neither as young, nor as old."""
    clock = VirtualClock(NOON)
    scheduled = await backups(tmp_path, clock, Told(), most=1)
    kept, elsewhere = tmp_path / "kept", "postgresql://quoth:secret@server/quoth"
    others = [laid(kept, stamp, of=elsewhere) for stamp in ("20260301T115900", "20260201T000000", "20260101T000000")]
    assert await scheduled.age() is None
    assert await scheduled.make_if_due()
    assert all(other.exists() for other in others)
    assert len(scheduled_backups.kept_in(kept, mark_of(elsewhere))) == 3


def test_a_database_is_known_by_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by who asks for it, nor from where."""
    monkeypatch.chdir(tmp_path)
    assert mark_of("sqlite:///quoth.db") == mark_of(f"sqlite:///{tmp_path}/quoth.db")
    assert mark_of("postgresql://a:b@server/quoth") == mark_of("postgresql://c@server/quoth")
    assert mark_of("postgresql://a:b@server/quoth") != mark_of("postgresql://a:b@server/other")
