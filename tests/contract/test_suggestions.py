"""What members suggest where managers want to look first: it is nowhere but at the desk until one keeps it."""

from dataclasses import replace

from bot.chat.messages import Listing, Notice, QuoteCard, Reply
from bot.library.book.additions import DAY
from tests.builders import ALICE, BOB, HERE
from tests.contract.test_quotations import ROADMAP, SECRET, Rooms, message, quoted
from tests.world import World, refused, words

TEA = "Tea first, decisions later, regrets in the minutes."


async def suggest(world: World, text: str = TEA) -> int:
    """By Bob, in a workspace whose managers look first; its number."""
    await world.ask(ALICE, "settings set", name="suggestions", value="yes", manager=True)
    reply = await world.ask(BOB, "quotes add", quote=text, by="Ida Roth")
    assert isinstance(reply, Notice), words(reply)
    assert "waits for a manager" in reply.text
    return int(reply.text.split()[0].removeprefix("#"))


async def desk(world: World, label: str = "", shown: Reply | None = None) -> Listing:
    """What Alice sees at the desk, once she pressed that."""
    told = await world.ask(ALICE, "quotes review", manager=True) if shown is None else shown
    assert isinstance(told, Listing), words(told)
    if label:
        told = await world.press(ALICE, next(b.id for b in told.buttons if b.label == label), manager=True)
        assert isinstance(told, Listing), words(told)
    return told


async def found(world: World, number: int) -> list[bool]:
    """Whether members find it: by number, by words, in the list."""
    asked = [
        await world.ask(BOB, "quote", search=str(number)),
        await world.ask(BOB, "whosaid", words=TEA),
        await world.ask(BOB, "quotes list", words="regrets in the minutes"),
    ]
    return ["regrets in the minutes" in words(reply).replace(f"“{TEA}”", TEA) for reply in asked]


async def test_a_suggestion_waits_until_it_is_kept(world: World) -> None:
    """It is dealt first, with who suggested it; kept it is a quote under its number; undone it waits again."""
    number = await suggest(world)
    assert await found(world, number) == [False] * 3
    shown = await desk(world)
    assert shown.title.startswith(f"#{number} ·")
    assert any("Suggested by Bob" in line for line in shown.lines)
    kept = await desk(world, "Keep")
    assert await found(world, number) == [True] * 3
    history = words(await world.ask(ALICE, "quotes history", number=str(number), manager=True))
    assert "Bob added it" in history
    assert "Alice kept it" in history
    again = await desk(world, "Undo", kept)
    assert again.title.startswith(f"#{number} ·")
    assert await found(world, number) == [False] * 3


async def test_a_suggestion_that_is_dropped_or_taken_back(world: World) -> None:
    """Its number stays empty either way."""
    number = await suggest(world)
    await desk(world, "Drop")
    assert await found(world, number) == [False] * 3
    other = await world.ask(BOB, "quotes add", quote="One more for the book.", by="Tom")
    assert isinstance(other, Notice)
    assert "taken out again" in words(await world.press(BOB, other.buttons[0].id))
    assert "One more" not in words(await desk(world))


async def test_the_same_kept_twice_has_two_numbers(world: World) -> None:
    """What a manager added meanwhile in the same words is another quote."""
    number = await suggest(world)
    assert "suggested already" in refused(await world.ask(BOB, "quotes add", quote=TEA))
    assert isinstance(await world.ask(ALICE, "quotes add", quote=TEA, by="Ida Roth", manager=True), QuoteCard)
    await desk(world, "Keep")

    listed = await world.ask(BOB, "quotes list", pack="book")
    assert isinstance(listed, Listing)
    assert listed.title == "2 quotes"
    assert any(line.startswith(f"#{number} ") for line in listed.lines)


async def test_limits_and_whom_they_bind(world: World) -> None:
    """Ten a day of a member; managers add at once; a private channel's words stay there and wait for nobody."""
    await suggest(world)
    for i in range(9):
        assert isinstance(await world.ask(BOB, "quotes add", quote=f"Note {i}."), Notice)
    assert "added 10 quotes since yesterday" in refused(await world.ask(BOB, "quotes add", quote="Note 9."))
    assert isinstance(await world.ask(ALICE, "quotes add", quote="Note 9.", manager=True), QuoteCard)
    world.services.directories.add(HERE.platform, Rooms())
    await world.at(DAY.total_seconds() + 1)
    inside = await quoted(world, message(ROADMAP), place=SECRET)
    assert isinstance(inside, QuoteCard)
    assert "so it stays here" in inside.lead
    shown = words(await desk(world))
    assert ROADMAP not in shown
    elsewhere = replace(HERE, workspace="abroad")
    assert isinstance(await world.ask(BOB, "quotes add", quote="Note 9.", place=elsewhere), QuoteCard)
