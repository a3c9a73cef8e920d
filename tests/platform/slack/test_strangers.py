"""People and payloads of other workspaces, and people of whom Slack says nothing: none of them manages here."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.slack.membership import Installation
from bot.settings.rows import ChoiceRows
from tests.platform.slack.conftest import World, running
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import TEAM, Json, Shown

OTHER = "T0OTHER"
SET = "/settings set cooldown 5"
MANAGERS_ONLY = "for managers"


@pytest.fixture
def mode() -> str:
    """One way in is enough, but for what is acknowledged with words."""
    return "http"


def mallory(world: World, **facts: object) -> None:
    """An administrator at home, who comes by a channel that is shared by Slack Connect."""
    world.slack.user("mallory", admin=True)
    world.slack.users["UMALLORY"] |= {"team_id": OTHER, **facts}
    world.slack.channels["CGENERAL"].members.add("UMALLORY")


def from_elsewhere(payload: Json) -> Json:
    """The payload of a press in a shared channel: the message's workspace is ours, the user's is not."""
    return payload | {"user": {**payload["user"], "team_id": OTHER}}


async def bring_button(world: World) -> Shown:
    """The button that opens the form of managers, before everybody's eyes."""
    await world.people.command("alice", "/quotes import")
    return await seen(world, "ephemeral", has="transcript")


async def test_an_administrator_of_another_workspace_is_no_manager_here(world: World) -> None:
    """Not by users.info, and not when a payload alone says where they are from."""
    mallory(world)
    shown = await bring_button(world)
    press = from_elsewhere(world.people.press_payload("mallory", shown, "Bring a transcript"))
    await world.people.send("interactive", press)
    assert MANAGERS_ONLY in (await seen(world, "ephemeral", has="managers")).text

    world.slack.users["UMALLORY"]["team_id"] = TEAM
    before = len(world.slack.shown)
    press = from_elsewhere(world.people.press_payload("mallory", shown, "Bring a transcript"))
    await world.people.send("interactive", press)
    assert MANAGERS_ONLY in (await seen(world, "ephemeral", after=before)).text


async def test_nor_by_being_named_among_the_managers(world: World) -> None:
    """Whoever else shares the channel cannot change what this workspace keeps."""
    mallory(world)
    await world.people.command("alice", "/settings set managers <@UMALLORY|mallory>")
    await seen(world, "ephemeral", has="nobody I can find")
    workspace_id = f"slack:{TEAM}"
    await world.engine.services.store.write(lambda tx: tx[ChoiceRows].put(workspace_id, "managers", "UMALLORY"))
    press = from_elsewhere(world.people.press_payload("mallory", await bring_button(world), "Bring a transcript"))
    before = len(world.slack.shown)
    await world.people.send("interactive", press)

    assert MANAGERS_ONLY in (await seen(world, "ephemeral", after=before)).text


async def test_they_play_like_everybody(world: World) -> None:
    """A press in a shared channel counts; a form tells its installation apart from where its user is."""
    mallory(world)
    await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
    asked = await seen(world, "message", has="Round 1")
    await world.opened()
    await world.people.send("interactive", from_elsewhere(world.people.press_payload("mallory", asked, "A")))
    assert (await seen(world, "ephemeral", has="A ·")).user == "UMALLORY"

    await world.people.command("alice", "/quoth menu")
    menu = await seen(world, "ephemeral", has="A game is on")
    await world.people.send("interactive", from_elsewhere(world.people.press_payload("mallory", menu, "Who said")))
    form = await seen(world, "view")
    filled = world.people.fill_payload("mallory", form.message, words="backups can smell fear")
    filled = from_elsewhere(filled) | {"team": {"id": OTHER}}
    filled["view"]["app_installed_team_id"] = TEAM
    await world.people.send("interactive", filled)
    assert (await seen(world, "ephemeral", has="smell fear")).user == "UMALLORY"


FOREIGN: dict[str, Callable[[World, Shown], tuple[str, Json]]] = {
    "a command": lambda w, _: (
        "slash_commands", w.people.command_payload("alice", SET) | {"team_id": OTHER}
    ),
    "a press": lambda w, shown: (
        "interactive", w.people.press_payload("alice", shown, "Bring") | {"team": {"id": OTHER}}
    ),
    "an event": lambda w, _: (
        "events_api", w.people.event({"type": "app_home_opened", "user": "UALICE", "tab": "home"})
        | {"team_id": OTHER, "authorizations": [{"team_id": OTHER}]}
    ),
    "an end that is not ours": lambda w, _: (
        "events_api", w.people.event({"type": "app_uninstalled"}) | {"team_id": OTHER, "authorizations": []}
    ),
}  # fmt: skip


