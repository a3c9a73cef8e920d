"""The drill: back up a database in use, restore it on either engine, and the bot goes on as if nothing had been."""

import asyncio
import sqlite3
import stat
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from bot.chat.messages import QuoteCard
from bot.errors import StorageError
from bot.games.model import GameState
from bot.library.imports import store
from bot.library.rows.packs import PackRows
from bot.settings.rows import ChoiceRows
from bot.storage import copies, schema
from bot.storage.backups import back_up, restore, verify
from bot.storage.database import open_store
from bot.storage.transaction import Transaction
from tests.builders import ALICE, BOB, pack
from tests.contract.test_schema import on
from tests.databases import create_database
from tests.world import World, opened_on, refused, words

ENGINES = ["sqlite", "postgresql"]


def untold(done: int, of: int) -> None:
    """Nobody watches."""


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address where nothing is yet, on the engine that is asked for."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/deep/elsewhere.db"
    return create_database(request.getfixturevalue("server"))


async def play(world: World) -> None:
    """Two people are in the first round of two; one has answered."""
    await world.ask(ALICE, "quiz start", rounds="2", mode="who-said", seconds="60")
    await world.ask(BOB, "quiz join")
    await world.ask(ALICE, "quiz answer", text="A")


def numbers(url: str) -> Sequence[Any]:
    """Under which numbers quotes are known."""
    with on(url) as connection:
        return connection.execute(text("SELECT number FROM quote")).all()


def held(url: str) -> dict[str, copies.Contents]:
    """What every table holds, apart from when it was restored."""
    with on(url) as connection:
        connection.execute(text("DELETE FROM counter WHERE name = 'restored'"))
        return copies.contents(connection, copies.tables(connection), untold)


@pytest.mark.parametrize("empty_url", ENGINES, indirect=True)
async def test_what_is_restored_is_what_was_there_and_the_game_goes_on(
    fresh_url: str, empty_url: str, tmp_path: Path
) -> None:
    """Backed up while people go on; every table's rows are equal; the round that was open is answered and closed."""
    file = tmp_path / "backups" / "quoth.backup"
    async with opened_on(fresh_url) as world:
        await play(world)
        before = await world.table()
        backing_up = asyncio.create_task(asyncio.to_thread(back_up, fresh_url, file, untold))
        while not backing_up.done():
            await world.ask(ALICE, "quote")
        made = await backing_up
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert verify(file) == made

    assert await asyncio.to_thread(restore, file, empty_url, untold) == made

    assert held(empty_url) == made.tables
    now = held(fresh_url)
    assert {n for n in now if now[n] != made.tables[n]} <= {"shown", "inbox", "post"}
    assert sum(each.rows > 0 for each in made.tables.values()) >= 12
    async with opened_on(empty_url) as world:
        world.serial = 1000
        assert await world.table() == before
        assert "first" in refused(await world.ask(ALICE, "quiz answer", text="B"))
        await world.ask(BOB, "quiz answer", text="B")
        seconds = 30
        while (await world.table()).game.state is not GameState.OVER:
            await world.at(seconds)
            seconds += 30
        assert isinstance(await world.ask(ALICE, "quote"), QuoteCard)
        done = await store(world.services, pack("new"), workspace_id=None)
        (kept,) = await world.services.store.read(lambda tx: tx[PackRows].load([done.info.id]))
        assert kept.quotes[0].number == 1 + max(q for (q,) in numbers(fresh_url))


async def test_a_backup_is_of_one_moment(fresh_url: str, tmp_path: Path) -> None:
    """Two rows that are always written together are equal in it, however busy the database is."""
    kept = await open_store(fresh_url)
    written = asyncio.Event()

    def both(number: int, tx: Transaction) -> None:
        tx[ChoiceRows].put("slack:T1", "cooldown", str(number))
        tx[ChoiceRows].put("slack:T2", "cooldown", str(number))

    async def write() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            await kept.write(partial(both, number))
            written.set()

    ended = asyncio.Event()
    writing = asyncio.create_task(write())
    seen = []
    try:
        for count in range(5):
            written.clear()
            await written.wait()
            file = tmp_path / f"{count}.backup"
            await asyncio.to_thread(back_up, fresh_url, file, untold)
            with sqlite3.connect(file) as backup:
                seen.append([value for (value,) in backup.execute("SELECT value FROM setting ORDER BY workspace_id")])
    finally:
        ended.set()
        await writing
        await kept.close()

    assert all(one == other for one, other in seen)
    assert len({one for one, _ in seen}) == len(seen)


@pytest.fixture
async def backup(fresh_url: str, tmp_path: Path) -> Path:
    """A small one."""
    async with opened_on(fresh_url):
        pass
    file = tmp_path / "quoth.backup"
    await asyncio.to_thread(back_up, fresh_url, file, untold)
    return file


def change(statement: str) -> Callable[[Path], None]:
    """Something is done to the rows of a backup."""

    def changed(file: Path) -> None:
        with sqlite3.connect(file) as connection:
            connection.execute(statement)
        connection.close()

    return changed


