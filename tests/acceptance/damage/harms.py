"""What is done to a database, and how it is looked at afterwards."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.app.configuration import Settings
from bot.app.wiring import open_engine
from bot.delivery.clock import SystemClock
from bot.library.lookups import look_up

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


async def opened(path: Path) -> None:
    async with open_engine(Settings(database_url=f"sqlite:///{path}"), SystemClock()) as engine:
        await look_up(engine.services, "terminal:local", "test a restore on mondays", 1)


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


def contents(database: Path) -> dict[str, bytes]:
    """Everything that is where the database is."""
    return {p.name: p.read_bytes() for p in database.parent.iterdir() if p.is_file()}


def untold(done: int, of: int) -> None:
    """Nobody watches."""
