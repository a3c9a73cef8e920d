"""Socket Mode: what happens to a WebSocket, and that people are heard again; readiness tells the truth meanwhile."""

from pathlib import Path

import pytest
from aiohttp import web

from tests.platform.slack.conftest import World, running
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.test_talking import seen

PING = 0.1


async def heard(world: World) -> None:
    """Somebody types a command, again where the socket it went by was being replaced, and it is answered."""
    before = len(world.slack.shown)
    for _ in range(3):
        await world.slack.until(lambda: world.platform.is_ready() and world.slack.sockets)
        if (await world.people.command("bob", "/quote 12")).status == 200:
            break
    await seen(world, "ephemeral", after=before, has="#12")


async def replaced(world: World, old: web.WebSocketResponse) -> None:
    """There is another connection instead of that one."""
    await world.slack.until(lambda: world.slack.sockets and old not in world.slack.sockets)


async def test_slack_asks_for_a_new_connection(tmp_path: Path) -> None:
    """Every few hours it does; also when it says so and closes at once."""
    async with running("socket", tmp_path, ping=PING) as world:
        for goodbye in ({"type": "disconnect", "reason": "refresh_requested"}, None):
            (old,) = world.slack.sockets
            if goodbye:
                await old.send_json(goodbye)
            else:
                await old.close()
            await replaced(world, old)
            await heard(world)


async def test_too_many_websockets_is_survived_without_a_storm(tmp_path: Path) -> None:
    """Slack greets and closes a few times; then there is room again."""
    async with running("socket", tmp_path, ping=PING) as world:
        world.slack.refuse_sockets = 3
        calls = len(world.slack.calls)
        await world.slack.sockets[0].close()
        await world.slack.until(lambda: not world.platform.is_ready() or world.slack.refuse_sockets == 0)
        await heard(world)

        assert len([m for m, _ in world.slack.calls[calls:] if m == "apps.connections.open"]) < 12


async def test_ghosts_are_told_to_the_operator(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Slack counts connections that are dead, and hands them payloads."""
    slack = LocalSlack(seconds=0.05)
    slack.ghosts = 4
    async with running("socket", tmp_path, slack, ping=PING) as world:
        await heard(world)
    assert "counts 5 connections" in caplog.text


async def test_a_socket_that_says_nothing_any_more_is_replaced(tmp_path: Path) -> None:
    """Open, but no ping is answered: it is stale, readiness says so, and a new one is made."""
    async with running("socket", tmp_path, ping=PING) as world:
        (old,) = world.slack.sockets
        world.slack.mute(old)
        await replaced(world, old)
        await heard(world)


async def test_slack_is_away_for_a_while(tmp_path: Path) -> None:
    """No address is to be had; the bot is not ready, and comes back by itself."""
    async with running("socket", tmp_path, ping=PING) as world:
        away = [lambda: web.Response(status=503) for _ in range(4)]
        world.slack.failures["apps.connections.open"] = list(away)
        await world.slack.sockets[0].close()
        await world.slack.until(lambda: not world.slack.failures["apps.connections.open"])
        await heard(world)
