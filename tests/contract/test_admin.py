"""`quoth admin` on both engines, beside a bot that runs: what is shown is what is there, what is done is done once."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import update

from bot.app.administration import GIVEN_UP, give_up, remove_workspace, requeue
from bot.app.rows import admin
from bot.app.rows.admin import BEING_SENT, GAME_OVER, NO_POST, NOT_FAILED, OLD, AdminRows, UsedMeanwhile
from bot.chat.incoming import MessageRef, Place
from bot.chat.messages import Reply
from bot.cli import main
from bot.daily.rows import DailyRows
from bot.daily.rules.model import DeliveryState
from bot.delivery.rows import PostRows
from bot.errors import DeliveryError
from bot.library.imports import store as keep
from bot.privacy.rows.departures import HAPPENED
from bot.storage.tables.base import workspace
from bot.storage.tables.delivery import post
from content.packs import read_file
from tests.builders import ALICE, BOB, ELSEWHERE, HERE, NOON, THERE, later, pack
from tests.contract.retained import rows_of
from tests.world import Silent, World, opened_on

DAY = 86_400


class Shut(Silent):
    """A platform that refuses what is posted in some channels; it counts what stands."""

    def __init__(self) -> None:
        self.shut: set[str] = set()
        self.standing: list[str] = []
        self.lost: list[str] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Refused, or it stands."""
        if place.channel in self.shut:
            raise DeliveryError("the channel is archived", retry_after=None)
        self.standing.append(place.channel)
        return await super().post(place, reply, nonce)

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """What stands though nobody knew."""
        return MessageRef(place=place, id="found") if place.channel in self.lost else None


@pytest.fixture
def platform() -> Shut:
    """All channels are open."""
    return Shut()


@pytest.fixture
async def world(furnished_url: str, platform: Shut) -> AsyncIterator[World]:
    """An engine whose posts go there."""
    async with opened_on(furnished_url, platform) as made:
        yield made


async def failed_daily(world: World, platform: Shut) -> dict[str, Any]:
    """A daily post that was refused, as it is listed."""
    await world.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC")
    platform.shut.add(HERE.channel)
    await world.at(DAY)
    platform.shut.clear()
    (shown,) = await world.services.store.read(lambda tx: tx[AdminRows].posts(("failed",), None, 9))
    return shown


async def test_a_post_that_failed_is_listed_with_its_reason_and_sent_after_all(world: World, platform: Shut) -> None:
    """Its delivery counts as sent then; a second time there is nothing to send."""
    store = world.services.store
    shown = await failed_daily(world, platform)
    assert (shown["kind"], shown["channel"], shown["reason"]) == ("daily", HERE.channel, "the channel is archived")
    (listed,) = await store.read(lambda tx: tx[AdminRows].deliveries(("failed",), HERE.workspace_id, 9))
    assert (listed["state"], listed["id"]) == ("failed", shown["subject"])
    before = len(platform.standing)
    assert await requeue(store, shown["id"], later(DAY)) == ""
    await world.outbox.flush()
    await world.outbox.flush()
    assert len(platform.standing) == before + 1
    sent = await store.read(lambda tx: tx[DailyRows].delivery(shown["subject"]))
    assert sent is not None
    assert sent.state is DeliveryState.SENT
    assert await requeue(store, shown["id"], later(DAY)) == NOT_FAILED
    assert await requeue(store, 99_999, later(DAY)) == NO_POST


async def test_what_stands_already_is_not_sent_twice(world: World, platform: Shut) -> None:
    """It is looked for first."""
    shown = await failed_daily(world, platform)
    platform.lost.append(HERE.channel)
    before = list(platform.standing)
    assert await requeue(world.services.store, shown["id"], later(DAY)) == ""
    await world.outbox.flush()
    assert platform.standing == before


async def test_what_is_older_than_a_day_is_sent_only_by_who_looked(world: World, platform: Shut) -> None:
    """It cannot be found any more; that it was requeued before makes it no younger."""
    store = world.services.store
    shown = await failed_daily(world, platform)
    (listed,) = await store.read(lambda tx: tx[AdminRows].deliveries(("failed",), None, 9))
    due, moment = listed["due"], timedelta(seconds=1)
    assert await requeue(store, shown["id"], due + timedelta(days=1) + moment) == OLD
    assert await requeue(store, shown["id"], due + timedelta(days=1) + moment, though_old=True) == ""
    await store.write(lambda tx: tx._connection.execute(update(post).values(status="failed")))
    assert await requeue(store, shown["id"], due + timedelta(days=1) + moment) == OLD
    assert await requeue(store, shown["id"], due + timedelta(days=1) - moment) == ""


