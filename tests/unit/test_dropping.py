"""Drop folders: what is put there becomes a pack; half-written, hidden and bad files do not."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.terminal import app
from adapters.terminal.screen import Screen
from adapters.terminal.session import Session
from bot.engine.dropping import DropFolder
from bot.messages import Reply
from content.shipped import SHIPPED, shipped_folder
from tests.builders import HERE
from tests.world import World, opened

TALK = "Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of the ashes.\n"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty drop folder."""
    made = tmp_path / "drop"
    made.mkdir()
    return made


async def seen(world: World) -> list[str]:
    """The packs of the only workspace, samples left out."""
    library = await world.services.shelf.library("slack:T1")
    return [p.info.name for p in library.packs.values() if not p.info.sample]


async def test_a_file_becomes_a_pack_once_it_is_still(world: World, folder: Path) -> None:
    """Not while it is being written; later looks change nothing, a changed file does."""
    drop = DropFolder(folder)
    talk = folder / "talk.txt"
    talk.write_text(TALK[:30], encoding="utf-8")
    assert await drop.look(world.services) == 0
    talk.write_text(TALK, encoding="utf-8")
    assert await drop.look(world.services) == 0
    assert await drop.look(world.services) == 1
    assert await drop.look(world.services) == 0
    assert await seen(world) == ["talk"]

    (folder / "talk.edits.toml").write_text('[speakers]\nAda = "Ada Novak"\n', encoding="utf-8")
    assert [await drop.look(world.services) for _ in range(3)] == [0, 1, 0]
    library = await world.services.shelf.library("slack:T1")
    assert library.pack("talk").speakers[0].name == "Ada Novak"


async def test_what_is_no_transcript_is_told_once(world: World, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Its name and why, none of its words; hidden and half-loaded files are left alone."""
    (folder / "prose.txt").write_text("It was a dark and secret night.", encoding="utf-8")
    for name in (".hidden.txt", "talk.txt.part", "talk.edits.toml"):
        (folder / name).write_text(TALK, encoding="utf-8")
    drop = DropFolder(folder)
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            await drop.look(world.services)

    assert len(caplog.messages) == 1
    assert "prose.txt: nobody is named" in caplog.messages[0]
    assert "secret" not in caplog.text
    assert await seen(world) == []


async def test_the_shipped_folder_takes_more(world: World) -> None:
    """What ships there stays a sample."""
    drop = DropFolder(shipped_folder(), passed_over=SHIPPED)

    assert [await drop.look(world.services) for _ in range(2)] == [0, 0]


async def test_a_folder_that_is_gone_is_told(world: World, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """And looked for again."""
    folder.rmdir()
    assert await DropFolder(folder).look(world.services) == 0

    assert "cannot be read" in caplog.text


async def test_a_person_at_the_prompt_is_told_of_a_new_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`quoth play` looks into the folders while somebody thinks, and goes on where they were."""
    shown, typed = io.StringIO(), asyncio.get_running_loop().create_future()

    class Thinking:
        def ask(self) -> "asyncio.Future[str | None]":
            return typed

    class Watched(Screen):
        def show(self, reply: Reply, *, to: str = "") -> None:
            super().show(reply, to=to)
            typed.set_result(None)

    monkeypatch.setattr(app, "Keyboard", Thinking)
    monkeypatch.setattr(app, "LOOK_SECONDS", 0.01)
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "pond.txt").write_text(TALK)
    async with opened(tmp_path) as world, asyncio.timeout(10):
        screen = Watched(shown)
        drops = app._Drops(world.engine, [DropFolder(folder)])
        await app._converse(Session(world.engine, screen), screen, drops)
        library = await world.services.shelf.library(HERE.workspace_id)

    assert "One pack came in by the drop folder." in shown.getvalue()
    assert "pond" in {p.info.name for p in library.packs.values()}
