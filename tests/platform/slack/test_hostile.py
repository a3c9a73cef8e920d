"""Texts that want to break what others see, typed on the local Slack, and what Slack receives of them.

A seeded share of the five hundred; all of them are walked without a platform by `make bench`.
"""

from random import Random

import pytest

from tests.hostile import SEED, mrkdwn, slack_problems, texts
from tests.platform.slack.conftest import World
from tests.platform.slack.test_talking import seen

SHARE = 10
PINGS = ("<!channel", "<!here", "<!everyone", "<!subteam")


@pytest.fixture
def mode() -> str:
    """One way in is enough here."""
    return "http"


def share() -> list[str]:
    """Some, as a platform lets them be typed."""
    chosen = Random(SEED + 1).sample(texts(500), SHARE)
    return [text.replace("\0", "").encode("utf-8", "replace").decode()[:700] for text in chosen]


async def test_nothing_that_slack_receives_is_broken(world: World) -> None:
    """In forms, cards, lists, direct messages, questions and on the home page."""
    for number, text in enumerate(share()):
        before = len(world.slack.shown)
        await world.people.shortcut("bob", world.slack.say("alice", f"Tea {number} and {text}"), "quote-this")
        form = await seen(world, "view", "ephemeral", after=before)
        before = len(world.slack.shown)
        if form.kind == "view":
            await world.people.fill("bob", form.message, quote=f"Tea {number} and {text}", by=f"Ada {text}"[:60])
            await seen(world, "ephemeral", after=before)
        for line in (
            f"/quotes add {number} {text} is said by Ada {number}",
            f"/whosaid {text[:300]} tea",
            f'/quiz add question="What is {number} {text[:200]}?" right="{number} {text[:80]}"',
            "/quotes list",
        ):
            before = len(world.slack.shown)
            await world.people.command("alice", line)
            await seen(world, "ephemeral", "view", after=before)
    for line in ("/quiz list", "/quotes packs", "/privacy show"):
        before = len(world.slack.shown)
        await world.people.command("alice", line)
        await seen(world, "ephemeral", after=before)
    await world.people.look_home("alice")
    await seen(world, "home")

    ours = [s for s in world.slack.shown if s.kind in ("message", "update", "ephemeral", "replaced", "view", "home")]
    ours = [s for s in ours if s.kind != "message" or "bot_id" in s.message]
    assert len(ours) > 4 * SHARE
    for shown in ours:
        told = {n: v for n, v in shown.message.items() if n in ("text", "blocks") or shown.kind in ("view", "home")}
        assert list(slack_problems(told)) == [], shown
        assert not [text for text in mrkdwn(told) for ping in PINGS if ping in text]
