"""Conversations between people: the commands can be typed there, but only the bot's own conversation is its own."""

import pytest

from tests.platform.slack.conftest import World
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import BOT_USER, Channel, Shown


@pytest.fixture
def mode() -> str:
    """One way in is enough here."""
    return "http"


def pair(world: World) -> str:
    """The direct messages between Alice and Bob."""
    made = Channel(id="DPAIR", members={"UALICE", "UBOB"}, private=True)
    world.slack.channels[made.id] = made
    return made.id


POSTING = [
    "/quiz start begin=now",
    "/quiz start begin=now rounds=2 teams=named",
    "/daily set 9am",
    "/daily set 9am style=quiz",
]


@pytest.mark.parametrize("line", POSTING)
async def test_between_two_people_nothing_is_promised(world: World, line: str) -> None:
    """What would be posted is refused at once, privately, with where it works; nothing is kept."""
    channel = pair(world)
    await world.people.command("bob", line, channel=channel)
    told = await seen(world, "ephemeral")

    assert "I cannot post here" in told.text
    assert "/invite" not in told.text
    methods = [m for m, _ in world.slack.calls]
    assert not [m for m in methods if m.startswith("chat.")]
    await world.people.command("bob", "/daily show", channel=channel)
    assert "Nothing is posted here" in (await seen(world, "ephemeral", has="posted here daily")).text


async def test_between_two_people_the_menu_s_buttons_are_refused(world: World) -> None:
    """A press tells as little of the conversation as a command."""
    channel = pair(world)
    await world.people.command("bob", "/quoth menu", channel=channel)
    menu = await seen(world, "ephemeral", has="Nothing is")
    await world.people.press("bob", menu, "Start a quiz")
    assert "I cannot post here" in (await seen(world, "ephemeral", has="cannot post")).text
    await world.people.press("bob", menu, "Post daily")
    refused = await world.people.fill("bob", (await seen(world, "view")).message, time="9am")
    assert "I cannot post here" in str(refused.body["errors"])


async def test_between_two_people_it_is_said_where_a_file_went(world: World) -> None:
    """Into the bot's own conversation, where nothing more has to be said of it."""
    await world.people.command("alice", "/quotes export csv pack=the-round-table", channel=pair(world))
    assert (await seen(world, "file")).channel == world.slack.direct("UALICE").id
    await seen(world, "ephemeral", has="The file is in the direct messages between you and me")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes export csv", channel=world.slack.direct("UALICE").id)
    await seen(world, "file", after=before)
    await world.people.command("alice", "/quoth about", channel=world.slack.direct("UALICE").id)
    await seen(world, "ephemeral", after=before, has="Quoth 0")
    assert not [shown for shown in world.slack.shown[before:] if "The file is in" in shown.text]


async def test_between_two_people_look_ups_and_solo_games_work(world: World) -> None:
    """They are answered by the address that came along; where that is used up, in the bot's own conversation."""
    channel = pair(world)
    await world.people.command("bob", "/quote 12", channel=channel)
    assert (await seen(world, "ephemeral", has="#12")).channel == channel
    await world.people.command("bob", "/quiz start begin=now who-said solo rounds=2", channel=channel)
    card = await seen(world, "ephemeral", has="Round 1 of 2")
    await world.people.press("bob", card, "A")
    await seen(world, "replaced", has="✓")

    late = world.people.command_payload("bob", "/quote 11", channel=channel)
    del world.slack.addresses[late["response_url"].rsplit("/", 1)[1]]
    await world.people.send("slash_commands", late)
    assert (await seen(world, "message", has="#11")).channel == "DBOB"


async def test_in_the_bot_s_own_conversation_everything_works(world: World) -> None:
    """Slack is asked once whose it is."""
    own = world.slack.direct("UBOB").id
    await world.people.command("bob", "/daily set 9am pack=the-round-table", channel=own)
    await seen(world, "ephemeral", has="Set: a quote")
    await world.people.command("bob", "/quote 12", channel=own)
    await seen(world, "ephemeral", has="#12")
    await world.people.command("bob", "/quiz start begin=now who-said rounds=1", channel=own)
    asked = await seen(world, "message", has="Round 1 of 1")
    await world.opened(own)
    await world.people.press("bob", asked, "C")
    await seen(world, "message", has="Final scores")


async def test_without_the_right_to_look_a_direct_message_counts_as_the_bot_s(world: World) -> None:
    """An app that was installed by an older manifest goes on as before."""
    world.slack.scopes -= {"im:read", "mpim:read"}
    own = world.slack.direct("UBOB").id
    await world.people.command("bob", "/quiz start begin=now who-said rounds=1", channel=own)

    assert (await seen(world, "message", has="Round 1 of 1")).channel == own


@pytest.mark.parametrize("invited", [True, False])
async def test_a_group_s_messages_are_a_channel_like_others(world: World, invited: bool) -> None:
    """With the right for them Quoth knows before whether it is in there."""
    members = {"UALICE", "UBOB", *([BOT_USER] if invited else [])}
    world.slack.channels["GGROUP"] = Channel(id="GGROUP", members=members, private=True, group=True)
    await world.people.command("bob", "/quiz start begin=now who-said rounds=1", channel="GGROUP")
    told: Shown = await seen(world, "message" if invited else "ephemeral")

    assert ("Round 1 of 1" if invited else "/invite") in told.text
