"""Databases that cannot be used: `quoth doctor` says so, everything else says one sentence; never a traceback."""

import asyncio
import os
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from bot.app.configuration import Settings
from bot.app.wiring import open_engine
from bot.cli import main
from bot.delivery.clock import SystemClock
from bot.errors import StorageError
from bot.storage.examination import examine
from tests.acceptance.damage.harms import (
    COMMANDS,
    PAGE,
    Harm,
    contents,
    cut,
    emptied,
    folder,
    opened,
    other_program,
    told,
    untold,
    zeroed,
)
from tests.acceptance.damage.test_rows import LOST

HARMS: dict[str, tuple[Harm, str]] = {
    "text": (lambda p: p.write_text("No pages here.\n" * 500), "no SQLite database"),
    "folder": (folder, "is a folder"),
    "half": (cut(0.5), "is damaged"),
    "beginning": (cut(0.01), "is damaged"),
    "first page": (zeroed(0), "no SQLite database"),
    "other program": (other_program, "another program"),
    "newer": (told("UPDATE alembic_version SET version_num = '9999'"), "newer Quoth"),
    "emptied": (emptied, "though it was used"),
    "a missing table": (told("DROP TABLE item; DROP TABLE pack_grant; DROP TABLE post"), "another program"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_every_command_says_one_sentence(database: Path, capsys: pytest.CaptureFixture[str], harm: str) -> None:
    """Exit code 2, nothing on standard output, and the file is left as it is. The doctor says it too, with 1."""
    do, sentence = HARMS[harm]
    do(database)
    before = contents(database)
    for command in COMMANDS:
        code = main(command)
        out, logged = capsys.readouterr()
        assert (code, out, logged.count("\n")) == (2, "", 1), (command, logged)
        assert sentence in logged, command
    assert main(["doctor"]) == 1
    said, logged = capsys.readouterr()
    assert logged == ""
    assert sentence in said
    assert "Nothing has to be mended" not in said
    assert contents(database) == before


def test_a_table_that_is_gone_is_a_sentence(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Found only when it is needed."""
    told("DROP TABLE shown; DROP TABLE speaker")(database)

    assert main(["whosaid", "restore"]) == 2
    assert "lacks a part of its tables" in capsys.readouterr().err
    assert main(["doctor"]) == 1
    assert "lacks a part of its tables" in capsys.readouterr().out


def test_each_page_is_looked_at(database: Path, whole: bytes) -> None:
    """Whichever is zeroed: the doctor finds it; a look-up finds its quote or is a StorageError, nothing else."""
    pages = len(whole) // PAGE
    assert examine(f"sqlite:///{database}", untold) == []
    searched = set(random.Random(1).sample(range(pages), 12))
    for page in range(pages):
        database.write_bytes(whole)
        zeroed(page)(database)
        assert examine(f"sqlite:///{database}", untold), page
        if page in searched:
            with suppress(StorageError):
                asyncio.run(opened(database))


@pytest.mark.parametrize("harm", ["the count of quotes", "a part of that count", "a number that became another"])
def test_no_number_is_given_twice(database: Path, capsys: pytest.CaptureFixture[str], harm: str) -> None:
    """What is brought in is refused in the same sentence, and nothing of it is kept."""
    statement, sentence = LOST[harm]
    told(statement)(database)
    before = numbers(database)
    capsys.readouterr()

    assert main(["import", "talk.txt"]) == 2
    out, logged = capsys.readouterr()

    assert (out, logged.count("\n")) == ("", 1), logged
    assert sentence in logged
    assert numbers(database) == before


def numbers(database: Path) -> list[tuple[int, int]]:
    """Of every quote there is, and its pack."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT number, pack_id FROM quote").fetchall()


@contextmanager
def nobody() -> Iterator[None]:
    """Somebody who is not the superuser, for whom modes do not count."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(
    ("file", "over"),
    [(0o444, 0o755), (0o000, 0o755), (0o666, 0o555), (0o666, 0o000)],
)
def test_what_may_not_be_read_or_written_is_a_sentence(whole: bytes, file: int, over: int) -> None:
    """A file, or its folder, of another user's."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        state = Path(place) / "state"
        state.mkdir()
        database = state / "quoth.db"
        database.write_bytes(whole)
        database.chmod(file)
        state.chmod(over)
        settings = Settings(database_url=f"sqlite:///{database}")
        try:
            with nobody(), pytest.raises(StorageError, match="let the user that Quoth runs as write") as refused:
                asyncio.run(_write(settings))
        finally:
            state.chmod(0o755)

    assert "\n" not in str(refused.value)


async def _write(settings: Settings) -> None:
    async with open_engine(settings, SystemClock()) as engine:
        await engine.services.store.check()


def test_a_database_that_another_program_holds_is_a_sentence(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While it writes, look-ups go on; nothing is kept."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert main(["import", "talk.txt"]) == 2
        assert "is held by another process" in capsys.readouterr().err
        assert main(["backup", "quoth.backup"]) == 0
