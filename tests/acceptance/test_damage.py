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
from bot.app.soundness import THAW
from bot.app.wiring import open_engine
from bot.cli import main
from bot.delivery.clock import SystemClock
from bot.errors import StorageError
from bot.library.lookups import look_up
from bot.storage import careful, log_check
from bot.storage.backups import verify
from bot.storage.examination import examine

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


ONE_ROW = {
    "JSON cut short": "UPDATE quote SET reasons = '[\"comp' WHERE number = 3",
    "JSON of another kind": "UPDATE quote SET reasons = '[3]' WHERE number = 3",
    "a text that is none": "UPDATE quote SET text = CAST(X'C3' AS TEXT) WHERE number = 3",
    "a text become bytes": "UPDATE quote SET text = CAST(text AS BLOB) WHERE number = 3",
    "no text": "UPDATE quote SET text = '' WHERE number = 3",
    "a number become a text": "UPDATE quote SET score = 'high' WHERE number = 3",
    "item cut short": "UPDATE item SET frozen = '{' WHERE rowid = 3",
    "item that is empty": "UPDATE item SET frozen = '{}' WHERE rowid = 3",
    "item with another name": "UPDATE item SET frozen = replace(frozen, '\"accept\"', '\"accepu\"') WHERE rowid = 3",
    "item of numbers": "UPDATE item SET frozen = json_set(frozen, '$.stem', 7) WHERE rowid = 3",
    "aliases": "UPDATE speaker SET aliases = '{\"a\": 1}' WHERE rowid = 3",
    "a name become bytes": "UPDATE speaker SET name = CAST(name AS BLOB) WHERE rowid = 3",
    "a turn become bytes": "UPDATE turn SET text = CAST(text AS BLOB) WHERE rowid = 3",
    "a moment of no calendar": "UPDATE pack SET imported_at = 9223372036854775807 WHERE rowid = 2",
}


@pytest.mark.parametrize("harm", ONE_ROW)
def test_a_row_that_cannot_be_read_silences_nothing_else(
    database: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    """SQLite finds nothing wrong with it: the others are found, the doctor and a backup name it, and what to do."""
    told(ONE_ROW[harm])(database)

    assert main(["whosaid", "test a restore on mondays"]) == 0
    assert "the first Monday of the month" in capsys.readouterr().out
    assert main(["export", "--format", "gift"]) == 0
    capsys.readouterr()
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "cannot be read and is left out" in said
    assert "restore" in said
    assert main(["backup", "first.backup"]) == 1
    assert "cannot be read and is left out" in capsys.readouterr().err
    assert verify(Path("first.backup")).rows


def test_a_row_that_cannot_be_read_is_told_once_and_by_its_key(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing of what it holds is told."""
    told(ONE_ROW["a text become bytes"])(database)
    careful.tell.cache_clear()

    asyncio.run(_open(database))
    asyncio.run(_open(database))

    assert caplog.messages == ["quote 3 is left out, a row of it cannot be read: quoth doctor tells what to do"]


def test_importing_again_mends_a_row(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As the doctor says."""
    assert main(["import", "talk.txt"]) == 0
    for harm in (
        "UPDATE quote SET text = CAST(text AS BLOB) WHERE number = (SELECT max(number) FROM quote)",
        "UPDATE turn SET text = CAST(text AS BLOB) WHERE pack_id = (SELECT max(id) FROM pack)",
    ):
        told(harm)(database)
        assert main(["doctor"]) == 1
        assert "import its transcript again" in capsys.readouterr().out
        assert main(["import", "talk.txt"]) == 0
        assert main(["doctor"]) == 0


LOST = {
    "quotes": ("DELETE FROM quote WHERE number IN (4, 5)", "2 of"),
    "the count of quotes": ("DELETE FROM counter WHERE name = 'quote_number'", "no such number"),
    "a part of that count": ("UPDATE counter SET value = 2 WHERE name = 'quote_number'", "no such number"),
    "a number": ("UPDATE quote SET number = -number WHERE number = 4", "#-4 is a quote"),
    "a number that became another": (f"UPDATE quote SET number = {2**62} WHERE number = 4", f"#{2**62} is a quote"),
    "packs": ("DELETE FROM pack WHERE id = 1", "belong to rows of pack that are gone"),
    "workspaces": ("DELETE FROM workspace", "belong to rows of workspace that are gone"),
    "a version that is too low": ("UPDATE alembic_version SET version_num = '0020'", "of version 0020, and has more"),
    "a version that is far too low": ("UPDATE alembic_version SET version_num = '0001'", "of version 0001"),
    "a version that never was": ("UPDATE alembic_version SET version_num = '0010'", "which version"),
    "an empty version": ("UPDATE alembic_version SET version_num = ''", "which version"),
    "a version of bytes": ("UPDATE alembic_version SET version_num = X'C3'", "which version"),
    "no version": ("DELETE FROM alembic_version", "which version"),
    "two versions": ("INSERT INTO alembic_version VALUES ('0020')", "which version"),
    "a column": ("ALTER TABLE pack DROP COLUMN language", "language of pack"),
    "a column too many": ("ALTER TABLE pack ADD COLUMN extra TEXT", "extra of pack"),
    "a table": ("DROP TABLE seen", "a part of its tables (seen)"),
}


@pytest.mark.parametrize("harm", LOST)
def test_a_database_that_lost_rows_replaces_no_backup(
    database: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    """One sentence by the doctor and by the backup; the good one stays, and nothing is written beside it."""
    statement, sentence = LOST[harm]
    assert main(["backup", "good.backup"]) == 0
    good = Path("good.backup").read_bytes()
    told(statement)(database)
    capsys.readouterr()

    for file in ("good.backup", "another.backup"):
        assert main(["backup", file]) == 2
        out, logged = capsys.readouterr()
        assert (out, logged.count("\n")) == ("", 1), logged
        assert sentence in logged
    assert main(["doctor"]) == 1
    assert sentence in capsys.readouterr().out
    assert Path("good.backup").read_bytes() == good
    assert not Path("another.backup").exists()


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


@pytest.mark.parametrize("harm", [harm for harm in LOST if "version" in harm or "column" in harm or harm == "a table"])
def test_a_schema_that_is_not_its_versions_is_a_sentence(
    database: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    """Every command says it, and leaves the file as it is."""
    statement, sentence = LOST[harm]
    told(statement)(database)
    before = database.read_bytes()
    for command in COMMANDS:
        assert main(command) == 2, command
        out, logged = capsys.readouterr()
        assert (out, logged.count("\n")) == ("", 1), (command, logged)
        assert sentence in logged, command
    assert database.read_bytes() == before


def test_an_index_that_is_gone_is_told(database: Path) -> None:
    """It kept a rule: of two games in one place, say."""
    told("DROP INDEX uq_game_running")(database)

    (said,) = examine(f"sqlite:///{database}", untold)

    assert "uq_game_running" in said


def test_a_backup_of_another_database_replaces_none_with_more(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With DATABASE_URL mistaken the good one would be gone."""
    assert main(["import", "talk.txt"]) == 0
    assert main(["backup", "good.backup"]) == 0
    good = Path("good.backup").read_bytes()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    assert main(["whosaid", "restore"]) == 0
    capsys.readouterr()

    assert main(["backup", "good.backup"]) == 2
    assert "stays as it is" in capsys.readouterr().err
    assert Path("good.backup").read_bytes() == good


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
            asyncio.run(_open(database))
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
