"""Exporting in the chat: whole packs for managers, for others what is theirs; what comes out goes in again."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.terminal.files import keep_file
from bot.chat.incoming import Place, Press, Upload
from bot.chat.messages import File, Mark
from bot.library import exports
from bot.library.bringing_wording import BROUGHT, FILE
from bot.library.rows.packs import PackRows
from tests.builders import ALICE, BOB, HERE
from tests.world import World, opened, refused, words


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Alice manages; Bob does not."""
    async with opened(tmp_path) as made:
        yield made


async def export(world: World, *, manager: bool = True, **options: str) -> File:
    """The file."""
    who = ALICE if manager else BOB
    given: dict[str, object] = {"manager": manager, **options}
    reply = await world.ask(who, "quotes export", **given)  # type: ignore[arg-type]
    assert isinstance(reply, File), words(reply)
    return reply


async def test_a_member_gets_what_is_theirs(world: World) -> None:
    """Questions they wrote, quotes they made by hand; nothing of others, and no whole pack."""
    assert "nothing here is known to be yours" in refused(await world.ask(BOB, "quotes export"))
    await world.ask(ALICE, "quiz add", manager=True, question="Who made the tea?", right="Alice")
    await world.ask(BOB, "quiz add", question="Who feeds the cat?", right="Ines", manager=True)
    own = await export(world, manager=False, format="gift")
    assert own.name == "quotes.gift.txt"
    assert "Who feeds the cat?" in own.data.decode()
    assert "tea" not in own.data.decode()
    assert "What is yours in" in own.text
    assert "Nothing yours goes into that format" in refused(await world.ask(BOB, "quotes export", format="csv"))
    assert "whole packs, and those are for managers" in refused(await world.ask(BOB, "quotes export", format="quoth"))


async def test_the_own_format_comes_in_by_the_form(world: World) -> None:
    """As the pack it was, in another workspace; a broken one is a sentence and nothing comes in."""
    file = await export(world, format="quoth", pack="the-round-table")
    for data, told in ((file.data[:-20], "a broken place"), (file.data, "the-round-table")):
        upload = Upload(name=file.name, size=len(data), data=data)
        press = Press(
            key=told, place=HERE, user=ALICE, at=world.services.clock.now(), id=f"q1.{BROUGHT}.new.0", manager=True,
            uploads={FILE: upload},
        )  # fmt: skip
        assert told in words(await world.brought(ALICE, await world.engine.press(press)))
    library = await world.services.libraries.library(HERE.workspace_id)
    (mine,) = [p for p in library.in_use if not p.info.sample]
    assert (mine.info.name, mine.size, len(mine.speakers)) == ("the-round-table", 130, 5)


async def test_what_is_too_large_for_a_chat_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way to smaller ones."""
    monkeypatch.setattr(exports, "LIMIT", 2000)
    told = refused(await world.ask(ALICE, "quotes export", manager=True))
    assert told.endswith("Take one pack at a time: /quotes export pack=the-round-table")


def test_a_terminal_overwrites_nothing(tmp_path: Path) -> None:
    """The second file of a name gets a number; where nothing can be written that is said."""
    file = File(name="talk.quoth.json", data=b"{}", text="“talk”.")
    for name in ("talk.quoth.json", "talk-2.quoth.json", "talk-3.quoth.json"):
        assert name in keep_file(file, tmp_path).text
        assert os.name != "posix" or (tmp_path / name).stat().st_mode & 0o077 == 0
        assert (tmp_path / name).read_bytes() == b"{}"
    refusal = keep_file(file, tmp_path / "nowhere")
    assert refusal.mark is Mark.REFUSED
    assert "cannot be written here (No such file or directory)" in refusal.text


async def test_questions_come_back_out_of_gift(world: World) -> None:
    """With their right and wrong answers and the explanation, also where they are written in GIFT's own signs."""
    written = (
        {"question": "Who waters the plants?", "right": "Hugo", "wrong": "Ines; Ada; Ben", "explanation": "Since May."},
        {"question": "What is 2 {plus} 2 = ~4#?", "right": "a: 100% {four}", "wrong": "=five; ~six"},
        {"question": "What is our kettle called?", "right": "Bertha; Big Bertha"},
    )
    for question in written:
        await world.ask(ALICE, "quiz add", manager=True, **question)  # type: ignore[arg-type]
    file = await export(world, format="gift", pack="questions")
    there = Place(platform="terminal", workspace="far-away", channel="general")
    upload = Upload(name=file.name, size=len(file.data), data=file.data)
    asked = replace(world.request(ALICE, "quotes import", place=there, manager=True), uploads={"file": upload})
    await world.brought(ALICE, await world.engine.handle(asked), place=there)

    here, back = await questions_in(world, HERE.workspace_id), await questions_in(world, there.workspace_id)
    assert len(here) == len(written)
    assert back == here


async def questions_in(world: World, workspace_id: str) -> list[tuple[object, ...]]:
    """What is asked by hand in a workspace's own packs, field by field."""
    own = await world.services.store.read(lambda tx: tx[PackRows].owned(workspace_id))
    loaded = await world.services.store.read(lambda tx: tx[PackRows].load([p.id for p in own]))
    asked = [item for pack in loaded for item in pack.items]
    return sorted((i.stem, i.key, sorted(i.options), sorted(i.accept), i.explanation) for i in asked)
