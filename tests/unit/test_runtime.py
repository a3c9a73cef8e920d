"""What holds `quoth run` together: platforms side by side, one that fails, one that refuses, a clean end."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from typing_extensions import override

from bot.app import connections, runtime
from bot.app.configuration import Settings
from bot.app.connections import next_pause
from bot.app.engine import Engine
from bot.app.handlers import wake_senders
from bot.app.runtime import Runtime
from bot.app.wiring import open_engine
from bot.chat.directories import TypedNames
from bot.chat.incoming import MessageRef, Place, Request, User
from bot.chat.messages import Reply
from bot.delivery.clock import SystemClock
from bot.delivery.messengers import Messengers
from bot.delivery.platform import Messenger, Mount
from bot.delivery.scheduler import EmbeddedJobs
from bot.errors import PlatformRefused
from bot.library.watched import WatchedFolder
from bot.storage.transaction import Transaction
from tests.patience import PATIENCE
from tests.wired_reader import WiredReader
from tests.world import Silent

TALK = "Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of the ashes.\n"


class Wall(Silent):
    """A Messenger that keeps what is posted."""

    def __init__(self) -> None:
        self.posts: asyncio.Queue[Reply] = asyncio.Queue()

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Keep it."""
        self.posts.put_nowait(reply)
        return MessageRef(place=place, id=nonce)


class House:
    """A Platform that fails as often as it is told to, then stays."""

    mounts: Sequence[Mount] = ()

    def __init__(self, name: str, *errors: Exception) -> None:
        self.name, self._errors = name, list(errors)
        self.wall = Wall()
        self.directory = TypedNames()
        self._closed = asyncio.Event()
        self._up = False

    @property
    def messenger(self) -> Messenger:
        """Its wall."""
        return self.wall

    async def serve(self, ready: Callable[[], None]) -> None:
        """Fail, or stay until closed."""
        if self._errors:
            raise self._errors.pop(0)
        self._up = True
        ready()
        await self._closed.wait()

    def is_ready(self) -> bool:
        """Whether it stays."""
        return self._up

    def standing_by(self) -> str:
        """Never: it is alone."""
        return ""

    def is_admitted(self) -> bool:
        """Always."""
        return True

    async def close(self) -> None:
        """Let serve return."""
        self._up = False
        self._closed.set()


Together = tuple[EmbeddedJobs, Messengers]


class Door:
    """A server that listens to nobody."""

    async def start(self) -> int:
        """Any port."""
        return 80

    async def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def together() -> Together:
    """What an engine and those who serve have in common."""
    return EmbeddedJobs(SystemClock()), Messengers()


@pytest.fixture
async def engine(tmp_path: Path, together: Together) -> AsyncIterator[Engine]:
    """The real engine on a database of its own."""
    jobs, messengers = together
    async with open_engine(Settings(database_url=f"sqlite:///{tmp_path}/q.db", seed=1), SystemClock()) as opened:
        changed = partial(wake_senders, jobs, SystemClock())
        # Processes that read give way to whoever is served: on a busy machine for minutes.
        services = replace(opened.services, reader=WiredReader())
        yield Engine(services, changed=changed, check=messengers.check)


@asynccontextmanager
async def up(
    engine: Engine, together: Together, *houses: House, folders: Sequence[WatchedFolder] = ()
) -> AsyncIterator[tuple[Runtime, "asyncio.Queue[str]"]]:
    """Everything running; what it says comes out of the queue."""
    said: asyncio.Queue[str] = asyncio.Queue()
    whole = Runtime(engine, houses, said.put_nowait, jobs=together[0], messengers=together[1], folders=folders)
    async with asyncio.timeout(PATIENCE):
        task = asyncio.create_task(whole.run(Door(), "127.0.0.1"))
        try:
            yield whole, said
        finally:
            whole.stop()
            with suppress(PlatformRefused):
                await task


async def test_each_part_says_when_it_is_up_and_posts_flow(engine: Engine, together: Together) -> None:
    """A game that is started on one platform is posted there, without anybody asking again."""
    left, right = House("left"), House("right")
    async with up(engine, together, left, right) as (whole, said):
        assert [await said.get() for _ in range(3)] == ["ready http 127.0.0.1:80", "ready left", "ready right"]
        assert await whole.readiness() == {"database": True, "left": True, "right": True}
        await start_a_game(engine, "left")
        assert type(await left.wall.posts.get()).__name__ == "OpenRound"
        assert right.wall.posts.empty()


