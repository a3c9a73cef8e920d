"""Members who left: neither posted about nor asked about until a manager says so; on both engines."""

from dataclasses import replace

import pytest
from typing_extensions import override

from bot.chat.directories import TypedNames
from bot.chat.incoming import Place, PressId, User
from bot.chat.messages import Listing, QuoteCard, Reply
from bot.games.rows.games import GameRows
from bot.library import withholding
from bot.library.services import Work
from bot.privacy.absence import look_for_absent
from tests.builders import ALICE, BOB, HERE
from tests.world import World, refused, words

ANSEL = User(id="u.ansel-3", name="Ansel Quill")


class Members(TypedNames):
    """Who left; of whom nobody can tell."""

    def __init__(self) -> None:
        self.left: set[str] = set()
        self.unknown: set[str] = set()

    @override
    async def is_there(self, place: Place, user_id: str) -> bool | None:
        return None if user_id in self.unknown else user_id not in self.left


@pytest.fixture
async def members(world: World) -> Members:
    """Ansel is a speaker of the samples."""
    found = Members()
    world.services.directories.add(HERE.platform, found)
    assert "You are Ansel Quill" in words(await world.ask(ANSEL, "privacy link", speaker="Ansel Quill"))
    return found


async def look(world: World) -> int:
    """The bot asks who is there."""
    return await look_for_absent(world.services, [HERE.platform])


async def posted(world: World) -> set[str]:
    """Whom daily posts could be of."""

    def speakers(work: Work) -> set[str]:
        view = withholding.posted_in(work, HERE)
        found = [view.get(q.number) for q in view.ranked(view.library.packs.values())]
        return {q.quote.speaker or "" for q in found if q is not None}

    library = await world.services.libraries.library_for(HERE)
    return await world.services.read(library, world.services.clock.now(), speakers)


async def drawn(world: World) -> str:
    """What chance takes in many channels: of so many draws everybody would come up."""
    cards = [await world.ask(User(id=f"u{n}", name=f"U {n}"), "quote", place=replace(HERE, channel=f"c{n}"))
             for n in range(100)]  # fmt: skip
    assert all(isinstance(card, QuoteCard) for card in cards)
    return str(cards)


async def asked(world: World) -> str:
    """Everything that games of ten rounds show."""
    told = ""
    for mode in ("who-said", "finish-the-quote"):
        await world.ask(ALICE, "quiz start", mode=mode, rounds="10", pack="the-round-table", pace="relaxed")
        for _ in range(10):
            await world.ask(ALICE, "quiz skip")
        table = await world.table()
        rounds = await world.services.store.read(lambda tx, of=table.game.id: tx[GameRows].rounds(of))  # type: ignore[misc]
        told += str([r.item for r in rounds])
        await world.ask(ALICE, "quiz stop")
    return told


async def test_who_left_is_neither_posted_nor_asked_about(world: World, members: Members) -> None:
    """Nor a wrong answer; looked up they are found as before; who comes back is asked about again."""
    assert "Ansel Quill" in await posted(world)
    assert "Ansel Quill" in await asked(world)
    assert await look(world) == 0
    members.left.add(ANSEL.id)
    assert await look(world) == 1
    assert await look(world) == 0

    assert await posted(world) == await posted(world) - {"Ansel Quill"} != set()
    assert "Ansel Quill" not in await asked(world)
    found = await world.ask(BOB, "quote", search="Ansel Quill")
    assert isinstance(found, QuoteCard)
    assert "Ansel Quill" not in await drawn(world)
    members.left.clear()
    assert await look(world) == 1
    assert "Ansel Quill" in await posted(world)
    assert "Ansel Quill" in await drawn(world)


async def test_a_manager_has_them_quoted_all_the_same(world: World, members: Members) -> None:
    """By the list of who is who; nobody else; and takes it back."""
    members.left.add(ANSEL.id)
    await look(world)
    told = await world.ask(ANSEL, "privacy link")
    assert isinstance(told, Listing)
    assert "left: neither posted nor asked about" in told.lines[0]
    assert told.buttons == ()
    shown = await world.ask(ALICE, "privacy link", manager=True)
    assert isinstance(shown, Listing)
    (button,) = shown.buttons
    assert button.label == "Quote Ansel Quill again"

    assert "Only a manager" in refused(await world.press(BOB, button.id))
    done = await world.press(ALICE, button.id, manager=True)
    assert "Ansel Quill is posted and asked about again" in words(done)
    assert "Ansel Quill" in await posted(world)
    assert await look(world) == 0
    assert "Ansel Quill" in await posted(world)
    again: Reply = await world.ask(ALICE, "privacy link", manager=True)
    assert "left, and quoted all the same" in words(again)
    await world.press(ALICE, done.buttons[0].id, manager=True)  # type: ignore[union-attr]
    assert "Ansel Quill" not in await posted(world)
    assert "earlier moment" in refused(await world.press(ALICE, str(PressId("absent", "bob")), manager=True))


async def test_of_whom_nobody_can_tell_nothing_changes(world: World, members: Members) -> None:
    """While the platform does not answer, neither those who are there leave nor those who left come back."""
    members.unknown.add(ANSEL.id)
    assert await look(world) == 0
    assert "Ansel Quill" in await posted(world)
    members.unknown.clear()
    members.left.add(ANSEL.id)
    await look(world)
    members.unknown.add(ANSEL.id)
    assert await look(world) == 0
    assert "Ansel Quill" not in await posted(world)


async def test_nobody_is_asked_about_a_workspace_that_removed_the_bot(world: World, members: Members) -> None:
    """It cannot be told there, and nothing there is due."""
    members.left = {ANSEL.id}
    await world.engine.whereabouts.left(HERE.workspace_id)
    assert await look(world) == 0
    await world.engine.whereabouts.is_back(HERE.workspace_id)
    assert await look(world) == 1


async def test_a_dialogue_with_somebody_who_left_is_not_posted_either(world: World, members: Members) -> None:
    """Their words are in it, whoever else speaks."""
    said = "Ida: Who owns the roadmap?\nAnsel Quill: Nobody since May, and it shows."
    card = await world.ask(BOB, "quotes add", quote=said, by="Ida and Ansel Quill")
    assert isinstance(card, QuoteCard)
    assert "Ida and Ansel Quill" in await posted(world)
    members.left.add(ANSEL.id)
    await look(world)

    assert "Ida and Ansel Quill" not in await posted(world)
    assert isinstance(await world.ask(BOB, "quote", search=f"#{card.number}"), QuoteCard)
