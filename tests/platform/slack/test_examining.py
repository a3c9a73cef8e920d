"""`quoth doctor` on Slack: what is right, what is wrong, and what mends it."""

import time
from collections.abc import AsyncIterator
from email.utils import formatdate
from pathlib import Path

import pytest

from adapters.slack.examination import examine, examine_app, examine_many
from adapters.slack.oauth import INSTALL
from bot.chat.incoming import Place
from bot.chat.messages import Mark
from bot.installations.keys import new_key
from tests.platform.slack.local import APP_TOKEN, BOT_TOKEN, LocalSlack
from tests.platform.slack.many import CLIENT, CLIENT_SECRET, PUBLIC, many_running
from tests.platform.slack.workspace import TEAM
from tests.platform.web import STRANGERS, stranger


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
        (BOT_TOKEN, APP_TOKEN, [Mark.RIGHT, Mark.RIGHT, Mark.RIGHT], "Socket Mode works"),
        (BOT_TOKEN, "", [Mark.RIGHT, Mark.RIGHT, Mark.RIGHT], "/slack/events"),
        ("xoxb-wrong", APP_TOKEN, [Mark.WRONG, Mark.RIGHT], "OAuth & Permissions"),
        (BOT_TOKEN, "xapp-wrong", [Mark.RIGHT, Mark.RIGHT, Mark.WRONG], "app-level token"),
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


def place(channel: str, team: str = TEAM) -> Place:
    """A channel there."""
    return Place(platform="slack", workspace=team, channel=channel)


async def test_a_clock_that_is_off(slack: LocalSlack) -> None:
    """By how much, and which way; Slack refuses what is signed five minutes off."""
    for seconds, told in ((400, "400 seconds behind Slack's"), (-90, "90 seconds ahead of Slack's")):
        slack.date = formatdate(time.time() + seconds, usegmt=True)
        found = await examine(BOT_TOKEN, APP_TOKEN, api=slack.base + "/api")
        assert [f.mark for f in found] == [Mark.RIGHT, Mark.WRONG, Mark.RIGHT]
        # The header has whole seconds.
        assert any(told.replace(told.split()[0], str(abs(seconds) + off)) in found[1].sentence for off in (-1, 0, 1))
        assert "let NTP set it" in found[1].sentence


async def test_where_something_is_scheduled(slack: LocalSlack) -> None:
    """Each place that is closed, with what to do; one line when none is. Others' workspaces are theirs."""
    general = next(iter(slack.channels.values()))
    archived, apart, quiet = (slack.channel(name, "alice", bot=name != "apart") for name in ("old", "apart", "quiet"))
    archived.archived, quiet.read_only = True, True
    open_ = [place(general.id), place("CELSEWHERE", "T-OTHER")]
    found = await examine(BOT_TOKEN, APP_TOKEN, api=slack.base + "/api", places=open_)
    assert "what is scheduled can be posted (1 place)" in found[2].sentence
    closed = [place(c) for c in (archived.id, apart.id, quiet.id, "C-GONE")]
    found = await examine(BOT_TOKEN, APP_TOKEN, api=slack.base + "/api", places=[*open_, *closed])
    wrong = [f.sentence for f in found if f.mark is Mark.WRONG]
    words = ("gone or archived", "/invite @Quoth", "lacks the right to write", "or it is gone")
    assert all(told in sentence for sentence, told in zip(wrong, words, strict=True)), wrong
    assert not any(f.sentence.startswith("Slack: what is scheduled") for f in found)


@pytest.mark.parametrize(("body", "kind"), STRANGERS)
async def test_something_else_answers(body: str, kind: str) -> None:
    """A gateway that wants one to log in, say: nothing is claimed about the token."""
    async with stranger(body, kind) as address:
        found = await examine(BOT_TOKEN, APP_TOKEN, api=f"{address}/api")

    assert ["cannot be reached" in f.sentence for f in found] == [True]


async def test_an_app_that_workspaces_add(tmp_path: Path) -> None:
    """Its id and secret are looked at, and the rights and places of each workspace by its own tokens."""
    async with many_running(tmp_path, new_key()) as bot:

        async def app(client_id: str = CLIENT, secret: str = CLIENT_SECRET, back: str = f"{PUBLIC}/slack/oauth") -> str:
            found = await examine_app(client_id, secret, back, api=bot.slack.base)
            return " ".join(f"{f.mark} {f.sentence}" for f in found)

        assert "Slack knows the app" in await app()
        assert "Slack does not take SLACK_CLIENT_SECRET" in await app(secret="another")
        acme, beta = await bot.added("T0ACME", "Acme"), await bot.added("T0BETA", "Beta")
        await bot.added("T0QUIET", "Quiet")

        async def many(*places: Place) -> list[str]:
            found = await examine_many(bot.register, INSTALL, api=bot.slack.base, places=places)
            return [f.sentence for f in found if f.mark is Mark.WRONG] or [found[-1].sentence]

        open_ = [place(next(iter(team.channels)), team.team) for team in (acme, beta)]
        assert await many(*open_) == ["Slack: what is scheduled can be posted (2 places)."]
        beta.scopes -= {"users:read"}
        (right, closed) = await many(*open_, place("C-GONE", "T0BETA"), place("C-GONE", "T-NOBODY"))
        assert right.startswith("Beta: ")
        assert "did not grant users:read" in right
        assert closed.startswith("Beta: Slack: nothing can be posted in channel C-GONE")
        acme.token = "another"
        assert "does not let Quoth into Acme any more (invalid_auth)" in (await many(*open_))[0]
