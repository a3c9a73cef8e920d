"""What goes wrong between the bot and Slack: whom it is told, and that nothing stands twice."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from adapters.slack.one import OneWorkspace
from bot.app import catalogue
from bot.delivery import attempt
from bot.privacy.rows.departures import DepartureRows
from tests.patience import PATIENCE
from tests.platform.slack.conftest import World, running
from tests.platform.slack.local import ANSWERS, LocalSlack
from tests.platform.slack.people import buttons
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import BOT_USER, Channel, Shown


@pytest.fixture
def mode() -> str:
    """One way in is enough here."""
    return "http"


def archived(slack: LocalSlack, channel: Channel) -> None:
    """Somebody archives it."""
    channel.archived = True


def left(slack: LocalSlack, channel: Channel) -> None:
    """The bot is removed."""
    channel.members.discard(BOT_USER)


def secret(slack: LocalSlack, channel: Channel) -> None:
    """It is private, and the bot was never in it."""
    channel.members.discard(BOT_USER)
    channel.private = True


def muted(slack: LocalSlack, channel: Channel) -> None:
    """Only some may post."""
    channel.read_only = True


def scope_taken(slack: LocalSlack, channel: Channel) -> None:
    """The app was installed without the right to post."""
    slack.scopes.discard("chat:write")


BARS = {
    archived: "archived", left: "/invite", secret: "/invite", muted: "cannot post",
    scope_taken: "the scope chat:write",
}  # fmt: skip


@pytest.mark.parametrize("bar", BARS)
async def test_who_starts_a_game_is_told_why_it_cannot_be_posted(world: World, bar: object) -> None:
    """At once and privately, with the way to mend it; look-ups work all the same."""
    assert callable(bar)
    bar(world.slack, world.slack.channels["CGENERAL"])
    await world.people.command("alice", "/quiz start begin=now")
    told = await seen(world, "ephemeral")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quote")

    assert BARS[bar] in told.text
    assert "#" in (await seen(world, "message", after=before)).text


async def test_a_menu_s_game_is_refused_as_well(world: World) -> None:
    """What a platform does not tell with a press is looked up."""
    await world.people.shortcut("alice", await _quote(world))
    menu = await seen(world, "ephemeral", has="Nothing is")
    left(world.slack, world.slack.channels["CGENERAL"])
    await world.people.press("alice", menu, "Start a quiz")

    assert "/invite" in (await seen(world, "ephemeral", has="member")).text


async def test_a_host_is_told_directly_when_a_game_cannot_go_on(world: World) -> None:
    """The game ends, so nobody is stuck in it."""
    await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
    await seen(world, "message", has="Round 1")
    await world.opened()
    archived(world.slack, world.slack.channels["CGENERAL"])
    await world.people.command("alice", "/quiz skip")
    told = await seen(world, "message", has="Your game")

    assert told.channel == "DALICE"
    assert "archived" in told.text


async def test_patience_is_kept_and_the_message_stands_once(world: World) -> None:
    """429 means that nothing was sent: it is sent later, without a look that no scope allows."""
    asked = web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
    world.slack.failures["chat.postMessage"] = [lambda: asked]
    await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
    await seen(world, "message", has="Round 1")

    assert not [m for m, _ in world.slack.calls if m == "conversations.history"]
    assert len(world.slack.channels["CGENERAL"].messages) == 1


@pytest.mark.parametrize("history", [True, False])
async def test_a_lost_answer_never_makes_a_second_message(world: World, history: bool) -> None:
    """With the scope the message is found; without it a press proves that it stands. The game goes on in it."""
    if history:
        world.slack.scopes.add("channels:history")
    world.slack.lose.add("chat.postMessage")
    await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
    first = await seen(world, "message", has="Round 1")
    if history:
        await world.opened()
    await world.people.press("bob", first, "A")
    assert (await seen(world, "ephemeral", has="A ·")).user == "UBOB"
    assert "Round 1" in (await seen(world, "update", has="1 of 2 have answered")).text
    assert len(world.slack.channels["CGENERAL"].messages) == 1
    await world.people.command("alice", "/quiz skip")
    assert "✓" in (await seen(world, "update", has="✓")).text
    await seen(world, "message", has="Round 2")


async def test_a_game_of_which_nobody_can_tell_is_given_up_in_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody presses: a board and a word to the host. Who presses later is told, and the buttons go away."""
    monkeypatch.setitem(catalogue.POSTS, "round", replace(catalogue.POSTS["round"], doubt=0.2))
    world.slack.lose.add("chat.postMessage")
    await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
    first = await seen(world, "message", has="Round 1")
    await seen(world, "message", has="Final scores")
    assert "twice" in (await seen(world, "message", has="Your game")).text
    await world.people.press("bob", first, "A")

    assert (await seen(world, "ephemeral", has="No game")).user == "UBOB"
    assert buttons((await seen(world, "update", has="Round 1")).message) == []


