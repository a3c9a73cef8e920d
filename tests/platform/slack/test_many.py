"""One process in many workspaces: each has its own tokens, people, names and end; none is seen in another."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from adapters.slack import many as adapter
from adapters.slack.examination import examine_many
from bot.chat.incoming import Place
from bot.chat.messages import Mark, Notice
from bot.errors import DeliveryError, PlatformRefused
from bot.installations.keys import new_key
from bot.storage.tables.base import workspace
from bot.storage.tables.installations import installation
from bot.storage.transaction import Transaction
from tests.patience import PATIENCE
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.many import Many, ManySlack, many_running, until
from tests.platform.slack.workspace import Json, Shown

KEY = new_key()
ACME, BETA = "T0ACME", "T0BETA"


@pytest.fixture
async def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Many]:
    """The bot in two workspaces, where everybody and every channel is named alike."""
    monkeypatch.setattr(adapter, "FRESH_SECONDS", 0.0)
    async with many_running(tmp_path, KEY, check=0.05) as made:
        await made.added(ACME, "Acme")
        await made.added(BETA, "Beta")
        yield made
        assert [c for team in made.slack.teams.values() for c in team.complaints] == []


async def asked(many: Many, team_id: str, line: str, name: str = "alice", has: str = "") -> Shown:
    """Somebody types a command there; what is shown next."""
    team, before = many.slack.teams[team_id], len(many.slack.teams[team_id].shown)
    await many.people(team_id).command(name, line)
    return await seen(team, before, has)


async def seen(team: LocalSlack, after: int, has: str = "") -> Shown:
    """What is shown there after so much was."""
    shown: Shown = await team.until(lambda: next((s for s in team.shown[after:] if has in s.text), None))
    return shown


def event(many: Many, team_id: str, **what: object) -> Json:
    """An event of a workspace."""
    return many.people(team_id).event(dict(what))


async def left_at(many: Many, team_id: str) -> object:
    """When the bot was removed there, as it is kept."""

    def read(tx: Transaction) -> object:
        return tx._connection.execute(select(workspace.c.left_at).where(workspace.c.id == f"slack:{team_id}")).scalar()

    return await many.engine.services.store.read(read)


async def test_each_is_answered_in_its_own_workspace(many: Many) -> None:
    """Whoever has the same id elsewhere sees nothing; who manages there manages nothing here."""
    many.slack.teams[BETA].users["UBOB"]["is_admin"] = True
    await asked(many, ACME, "/settings set cooldown 7", has="7")
    told = await asked(many, ACME, "/settings set cooldown 8", "bob")
    assert "for managers" in told.text
    await asked(many, BETA, "/settings set cooldown 9", "bob", has="9")

    assert "7" in (await asked(many, ACME, "/settings show")).text
    assert len([s for s in many.slack.teams[BETA].shown if "cooldown" in s.text or "repeated" in s.text]) == 1


async def test_the_prefix_of_the_commands_is_each_workspace_s_own(many: Many) -> None:
    """Only where it was typed."""
    await asked(many, ACME, "/acme-quote 12", has="#12")
    await asked(many, BETA, "/quote 12", has="#12")

    assert "/acme-quote" in (await asked(many, ACME, "/acme-quoth help quote")).text
    assert "acme-" not in (await asked(many, BETA, "/quoth help quote")).text


async def test_a_workspace_of_nobody_s_is_refused(many: Many, caplog: pytest.LogCaptureFixture) -> None:
    """Signed with our secret all the same: told where it is added, nothing is done, the log says so once."""
    other = await many.slack.team("T0OTHER", "Other")
    for _ in range(2):
        ack = await many.people("T0OTHER").command("alice", "/quiz start")
        assert "https://quoth.example.org/slack/install" in ack.body["text"]
    await many.people("T0OTHER").send("events_api", event(many, "T0OTHER", type="app_uninstalled"))
    await asked(many, ACME, "/quote 12", has="#12")

    assert [s.kind for s in other.shown] == ["ephemeral", "ephemeral"]
    assert other.calls == []
    assert sum("T0OTHER" in r.getMessage() for r in caplog.records) == 1
    assert await many.register.find("slack:T0OTHER") is None
    assert await left_at(many, "T0OTHER") is None


@pytest.mark.parametrize("what", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UQ"]}}])
async def test_one_that_removes_it_is_gone_and_the_other_goes_on(many: Many, what: Json) -> None:
    """In both orders and twice; its tokens are deleted, its games wait; added again it is all there."""
    await asked(many, ACME, "/settings set cooldown 7", has="7")
    await asked(many, BETA, "/quote 12", has="#12")
    acme, before = many.slack.teams[ACME], len(many.slack.teams[ACME].shown)
    acme.token = ""
    for _ in range(2):
        await many.people(ACME).send("events_api", event(many, ACME, **what))
    await until(lambda: left_at(many, ACME))
    gone = await many.register.find(f"slack:{ACME}")
    assert gone is not None
    assert (gone.is_there, gone.sealed) == (False, "")
    assert await left_at(many, BETA) is None
    assert "adds it" in (await many.people(ACME).command("alice", "/quote 12")).body["text"]
    with pytest.raises(DeliveryError):
        await many.platform.messenger.post(_general(ACME), Notice(text="hello"), "n")
    assert len(acme.shown) == before + 1
    assert "#12" in (await asked(many, BETA, "/quote 12")).text
    assert many.platform.is_ready()

    await many.added(ACME, "Acme", who="bob")
    assert await left_at(many, ACME) is None
    assert "7" in (await asked(many, ACME, "/settings show")).text


def _general(team_id: str) -> Place:
    return Place(platform="slack", workspace=team_id, channel="CGENERAL")


@pytest.mark.parametrize(
    "what", [{"type": "tokens_revoked", "tokens": {"oauth": ["UALICE"]}}, {"type": "app_uninstalled"}]
)
async def test_what_does_not_end_it_changes_nothing(many: Many, what: Json) -> None:
    """A person's own token; and an end that is older than the tokens, which came late."""
    await many.people(ACME).send("events_api", event(many, ACME, **what))
    if what["type"] == "app_uninstalled":
        acme = many.slack.teams[ACME]
        await acme.until(lambda: [m for m, _ in acme.calls].count("auth.test") == 2)

    assert "#12" in (await asked(many, ACME, "/quote 12")).text
    assert await left_at(many, ACME) is None