async def test_what_lies_in_a_folder_is_there_when_it_is_ready(
    engine: Engine, together: Together, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read before anything is said, however slow the machine is today."""
    monkeypatch.setattr(runtime, "FOLDERS_SECONDS", PATIENCE)
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "talk.txt").write_text(TALK)
    async with up(engine, together, House("left"), folders=[WatchedFolder(tmp_path / "drop")]) as (whole, said):
        assert await said.get() == "ready http 127.0.0.1:80"
        library = await engine.services.libraries.library("left:w")
        assert "talk" in {p.info.name for p in library.packs.values()}
        assert await said.get() == "ready left"
        assert "reading" not in await whole.readiness()


async def test_what_takes_long_to_read_is_named_and_holds_nothing_up(
    engine: Engine, together: Together, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is waited for some seconds only; readiness names it until it is done, and it stands against nothing."""
    monkeypatch.setattr(runtime, "FOLDERS_SECONDS", 0.01)
    (tmp_path / "drop").mkdir()
    for number in range(7):
        (tmp_path / "drop" / f"talk{number}.txt").write_text(TALK.replace("plan", f"plan{number}"))
    holding, go = threading.Event(), threading.Event()

    def hold(_: Transaction) -> None:
        holding.set()
        go.wait(PATIENCE)

    held = asyncio.create_task(engine.services.store.write(hold))
    await asyncio.to_thread(holding.wait, PATIENCE)
    async with up(engine, together, House("left"), folders=[WatchedFolder(tmp_path / "drop")]) as (whole, said):
        assert {await said.get() for _ in range(2)} == {"ready http 127.0.0.1:80", "ready left"}
        while "reading" not in (parts := await whole.readiness()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        assert parts["left"]
        assert parts["reading"] == [*(f"talk{n}.txt" for n in range(5)), "… and 2 more"]
        go.set()
        await held
        while "reading" in await whole.readiness():  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        library = await engine.services.libraries.library("left:w")
        assert "talk6" in {p.info.name for p in library.packs.values()}


async def test_a_platform_that_fails_is_joined_again(
    engine: Engine, together: Together, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And the other one never notices."""
    monkeypatch.setattr(connections, "FIRST_PAUSE", 0.01)
    async with up(engine, together, House("shaky", OSError("cut"), OSError("cut")), House("calm")) as (_, said):
        assert {await said.get() for _ in range(3)} == {"ready http 127.0.0.1:80", "ready shaky", "ready calm"}

    assert sum("shaky failed" in r.getMessage() for r in caplog.records) == 2


def test_who_served_for_a_while_rests_no_longer_than_at_first() -> None:
    """What fails again and again rests longer each time; a failure a week is one of its own."""
    pauses = [0.0]
    for served in (0.5, 0.5, 30.0, 0.5, 0.5, 0.5, 0.5, 0.5, 3600.0, 0.5):
        pauses.append(next_pause(pauses[-1], served))

    assert pauses[1:] == [1, 2, 4, 8, 16, 32, 60, 60, 1, 2]


async def test_a_platform_that_refuses_does_not_stop_the_other(
    engine: Engine, together: Together, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told once, what is due there waits, and readiness says which one it is."""
    strict, calm = House("strict", PlatformRefused("The token is refused.")), House("calm")
    async with up(engine, together, strict, calm) as (whole, said):
        assert {await said.get() for _ in range(2)} == {"ready http 127.0.0.1:80", "ready calm"}
        for platform in ("strict", "calm"):
            await start_a_game(engine, platform)
        assert type(await calm.wall.posts.get()).__name__ == "OpenRound"

        assert await whole.readiness() == {"database": True, "strict": False, "calm": True}
        assert strict.wall.posts.empty()
    told = [r.getMessage() for r in caplog.records if r.levelname == "ERROR"]
    assert told == ["The token is refused. Quoth goes on without strict; start it again when that is mended."]


async def test_where_every_platform_refuses_it_ends(engine: Engine, together: Together) -> None:
    """Trying again would be of no use: the sentences go to the operator."""
    houses = [House("strict", PlatformRefused("no one")), House("stern", PlatformRefused("no two"))]
    with pytest.raises(PlatformRefused, match="no two"):
        async with asyncio.timeout(PATIENCE):
            await Runtime(engine, houses, print, jobs=together[0], messengers=together[1]).run(Door(), "127.0.0.1")


async def start_a_game(engine: Engine, platform: str) -> None:
    """Somebody starts one there."""
    place = Place(platform=platform, workspace="w", channel="c")
    await engine.handle(
        Request(
            key=f"1-{platform}", place=place, user=User(id="a", name="alice"), at=engine.services.clock.now(),
            command="quiz start", options={"begin": "now"},
        )
    )  # fmt: skip
