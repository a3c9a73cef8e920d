"""A transcript that is attached to a message of the workspace: it comes in by the message's menu."""

import pytest

from tests.platform.slack.conftest import World
from tests.platform.slack.test_files import TALK, packs
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import Json, Shown


@pytest.fixture
def mode() -> str:
    """One way in is enough here."""
    return "http"


async def propose(world: World, *files: Json, by: str = "alice") -> Shown:
    """What they are told who take it from the menu of a message with these files."""
    before = len(world.slack.shown)
    message = world.slack.say("carla", "The talk of today.", files=list(files))
    await world.people.shortcut(by, message, "bring-this")
    return await seen(world, "ephemeral", after=before)


async def bring(world: World, *files: Json, by: str = "alice") -> str:
    """The words of that."""
    return (await propose(world, *files, by=by)).text


async def test_a_transcript_comes_in_by_its_message(world: World) -> None:
    """The report is for whoever brought it in; of several files it is the one that looks like a transcript."""
    photo, talk = world.people.file("photo.png", b"PNG"), world.people.file("talk.txt", TALK)

    asked = await propose(world, photo, talk)
    assert "“talk” can come in" in asked.text
    assert await packs(world) == []
    await world.people.press("alice", asked, "Bring it in")
    await seen(world, "replaced", has="Imported “talk”")
    assert await packs(world) == ["talk"]


async def test_what_cannot_be_brought_in(world: World) -> None:
    """No file, one that lies elsewhere, none that can be read, and nobody but managers."""
    assert "No file is attached" in await bring(world)
    away = {"id": "F9", "name": "talk.txt", "size": 9, "url_private": "https://drive.example.org/talk.txt"}
    assert "lies at drive.example.org" in await bring(world, away)
    told = await bring(world, world.people.file("night.txt", b"Nobody said a word until morning."))
    assert "no line names a speaker in a way I know" in told
    assert "“Who speaks”" not in told
    assert "for managers" in await bring(world, world.people.file("talk.txt", TALK), by="bob")
    assert await packs(world) == []