async def test_what_another_process_does_is_noticed(many: Many) -> None:
    """New tokens are used, a workspace that left is left."""
    assert "#12" in (await asked(many, ACME, "/quote 12")).text
    acme = many.slack.teams[ACME]
    acme.token = ""
    await many.added(ACME, "Acme")
    await many.platform.messenger.post(_general(ACME), Notice(text="by the new one"), "n1")
    assert [s.text for s in acme.shown if s.kind == "message"] == ["by the new one"]

    await many.engine.whereabouts.left(f"slack:{ACME}")
    with pytest.raises(DeliveryError):
        await many.platform.messenger.post(_general(ACME), Notice(text="no"), "n2")


async def test_tokens_that_slack_refuses_keep_one_workspace_waiting(
    many: Many, caplog: pytest.LogCaptureFixture
) -> None:
    """Told once, by name; nobody else waits; when they are good again it goes on."""
    acme = many.slack.teams[ACME]
    token, acme.token = acme.token, ""
    for n in range(3):
        with pytest.raises(DeliveryError) as later:
            await many.platform.messenger.post(_general(ACME), Notice(text="hello"), f"n{n}")
        assert later.value.retry_after == 60.0
    await many.platform.messenger.post(_general(BETA), Notice(text="hello"), "b")
    told = [r.getMessage() for r in caplog.records if "into Acme" in r.getMessage()]
    assert len(told) == 1
    assert many.platform.is_admitted()

    acme.token = token
    await until(lambda: _told(caplog, "Slack lets Quoth into Acme again"))
    await many.platform.messenger.post(_general(ACME), Notice(text="hello"), "n9")


async def _told(caplog: pytest.LogCaptureFixture, words: str) -> bool:
    return any(words in r.getMessage() for r in caplog.records)


async def test_one_that_is_refused_because_it_removed_the_bot_has_left(many: Many) -> None:
    """Though no event said so: then its time begins, and nothing is tried there again and again."""
    many.slack.teams[ACME].token, many.slack.word = "", "account_inactive"
    with pytest.raises(DeliveryError):
        await many.platform.messenger.post(_general(ACME), Notice(text="hello"), "n")

    await until(lambda: left_at(many, ACME))
    kept = await many.register.find(f"slack:{ACME}")
    assert kept is not None
    assert kept.sealed == ""
    assert await left_at(many, BETA) is None


@pytest.mark.parametrize("word", ["account_inactive", "token_revoked", "invalid_auth"])
async def test_who_removed_the_bot_while_nobody_listened_has_left(tmp_path: Path, word: str) -> None:
    """Asked once, after the start. Tokens that are refused for what may pass are kept."""
    slack = ManySlack()
    await slack.start()
    try:
        async with many_running(tmp_path, KEY, slack) as one:
            for team_id in (ACME, BETA):
                await one.added(team_id, team_id)
        slack.teams[ACME].token, slack.word = "", word
        async with many_running(tmp_path, KEY, slack, check=0.01) as one:
            beta = slack.teams[BETA]
            await beta.until(lambda: [m for m, _ in beta.calls].count("auth.test") == 2)

            assert (await left_at(one, ACME) is None) == (word == "invalid_auth")
            assert await left_at(one, BETA) is None
    finally:
        await slack.stop()


