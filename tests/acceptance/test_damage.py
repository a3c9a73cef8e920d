"""Databases that cannot be used: `quoth doctor` says so, everything else says one sentence; never a traceback."""

import asyncio
import os
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from bot.app.configuration import Settings
from bot.app.wiring import open_engine
from bot.cli import main
from bot.delivery.clock import SystemClock
from bot.errors import StorageError
from bot.library.lookups import look_up
from bot.storage.examining import examine

PAGE = 4096
TALK = "Ines Moreau: Nobody reads the plan until the day it catches fire.\n"
COMMANDS = [
    ["whosaid", "test a restore on mondays"],
    ["import", "talk.txt"],
    ["export"],
    ["play"],
    ["play", "--transcript", "talk.txt"],
    ["run"],
    ["backup", "quoth.backup"],
]
Harm = Callable[[Path], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with the samples in it."""
    path = tmp_path_factory.mktemp("whole") / "quoth.db"
    asyncio.run(_open(path))
    return path.read_bytes()


async def _open(path: Path) -> None:
    async with open_engine(Settings(database_url=f"sqlite:///{path}"), SystemClock()) as engine:
        await look_up(engine.services, "terminal:local", "test a restore on mondays", 1)


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


def cut(part: float) -> Harm:
    """Only its first part is left."""
    return lambda path: path.write_bytes((data := path.read_bytes())[: int(part * len(data))])


def zeroed(page: int) -> Harm:
    """A page is nothing but zeros."""

    def zero(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        path.write_bytes(data)

    return zero


def told(statement: str) -> Harm:
    """SQL by another program."""

    def tell(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript(statement)

    return tell


def other_program(path: Path) -> None:
    """A database of somebody else's, who uses Alembic as well."""
    path.unlink()
    told("CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('a1'); "
         "CREATE TABLE bookmarks (url TEXT)")(path)  # fmt: skip


def folder(path: Path) -> None:
    """A folder."""
    path.unlink()
    path.mkdir()


def emptied(path: Path) -> None:
    """Nothing is left of the file, but of what was not yet written into it."""
    path.write_bytes(b"")
    path.with_name(path.name + "-wal").write_bytes(b"x" * 100)


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


def contents(database: Path) -> dict[str, bytes]:
    """Everything that is where the database is."""
    return {p.name: p.read_bytes() for p in database.parent.iterdir() if p.is_file()}


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
                asyncio.run(_open(database))


def untold(done: int, of: int) -> None:
    """Nobody watches."""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quote SET reasons = '[\"comp' WHERE number = 3",
        "UPDATE item SET frozen = '{' WHERE rowid = 3",
        "UPDATE pack SET imported_at = 9223372036854775807",
        "UPDATE quote SET text = CAST(X'C3' AS TEXT) WHERE number = 3",
    ],
)
def test_a_value_that_cannot_be_read_is_a_sentence(
    database: Path, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    """SQLite finds nothing wrong with it; the doctor reads every row."""
    told(statement)(database)
    assert main(["whosaid", "restore"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["doctor"]) == 1
    assert "✗" in capsys.readouterr().out


def test_a_log_that_was_taken_away_is_told(database: Path) -> None:
    """What was written last may be lost."""
    database.with_name("quoth.db-shm").touch()

    (told_,) = examine(f"sqlite:///{database}", untold)

    assert "quoth.db-wal is missing" in told_


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
