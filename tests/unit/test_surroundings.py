"""What `quoth doctor` says of disk, clocks, zones, index and backups: right, or what to do."""

import shutil
import zoneinfo
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app.configuration import Settings
from bot.app.scheduled_backups import mark_of
from bot.app.surroundings import surroundings
from bot.chat.messages import Mark
from bot.storage.pulse import PulseRows
from tests.world import opened

Usage = namedtuple("Usage", "total used free")


async def said(folder: Path, **settings: object) -> dict[Mark, str]:
    """All findings by their mark, about a database with the samples in it."""
    async with opened(folder):
        pass
    found = await surroundings(Settings(database_url=f"sqlite:///{folder}/quoth.db", **settings), sound=True)  # type: ignore[arg-type]
    return {mark: "\n".join(f.sentence for f in found if f.mark is mark) for mark in Mark}


async def test_all_is_well(tmp_path: Path) -> None:
    """Each is named."""
    told = await said(tmp_path)
    assert told[Mark.WRONG] == ""
    for word in (
        "The schema is version",
        "The disk of",
        "Time zones are known (tzdata 20",
        "The index of",
    ):
        assert word in told[Mark.RIGHT]
    # Nobody asked for backups: that is neither well nor wrong.
    assert told[Mark.PLAIN].startswith("No backups are made by themselves: QUOTH_BACKUP_DIR")


async def test_a_disk_that_will_soon_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how much there is and how much there should be."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**10, 10**10 - 10**8, 10**8))
    told = await said(tmp_path)
    assert told[Mark.WRONG].startswith("The disk of ")
    assert "has only 100.0 MB free: make it 500.0 MB" in told[Mark.WRONG]


async def test_no_zones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the system's nor the package's."""

    def none(name: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", none)
    assert "install the system's tzdata" in (await said(tmp_path))[Mark.WRONG]


@pytest.mark.parametrize(("seconds", "where"), [(7, "ahead of"), (-90, "behind")])
async def test_a_server_s_clock_that_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, where: str
) -> None:
    """By how much, and which way."""
    monkeypatch.setattr(PulseRows, "clock", lambda _: datetime.now(UTC) + timedelta(seconds=seconds))
    monkeypatch.setattr(Settings, "database_path", None)
    told = (await said(tmp_path))[Mark.WRONG]
    assert f"The database's clock is {abs(seconds)} seconds {where} this machine's: let NTP set both" in told


async def test_backups_have_an_age(tmp_path: Path) -> None:
    """None yet, a young one, one that should have been followed by another; a folder that cannot be written."""
    kept = tmp_path / "kept"
    kept.mkdir()
    assert "There is no backup" in (await said(tmp_path, backup_folder=kept))[Mark.RIGHT]
    stamp = (datetime.now(UTC) - timedelta(hours=30)).strftime("%Y%m%dT%H%M%S")
    mark = mark_of(f"sqlite:///{tmp_path}/quoth.db")
    (kept / f"quoth-{stamp}Z-{mark}.backup").write_bytes(b"")
    assert "is 30 hours old (quoth-" in (await said(tmp_path, backup_folder=kept, backup_hours=48))[Mark.RIGHT]
    assert "is 30 hours old: the log of quoth run says why" in (await said(tmp_path, backup_folder=kept))[Mark.WRONG]
    (kept / f"quoth-20991231T000000Z-{mark}.backup").write_bytes(b"")
    told = await said(tmp_path, backup_folder=kept, backup_hours=48)
    assert f"The backup {kept}/quoth-20991231T000000Z-{mark}.backup is dated in the future" in told[Mark.WRONG]
    assert "is 30 hours old (quoth-" in told[Mark.RIGHT]
    assert "1 backup kept" in told[Mark.RIGHT]
    (kept / f"quoth-20991230T000000Z-{mark}.backup").write_bytes(b"")
    told = await said(tmp_path, backup_folder=kept, backup_hours=24)
    assert ".backup, like 1 other, is dated in the future" in told[Mark.WRONG]
    assert "is 30 hours old: the log" in told[Mark.WRONG]
    told = await said(tmp_path, backup_folder=tmp_path / "quoth.db")
    assert "QUOTH_BACKUP_DIR names" in told[Mark.WRONG]


async def test_an_unsound_database_is_not_opened(tmp_path: Path) -> None:
    """Whoever opens it could lose what may be saved."""
    (tmp_path / "quoth.db").write_bytes(b"not a database at all")
    found = await surroundings(Settings(database_url=f"sqlite:///{tmp_path}/quoth.db"), sound=False)
    assert not any("schema" in f.sentence for f in found)
    assert (tmp_path / "quoth.db").read_bytes() == b"not a database at all"