async def test_the_doctor_looks_where_something_is_scheduled_in_each(many: Many) -> None:
    """By each workspace's own tokens; whose tokens are refused is told by its name, and no place of its own as open."""
    address = "https://quoth.example.org/slack/install"

    async def told(*places: Place) -> list[str]:
        found = await examine_many(many.register, address, api=many.slack.base, places=places)
        assert [f.mark for f in found[:1]] == [Mark.RIGHT]
        return [f.sentence for f in found[1:]]

    assert await told() == []
    assert await told(_general(ACME), _general(BETA), _general("T0LEFT")) == [
        "Slack: what is scheduled can be posted (2 places)."
    ]
    (closed,) = await told(_general(ACME), replace(_general(BETA), channel="CGONE"))
    assert closed.startswith("Beta: Slack: nothing can be posted in channel CGONE")
    many.slack.teams[ACME].token = ""
    (refused,) = await told(_general(ACME), _general(BETA))
    assert "into Acme any more (invalid_auth)" in refused


async def test_tokens_that_end_are_renewed_though_nobody_speaks(many: Many) -> None:
    """In time, each once; the way out uses the new ones."""
    await many.added("T0ROT", "Rotating", seconds=3600)

    async def renewed() -> bool:
        kept = await many.register.find("slack:T0ROT")
        assert kept is not None
        return kept.granted == 2 and (kept.expires_at or kept.installed_at) > kept.installed_at + timedelta(hours=11)

    await until(renewed)
    await many.platform.messenger.post(_general("T0ROT"), Notice(text="hello"), "n")
    refreshed = [e for e in many.slack.exchanges if e.get("grant_type") == "refresh_token"]
    assert len(refreshed) == 1


async def test_what_cannot_be_renewed_is_told_once_and_tried_again(
    many: Many, caplog: pytest.LogCaptureFixture
) -> None:
    """With the workspace's name and without the token."""
    await many.slack.team("T0ROT", "Rotating")
    refreshing = {"refresh_token": "xoxe-nobody-knows", "expires_in": 3600}
    await many.added("T0ROT", "Rotating", **refreshing)

    async def again() -> bool:
        def due(tx: Transaction) -> None:
            mine = installation.c.workspace_id == "slack:T0ROT"
            tx._connection.execute(
                update(installation).where(mine, installation.c.lease.is_(None)).values(lease_until=None)
            )

        await many.engine.services.store.write(due)
        return [e.get("grant_type") for e in many.slack.exchanges].count("refresh_token") >= 3

    await until(again)
    told = [r.getMessage() for r in caplog.records if "could not be renewed" in r.getMessage()]
    assert len(told) == 1
    assert "Rotating" in told[0]
    assert "invalid_refresh_token" in told[0]
    assert "xoxe" not in caplog.text


async def test_two_processes_renew_a_token_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their leases are in the database: a refresh token works once."""
    slack = ManySlack()
    await slack.start()
    try:
        async with (
            many_running(tmp_path, KEY, slack, check=0.01) as one,
            many_running(tmp_path, KEY, slack, check=0.01),
        ):
            for n in range(6):
                await one.added(f"T0R{n}", f"R{n}", seconds=3600)

            async def all_renewed() -> bool:
                return all(kept.granted >= 2 for kept in await one.register.all())

            await until(all_renewed)
            await asyncio.sleep(0.1)
            assert {kept.granted for kept in await one.register.all()} == {2}
        assert len([e for e in slack.exchanges if e.get("grant_type") == "refresh_token"]) == 6
    finally:
        await slack.stop()


async def test_with_another_key_nothing_begins_and_nothing_is_lost(tmp_path: Path) -> None:
    """One sentence; with the key again every workspace is there."""
    slack = ManySlack()
    await slack.start()
    try:
        async with many_running(tmp_path, KEY, slack) as one:
            await one.added(ACME, "Acme")
        with pytest.raises(PlatformRefused, match="tokens of Acme were sealed with a key that QUOTH_SECRET_KEYS"):
            await asyncio.wait_for(_begin(tmp_path, slack), PATIENCE)
        async with many_running(tmp_path, KEY, slack) as one:
            assert "#12" in (await asked(one, ACME, "/quote 12")).text
    finally:
        await slack.stop()


async def _begin(folder: Path, slack: ManySlack) -> None:
    async with many_running(folder, new_key(), slack) as one:
        await one.platform.serve(lambda: None)