async def test_an_address_that_is_used_up_is_replaced_by_a_message(world: World) -> None:
    """chat.postEphemeral, seen by the same person."""
    payload = world.people.command_payload("bob", "/quote 12")
    name = payload["response_url"].rsplit("/", 1)[1]
    world.slack.addresses[name] = (world.slack.addresses[name][0], ANSWERS, world.slack.addresses[name][2])
    await world.people.send("slash_commands", payload)

    assert "#12" in (await seen(world, "ephemeral")).text
    assert "chat.postEphemeral" in [method for method, _ in world.slack.calls]


async def test_a_form_that_comes_too_late_is_told(world: World) -> None:
    """Slack's three seconds were over."""
    await world.people.shortcut("bob", await _quote(world))
    menu = await seen(world, "ephemeral", has="Nothing is")
    late = web.json_response({"ok": False, "error": "expired_trigger_id"})
    world.slack.failures["views.open"] = [lambda: late]
    await world.people.press("bob", menu, "Who said…")

    assert "Press once more" in (await seen(world, "ephemeral", has="too long")).text


async def test_a_deleted_round_is_posted_anew_once(world: World) -> None:
    """Its reveal stands in a message of its own, and the game goes on; deleted twice, the game ends with a board."""
    general = world.slack.channels["CGENERAL"]
    await world.people.command("alice", "/quiz start begin=now who-said rounds=3")
    first = await seen(world, "message", has="Round 1")
    await world.opened()
    del general.messages[first.message["ts"]]
    await world.people.command("alice", "/quiz skip")
    await seen(world, "message", has="✓")
    second = await seen(world, "message", has="Round 2")
    assert second.channel == "CGENERAL"

    await world.opened()
    del general.messages[second.message["ts"]]
    before = len(world.slack.shown)
    await world.people.press("bob", second, "A")
    anew = await seen(world, "message", after=before, has="Round 2")
    assert "1 of 2 have answered" in anew.text
    del general.messages[anew.message["ts"]]
    await world.people.press("alice", anew, "B")

    await seen(world, "message", has="Final scores")
    assert "deleted" in (await seen(world, "message", has="Your game")).text


async def test_a_thread_that_is_deleted_ends_its_game_in_the_channel(world: World) -> None:
    """Its next round has nowhere to go; the board stands where it can be seen."""
    await world.people.command("alice", "/quiz start begin=now who-said rounds=3 thread=yes")
    root = await seen(world, "message", has="in the thread of this message")
    asked = await seen(world, "message", has="Round 1")
    await world.opened(thread=root.message["ts"])
    general = world.slack.channels["CGENERAL"]
    gone = web.json_response({"ok": False, "error": "thread_not_found"})
    world.slack.failures["chat.postMessage"] = [lambda: gone]
    del general.messages[asked.message["ts"]]
    await world.people.press("bob", asked, "A")
    board = await seen(world, "message", has="Final scores")

    assert board.thread == ""
    assert "gone" in (await seen(world, "message", has="Your game")).text


