"""Whatever Slack, a proxy or an attacker delivers again has one effect, at once, later, and after a restart."""

import asyncio
from pathlib import Path

from tests.platform.slack.conftest import PACE, World, running
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import encoded, signed
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import Json

TIMES = 4


async def test_every_kind_of_payload_delivered_four_times_at_once_works_once(world: World) -> None:
    """A command that starts a game, one that only reads, a press, a form, a look at the App Home."""
    people, slack = world.people, world.slack
    await _again("slash_commands", people.command_payload("alice", "/quiz start begin=now who-said rounds=3"), world)
    asked = await seen(world, "message", has="Round 1")
    await world.opened()
    await _again("slash_commands", people.command_payload("bob", "/quote 12"), world)
    await seen(world, "ephemeral", has="#12")
    await _again("interactive", people.press_payload("bob", asked, "B"), world)
    await seen(world, "ephemeral", has="B ·")
    await people.shortcut("bob", asked)
    await people.press("bob", await seen(world, "ephemeral", has="A game is on"), "Who said")
    form = await seen(world, "view")
    await _again("interactive", people.fill_payload("bob", form.message, words="smell fear"), world)
    await seen(world, "ephemeral", has="smell fear")
    home = people.event({"type": "app_home_opened", "user": "UBOB", "tab": "home", "event_ts": "1.0"})
    await _again("events_api", home, world)
    await seen(world, "home")
    await world.quiet()

    words = ("The game is on:", "Round 1 of 3", "#12", "B ·", "smell fear")
    shown = [s for s in slack.shown if s.kind in ("message", "ephemeral")]
    assert {w: sum(w in s.text for s in shown) for w in words} == dict.fromkeys(words, 1)
    assert [s.kind for s in slack.shown].count("home") == 1
    assert "done already" not in str([s.text for s in slack.shown])


async def test_after_a_restart_an_old_payload_has_no_second_effect(tmp_path: Path, mode: str) -> None:
    """The inbox in the database knows it; buttons from before the restart still work."""
    slack = LocalSlack(seconds=PACE)
    async with running(mode, tmp_path, slack, keep=True) as world:
        begin = world.people.command_payload("alice", "/quiz start begin=now who-said rounds=3")
        await world.people.send("slash_commands", begin)
        asked = await seen(world, "message", has="Round 1")
        await world.opened()
        press = world.people.press_payload("bob", asked, "B")
        await world.people.send("interactive", press)
        await seen(world, "ephemeral", has="B ·")
    before = len(slack.shown)
    async with running(mode, tmp_path, slack) as world:
        await world.people.send("slash_commands", begin)
        await world.people.send("interactive", press)
        await slack.until(lambda: sum("done already" in s.text for s in slack.shown[before:]) == 2)
        await world.people.press("alice", asked, "C")
        await seen(world, "ephemeral", after=before, has="C ·")
        answers = (await world.table()).answers

    assert sorted(a.user_id for a in answers) == ["UALICE", "UBOB"]
    assert not [s for s in slack.shown[before:] if s.kind == "message"]
    assert slack.complaints == []


async def test_a_replayed_request_is_one_request(tmp_path: Path) -> None:
    """The same signed bytes again within their five minutes: acknowledged, and nothing more."""
    async with running("http", tmp_path) as world:
        body, kind = encoded("slash_commands", world.people.command_payload("alice", "/quote"))
        headers = signed(body, kind)
        assert world.people.http is not None
        for _ in range(TIMES):
            async with world.people.http.post(world.people.url, data=body, headers=headers) as answer:
                assert answer.status == 200
        await seen(world, "message")
        await world.quiet()

        assert [s.kind for s in world.slack.shown].count("message") == 1


async def _again(kind: str, payload: Json, world: World) -> None:
    await asyncio.gather(*(world.people.send(kind, payload) for _ in range(TIMES)))
