"""`quoth doctor` on Slack: what is right, what is wrong, and what mends it."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack.examination import examine
from bot.chat.messages import Mark
from tests.platform.slack.local import APP_TOKEN, BOT_TOKEN, LocalSlack


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    """A local Slack."""
    made = LocalSlack()
    await made.start()
    yield made
    await made.stop()


@pytest.mark.parametrize(
    ("bot", "app", "marks", "told"),
    [
        (BOT_TOKEN, APP_TOKEN, [Mark.RIGHT, Mark.RIGHT], "Socket Mode works"),
        (BOT_TOKEN, "", [Mark.RIGHT, Mark.RIGHT], "/slack/events"),
        ("xoxb-wrong", APP_TOKEN, [Mark.WRONG, Mark.RIGHT], "OAuth & Permissions"),
        (BOT_TOKEN, "xapp-wrong", [Mark.RIGHT, Mark.WRONG], "app-level token"),
    ],
)
async def test_the_tokens(slack: LocalSlack, bot: str, app: str, marks: list[Mark], told: str) -> None:
    """One sentence each."""
    found = await examine(bot, app, api=slack.base + "/api")

    assert [f.mark for f in found] == marks
    assert told in " ".join(f.sentence for f in found)


async def test_missing_rights_are_named(slack: LocalSlack) -> None:
    """As Slack calls them."""
    slack.scopes -= {"users:read", "files:read"}
    found = await examine(BOT_TOKEN, APP_TOKEN, api=slack.base + "/api")

    assert "did not grant users:read, files:read" in found[1].sentence


async def test_slack_is_away() -> None:
    """Nothing is claimed about the tokens."""
    (found,) = await examine(BOT_TOKEN, api="http://127.0.0.1:9/api")

    assert (found.mark, "cannot be reached" in found.sentence) == (Mark.WRONG, True)
