"""Drop folders: what is put there becomes a pack; half-written, hidden and bad files do not."""

import asyncio
import io
import logging
import os
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.terminal import app
from adapters.terminal.screen import Screen
from adapters.terminal.session import Session
from bot.chat.messages import Reply
from bot.library.imports import store
from bot.library.removal import take_away
from bot.library.watched import WatchedFolder, waiting_files
from content.document_options import Reading
from content.packs import read_file
from content.shipped import SHIPPED, shipped_folder
from tests.builders import HERE, NOON, quotes_of
from tests.unit.content.test_slack_archive import EXPORT, packed
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
    library = await world.services.libraries.library("slack:T1")
    return [p.info.name for p in library.packs.values() if not p.info.sample]


async def test_an_archive_that_slack_exported_becomes_a_pack(world: World, folder: Path) -> None:
    """As it was downloaded."""
    drop = WatchedFolder(folder)
    assert await drop.poll(world.services) == 0
    (folder / "harbour.zip").write_bytes(packed(EXPORT))
    assert await drop.poll(world.services) == 0
    assert await drop.poll(world.services) == 1

    assert await seen(world) == ["harbour"]


async def test_a_file_becomes_a_pack_once_it_is_still(world: World, folder: Path) -> None:
    """Not while it is being written; later looks change nothing, a changed file does."""
    drop = WatchedFolder(folder)
    assert await drop.poll(world.services) == 0
    talk = folder / "talk.txt"
    talk.write_text(TALK[:30], encoding="utf-8")
    assert await drop.poll(world.services) == 0
    talk.write_text(TALK, encoding="utf-8")
    assert await drop.poll(world.services) == 0
    assert await drop.poll(world.services) == 1
    assert await drop.poll(world.services) == 0
    assert await seen(world) == ["talk"]

    (folder / "talk.edits.toml").write_text('[speakers]\nAda = "Ada Novak"\n', encoding="utf-8")
    assert [await drop.poll(world.services) for _ in range(3)] == [0, 1, 0]
    library = await world.services.libraries.library("slack:T1")
    assert library.pack("talk").speakers[0].name == "Ada Novak"


async def test_what_lies_there_at_the_start_is_brought_in_at_once(world: World, folder: Path) -> None:
    """With one look, unless it grows meanwhile."""
    for name in ("old.txt", "fresh.txt", "growing.txt"):
        (folder / name).write_text(TALK.replace("plan", name.split(".")[0]), encoding="utf-8")
    os.utime(folder / "old.txt", (1, 1))
    drop = WatchedFolder(folder)
    looking = asyncio.create_task(drop.poll(world.services))
    while drop._seen is None and not looking.done():
        with (folder / "growing.txt").open("a") as growing:
            growing.write("Ada: There is more to come before anybody may leave the room.\n")
        await asyncio.sleep(0)

    assert await looking == 2
    assert sorted(await seen(world)) == ["fresh", "old"]
    assert sum([await drop.poll(world.services) for _ in range(2)]) == 1


@pytest.mark.parametrize(
    ("names", "packs"),
    [
        (("talk.md", "talk.txt"), {"talk", "talk-2"}),
        (("Talk.txt", "talk.txt"), {"talk", "talk-2"}),
        (("café.txt", "cafe\u0301.txt"), {"cafe", "cafe-2"}),
        (("a/talk.txt", "b/talk.txt"), {"talk", "talk-2"}),
    ],
)
async def test_two_files_are_two_packs(world: World, folder: Path, names: tuple[str, ...], packs: set[str]) -> None:
    """However alike they are called and whatever they share; each stays its own, after a restart too."""
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"{TALK}Ada: Only the file {names.index(name)} of this folder says this.\n")
    if len(list(folder.rglob("*.*"))) < len(names):
        pytest.skip("this disk does not tell these names apart")
    folders = sorted({(folder / name).parent for name in names})

    assert sum([await WatchedFolder(f).poll(world.services) for f in folders]) == 2
    assert set(await seen(world)) == packs
    library = await world.services.libraries.library("slack:T1")
    before = {p.info.name: {q.number for q in quotes_of(library, p.info.name)} for p in library.packs.values()}
    (folder / names[1]).write_text(f"{TALK}Ben: Now the second file of this folder says something else.\n")
    assert sum([await WatchedFolder(f).poll(world.services) for f in folders]) == 1
    library = await world.services.libraries.library("slack:T1")
    after = {p.info.name: {q.number for q in quotes_of(library, p.info.name)} for p in library.packs.values()}
    assert set(after) == set(before)
    changed = {name for name in packs if after[name] != before[name]}
    assert len(changed) == 1
    assert "Now the second file" in str(quotes_of(library, changed.pop()))


