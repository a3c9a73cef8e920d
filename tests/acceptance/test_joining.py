"""Two labels that are one person: proposed by the report, settled by its button, undone by the receipt's."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.incoming import Press, Request, Upload
from bot.chat.messages import Listing, Notice, Reply
from bot.library.rows.packs import PackRows
from content.items import MADE, Bank, offers
from content.packs import read_transcript_text
from tests.builders import ALICE, HERE, quotes_of
from tests.world import World, opened

ELSEWHERE = replace(HERE, workspace="elsewhere")
WHO = ("Ida North", "Ben Osei", "I. North", "Ines Moreau")
SAID = (
    "I would rather repair the old pump than order a new one from the catalogue.",
    "Nobody told the bakery that the street would be closed until Thursday.",
    "A map is a promise, and most promises are out of date by the time they are printed.",
    "The night watchman knew more about that building than the architect ever did.",
    "You can hurry a carpenter, but you cannot hurry a man who works with glass.",
    "We painted the ladder green so that nobody would steal it from the yard.",
    "The children called it the whispering tower because the wind goes through it.",
    "People imagine that the sea is loud, but in the morning it is like paper.",
    "My grandmother used to say that a clean ladder is one that nobody climbs.",
    "If it breaks twice I change the part, and if it breaks again I change my mind.",
    "Every kettle that comes in was shaken by somebody who hoped that it would help.",
    "I kept the old keys in a jar, because throwing one away is like burning a book.",
    "The ferry is fine, and the timetable is what everybody should be afraid of.",
    "Nine visitors ask about the clock, and the tenth one asks for the exit.",
    "It was not courage that kept us there, it was plain arithmetic and hunger.",
    "After that winter we never locked the boathouse again, not even at night.",
)
TALK = "\n\n".join(f"{WHO[n % 4]}: {text}" for n, text in enumerate(SAID))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path) as made:
        yield made


async def bring(world: World, key: str, text: str = TALK) -> Listing:
    """/quotes import with that talk."""
    upload = Upload(name="pumps.txt", size=len(text), data=text.encode())
    shown = await world.engine.handle(
        Request(
            key=key, place=HERE, user=ALICE, at=world.services.clock.now(), command="quotes import", options={},
            uploads={"file": upload}, manager=True,
        )
    )  # fmt: skip
    reply = await world.brought(ALICE, shown)
    assert isinstance(reply, Listing)
    return reply


async def press(world: World, button: str, key: str, *, manager: bool = True, place: object = HERE) -> Reply:
    """A press of it."""
    return await world.engine.press(
        Press(key=key, place=place, user=ALICE, at=world.services.clock.now(), id=button, fields={}, manager=manager)  # type: ignore[arg-type]
    )


async def voices(world: World) -> dict[str, list[str]]:
    """What each speaker of the pack says, in quotes and in turns."""
    library = await world.services.libraries.library(HERE.workspace_id)
    pack = next(p for p in library.packs.values() if p.info.name == "pumps")
    found: dict[str, list[str]] = {}
    for numbered in quotes_of(library, "pumps"):
        found.setdefault(str(numbered.quote.speaker), []).append(numbered.quote.text)
    turns = await world.services.store.read(lambda tx: tx[PackRows].turns(pack.info.id, 0, 99))
    assert {t.speaker for t in turns} == {s.name for s in pack.speakers} == set(found)
    return found


async def test_a_button_settles_that_two_labels_are_one_and_another_undoes_it(world: World) -> None:
    """Numbers stay; importing again keeps it so, and asks no more; a second press of either changes nothing."""
    report = await bring(world, "b1")
    before = await voices(world)

    assert [b.label for b in report.buttons] == ["Ida North and I. North are one"]
    done = await press(world, report.buttons[0].id, "p1")
    assert isinstance(done, Notice)
    assert done.text.startswith("Ida North and I. North are one person from now on: 4 turns of I. North now stand")
    assert sorted((await voices(world))["Ida North"]) == sorted(before["Ida North"] + before["I. North"])
    assert "I. North" not in await voices(world)
    again = await bring(world, "b2")
    assert again.title.startswith("Nothing changed")
    assert not again.buttons
    assert "I. North" not in await voices(world)
    stale = await press(world, report.buttons[0].id, "p2")
    assert isinstance(stale, Notice)
    assert stale.text.startswith("Nothing changed")

    undone = await press(world, done.buttons[0].id, "p3")
    assert isinstance(undone, Notice)
    assert undone.text.startswith("Ida North and I. North are two people again")
    assert await voices(world) == before
    twice = await press(world, done.buttons[0].id, "p4")
    assert isinstance(twice, Notice)
    assert twice.text.startswith("Nothing changed")


async def test_a_new_edition_is_joined_and_parted_as_well(world: World) -> None:
    """What is new in it stands under the same name, and goes back with the rest."""
    report = await bring(world, "b1")
    done = await press(world, report.buttons[0].id, "p1")
    assert isinstance(done, Notice)
    late = "The harbour master counted every rope twice and trusted neither of the numbers."
    await bring(world, "b2", f"{TALK}\n\nI. North: {late}")

    assert late in (await voices(world))["Ida North"]
    await press(world, done.buttons[0].id, "p2")
    assert late in (await voices(world))["I. North"]
    assert len((await voices(world))["I. North"]) == 5


@pytest.mark.parametrize("subject", ["1:0:2", "x", "1:0", "1:0:99", "0:0:1", "١:0:1"])
async def test_only_the_packs_of_a_workspace_are_settled_there(world: World, subject: str) -> None:
    """Nor is what its labels do not bear out, whatever a press says."""
    report = await bring(world, "b1")
    before = await voices(world)
    for n, (button, place) in enumerate([(report.buttons[0].id, ELSEWHERE), (f"q1.one.{subject}.0", HERE)]):
        told = await press(world, button, f"p{n}", place=place)
        assert isinstance(told, Notice)
        assert told.text.startswith("Nothing changed")

    assert await voices(world) == before


async def test_whoever_may_not_import_may_not_settle_it(world: World) -> None:
    """The press asks for the rights of the command."""
    report = await bring(world, "b1")
    before = await voices(world)
    reply = await press(world, report.buttons[0].id, "p1", manager=False)

    assert not isinstance(reply, Notice) or "are one person" not in reply.text
    assert await voices(world) == before


def test_until_it_is_settled_no_item_offers_both() -> None:
    """Of every kind of item that a pack gives."""
    pack = read_transcript_text(TALK, "pumps")
    bank = Bank(pack.quotes, pack.speakers, pack.language)
    made = [item for kind in MADE for item in offers(bank, kind, pack.quotes)] + list(pack.items)

    assert made
    for item in made:
        named = {item.key, *item.options, *item.rivals}
        assert not {"Ida North", "I. North"} <= {*item.options, item.key}, item
        if item.key in ("Ida North", "I. North"):
            assert "I. North" not in named - {item.key}