def cut(part: float) -> Callable[[Path], None]:
    """Only the first part of a file is left."""

    def shortened(file: Path) -> None:
        data = file.read_bytes()
        file.write_bytes(data[: int(part * len(data))])

    return shortened


def flip(file: Path) -> None:
    """One letter of one quote is another."""
    data = file.read_bytes()
    assert b"backups can smell fear" in data
    file.write_bytes(data.replace(b"backups can smell fear", b"backups can smell beer"))


def zero(file: Path) -> None:
    """A page in the middle is nothing but zeros."""
    data = bytearray(file.read_bytes())
    data[40960:45056] = bytes(4096)
    file.write_bytes(data)


def other_program(file: Path) -> None:
    """A database, but not of ours."""
    file.unlink()
    change("CREATE TABLE bookmarks (url TEXT)")(file)


def no_database(file: Path) -> None:
    """A text."""
    file.write_text("These are not the rows you are looking for. " * 200)


NEWER = """UPDATE quoth_backup SET value = replace(value, '"schema": "', '"schema": "9')"""
NEWER_FORMAT = """UPDATE quoth_backup SET value = replace(value, '"format": 1', '"format": 2')"""
SPOILED: list[tuple[Callable[[Path], None], str]] = [
    (cut(0), "cut short"),
    (cut(0.001), "cut short"),
    (cut(0.5), "cut short"),
    (cut(0.99), "cut short"),
    (flip, "damaged"),
    (zero, "damaged"),
    (other_program, "no backup of Quoth's"),
    (no_database, "no backup of Quoth's"),
    (Path.unlink, "there is no backup"),
    (change(NEWER), "written by a newer Quoth"),
    (change(NEWER_FORMAT), "written by a newer Quoth"),
    (change("UPDATE quoth_backup SET value = 'x'"), "no backup of Quoth's"),
    (change("DROP TABLE quoth_backup"), "is a database, no backup"),
    (change("DELETE FROM turn WHERE position = 3"), "damaged (turn has"),
    (change("UPDATE quote SET text = text || '!' WHERE number = 1"), "a row of quote is not what it was"),
    (change("DROP TABLE turn"), "damaged (turn has 0 rows"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "sentence"), SPOILED, ids=lambda v: getattr(v, "__name__", None))
@pytest.mark.parametrize("empty_url", ENGINES, indirect=True)
@pytest.mark.parametrize("fresh_url", ["sqlite"], indirect=True)
def test_a_backup_that_is_not_whole_is_refused(
    backup: Path, empty_url: str, spoil: Callable[[Path], None], sentence: str
) -> None:
    """One sentence; the empty place stays empty."""
    spoil(backup)

    with pytest.raises(StorageError) as refused:
        restore(backup, empty_url, untold)

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
    if empty_url.startswith("sqlite"):
        assert not Path(empty_url.removeprefix("sqlite:///")).exists()
    else:
        with on(empty_url) as connection:
            assert schema.version(connection) is None