async def test_a_change_of_what_stands_is_never_too_old(world: World, platform: Shut) -> None:
    """An edit cannot stand twice."""
    store = world.services.store
    shown = await failed_daily(world, platform)
    await store.write(lambda tx: tx._connection.execute(update(post).values(message_id="m1")))
    assert await requeue(store, shown["id"], later(9 * DAY)) == ""


async def test_what_waits_is_given_up_with_all_that_follows(world: World, platform: Shut) -> None:
    """A game whose round is not sent ends; it is not sent later, nor requeued."""
    store = world.services.store
    await world.engine.handle(world.request(ALICE, "quiz start", rounds="2", mode="who-said"))
    (waits,) = await store.read(lambda tx: tx[AdminRows].posts(("waiting",), None, 9))
    assert waits["kind"] == "round"
    assert (await store.read(lambda tx: tx[AdminRows].games(None, 9)))[0]["rounds"] == 2
    assert await give_up(store, waits["id"], NOON)
    assert not await give_up(store, waits["id"], NOON)
    await world.outbox.flush()
    assert await store.read(lambda tx: tx[AdminRows].games(None, 9)) == []
    shown = await store.read(lambda tx: tx[AdminRows].posts(("failed",), None, 9))
    assert [(p["id"], p["reason"]) for p in shown] == [(waits["id"], GIVEN_UP)]
    assert await requeue(store, waits["id"], NOON) == GAME_OVER


async def test_what_is_being_sent_is_left_alone(world: World) -> None:
    """Who holds its lease decides."""
    store = world.services.store
    await world.engine.handle(world.request(ALICE, "quiz start", rounds="2", mode="who-said"))
    (held,) = await store.write(lambda tx: tx[PostRows].claim(["terminal"], NOON, lease=60))
    assert not await give_up(store, held.id, NOON)


async def test_what_is_doubted_and_being_sent_is_not_requeued(world: World) -> None:
    """Else two would send it; once the lease has run out it is."""
    store = world.services.store
    await world.engine.handle(world.request(ALICE, "quiz start", rounds="2", mode="who-said"))
    (first,) = await store.write(lambda tx: tx[PostRows].claim(["terminal"], NOON, lease=60))
    await store.write(lambda tx: tx[PostRows].doubt(first, NOON))
    (held,) = await store.write(lambda tx: tx[PostRows].claim(["terminal"], NOON, lease=60))
    assert held.id == first.id
    assert await requeue(store, held.id, NOON) == BEING_SENT
    assert await store.write(lambda tx: tx[PostRows].renew(held, lease=-1))
    assert await requeue(store, held.id, NOON) == ""


