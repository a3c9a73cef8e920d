"""After two packs became one, whoever holds an old number, a button or a post with it goes on as before."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.forms import Form
from bot.chat.incoming import PressId
from bot.chat.messages import Notice, QuoteCard
from bot.library.imports import store
from bot.library.rows.votes import VoteRows
from tests.builders import ALICE, BOB, HERE, pack
from tests.world import World, opened, refused, words

BOTH = "Tea first, decisions later, and never without a biscuit."
TALK = pack("talk", "Nobody reads the plan until the day it burns.", BOTH)
PLANS = pack("plans", BOTH, "The kettle is haunted, and so is the lift.", speaker="Ben Osei")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Two packs with one quote in both; Alice manages."""
    async with opened(tmp_path) as made:
        for one in (TALK, PLANS):
            await store(made.services, one, workspace_id=HERE.workspace_id)
        yield made


async def numbers(world: World) -> list[int]:
    """Of the four quotes, in the order in which they came in; the second and the third are the same."""
    library = await world.services.libraries.library(HERE.workspace_id)
    mine = {p.info.id for p in library.packs.values() if not p.info.sample}
    found = [q for n in range(1, 400) if (q := library.revealed(n)) is not None and q.pack_id in mine]
    assert [q.quote.text for q in found] == [*(q.text for q in TALK.quotes), *(q.text for q in PLANS.quotes)]
    return [q.number for q in found]


async def test_an_old_number_goes_on_everywhere(world: World) -> None:
    """Looked up, voted on, decided about, chosen for tomorrow; and undone."""
    _, second, third, _ = await numbers(world)
    merged = await world.ask(ALICE, "quotes merge", manager=True, pack="talk", into="plans")
    assert "1 quote moved. 1 quote stood in both, and either number shows it" in words(merged)
    for number in (second, third):
        assert f"#{third} · Plans" in words(await world.ask(BOB, "quote", search=str(number)))
        assert (
            f"for #{third} counts" in words(await world.press(BOB, str(PressId("up", str(number))))) or number == third
        )
    assert (await votes(world, third)) == 0, "the second press of one person takes it back"
    await world.press(BOB, str(PressId("up", str(second))))
    assert (await votes(world, third)) == 1
    assert f"Around #{third}" in words(await world.press(BOB, str(PressId("context", str(second)))))
    await world.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC", pack="plans")
    assert f"#{third}" in words(await world.ask(ALICE, "daily next", manager=True, number=str(second)))
    assert "too late" not in words(await world.ask(ALICE, "quotes review", manager=True, pack="plans"))


async def test_a_decision_since_keeps_them_one(world: World) -> None:
    """Under either number; what was decided would be lost."""
    _, second, third, _ = await numbers(world)
    merged = await world.ask(ALICE, "quotes merge", manager=True, pack="talk", into="plans")
    assert isinstance(merged, Notice)
    await world.press(ALICE, str(PressId("drop", f"{second}:0")), manager=True)
    for number in (second, third):
        assert "was taken out" in refused(await world.ask(BOB, "quote", search=str(number)))
    assert "cannot be parted any more" in refused(await world.press(ALICE, merged.buttons[0].id, manager=True))
    assert "is for managers" in refused(await world.press(BOB, merged.buttons[0].id))


async def test_an_old_number_is_edited_taken_out_and_told(world: World) -> None:
    """Whatever somebody does to either number is done to the one quote there is."""
    _, second, third, _ = await numbers(world)
    await world.ask(ALICE, "quotes merge", manager=True, pack="talk", into="plans")
    form = await world.ask(ALICE, "quotes edit", manager=True, number=str(second))
    assert isinstance(form, Form)
    assert form.fields[1].value == "Ben Osei", "who says it in the pack that keeps it"
    fixed = BOTH.replace("a biscuit", "biscuits")
    await world.press(ALICE, form.id, manager=True, quote=fixed, by="Ben Osei")
    for number in (second, third):
        assert fixed in words(await world.ask(BOB, "quote", search=str(number)))
        assert fixed in words(await world.ask(ALICE, "quotes history", manager=True, number=str(number)))
    await world.ask(ALICE, "quotes delete", manager=True, number=str(second))
    for number in (second, third):
        assert "was taken out" in refused(await world.ask(BOB, "quote", search=str(number)))


async def test_the_book_stays_by_itself(world: World) -> None:
    """What people add afterwards, and who may take it back, goes by the book they added it to."""
    added = await world.ask(BOB, "quotes add", quote="The lift speaks on Fridays.", by="Ida Roth")
    assert isinstance(added, QuoteCard)
    for pack_, into in (("book", "plans"), ("plans", "book")):
        told = refused(await world.ask(ALICE, "quotes merge", manager=True, pack=pack_, into=into))
        assert "stays in a book of its own" in told
    assert isinstance(await world.ask(BOB, "quotes edit", number=str(added.number)), Form)


async def test_parted_the_numbers_are_two_again(world: World) -> None:
    """Each of its own pack, with its own votes."""
    _, second, third, _ = await numbers(world)
    await world.press(BOB, str(PressId("up", str(second))))
    merged = await world.ask(ALICE, "quotes merge", manager=True, pack="talk", into="plans")
    assert isinstance(merged, Notice)
    assert (await votes(world, second), await votes(world, third)) == (0, 1)
    assert "two packs again" in words(await world.press(ALICE, merged.buttons[0].id, manager=True))
    assert (await votes(world, second), await votes(world, third)) == (1, 0)
    assert f"#{second} · Talk" in words(await world.ask(BOB, "quote", search=str(second)))


async def votes(world: World, number: int) -> int:
    """How many 👍 stand at that number."""
    return (await world.services.store.read(lambda tx: tx[VoteRows].of(HERE.workspace_id, number))).up
