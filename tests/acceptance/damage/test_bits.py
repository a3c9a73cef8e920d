"""Single wrong bits, in pages and in the log of what was written last."""

import asyncio
import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot.app.soundness import THAW
from bot.cli import main
from bot.errors import StorageError
from bot.storage import log_check
from bot.storage.examination import examine
from tests.acceptance.damage.harms import COMMANDS, PAGE, opened, told, untold


def flips(data: bytes, count: int, chance: random.Random) -> Iterator[bytes]:
    """The file with one bit of one byte turned; half of the time in a page of the schema or a page's head."""
    for _ in range(count):
        where = chance.randrange(len(data))
        if chance.random() < 0.5:
            page = where // PAGE * PAGE if chance.random() < 0.5 else 0
            where = page + chance.randrange(100 if page else PAGE)
        harmed = bytearray(data)
        harmed[where] ^= 1 << chance.randrange(8)
        yield bytes(harmed)


def schema_pages(data: bytes) -> list[int]:
    """Where the pages begin that tell of tables."""
    return [at for at in range(0, len(data), PAGE) if b"CREATE TABLE" in data[at : at + PAGE]]


@pytest.mark.parametrize("seed", range(2))
def test_one_wrong_bit_is_a_sentence_at_most(
    database: Path, whole: bytes, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    """Wherever it is: never a traceback; and where the doctor finds it, a backup does not pass for good."""
    chance = random.Random(seed)
    pages = schema_pages(whole)
    assert pages
    harmed = [*flips(whole, 5, chance)]
    for _ in range(3):
        where = chance.choice(pages) + chance.randrange(PAGE)
        harmed.append(whole[:where] + bytes([whole[where] ^ 0x80]) + whole[where + 1 :])
    for data in harmed:
        database.write_bytes(data)
        for end in ("-wal", "-shm"):
            database.with_name(database.name + end).unlink(missing_ok=True)
        ill = examine(f"sqlite:///{database}", untold, THAW)
        with suppress(StorageError):
            asyncio.run(opened(database))
        Path("one.backup").unlink(missing_ok=True)
        # An index can be damaged while every row is whole.
        lost = [sentence for sentence in ill if "the index" not in sentence]
        assert (main(["backup", "one.backup"]) == 0) == (not lost), ill
    assert "Traceback" not in capsys.readouterr().err


def test_a_page_that_holds_fewer_rows_replaces_no_backup(
    database: Path, whole: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bit in the count of a leaf's cells: the copy would lack them, and be the same as what was read."""
    assert main(["backup", "good.backup"]) == 0
    good = Path("good.backup").read_bytes()
    leaves = [at for at in range(PAGE, len(whole), PAGE) if whole[at] == 0x0D and whole[at + 4] > 3]
    for at in leaves[::7]:
        harmed = bytearray(whole)
        harmed[at + 4] -= 1
        database.write_bytes(harmed)
        assert main(["backup", "good.backup"]) == 2
        assert "is damaged" in capsys.readouterr().err
    assert len(leaves[::7]) > 3
    assert Path("good.backup").read_bytes() == good


def test_a_log_that_was_taken_away_is_told(database: Path) -> None:
    """What was written last may be lost."""
    database.with_name("quoth.db-shm").touch()

    (told_,) = examine(f"sqlite:///{database}", untold)

    assert "quoth.db-wal is missing" in told_


@pytest.mark.parametrize("seed", range(4))
def test_a_log_with_a_wrong_bit_is_told(
    killed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    """SQLite would take it to end there and say nothing. Only a bit of its last two frames cannot be told."""
    log = killed.with_name("quoth.db-wal")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{killed}")
    data = bytearray(log.read_bytes())
    chance = random.Random(seed)
    at = chance.choice([*range(12, 32), *(chance.randrange(32, len(data) - 2 * (PAGE + 24)) for _ in range(20))])
    # A frame's number of a page and its salts, its checksum, its page: whatever it is.
    data[at] ^= 1 << chance.randrange(8)
    log.write_bytes(data)

    assert main(["backup", "quoth.backup"]) == 2
    assert "quoth.db-wal is damaged" in capsys.readouterr().err
    assert main(["doctor"]) == 1
    assert "quoth.db-wal is damaged" in capsys.readouterr().out
    assert log.read_bytes() == data


def test_a_log_that_is_whole_is_read(killed: Path) -> None:
    """Frames of an earlier log may follow it, and it may end anywhere: that is no damage."""
    log = killed.with_name("quoth.db-wal")
    data = log.read_bytes()
    for held in (data, data[: len(data) // 2], data + os.urandom(2 * (PAGE + 24)), data[:32], b""):
        log.write_bytes(held)
        assert not log_check.is_damaged(log)
    log.write_bytes(data)
    assert examine(f"sqlite:///{killed}", untold, THAW) == []


def written(path: Path, words: str, times: int) -> None:
    """Somebody wrote a lot; all of it is still in the log."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        for number in range(times):
            connection.execute("INSERT INTO setting VALUES (?, ?, ?)", (words, f"n{number}", words * 400))
            connection.execute("UPDATE quote SET section = ? WHERE number % 7 = ?", (words * 300, number % 7))
        for end in ("", "-wal"):
            path.with_name(f"{words}.db{end}").write_bytes(path.with_name(f"{path.name}{end}").read_bytes())


@pytest.mark.parametrize("log", ["another", "later"])
def test_a_whole_log_of_another_file_is_told(database: Path, capsys: pytest.CaptureFixture[str], log: str) -> None:
    """SQLite takes it for the log of the file that it lies beside: the doctor tells what became of it, no command
    ends in a traceback, and nothing is backed up.
    """
    before = database.read_bytes()
    written(database, "first", 40)
    # Everything is in the file by now; what is written next is based on that.
    written(database, "later", 40)
    other = database.with_name("another-one.db")
    other.write_bytes(before)
    told("DELETE FROM turn; DELETE FROM item; VACUUM")(other)
    written(other, "another", 40)
    for end in ("-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    database.write_bytes(before)
    database.with_name(database.name + "-wal").write_bytes(database.with_name(f"{log}.db-wal").read_bytes())

    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "damaged" in said or "cannot be read" in said
    assert "restore your newest backup" in said
    for command in COMMANDS:
        assert main(command) in (0, 1, 2), command
        assert "Traceback" not in capsys.readouterr().err, command
    assert not Path("quoth.backup").exists()
