"""One person cannot stop everybody: what is brought in waits its turn, has its limits, and holds up nobody."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat.incoming import Press, PressId, Request, Upload
from bot.chat.messages import Listing, Notice, QuoteCard, Reply
from bot.delivery.clock import VirtualClock
from bot.library.bringing_wording import BROUGHT
from bot.library.quota import Quota
from bot.library.reader.children import Limits, ReaderProcesses
from bot.library.reader.here import ReadHere
from bot.library.rows.imports import ImportRows
from bot.library.watched import WatchedFolder
from tests.builders import ALICE, BOB, ELSEWHERE, HERE
from tests.held_reader import HeldReader
from tests.world import World, opened, refused, words

TALK = "Ada: Nobody reads the plan until the day it catches fire, number {}.\nBen: Then everybody wants the ashes.\n"
THIRD = replace(HERE, workspace="third")
MB = 1_000_000


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, nobody playing, and a process for each document."""
    async with opened(tmp_path) as made:
        limited(made, reader=ReaderProcesses())
        yield made


def limited(world: World, **changes: Any) -> None:
    """Let other limits hold."""
    world.services = world.engine.services = replace(world.services, **changes)


async def bring(world: World, number: int, *, user: Any = ALICE, place: Any = HERE, **changes: Any) -> Reply:
    """Hand over a transcript of its own."""
    data = changes.pop("data", TALK.format(number).encode())
    upload = Upload(name=changes.pop("name", f"talk-{number}.txt"), size=changes.pop("size", len(data)), data=data)
    return await world.engine.handle(
        Request(
            key=f"{user.id}-{number}", place=place, user=user, at=world.services.clock.now(), command="quotes import",
            uploads={"file": upload}, manager=True, **changes,
        )
    )  # fmt: skip


def later(world: World, **time: float) -> None:
    """Let time pass."""
    assert isinstance(world.services.clock, VirtualClock)
    world.services.clock.move_to(world.services.clock.now() + timedelta(**time))


async def test_a_lookup_is_answered_while_imports_are_held(world: World) -> None:
    """Ten of them, by five people in as many places; each is done in the end, two at a time."""
    reader = HeldReader()
    limited(world, reader=reader)
    people = [replace(ALICE, id=f"u{n}") for n in range(5)]
    imports = [asyncio.create_task(bring(world, n, user=people[n % 5])) for n in range(10)]
    while len(reader.reading) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0)

    for place in (HERE, ELSEWHERE, THIRD):
        told = await world.ask(BOB, "whosaid", place=place, words="backups can smell fear")
        assert isinstance(told, QuoteCard)
    assert isinstance(await world.ask(BOB, "quote"), QuoteCard)
    assert not any(task.done() for task in imports)
    assert len(reader.reading) == 2
    reader.go.set()
    assert all(isinstance(reply, Listing) for reply in await asyncio.gather(*imports))


async def test_who_waits_is_told_so_privately_and_once(world: World) -> None:
    """And whoever comes when too many wait is refused at once, with what to do."""
    reader = HeldReader()
    limited(world, reader=reader, quota=Quota())
    told: dict[int, list[str]] = {}

    def waiting(number: int) -> Any:
        async def tell(notice: Notice) -> None:
            told.setdefault(number, []).append(notice.text)

        return tell

    people = [replace(ALICE, id=f"u{n}") for n in range(11)]
    imports = [asyncio.create_task(bring(world, n, user=people[n], meanwhile=waiting(n))) for n in range(10)]
    while len(told) < 8:  # noqa: ASYNC110
        await asyncio.sleep(0)
    assert "yours is next" in told[2][0]
    assert "one more before yours" in told[3][0]
    assert "7 more before yours" in told[9][0]
    assert "again in a few minutes" in refused(await bring(world, 10, user=people[10]))

    reader.go.set()
    assert all(isinstance(reply, Listing) for reply in await asyncio.gather(*imports))
    assert {number: len(each) for number, each in told.items()} == dict.fromkeys(range(2, 10), 1)
    # What was not looked at does not count.
    assert isinstance(await bring(world, 11, user=people[10]), Listing)
    assert (
        len(
            await world.services.store.write(
                lambda tx: tx[ImportRows].by_user("terminal", "u10", world.services.clock.now() - timedelta(days=1))
            )
        )
        == 1
    )


async def test_a_notice_that_cannot_be_shown_stops_nothing(world: World) -> None:
    """The document is read all the same."""
    reader = HeldReader()
    limited(world, reader=reader)

    async def broken(_: Notice) -> None:
        reader.go.set()
        raise OSError("no network")

    replies = await asyncio.gather(*(bring(world, n, meanwhile=broken) for n in range(3)))
    assert all(isinstance(reply, Listing) for reply in replies)


