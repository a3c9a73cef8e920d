"""A file that is put into a form: it comes whole, however the network is, or one sentence says why it did not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from adapters import downloads
from adapters.slack.files import Files
from adapters.slack.incoming import SentFile
from bot.library.file_refusals import FileDelayed, FileElsewhere
from bot.library.rows.packs import PackRows
from content.packs import read_bytes_as_pack
from tests.platform.delivery import Delivery
from tests.platform.slack.conftest import World
from tests.platform.slack.local import BOT_TOKEN
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import Json

SIZE = 300
THINGS = "ladders kettles maps bridges engines gardens markets letters harbours orchestras".split()
TALK = "\n".join(
    f"{'Ada Novak' if n % 2 else 'Ben Osei'}: Whoever mends {thing} number {n} by night finds that {thing} are patient."
    for n in range(SIZE) for thing in [THINGS[n % len(THINGS)]]
).encode()  # fmt: skip


@pytest.fixture
def mode() -> str:
    """One way in is enough here."""
    return "http"


@pytest.fixture(autouse=True)
def haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries nobody waits."""
    monkeypatch.setattr(downloads, "PAUSE_SECONDS", 0.0)


async def brought(world: World, file: Json) -> str:
    """Alice puts a file into the form; what she is told."""
    await world.people.command("alice", "/quotes import")
    await world.people.press("alice", await seen(world, "ephemeral", has="transcript"), "Bring a transcript")
    form = await seen(world, "view")
    before = len(world.slack.shown)
    answer = await world.people.fill("alice", form.message, file=file)
    if errors := answer.body.get("errors"):
        assert list(errors) == ["file"]
        return str(errors["file"])
    asked = await seen(world, "ephemeral", after=before)
    if "can come in" not in asked.text:
        return asked.text
    before = len(world.slack.shown)
    await world.people.press("alice", asked, "Bring it in")
    return (await seen(world, "replaced", after=before)).text


async def packs(world: World) -> list[str]:
    """The names of the workspace's own packs."""
    visible = await world.engine.services.store.read(lambda tx: tx[PackRows].visible("slack:T0LOCAL"))
    return [p.name for p in visible if p.name.startswith("talk")]


@pytest.mark.parametrize("piece", [1024, 4096, 16384])
@pytest.mark.parametrize("sized", [True, False])
async def test_a_file_comes_whole_in_whatever_pieces(world: World, piece: int, sized: bool) -> None:
    """All its quotes, as from a disk."""
    expected = read_bytes_as_pack(TALK, "talk.txt")
    file = world.people.file("talk.txt", TALK, Delivery(TALK, piece=piece, sized=sized))
    told = await brought(world, file)

    assert f"{len(expected.quotes)} quotes from {SIZE} turns" in told


BROKEN = {
    "reset in the middle": Delivery(TALK, stop=9000, reset=True),
    "ended in the middle": Delivery(TALK, stop=9000),
    "ended in the middle, and nobody said how long it is": Delivery(TALK, stop=9000, sized=False),
    "reset before the first byte": Delivery(TALK, stop=0, reset=True),
    "a server that fails": Delivery(b"oops", status="503 Service Unavailable"),
    "a server that asks to wait": Delivery(b"", status="429 Too Many Requests"),
}


@pytest.mark.parametrize("how", BROKEN)
async def test_what_a_network_lost_is_fetched_again(world: World, how: str) -> None:
    """The next try brings it."""
    told = await brought(world, world.people.file("talk.txt", TALK, replace(BROKEN[how]), Delivery(TALK)))

    assert f"from {SIZE} turns" in told


REFUSED: dict[str, tuple[Delivery, str]] = {
    **{how: (BROKEN[how], "9,000") for how in list(BROKEN)[1:3]},
    "reset before the first byte": (BROKEN["reset before the first byte"], "could not be fetched"),
    "a server that fails": (BROKEN["a server that fails"], "could not be fetched"),
    "it was deleted": (Delivery(status="404 Not Found"), "not there any more"),
    "Slack refuses it": (Delivery(status="403 Forbidden"), "not allowed to read"),
    "a page to sign in": (Delivery(b"<!DOCTYPE html><html>Sign in</html>", kind="text/html"), "to sign in"),
    "a page longer than the file": (Delivery(b"<html>" + b" " * len(TALK), kind="text/html"), "to sign in"),
}


@pytest.mark.parametrize("why", REFUSED)
async def test_a_file_that_does_not_come_changes_nothing(
    world: World, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    """One sentence, no pack, no traceback."""
    delivery, expected = REFUSED[why]
    told = await brought(world, world.people.file("talk.txt", TALK, delivery))

    assert expected in told
    assert "talk.txt" in told
    assert await packs(world) == []
    assert "Traceback" not in caplog.text


async def test_without_the_right_to_read_files_a_page_to_sign_in_comes(world: World) -> None:
    """Slack does not refuse then."""
    world.slack.scopes.discard("files:read")

    assert "to sign in" in await brought(world, world.people.file("talk.txt", TALK))


async def test_a_file_of_a_shared_channel_is_looked_up(world: World) -> None:
    """Slack tells no more of it than that there is one: files.info knows the rest, if the other workspace lets us."""
    known = world.people.file("talk.txt", TALK)
    told = await brought(world, {"id": known["id"], "mode": "file_access", "file_access": "check_file_info"})

    assert f"from {SIZE} turns" in told


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ({"id": "F9", "mode": "file_access", "file_access": "check_file_info"}, "not there any more"),
        ({"id": "", "name": "talk.txt", "size": None}, "another workspace"),
        ({"id": "F9", "name": "talk.txt", "url_private": "https://drive.example.org/talk.txt"}, "drive.example.org"),
        (
            {"id": "F9", "name": "talk.txt", "url_private": "https://slack.com.example.org/talk.txt"},
            "slack.com.example",
        ),
        ({"id": "F9", "name": "talk.txt", "url_private": "https://[nonsense"}, "only linked"),
    ],
)
async def test_a_file_that_is_not_slack_s_to_give(world: World, file: Json, expected: str) -> None:
    """A sentence each, and nobody's server is asked."""
    assert expected in await brought(world, file)
    assert await packs(world) == []


