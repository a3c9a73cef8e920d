"""Not a byte can be written, at each step that wants to: it is said, nothing is half kept, and the next try works."""

import io
import resource
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.incoming import MessageRef, Place
from bot.chat.messages import Mark, Notice, Reply
from bot.cli import main
from bot.errors import StorageError
from tests.builders import ALICE, BOB
from tests.world import Silent, World, opened

DAY = timedelta(days=1).total_seconds()
TALK = "Ines Moreau: Nobody reads the plan until the day it catches fire.\n"


@contextmanager
def full_disk() -> Iterator[None]:
    """What the kernel then says to whoever writes into a file, whatever its size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Counting(Silent):
    """A Messenger that counts what stands."""

    def __init__(self) -> None:
        self.posts: list[str] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """One more."""
        self.posts.append(nonce)
        return await super().post(place, reply, nonce)


Step = Callable[[World], Awaitable[Reply | None]]
EVENING: dict[str, Step] = {
    "start": lambda w: w.ask(ALICE, "quiz start", mode="who-said", rounds="3"),
    "answer": lambda w: w.ask(ALICE, "quiz answer", text="A"),
    "another": lambda w: w.ask(BOB, "quiz answer", text="B"),
    "skip": lambda w: w.ask(ALICE, "quiz skip"),
    "clock": lambda w: w.at(600),
    "stop": lambda w: w.ask(ALICE, "quiz stop"),
    "add": lambda w: w.ask(ALICE, "quotes add", quote="Tea first, decisions later.", by="Ada Novak"),
    "quote": lambda w: w.ask(ALICE, "quote"),
    "daily": lambda w: w.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC"),
    "settings": lambda w: w.ask(ALICE, "settings set", manager=True, name="restricted", value="daily"),
    "hide": lambda w: w.ask(BOB, "privacy hide", switch="on"),
    "question": lambda w: w.ask(ALICE, "quiz add", manager=True, question="What is our kettle called?", right="Bertha"),
    "morning": lambda w: w.at(2 * DAY),
}


def kept(path: Path) -> list[str]:
    """Every row, but when the disk was looked at last."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [line for line in connection.iterdump() if "'checked'" not in line]


def is_refused(reply: Reply | None) -> bool:
    """Whether somebody was told no."""
    return isinstance(reply, Notice) and reply.mark in (Mark.REFUSED, Mark.WRONG)


async def told(world: World, step: Step) -> bool:
    """Whether somebody is told what is wrong."""
    try:
        reply = await step(world)
    except StorageError as error:
        return "disk" in str(error)
    return isinstance(reply, Notice) and "I can keep nothing right now" in reply.text


async def test_a_disk_that_is_full_at_every_step(tmp_path: Path) -> None:
    """Whoever asks is told, whatever is due waits, not a row is changed; with room the same works, and once."""
    wall = Counting()
    async with opened(tmp_path, wall) as world:
        for name, step in EVENING.items():
            before, stood = kept(tmp_path / "quoth.db"), list(wall.posts)
            with full_disk():
                assert await told(world, step), name
            assert kept(tmp_path / "quoth.db") == before, name
            assert wall.posts == stood, name
            assert not is_refused(await step(world)), name
            assert kept(tmp_path / "quoth.db") != before, name
        assert len(set(wall.posts)) == len(wall.posts)


COMMANDS = [
    ["import", "talk.txt"],
    ["export", "the-round-table", "--output", "quotes.csv"],
    ["backup", "quoth.backup"],
    ["remove", "the-round-table", "--everyone"],
    ["setup", "--unit", "quoth.service"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_a_command_on_a_full_disk_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """With exit code 2; no file is left behind, and what is kept is as it was."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/quoth.db")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    Path("talk.txt").write_text(TALK)
    assert main(["whosaid", "restore"]) == 0
    before, files = kept(tmp_path / "quoth.db"), {p.name for p in tmp_path.iterdir()}
    capsys.readouterr()
    with full_disk():
        assert main(command) == 2
    told = capsys.readouterr().err

    assert told.count("\n") == 1
    assert "cannot be written" in told or "disk" in told
    assert "Traceback" not in told
    assert kept(tmp_path / "quoth.db") == before
    left = {p.name for p in tmp_path.iterdir()} - files - {"quoth.db-wal", "quoth.db-shm", ".local"}
    assert left == set()