@pytest.mark.parametrize("mode", ["socket", "http"])
@pytest.mark.parametrize("what", FOREIGN)
async def test_what_names_another_workspace_has_no_effect(
    world: World, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Signed with our secret all the same: acknowledged, told once in the log, and nothing is done."""
    shown = await bring_button(world)
    before, calls = len(world.slack.shown), len(world.slack.calls)
    kind, payload = FOREIGN[what](world, shown)
    for _ in range(2):
        ack = await world.people.send(kind, payload)
    if kind == "slash_commands":
        assert "another Slack workspace" in ack.body["text"]
        before += 2
    await world.people.command("bob", "/quote 12")
    await seen(world, "ephemeral", after=before, has="#12")

    assert len(world.slack.shown) == before + 1
    assert {m for m, _ in world.slack.calls[calls:]} <= {"response", "users.info", "conversations.info"}
    assert world.platform.is_ready()
    assert sum(OTHER in r.getMessage() for r in caplog.records) == 1


async def test_an_event_of_a_shared_channel_is_ours_by_its_authorization(world: World) -> None:
    """Its team is where the channel was made."""
    event = world.people.event({"type": "app_home_opened", "user": "UALICE", "tab": "home"}) | {"team_id": OTHER}
    await world.people.send("events_api", event)

    assert (await seen(world, "home")).user == "UALICE"


LACKING: dict[str, Callable[[Json], Json]] = {
    "the workspace, as in an installation for an organisation": lambda p: p | {"team": None, "enterprise": None},
    "where the user is from": lambda p: p | {"user": {"id": "UALICE"}},
    "the channel's name, as in private channels": lambda p: p | {"channel": {"id": "CGENERAL"}},
    "the message, as of one that only one person sees": lambda p: p | {"message": None},
    "the channel beside the container": lambda p: p | {"channel": None},
    "the container": lambda p: {k: v for k, v in p.items() if k != "container"},
    "when it was pressed": lambda p: p | {"actions": [{**p["actions"][0], "action_ts": None}]},
}


@pytest.mark.parametrize("what", LACKING)
async def test_what_a_payload_may_lack(world: World, what: str) -> None:
    """It is answered all the same."""
    await world.people.command("alice", "/quoth menu")
    press = world.people.press_payload("alice", await seen(world, "ephemeral", has="Nothing is"), "Packs")
    await world.people.send("interactive", LACKING[what](press))

    assert (await seen(world, "ephemeral", has="Packs")).user == "UALICE"


async def test_who_is_not_told_in_time_is_not_called_no_manager(world: World) -> None:
    """Slack says too late who Alice is: she hears that, and may at the next try."""
    arrived = asyncio.Event()
    world.slack.hold["users.info"] = arrived
    await world.people.command("alice", SET)
    told = await seen(world, "ephemeral")
    assert "did not say in time who you are" in told.text
    assert MANAGERS_ONLY not in told.text
    arrived.set()
    await world.slack.until(lambda: [m for m, _ in world.slack.calls].count("users.info") == 1)
    before = len(world.slack.shown)
    await world.people.command("alice", SET)

    assert "5" in (await seen(world, "ephemeral", after=before, has="Quotes not repeated")).text


async def test_a_host_s_right_is_no_other(world: World) -> None:
    """Who may be a manager is not told that only the host may."""
    await world.people.command("bob", "/quiz start begin=now who-said rounds=2")
    await seen(world, "message", has="Round 1")
    arrived = asyncio.Event()
    world.slack.hold["users.info"] = arrived
    await world.people.command("alice", "/quiz stop")
    assert "did not say in time who you are" in (await seen(world, "ephemeral", has="in time")).text
    arrived.set()


async def test_without_the_right_to_see_people_nobody_is_called_no_manager(tmp_path: Path) -> None:
    """A lasting reason has another sentence."""
    async with running("http", tmp_path) as world:
        world.slack.scopes.discard("users:read")
        await world.people.command("alice", SET)

        assert "whoever runs Quoth" in (await seen(world, "ephemeral", has="does not tell me who you are")).text


ONE = Installation(team_id="T1")
GRID = Installation(team_id="T1", enterprise_id="E1")
WHOLE = Installation(team_id="E1", enterprise_id="E1", whole=True)


@pytest.mark.parametrize(
    ("home", "team", "enterprise", "ours"),
    [
        (ONE, "T1", None, True), (ONE, "T2", None, False), (ONE, None, None, False),
        (ONE, "", None, False), (ONE, "T2", "E1", False),
        (GRID, "T1", "E1", True), (GRID, "T2", "E1", False), (WHOLE, "T7", "E1", True), (WHOLE, None, "E1", True),
        (WHOLE, "E1", None, True), (WHOLE, "T7", "E2", False),
        (WHOLE, None, None, False),
    ],
)  # fmt: skip
def test_what_a_payload_is_for(home: Installation, team: str | None, enterprise: str | None, ours: bool) -> None:
    """One workspace, one of an organisation, or an organisation."""
    assert home.is_meant(team, enterprise) is ours


@pytest.mark.parametrize(
    ("home", "user", "member"),
    [
        (ONE, {"team_id": "T1"}, True), (ONE, {"team_id": "T2"}, False), (ONE, {}, True),
        (ONE, {"team_id": "T1", "is_stranger": True}, False),
        (GRID, {"team_id": "T2", "enterprise_user": {"enterprise_id": "E1", "teams": ["T2", "T1"]}}, True),
        (GRID, {"team_id": "T2", "enterprise_user": {"enterprise_id": "E1", "teams": ["T2"]}}, False),
        (WHOLE, {"team_id": "T2", "enterprise_user": {"enterprise_id": "E1", "teams": ["T2"]}}, True),
        (WHOLE, {"team_id": "T9", "enterprise_user": {"enterprise_id": "E9", "teams": ["T9"]}}, False),
    ],
)  # fmt: skip
def test_who_is_a_member(home: Installation, user: Json, member: bool) -> None:
    """In the words of users.info."""
    assert home.has(user) is member
