"""A database that is whole, and one whose process was killed."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.acceptance.damage.harms import TALK, opened


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with the samples in it."""
    path = tmp_path_factory.mktemp("whole") / "quoth.db"
    asyncio.run(opened(path))
    return path.read_bytes()


@pytest.fixture
def database(whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of the settings, in the folder where the commands are run."""
    path = tmp_path / "state" / "quoth.db"
    path.parent.mkdir()
    path.write_bytes(whole)
    (tmp_path / "talk.txt").write_text(TALK)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def killed(database: Path, tmp_path: Path) -> Path:
    """A database whose process was killed after ten commits: they are in its log alone."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        for number in range(10):
            connection.execute("INSERT INTO setting VALUES ('slack:T1', ?, 'x')", (f"n{number}",))
        left = tmp_path / "left"
        left.mkdir()
        for end in ("", "-wal"):
            (left / f"quoth.db{end}").write_bytes(database.with_name(f"quoth.db{end}").read_bytes())
    return left / "quoth.db"