async def test_five_an_hour_are_enough_and_a_restart_forgives_none(tmp_path: Path) -> None:
    """The refusal says when the next one can come; then it can. Others are not concerned."""
    async with opened(tmp_path) as world:
        limited(world, reader=ReadHere(), quota=Quota())
        for number in range(5):
            assert isinstance(await bring(world, number), Listing)
            later(world, minutes=10)
        first = world.services.clock.now() - timedelta(minutes=50)
    async with opened(tmp_path, at=first + timedelta(minutes=50)) as world:
        limited(world, reader=ReadHere(), quota=Quota())
        assert refused(await bring(world, 5)) == (
            "One person may bring in 5 transcripts an hour, and you have. The next one can come in 10 minutes."
        )
        assert isinstance(await bring(world, 6, user=BOB), Listing)
        assert "5 transcripts an hour" in refused(await bring(world, 7, place=THIRD))

        later(world, minutes=10)
        assert isinstance(await bring(world, 8), Listing)
        assert "5 transcripts an hour" in refused(await bring(world, 9))


async def test_megabytes_a_day(world: World) -> None:
    """A person's and a workspace's; a file that is refused counts by its size."""
    limited(world, reader=ReadHere(), quota=Quota(imports_per_hour=100, mb_per_day=3, workspace_mb_per_day=5))
    assert isinstance(await bring(world, 1, size=2 * MB), Listing)
    assert "no line names a speaker" in refused(await bring(world, 2, size=MB, data=b"It was a dark night."))
    assert refused(await bring(world, 3, size=MB)) == (
        "One person may bring in 3 MB a day, and this would be more. Try it again in 24 hours."
    )

    assert isinstance(await bring(world, 4, user=BOB, size=2 * MB), Listing)
    carol = replace(BOB, id="carol")
    assert refused(await bring(world, 5, user=carol, size=MB)).startswith("A workspace may bring in 5 MB a day")
    assert isinstance(await bring(world, 6, user=carol, size=MB, place=THIRD), Listing)
    later(world, days=1)
    assert isinstance(await bring(world, 7, size=MB), Listing)


async def test_what_is_refused_for_what_it_is_is_no_import(world: World) -> None:
    """Who tries until the labels are right keeps their five; what took too much does not come for nothing."""
    limited(world, reader=ReadHere(), quota=Quota(imports_per_hour=2))
    for number in range(4):
        assert "no line names a speaker" in refused(await bring(world, number, data=b"It was a dark night."))
    limited(world, reader=ReaderProcesses(Limits(cpu_seconds=1, seconds=300)))
    for number in (4, 5):
        assert "longer than a file may take" in refused(
            await bring(world, number, data=b"Ada: so.\nBen: no.\n" * 300_000)
        )

    assert "2 transcripts an hour" in refused(await bring(world, 6))


async def test_a_form_is_bounded_as_the_command_is(world: World) -> None:
    """Pasted text as well."""
    limited(world, reader=ReadHere(), quota=Quota(imports_per_hour=1))

    async def put(number: int) -> Reply:
        return await world.engine.press(
            Press(
                key=f"f{number}", place=HERE, user=ALICE, at=world.services.clock.now(),
                id=str(PressId(BROUGHT, "new")), fields={"text": TALK.format(number)}, manager=True,
            )
        )  # fmt: skip

    assert isinstance(await put(1), Listing)
    assert "1 transcript an hour" in refused(await put(2))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("talk.toml", (".".join(["a"] * 20_000) + " = 1").encode(), "talk.toml, line 1: its keys have too many parts."),
        ("talk.toml", b"a = " + b"[" * 100_000, "talk.toml: it is nested too deep."),
        ("talk.json", b'[{"text": "so \\ud800 it is", "author": "Ada \\ud800 Novak"}]', "“talk” can come in"),
    ],
)
async def test_what_broke_everything_once_is_one_sentence(world: World, name: str, data: bytes, sentence: str) -> None:
    """Nothing else happens; the next one is served."""
    assert sentence in words(await bring(world, 1, name=name, data=data))
    assert isinstance(await bring(world, 2), Listing)


async def test_a_drop_folder_takes_the_same_road(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One line in the log; the next file comes in."""
    limited(world, reader=ReaderProcesses(Limits(cpu_seconds=4, seconds=300)))
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"Ada: so.\nBen: no.\n" * 300_000)
    (folder / "b.txt").write_text(TALK, encoding="utf-8")
    drop = WatchedFolder(folder)

    assert [await drop.poll(world.services) for _ in range(2)] == [1, 0]
    assert "takes longer than a file may take" in caplog.text
