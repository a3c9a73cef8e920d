"""One person, one channel or one slow call of Slack's stops nobody: presses elsewhere are answered meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp import web

from bot.app import restraint
from tests.platform.slack.conftest import World, running
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import TEAM, Shown

FLOOD = 30


class SlowSlack(LocalSlack):
    """Some of its calls are not answered before `release`; "files" and "answers" are the addresses of those."""

    def __init__(self) -> None:
        super().__init__(seconds=0.05)
        self.slow: set[str] = set()
        self.waiting = 0
        self.release = asyncio.Event()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        await self._delay(request.match_info["method"])
        return await super()._call(request)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        await self._delay("files")
        return await super()._file(request)

    async def _delay(self, what: str) -> None:
        if what in self.slow:
            self.waiting += 1
            await self.tell()
            await self.release.wait()


@pytest.fixture
async def slow(tmp_path: Path) -> AsyncIterator[tuple[World, SlowSlack]]:
    """A running bot in a Slack that can be slow."""
    slack = SlowSlack()
    async with running("http", tmp_path, slack) as world:
        yield world, slack
        slack.release.set()


@pytest.fixture
def long_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was answered in front of everybody counts for an hour: a busy machine needs more than ten seconds here."""
    monkeypatch.setattr(restraint, "SECONDS", 3600.0)


async def open_round(world: World) -> Shown:
    """A round in a channel of its own, where bob is."""
    world.slack.channel("arena", "alice", "bob")
    await world.people.command("alice", "/quiz start begin=now who-said rounds=3 seconds=600", channel="CARENA")
    asked = await seen(world, "message", has="Round 1")
    await world.opened("CARENA")
    return asked


async def answered(world: World, asked: Shown, name: str = "bob") -> None:
    """They press, and are told so."""
    before = len(world.slack.shown)
    await world.people.press(name, asked, "B")
    assert (await seen(world, "ephemeral", after=before, has="B ·")).user == "U" + name.upper()


async def test_whoever_waits_for_a_channel_s_turn_holds_up_nobody_elsewhere(world: World) -> None:
    """Twenty-four public answers wait in three channels that have no turn; a press elsewhere is answered."""
    asked = await open_round(world)
    crowd = [(f"p{n}", f"busy{n % 3}") for n in range(24)]
    for channel in ("busy0", "busy1", "busy2"):
        world.slack.channel(channel, *(name for name, where in crowd if where == channel))
    async with AsyncExitStack() as held:
        for channel in ("CBUSY0", "CBUSY1", "CBUSY2"):
            await held.enter_async_context(world.platform._pacer.turn(TEAM, channel))
        for name, channel in crowd:
            world.slack.user(name)
            await world.people.command(name, "/quote", channel="C" + channel.upper())
        await answered(world, asked)
        before = [s for s in world.slack.shown if s.channel.startswith("CBUSY")]
    await world.slack.until(lambda: sum(s.channel.startswith("CBUSY") for s in world.slack.shown) == 24)

    assert before == []


@pytest.mark.usefixtures("long_memory")
async def test_after_three_public_answers_a_person_is_asked_for_a_moment(world: World) -> None:
    """Privately, and what they typed is not shown to all; what they ask privately, and others, are not concerned."""
    acks = [await world.people.command("bob", "/quote") for _ in range(3)]
    await world.slack.until(lambda: len([s for s in world.slack.shown if s.kind == "message"]) == 3)
    acks += [await world.people.command("bob", "/quote") for _ in range(FLOOD - 3)]
    await world.slack.until(lambda: len([s for s in world.slack.shown if "Give it a moment" in s.text]) == FLOOD - 3)
    before = len(world.slack.shown)
    await world.people.command("bob", "/quote 12")
    await seen(world, "ephemeral", after=before, has="#12")
    await world.people.command("alice", "/quote")
    await world.slack.until(lambda: len([s for s in world.slack.shown if s.kind == "message"]) == 4)

    patience = [s for s in world.slack.shown if "Give it a moment" in s.text]
    assert {(s.kind, s.user) for s in patience} == {("ephemeral", "UBOB")}
    assert [a.body.get("response_type") for a in acks].count("in_channel") == 3


@pytest.mark.usefixtures("long_memory")
async def test_after_eight_public_answers_a_channel_rests(world: World) -> None:
    """Whoever asks, by command or by the button of a quote; in another channel they are answered."""
    names = [f"p{n}" for n in range(9)]
    world.slack.channel("crowd", *names)
    world.slack.channel("calm", *names)
    for name in names:
        world.slack.user(name)
        await world.people.command(name, "/quote", channel="CCROWD")
    refused = await seen(world, "ephemeral", has="Give it a moment")
    quote = await seen(world, "message")
    before = len(world.slack.shown)
    await world.people.press("p3", quote, "Next")
    again = await seen(world, "ephemeral", after=before, has="Give it a moment")
    await world.people.command("p8", "/quote", channel="CCALM")
    await world.slack.until(lambda: any(s.channel == "CCALM" for s in world.slack.shown))

    assert (refused.user, again.user) == ("UP8", "UP3")
    assert "this channel" in refused.text
    await world.slack.until(
        lambda: len([s for s in world.slack.shown if s.channel == "CCROWD" and s.kind == "message"]) == 8
    )


async def test_alone_with_the_bot_nobody_is_asked_for_a_moment(world: World) -> None:
    """Nobody else is disturbed there."""
    world.slack.direct("UBOB")
    for _ in range(5):
        await world.people.command("bob", "/quote", channel="DBOB")
    await world.slack.until(lambda: len([s for s in world.slack.shown if s.channel == "DBOB"]) == 5)

    assert not [s for s in world.slack.shown if "Give it a moment" in s.text]


@pytest.mark.parametrize("what", ["conversations.info", "users.info", "views.publish"])
async def test_a_slow_call_of_slack_s_holds_up_nobody_else(slow: tuple[World, SlowSlack], what: str) -> None:
    """Thirty requests of one person wait for it; a press that does not need it is answered."""
    world, slack = slow
    asked = await open_round(world)
    await answered(world, asked)
    slack.slow.add(what)
    for n in range(FLOOD):
        if what == "users.info":
            slack.user(f"new{n}")
            await world.people.command(f"new{n}", "/quote 12")
        elif what == "views.publish":
            await world.people.look_home("bob")
        else:
            await world.people.command("bob", "/quiz start begin=now")
    await slack.until(lambda: slack.waiting >= 16)
    await answered(world, asked, "alice")


async def test_slow_files_hold_up_nobody_else(slow: tuple[World, SlowSlack]) -> None:
    """Thirty transcripts of one person are still on their way; a press is answered."""
    world, slack = slow
    asked = await open_round(world)
    await world.people.command("alice", "/quotes import", channel="CARENA")
    await world.people.press("alice", await seen(world, "ephemeral", has="transcript"), "Bring")
    form = await seen(world, "view")
    slack.slow.add("files")
    filling = [
        asyncio.ensure_future(world.people.fill("alice", form.message, file=(f"t{n}.txt", b"Ada: Tea.\n")))
        for n in range(FLOOD)
    ]
    await slack.until(lambda: slack.waiting >= 16)
    await answered(world, asked)
    slack.release.set()
    await asyncio.gather(*filling)
