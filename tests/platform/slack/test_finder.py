"""Messages are looked for page by page, also where Slack lets fifteen be read a minute; else nobody can tell."""

import pytest

from adapters.slack import finder
from bot.chat.incoming import Place
from bot.chat.messages import Notice
from bot.errors import DeliveryError, DeliveryUnknown
from tests.platform.slack.conftest import World
from tests.platform.slack.workspace import TEAM

PLACE = Place(platform="slack", workspace=TEAM, channel="CGENERAL")
# Longer than any test: the next page is let in by hand.
FOR_EVER = 1000.0


@pytest.fixture
def mode() -> str:
    """One way in is enough."""
    return "http"


@pytest.fixture
def slow(world: World) -> World:
    """Fifteen messages at once, and then none."""
    world.slack.scopes.add("channels:history")
    world.slack.read_every = FOR_EVER
    return world


async def look(world: World, nonce: str, *, thread: str = "", waits: int = 0) -> str | None:
    """Look for it, as often as Slack asks to wait."""
    place = Place(platform="slack", workspace=TEAM, channel="CGENERAL", thread=thread)
    for _ in range(waits):
        with pytest.raises(DeliveryError) as later:
            await world.platform.messenger.find(place, nonce)
        assert not isinstance(later.value, DeliveryUnknown)
        assert later.value.retry_after == 1.0
        world.slack.last_read = -FOR_EVER
    found = await world.platform.messenger.find(place, nonce)
    world.slack.last_read = -FOR_EVER
    return None if found is None else found.id


def pages(world: World) -> int:
    """How many were asked for."""
    return [m for m, _ in world.slack.calls].count("conversations.history")


@pytest.mark.parametrize(("newer", "waits"), [(0, 0), (14, 0), (15, 1), (40, 2)])
async def test_it_is_found_however_slowly(slow: World, newer: int, waits: int) -> None:
    """Each page is read once: a search goes on where it was."""
    sent = await slow.platform.messenger.post(PLACE, Notice(text="hello"), "mine")
    for n in range(newer):
        slow.slack.say("bob", f"message {n}")

    assert await look(slow, "mine", waits=waits) == sent.id
    assert pages(slow) == 2 * waits + 1


async def test_in_a_thread_it_is_found_as_well(slow: World) -> None:
    """From its beginning on."""
    root = slow.slack.say("alice", "root").message["ts"]
    for n in range(20):
        slow.slack.say("bob", f"message {n}", thread_ts=root)
    place = Place(platform="slack", workspace=TEAM, channel="CGENERAL", thread=root)
    sent = await slow.platform.messenger.post(place, Notice(text="hello"), "mine")

    assert await look(slow, "mine", thread=root, waits=1) == sent.id


async def test_what_is_not_among_the_newest_hundred_does_not_stand(slow: World) -> None:
    """And the next look begins anew."""
    for n in range(130):
        slow.slack.say("bob", f"message {n}")

    assert await look(slow, "mine", waits=6) is None
    assert pages(slow) == 13


async def test_what_takes_too_long_nobody_can_tell(slow: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is doubted, not sent again."""
    for n in range(30):
        slow.slack.say("bob", f"message {n}")
    with pytest.raises(DeliveryError):
        await slow.platform.messenger.find(PLACE, "mine")
    monkeypatch.setattr(finder, "LONGEST_SECONDS", -1.0)
    with pytest.raises(DeliveryUnknown, match="too slowly"):
        await slow.platform.messenger.find(PLACE, "mine")


async def test_where_it_is_read_fast_nothing_waits(world: World) -> None:
    """A hundred at once, as for apps of one's own."""
    world.slack.scopes.add("channels:history")
    sent = await world.platform.messenger.post(PLACE, Notice(text="hello"), "mine")
    for n in range(99):
        world.slack.say("bob", f"message {n}")

    assert await look(world, "mine") == sent.id
    assert pages(world) == 1