async def test_a_workspace_that_is_used_meanwhile_asks_to_be_removed_again(
    world: World, monkeypatch: pytest.MonkeyPatch, furnished_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule of the tables stops it half-way; what is left goes the next time."""
    store = world.services.store
    await world.ask(ALICE, "quiz start", rounds="1", mode="who-said")
    monkeypatch.setenv("DATABASE_URL", furnished_url)
    # As if rounds and players had come after theirs were deleted.
    behind = tuple(one for one in HAPPENED if one[0].name not in ("round", "player"))
    with monkeypatch.context() as patched:
        patched.setattr(admin, "HAPPENED", behind)
        with pytest.raises(UsedMeanwhile):
            await remove_workspace(store, HERE.workspace_id, NOON)
        assert await asyncio.to_thread(main, ["admin", "workspaces", "--remove", HERE.workspace_id, "--yes"]) == 2
        said = capsys.readouterr().err
        assert said.startswith("quoth: somebody uses Quoth in terminal:local this moment")
        assert said.endswith("run it again.\n")
        assert said.count("\n") == 1
    assert await remove_workspace(store, HERE.workspace_id, NOON) > 0
    assert await store.read(lambda tx: tx[AdminRows].games(HERE.workspace_id, 9)) == []


async def test_a_workspace_is_removed_and_the_others_stay(world: World) -> None:
    """With its games, schedules, people and packs; who comes again begins anew."""
    store = world.services.store
    for place in (HERE, THERE, ELSEWHERE):
        world.outbox._messengers.setdefault(place.platform, Silent())
        await world.ask(ALICE, "quiz start", place=place, rounds="1", mode="who-said")
        for user in (ALICE, BOB):
            await world.ask(user, "quiz answer", place=place, text="A")
        await world.ask(ALICE, "daily set", place=place, manager=True, time="09:00", timezone="UTC")
        await world.ask(ALICE, "quote", place=place)
    await world.at(2 * DAY)
    before = {w["workspace"]: w for w in await store.read(lambda tx: tx[AdminRows].workspaces(9))}
    assert (before["terminal:local"]["games"], before["terminal:local"]["schedules"]) == (2, 2)
    assert before["slack:T1"]["games"] == 1
    assert await remove_workspace(store, HERE.workspace_id, later(2 * DAY)) > 30
    left = await store.read(lambda tx: tx[AdminRows].workspaces(9))
    assert left == [before["slack:T1"]]
    assert await store.read(lambda tx: tx[AdminRows].deliveries(("sent",), HERE.workspace_id, 9)) == []
    assert (await rows_of(store, workspace)) == [2]


async def test_what_is_to_be_done_is_told_kind_by_kind(world: World) -> None:
    """How much is due, since when, when the next one is."""
    await world.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC")
    await world.ask(ALICE, "quiz start", place=THERE, rounds="1", mode="who-said")
    jobs = {j["job"]: j for j in await world.services.store.read(lambda tx: tx[AdminRows].jobs(later(30 * DAY)))}
    assert jobs["daily post"]["due"] == 1
    assert jobs["daily post"]["since"].hour == 9
    assert jobs["round"]["due"] == 1
    assert jobs["post"] == {"job": "post", "due": 0, "since": None, "next": None}


async def test_the_command_line_shows_the_same_while_the_bot_runs(
    world: World,
    platform: Shut,
    furnished_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As a table, as JSON; what cannot be done is one sentence and exit code 2."""
    monkeypatch.setenv("DATABASE_URL", furnished_url)
    shown = await failed_daily(world, platform)

    async def admin(*arguments: str) -> tuple[int, str, str]:
        code = await asyncio.to_thread(main, ["admin", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    code, table, _ = await admin("posts")
    assert code == 0
    assert table.splitlines()[0].split()[:4] == ["id", "workspace", "channel", "kind"]
    assert "the channel is archived" in table
    for what in ("deliveries", "posts", "games", "workspaces", "imports", "jobs"):
        code, lines, _ = await admin(what, "--json", *(["--state", "all"] if what == "deliveries" else []))
        assert code == 0
        objects = [json.loads(line) for line in lines.splitlines()]
        assert objects or what == "games"
    code, _, refused = await admin("posts", "--requeue", str(shown["id"]))
    assert code == 2
    assert "among the newest messages of its channel only" in refused
    code, said, _ = await admin("posts", "--requeue", str(shown["id"]), "--yes")
    assert code == 0
    assert "among the newest messages of its channel only" in said
    assert await admin("posts", "--requeue", str(shown["id"])) == (
        2, "", "quoth: that post was not given up: it stands, or waits to be sent by itself.\n"
    )  # fmt: skip
    assert (await admin("posts", "--give-up", "99999"))[0] == 2
    code, said, refused = await admin("workspaces", "--remove", "terminal:local")
    assert (code, said) == (2, "")
    assert "--yes" in refused
    assert (await admin("workspaces", "--remove", "slack:nope", "--yes"))[0] == 2
    code, said, _ = await admin("workspaces", "--remove", "terminal:local", "--yes", "--json")
    assert code == 0
    assert "terminal:local" in json.loads(said)["done"]


async def test_all_packs_of_a_workspace_are_written_to_one_file(
    world: World,
    furnished_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """While the bot runs, for its owner alone; each can be read again to the last quote. A file there stays."""
    monkeypatch.setenv("DATABASE_URL", furnished_url)
    made = pack("harbour", "The kettle was first, and the harbour came later.", "Nobody thanks a lighthouse.")
    await keep(world.services, made, workspace_id=HERE.workspace_id)
    to = tmp_path / "packs.zip"

    async def export(*arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(main, ["admin", "workspaces", "--export", *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert await export(HERE.workspace_id) == (2, "quoth: --export needs --output FILE: name the zip file to write.\n")
    assert "is no workspace that Quoth knows" in (await export("slack:nope", "--output", str(to)))[1]
    assert not to.exists()
    code, said = await export(HERE.workspace_id, "--output", str(to))
    assert code == 0
    assert f"of {HERE.workspace_id} to {to}" in said
    assert to.stat().st_mode & 0o077 == 0
    with ZipFile(to) as zipped:
        (name,) = [each for each in zipped.namelist() if each.startswith("harbour")]
        (tmp_path / name).write_bytes(zipped.read(name))
    assert [quote.text for quote in read_file(tmp_path / name).quotes] == [quote.text for quote in made.quotes]
    before = to.read_bytes()
    code, said = await export(HERE.workspace_id, "--output", str(to))
    assert (code, to.read_bytes()) == (2, before)
    assert "is there already and stays as it is" in said