@pytest.mark.parametrize("empty_url", ENGINES, indirect=True)
async def test_nothing_is_overwritten(fresh_url: str, empty_url: str, backup: Path, tmp_path: Path) -> None:
    """Neither a database nor what is left of one; a backup is replaced only by a whole one, and nothing else is."""
    with pytest.raises(StorageError, match="already"):
        restore(backup, fresh_url, untold)
    if empty_url.startswith("sqlite"):
        left = Path(empty_url.removeprefix("sqlite:///") + "-wal")
        left.parent.mkdir()
        left.write_bytes(b"what was written last")
        with pytest.raises(StorageError, match="though it was used"):
            restore(backup, empty_url, untold)
        left.unlink()
    back_up(fresh_url, backup, untold)
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    for file, sentence in [(notes, "no whole backup"), (tmp_path, "a folder")]:
        with pytest.raises(StorageError, match=sentence):
            back_up(fresh_url, file, untold)
    assert notes.read_text() == "mine"
    if fresh_url.startswith("sqlite"):
        for end in ("", "-wal", "-shm", "-journal"):
            with pytest.raises(StorageError, match="where the database itself is kept"):
                back_up(fresh_url, Path(fresh_url.removeprefix("sqlite:///") + end), untold)
    with pytest.raises(StorageError, match="cannot be written"):
        back_up(fresh_url, notes / "deeper", untold)
    assert [p for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


async def test_a_backup_is_not_used_as_a_database(backup: Path) -> None:
    """It would not be what it was any more."""
    before = backup.read_bytes()
    with pytest.raises(StorageError, match="names a backup"):
        await open_store(f"sqlite:///{backup}")
    with pytest.raises(StorageError, match="names a backup"):
        back_up(f"sqlite:///{backup}", backup.with_name("another.backup"), untold)

    assert backup.read_bytes() == before


async def test_a_failure_leaves_the_backup_before(fresh_url: str, backup: Path) -> None:
    """Whatever stops it half-way, Ctrl-C for instance."""
    before = backup.read_bytes()

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(fresh_url, backup, stop)

    assert backup.read_bytes() == before
    assert [p.name for p in backup.parent.iterdir() if "part" in p.name] == []


@pytest.mark.parametrize("empty_url", ENGINES, indirect=True)
async def test_a_restore_that_is_stopped_leaves_nothing(backup: Path, empty_url: str) -> None:
    """The place is as empty as before, and can be used for the next try."""

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(backup, empty_url, stop)

    restore(backup, empty_url, untold)
    assert held(empty_url) == verify(backup).tables


@pytest.mark.parametrize("empty_url", ENGINES, indirect=True)
def test_a_backup_of_an_older_version_is_brought_to_this_one(tmp_path: Path, empty_url: str) -> None:
    """A database is backed up as it is, before it is upgraded; restored, it is at head with its rows."""
    old = tmp_path / "old.db"
    with on(f"sqlite:///{old}") as connection:
        schema.upgrade(connection, "0003")
        connection.execute(text("INSERT INTO workspace VALUES ('slack:T1', 7)"))
        connection.execute(text("INSERT INTO counter VALUES ('quote', 41)"))
        connection.commit()
    file = tmp_path / "old.backup"

    made = back_up(f"sqlite:///{old}", file, untold)
    restore(file, empty_url, untold)

    assert made.schema == "0003"
    with on(empty_url) as connection:
        assert schema.version(connection) == schema.HEAD
        assert connection.execute(text("SELECT * FROM counter WHERE name <> 'restored'")).all() == [("quote", 41)]
    with on(f"sqlite:///{old}") as connection:
        assert schema.version(connection) == "0003"


def test_there_may_be_nothing_to_back_up(tmp_path: Path, server: str) -> None:
    """A missing file, an empty database, another program's."""
    other = tmp_path / "other.db"
    change("CREATE TABLE bookmarks (url TEXT)")(other)
    cases = {
        f"sqlite:///{tmp_path}/missing.db": "there is no database",
        create_database(server): "nothing to back up",
        f"sqlite:///{other}": "another program",
        "postgresql://u:hunter2@127.0.0.1:1/d": "cannot be reached",
    }
    for url, sentence in cases.items():
        with pytest.raises(StorageError, match=sentence) as refused:
            back_up(url, tmp_path / "quoth.backup", untold)
        assert "hunter2" not in str(refused.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other.db"]


@pytest.mark.parametrize("fresh_url", ["sqlite"], indirect=True)
def test_tables_of_others_are_left_alone(server: str, backup: Path) -> None:
    """A server's database may hold more than Quoth."""
    url = create_database(server)
    with on(url) as connection:
        connection.execute(text("CREATE TABLE bookmarks (url TEXT)"))
        connection.execute(text("INSERT INTO bookmarks VALUES ('here')"))
        connection.commit()

    restore(backup, url, untold)

    with on(url) as connection:
        assert connection.execute(text("SELECT * FROM bookmarks")).all() == [("here",)]


@pytest.mark.parametrize("fresh_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("name", "why"), [("'a' || char(0)", "name holds a NUL"), ("CAST('a' AS BLOB)", "of another kind")]
)
async def test_a_row_that_postgresql_does_not_take_is_named(
    fresh_url: str, tmp_path: Path, server: str, name: str, why: str
) -> None:
    """SQLite keeps what the server refuses: one sentence with the row, and the place stays empty."""
    async with opened_on(fresh_url) as world:
        await play(world)
    change(f"UPDATE player SET name = {name} WHERE position > 0")(Path(fresh_url.removeprefix("sqlite:///")))
    file, url = tmp_path / "quoth.backup", create_database(server)
    await asyncio.to_thread(back_up, fresh_url, file, untold)

    with pytest.raises(StorageError, match="of player") as refused:
        await asyncio.to_thread(restore, file, url, untold)

    assert why in str(refused.value)
    with on(url) as connection:
        assert schema.version(connection) is None


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
async def test_a_database_that_is_restored_under_way_is_read_anew(
    empty_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its counters go on from where they were before, so that what is imported then could pass for what is gone."""
    file = tmp_path / "quoth.backup"
    async with opened_on(empty_url) as world:
        await asyncio.to_thread(back_up, empty_url, file, untold)
        await store(world.services, pack("gone", "The ferry left without the mayor."), workspace_id=None)
        assert "ferry" in words(await world.ask(ALICE, "whosaid", words="the ferry left without"))

        with psycopg.connect(empty_url) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        with pytest.raises(StorageError, match="restore your newest backup"):
            await world.services.store.read(lambda tx: tx[PackRows].owned(None))
        await asyncio.to_thread(restore, file, empty_url, untold)
        await store(world.services, pack("new", "The lamp never lights the ladder."), workspace_id=None)

        assert "ferry" not in words(await world.ask(ALICE, "whosaid", words="the ferry left without"))
        assert "ladder" in words(await world.ask(ALICE, "whosaid", words="the lamp never lights"))
    assert [r.message for r in caplog.records if "restored" in r.message and r.name == "bot.library.cache"] == [
        "the database was restored under way: from now on what it holds is used"
    ]