async def test_a_restart_reads_nothing_again_and_undoes_nothing(
    world: World, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What people did to a pack since stays: a speaker put right, another name, its removal."""
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    (folder / "pond.txt").write_text("Ada: The lamp above the pond has seen more meetings than this room.\n")
    assert await WatchedFolder(folder).poll(world.services) == 2
    right = read_file(folder / "talk.txt", name="plans", how=Reading(speakers={"Ada": "Ada Novak"}))
    await store(world.services, right, workspace_id=None, named=True)
    await world.services.store.write(lambda tx: take_away(tx, None, "pond", NOON))
    with caplog.at_level(logging.INFO):
        assert [await WatchedFolder(folder).poll(world.services) for _ in range(2)] == [0, 0]

    assert caplog.messages == []
    assert await seen(world) == ["plans"]
    library = await world.services.libraries.library("slack:T1")
    assert [s.name for s in library.pack("plans").speakers] == ["Ada Novak", "Ben"]
    (folder / "plans.txt").write_text(TALK, encoding="utf-8")
    (folder / "pond.txt").write_text("Ada: The lamp above the pond has seen more meetings than this house.\n")
    with caplog.at_level(logging.INFO):
        assert await WatchedFolder(folder).poll(world.services) == 0
    assert caplog.messages == [
        "plans.txt: Already here as “plans”: plans", "pond.txt: Nothing changed: “pond” was removed",
    ]  # fmt: skip


async def test_a_file_that_was_moved_is_the_same_pack(world: World, folder: Path) -> None:
    """It is followed to where it lies now."""
    talk, moved = folder / "talk.txt", folder / "moved.txt"
    talk.write_text(TALK, encoding="utf-8")
    await WatchedFolder(folder).poll(world.services)
    talk.rename(moved)
    assert await WatchedFolder(folder).poll(world.services) == 0
    moved.write_text(TALK + "Ada: And then the ashes were filed under plans.\n", encoding="utf-8")
    assert await WatchedFolder(folder).poll(world.services) == 1

    assert await seen(world) == ["talk"]


async def test_a_file_nobody_can_read_stops_no_other(world: World, folder: Path) -> None:
    """Whatever goes wrong with it, and again at every look."""
    (folder / "bad.toml").write_text("x = " + "[" * 30_000, encoding="utf-8")
    (folder / "empty.txt").write_text("Ada: Yes.\nBen: No.\n", encoding="utf-8")
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    drop = WatchedFolder(folder)

    assert [await drop.poll(world.services) for _ in range(4)] == [1, 0, 0, 0]
    assert await seen(world) == ["talk"]
    assert drop.reading == ()


async def test_a_file_over_the_limit_is_not_read(world: World, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Not to compare it either: it is refused by its size, once, and again when it is another."""
    huge = folder / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(40_000_000_000)
    drop = WatchedFolder(folder)

    tracemalloc.start()
    stored = [await drop.poll(world.services) for _ in range(3)]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert stored == [0, 0, 0]
    assert most < 50_000_000
    assert [m for m in caplog.messages if "larger than" in m] == caplog.messages[:1]
    (waits,) = await waiting_files(world.services, [drop])
    assert "larger than" in waits


async def test_a_name_that_is_not_utf8_is_told_once(
    world: World, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It can be renamed; the others are brought in, and the doctor says it."""
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt")).write_text(TALK, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    (folder / "good.txt").write_text(TALK, encoding="utf-8")
    drop = WatchedFolder(folder)

    assert sum([await drop.poll(world.services) for _ in range(4)]) == 1

    told = [m for m in caplog.messages if "not written in UTF-8" in m]
    assert len(told) == 1
    assert "Rename it" in told[0]
    (waits,) = await waiting_files(world.services, [drop])
    assert "not written in UTF-8" in waits


async def test_what_is_no_transcript_is_told_once(world: World, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Its name and why, none of its words; hidden and half-loaded files are left alone."""
    (folder / "prose.txt").write_text("It was a dark and secret night.", encoding="utf-8")
    for name in (".hidden.txt", "talk.txt.part", "talk.edits.toml"):
        (folder / name).write_text(TALK, encoding="utf-8")
    drop = WatchedFolder(folder)
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            await drop.poll(world.services)

    assert len(caplog.messages) == 1
    assert "prose.txt: no line names a speaker" in caplog.messages[0]
    assert "secret" not in caplog.text
    assert await seen(world) == []
    (folder / "good.txt").write_text(TALK, encoding="utf-8")
    told = await waiting_files(world.services, [drop])
    assert len(told) == 1
    assert "prose.txt: no line names a speaker" in told[0]


async def test_a_table_that_is_half_broken_waits_for_somebody(
    world: World, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody can be asked here: it is told once, by the doctor as well, and comes in once it is mended."""
    table = folder / "list.csv"
    good = [f"Nobody reads plan {n} before it is on fire.,Ada Novak" for n in range(9)]
    table.write_text("\n".join(["quote,speaker", *good, *["He said, well, no,Ben"] * 9]), encoding="utf-8")
    drop = WatchedFolder(folder)
    with caplog.at_level(logging.WARNING):
        assert [await drop.poll(world.services) for _ in range(3)] == [0, 0, 0]

    assert caplog.text.count("9 of its 18 entries cannot be read (lines 11, 12, 13 and so on), so nothing") == 1
    assert await seen(world) == []
    assert ["9 of its 18" in told for told in await waiting_files(world.services, [drop])] == [True]
    table.write_text("\n".join(["quote,speaker", *good, *good[:2], ",Ben Osei"]), encoding="utf-8")
    assert 1 in [await drop.poll(world.services) for _ in range(3)]


async def test_the_shipped_folder_takes_more(world: World) -> None:
    """What ships there stays a sample."""
    drop = WatchedFolder(shipped_folder(), passed_over=SHIPPED)

    assert [await drop.poll(world.services) for _ in range(2)] == [0, 0]


async def test_a_folder_that_is_gone_is_told(world: World, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Once, and looked for again."""
    folder.rmdir()
    drop = WatchedFolder(folder)
    assert [await drop.poll(world.services) for _ in range(3)] == [0, 0, 0]
    assert caplog.text.count("cannot be read") == 1
    folder.mkdir()
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    assert [await drop.poll(world.services) for _ in range(2)] == [0, 1]


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
        drops = app._Drops(world.engine, [WatchedFolder(folder)])
        await app._converse(Session(world.engine, screen), screen, drops)
        library = await world.services.libraries.library(HERE.workspace_id)

    assert "1 pack came in by the drop folder." in shown.getvalue()
    assert "pond" in {p.info.name for p in library.packs.values()}