async def test_a_file_that_is_larger_than_it_said_is_not_read_to_its_end(world: World) -> None:
    """Nor one that says so."""
    limit = world.engine.registry.largest_upload
    honest = {**world.people.file("talk.txt", TALK), "size": limit + 1}
    assert "larger than" in await brought(world, honest)
    assert world.slack.file_requests == []


@asynccontextmanager
async def stranger(heard: list[str]) -> AsyncIterator[str]:
    """A server that is not Slack's: it writes down what came with a request, and answers."""

    async def answer(request: web.Request) -> web.StreamResponse:
        heard.append(request.headers.get("Authorization", "") + (await request.text()))
        return web.Response(body=TALK)

    app = web.Application()
    app.add_routes([web.route("*", "/{any:.*}", answer)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_the_token_goes_to_slack_alone(world: World) -> None:
    """Not to another host that a file names, and not along a redirect; from one of Slack's hosts to another it does."""
    heard: list[str] = []
    async with stranger(heard) as elsewhere:
        linked = {**world.people.file("talk.txt", TALK), "url_private": elsewhere + "/talk.txt"}
        assert "only linked" in await brought(world, linked)
        assert heard == []

        away = Delivery(status="302 Found", location=elsewhere + "/talk.txt")
        assert "Imported" in await brought(world, world.people.file("talk.txt", TALK, away))
        assert heard == [""]

    within = Delivery(status="307 Temporary Redirect", location="/files/more.txt")
    world.slack.files["more.txt"] = [Delivery(TALK + b"\nAda Novak: One more for the road.")]
    before = len(world.slack.file_requests)
    await brought(world, {**world.people.file("talk.txt", TALK, within)})
    assert [shown for _, shown in world.slack.file_requests[before:]] == [f"Bearer {BOT_TOKEN}"] * 2


@pytest.mark.parametrize("status", [302, 307])
async def test_the_token_of_a_call_stays_with_slack_as_well(world: World, status: int) -> None:
    """A redirect of a method leads away without it."""
    heard: list[str] = []
    async with stranger(heard) as elsewhere:
        moved = web.Response(status=status, headers={"Location": elsewhere + "/api/users.info"})
        world.slack.failures["users.info"] = [lambda: moved]
        await world.people.command("alice", "/quote 12")
        await seen(world, "ephemeral", has="#12")

    assert len(heard) == 1
    assert BOT_TOKEN not in heard[0]


async def test_a_redirect_that_comes_back_ends(world: World) -> None:
    """With a sentence."""
    around = Delivery(status="302 Found", location="/files/talk.txt")

    assert "to sign in" in await brought(world, world.people.file("talk.txt", TALK, around))


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("https://files.slack.com/files-pri/T1-F1/talk.txt", True),
        ("https://acme.slack.com/files/U1/F1/talk.txt", True),
        ("https://files.slack-gov.com/files-pri/T1-F1/talk.txt", True),
        ("http://files.slack.com/talk.txt", False),
        ("https://slack.com@example.org/talk.txt", False),
        ("https://notslack.com/talk.txt", False),
        ("https://slack.com.example.org/talk.txt", False),
        ("http://127.0.0.1:8001/api/files/talk.txt", True),
        ("http://127.0.0.1:8002/talk.txt", False),
        ("http://127.0.0.1/talk.txt", False),
        ("/talk.txt", False),
    ],
)
async def test_which_hosts_get_the_token(address: str, trusted: bool) -> None:
    """Slack's own by a protected line, and the one that SLACK_API_BASE names."""
    asked: list[tuple[str, Any]] = []

    class Listening:
        def get(self, url: Any, **facts: Any) -> Any:
            asked.append((str(url), facts["headers"].get("Authorization")))
            raise aiohttp.ClientConnectionError

    files = Files(Listening(), None, "xoxb-secret", 1000, api="http://127.0.0.1:8001/api")  # type: ignore[arg-type]
    with pytest.raises(FileDelayed if trusted else FileElsewhere):
        await files.fetch(SentFile(name="talk.txt", size=3, url=address))

    assert {shown for _, shown in asked} == ({"Bearer xoxb-secret"} if trusted else set())


async def test_a_body_without_an_end_is_read_to_the_limit() -> None:
    """Whatever size was told: it is larger than any option takes."""
    heard: list[str] = []
    async with stranger(heard) as slack, aiohttp.ClientSession() as http:
        files = Files(http, None, "xoxb-secret", 1000, api=slack + "/api")  # type: ignore[arg-type]
        came = await files.fetch(SentFile(name="talk.txt", size=900, url=slack + "/talk.txt"))

    assert (came.size, came.data) == (1001, b"")
