"""A transcript that lies on the web: its link is as good as the file, and what is wrong with it is said as plainly."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.incoming import Press, PressId, Request, Upload
from bot.chat.messages import Listing, Reply
from bot.library.bringing_wording import BROUGHT
from bot.library.quota import Quota
from tests.builders import ALICE, HERE
from tests.platform.web import Web, a_web, fetcher
from tests.world import World, opened, refused, words

FIXTURES = Path(__file__).parents[1] / "unit" / "content" / "fixtures"


@pytest.fixture
async def served() -> AsyncIterator[Web]:
    """A web of our own."""
    async with a_web() as made:
        yield made


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and a way out into that web."""
    async with opened(tmp_path) as made:
        made.services = made.engine.services = replace(made.services, fetcher=fetcher(), quota=Quota())
        yield made


def put(served: Web, name: str, **headers: str) -> str:
    """A transcript on the web."""
    return served.put(f"/talks/{name}", (FIXTURES / name).read_bytes(), **headers)


async def bring(world: World, link: str, *, manager: bool = True, name: str = "") -> Reply:
    """/quotes import link=…"""
    shown = await world.ask(ALICE, "quotes import", manager=manager, link=link, name=name)
    return await world.brought(ALICE, shown)


async def packs(world: World) -> list[str]:
    """What is used here, samples left out."""
    library = await world.services.libraries.library(HERE.workspace_id)
    return [p.info.name for p in library.packs.values() if not p.info.sample]


async def test_a_link_is_as_good_as_the_file(world: World, served: Web) -> None:
    """The same report, the same names, mends that bring the same link in again; again it changes nothing."""
    link = put(served, "library-move.vtt")
    shown = await world.ask(ALICE, "quotes import", manager=True, link=link)
    told = await world.brought(ALICE, shown)

    assert isinstance(told, Listing)
    assert told.title == "Imported “library-move”: something to quote, 30 questions"
    assert f'To mend it: /quotes import link={link} speakers="Bea Ortiz (Guest)=Bea Ortiz"' in words(shown)
    assert await packs(world) == ["library-move"]
    assert "Nothing changed" in words(await bring(world, f"<{link}|the move>"))
    assert "Updated “moving”" in words(await bring(world, link, name="Moving"))


async def test_a_link_in_the_form_is_one_too(world: World, served: Web) -> None:
    """Instead of the text."""
    link = put(served, "otter.txt")
    press = Press(
        key="f", place=HERE, user=ALICE, at=world.services.clock.now(), id=str(PressId(BROUGHT, "new")),
        fields={"text": f" {link}\n"}, manager=True,
    )  # fmt: skip
    assert isinstance(await world.brought(ALICE, await world.engine.press(press)), Listing)
    assert await packs(world) == ["otter"]


async def test_links_are_for_managers(world: World, served: Web) -> None:
    """Nothing is opened for others."""
    assert "for managers" in refused(await bring(world, put(served, "otter.txt"), manager=False))
    assert served.asked == []


async def test_what_cannot_be_had_is_said(world: World, served: Web) -> None:
    """In one sentence, whatever it is; nothing is changed."""
    world.engine.services = replace(world.services, quota=None)
    night = served.put("/night.txt", b"Nobody said a word about the broken lamp until the morning came.")
    bad = {
        "http://127.0.0.1:9/talk.txt": "lies in the network I run in myself",
        served.lead("/on", f"http://127.0.0.1:{served.port}/talks"): "lies in the network I run in myself",
        "talk.txt": "is no link I can open",
        served.at("/nothing"): "nothing at that link",
        served.stream("/endless", None): "larger than 20 MB",
        served.put("/episode.mp3", b"ID3", "audio/mpeg"): "is sound, not text",
        served.put("/page", b"<!doctype html><p>Sign in</p>", "text/html"): "it is a page of the web",
        served.put("/empty.txt", b""): "it is empty",
        night: f"bring it in with who speaks: /quotes import link={night} speaker=NAME",
    }
    for link, sentence in bad.items():
        told = refused(await bring(world, link))
        assert sentence in told
        assert len(told) < 500
    assert await packs(world) == []


async def test_a_link_counts_like_a_file(world: World, served: Web) -> None:
    """By imports and by size; what leads nowhere does not, but what was fetched at length does."""
    world.engine.services = replace(world.services, quota=Quota(imports_per_hour=2))
    link = put(served, "otter.txt")
    for _ in range(3):
        assert "nothing at that link" in refused(await bring(world, served.at("/nothing")))
    assert "larger than 20 MB" in refused(await bring(world, served.stream("/endless", None)))
    assert isinstance(await bring(world, link), Listing)
    asked = len(served.asked)
    assert "One person may bring in 2 transcripts an hour" in refused(await bring(world, link))
    assert len(served.asked) == asked


async def test_a_link_beside_a_file_is_one_too_many(world: World, served: Web) -> None:
    """Which of them is meant?"""
    given = Request(
        key="b", place=HERE, user=ALICE, at=world.services.clock.now(), command="quotes import", manager=True,
        options={"link": put(served, "otter.txt")}, uploads={"file": Upload(name="a.txt", size=1, data=b"a")},
    )  # fmt: skip
    assert "one of the two" in refused(await world.engine.handle(given))
