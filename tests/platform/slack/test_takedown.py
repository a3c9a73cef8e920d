"""“Take down” in the menu of a message: whatever the bot wrote in a channel goes, in threads too."""

import pytest

from tests.platform.slack.conftest import World
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import Shown


@pytest.fixture
def mode() -> str:
    """One way in is enough here."""
    return "http"


async def take_down(world: World, who: str, message: Shown) -> str:
    """What they are told who choose it in the menu of a message."""
    before = len(world.slack.shown)
    await world.people.shortcut(who, message, "takedown")
    return (await seen(world, "ephemeral", after=before)).text


def stands(world: World, message: Shown) -> bool:
    """Whether it is still in its channel."""
    return message.message["ts"] in world.slack.channels[message.channel].messages


@pytest.mark.parametrize("thread", ["no", "yes"])
async def test_an_open_round_goes_for_its_host(world: World, thread: str) -> None:
    """Nobody else; the next one follows."""
    await world.people.command("bob", f"/quiz start begin=now who-said rounds=3 thread={thread}")
    asked = await seen(world, "message", has="Round 1 of 3")
    world.slack.user("carla")
    world.slack.channels["CGENERAL"].members.add("UCARLA")

    assert "Only whoever is quoted there" in await take_down(world, "carla", asked)
    assert "is taken down" in await take_down(world, "bob", asked)
    assert (await seen(world, "deleted")).message["ts"] == asked.message["ts"]
    await seen(world, "message", has="Round 2 of 3")


async def test_a_shared_quote_goes_for_its_speaker(world: World) -> None:
    """What stands on it tells whose words it shows; a message that passes it on is somebody's own."""
    for name in ("carla", "dave"):
        world.slack.user(name)
        world.slack.channels["CGENERAL"].members.add(f"U{name.upper()}")
    await world.people.command("carla", "/quotes add quote='Tea first, then the rest.' by=<@UBOB>")
    await world.people.press("carla", await seen(world, "ephemeral", has="is in the book"), "Share")
    shared = await seen(world, "message", has="shares")
    passed_on = world.slack.say("carla", "", attachments=[
        {"is_share": True, "author_id": "U0QUOTH", "text": shared.text}])  # fmt: skip

    assert "is not one of mine" in await take_down(world, "alice", passed_on)
    assert "Only whoever is quoted there" in await take_down(world, "dave", shared)
    assert "is taken down" in await take_down(world, "bob", shared)
    await seen(world, "deleted")
    assert stands(world, passed_on)
    assert not stands(world, shared)
