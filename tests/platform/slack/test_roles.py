"""`quoth run --role`: some processes hear people, others do what is due, on one PostgreSQL."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.library.rows.packs import PackRows
from bot.storage.database import open_store
from tests.databases import create_database, postgresql_server
from tests.fleet import Fleet, fleet
from tests.patience import PATIENCE
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace, buttons
from tests.platform.slack.workspace import Shown

TALK = "Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of the ashes.\n"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server."""
    with postgresql_server() as address:
        yield address


@asynccontextmanager
async def several(folder: Path, database: str, **environ: str) -> AsyncIterator[tuple[LocalSlack, Workspace, Fleet]]:
    """A local Slack with people in it, and a fleet that is still ashore."""
    slack = LocalSlack(seconds=1.0)
    await slack.start()
    try:
        async with aiohttp.ClientSession() as http, fleet(folder, database, slack, **environ) as ships:
            yield slack, Workspace(slack, url=f"{ships.door.url}/slack/events", http=http), ships
    finally:
        await slack.stop()


async def seen(slack: LocalSlack, kind: str, words: str, *, after: int = 0) -> Shown:
    """Wait until something is shown."""

    def found() -> Shown | None:
        return next((s for s in slack.shown[after:] if s.kind == kind and words in s.text), None)

    shown: Shown = await slack.until(found, PATIENCE)
    return shown


async def press(slack: LocalSlack, people: Workspace, who: str, on: Shown, label: str) -> Shown:
    """Press until the round takes it: it opens a moment after its message stands."""
    assert label in [b["text"]["text"][:1] for b in buttons(on.message)]
    while True:
        before = len(slack.shown)
        await people.press(who, on, label)
        shown = await seen(slack, "ephemeral", "", after=before)
        if "opens in a moment" not in shown.text:
            return shown


async def test_two_that_hear_and_two_that_work_are_one_bot(tmp_path: Path, server: str) -> None:
    """A game goes to its end though one of each kind is killed in it; every message stands once, at Slack's pace. What
    lies in the drop folder of both that work comes in once.
    """
    database, drop = create_database(server), tmp_path / "drop"
    drop.mkdir()
    (drop / "talk.txt").write_text(TALK)
    async with several(tmp_path, database, QUOTH_TRANSCRIPTS=str(drop)) as (slack, people, ships):
        first, _, busy, _ = await ships.start("ingress", "ingress", "worker", "worker")
        await people.command("alice", "/quiz start begin=now who-said rounds=2 seconds=60 pack=the-round-table")
        asked = await seen(slack, "message", "Round 1 of 2")
        assert "A ·" in (await press(slack, people, "bob", asked, "A")).text
        assert "first one counts" in (await press(slack, people, "bob", asked, "B")).text
        await asyncio.gather(*(ships.end(member, signal.SIGKILL) for member in (first, busy)))

        before = len(slack.shown)
        assert "C ·" in (await press(slack, people, "alice", asked, "C")).text
        await people.command("alice", "/quiz skip")
        second = await seen(slack, "message", "Round 2 of 2", after=before)
        await press(slack, people, "bob", second, "A")
        await people.command("alice", "/quiz skip")
        await seen(slack, "message", "Final scores", after=before)
        posted = [s.text for s in slack.shown if s.kind == "message"]

        assert [sum(w in p for p in posted) for w in ("Round 1 of 2", "Round 2 of 2", "Final scores")] == [1, 1, 1]
        assert len(set(ships.door.served)) == 2
        store = await open_store(database)
        async with asyncio.timeout(PATIENCE):
            while not await store.read(lambda tx: tx[PackRows].files()):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.05)
    files = await store.read(lambda tx: tx[PackRows].files())
    await store.close()
    assert [Path(file.path).name for file in files] == ["talk.txt"]
    assert slack.complaints == []
    assert "Traceback" not in "".join(ships.logged)


async def test_who_only_works_opens_no_door_and_who_only_hears_posts_nothing(tmp_path: Path, server: str) -> None:
    """What was asked for waits until there is a worker; both say how they are."""
    async with several(tmp_path, create_database(server)) as (slack, people, ships):
        [ingress] = await ships.start("ingress")
        await people.command("alice", "/quiz start begin=now who-said rounds=1 seconds=60")
        await seen(slack, "ephemeral", "")
        await ships.end(ingress)
        assert [s for s in slack.shown if s.kind == "message"] == []

        ingress, worker = await ships.start("ingress", "worker")
        await seen(slack, "message", "Round 1 of 1")
        async with aiohttp.ClientSession() as http:
            for member, status in ((ingress, 401), (worker, 404)):
                async with http.get(member.http + "/readyz") as answer:
                    assert (answer.status, await answer.json()) == (200, {"database": True, "slack": True})
                async with http.post(member.http + "/slack/events", data=b"{}") as answer:
                    assert answer.status == status
    assert "Traceback" not in "".join(ships.logged)