async def test_a_failure_of_ours_is_told_and_may_be_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The same payload, delivered again, is worked on again; the log does not say what was typed."""

    async def broken(request: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(world.engine, "handle", broken)
        payload = world.people.command_payload("bob", "/whosaid backups can smell fear")
        await world.people.send("slash_commands", payload)
        told = (await seen(world, "ephemeral", has="went wrong")).text
        reference = told.partition("Reference ")[2][:6]
    await world.people.send("slash_commands", payload)

    assert "smell fear" in (await seen(world, "ephemeral", has="sure")).text
    assert "smell fear" not in caplog.text
    assert len(reference) == 6
    assert f"reference {reference}" in caplog.text


async def test_without_names_people_are_called_as_the_payload_calls_them(tmp_path: Path) -> None:
    """A missing scope must not stop anybody from playing."""
    async with running("http", tmp_path) as world:
        world.slack.scopes.discard("users:read")
        await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
        await seen(world, "message", has="Round 1")
        await world.people.command("bob", "/quiz join")

        assert "bob is in" in (await seen(world, "ephemeral", has="is in")).text


ENDS = [
    ("account_inactive", {"type": "app_uninstalled"}),
    ("token_revoked", {"type": "tokens_revoked", "tokens": {"oauth": ["UALICE"], "bot": [BOT_USER]}}),
    ("token_revoked", None),
]


@pytest.mark.parametrize(("code", "event"), ENDS)
@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_an_app_that_is_uninstalled_waits(
    mode: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    code: str,
    event: dict[str, Any] | None,
) -> None:
    """By an event or by Slack's refusal: not ready, one line, nothing sent any more; back, a game goes on by itself."""
    monkeypatch.setattr(attempt, "RETRY_SECONDS", 0.1)
    async with running(mode, tmp_path, check=0.05) as world:
        await _uninstalled(world, caplog, code, event)


async def _uninstalled(world: World, caplog: pytest.LogCaptureFixture, code: str, event: dict[str, Any] | None) -> None:
    await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
    await seen(world, "message", has="Round 1")
    await world.opened()
    assert world.platform.is_ready()

    world.slack.gone = code
    if event is not None:
        await world.people.send("events_api", world.people.event(event))
    await world.people.command("alice", "/quiz skip")
    await world.slack.until(lambda: not world.platform.is_ready())
    if event is not None:
        await _until_left(world, ["slack:T0LOCAL"])
    methods = [m for m, _ in world.slack.calls]
    await world.slack.until(lambda: [m for m, _ in world.slack.calls].count("auth.test") > 3)
    later = [m for m, _ in world.slack.calls][len(methods) :]
    assert methods.count("chat.update") <= 1
    assert not [m for m in later if m.startswith("chat.")]
    assert sum("does not let the app in any more" in r.getMessage() for r in caplog.records) == 1

    world.slack.gone = ""
    await world.slack.until(world.platform.is_ready)
    assert (await seen(world, "message", has="Round 2")).channel == "CGENERAL"
    await _until_left(world, [])


async def _until_left(world: World, workspaces: list[str]) -> None:
    """Wait until these are known to have removed the app."""
    later = datetime.now(UTC) + timedelta(days=31)
    async with asyncio.timeout(PATIENCE):
        while True:
            if await world.engine.services.store.read(lambda tx: tx[DepartureRows].over(later)) == workspaces:
                return
            await asyncio.sleep(0.01)


async def test_what_nobody_foresaw_ends_no_look_at_slack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whether the app is let in, and whose tokens end, is looked at for ever; what is odd is told once."""
    looks, odd, foreseen = 0, True, OneWorkspace.check

    async def check(one: OneWorkspace) -> bool:
        nonlocal looks
        looks += 1
        if odd:
            raise KeyError("team_id")
        return await foreseen(one)

    monkeypatch.setattr(OneWorkspace, "check", check)
    async with running("http", tmp_path, check=0.01) as world:
        await world.slack.until(lambda: looks > 2)
        odd = False
        await world.slack.until(lambda: "works again" in caplog.text)
    told = [r.message for r in caplog.records if r.message.startswith("looking whether Slack lets the app in")]
    assert len(told) == 2


async def test_tokens_of_people_are_not_the_bot_s(world: World) -> None:
    """Somebody takes back what they alone had granted: nothing changes."""
    event = {"type": "tokens_revoked", "tokens": {"oauth": ["UALICE"], "bot": []}}
    await world.people.send("events_api", world.people.event(event))
    await world.people.command("alice", "/quote 12")
    await seen(world, "ephemeral", has="#12")

    assert world.platform.is_ready()


async def _quote(world: World) -> Shown:
    await world.people.command("alice", "/quote")
    return await seen(world, "message")
