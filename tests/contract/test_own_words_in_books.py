"""A member's own words where people add them by hand: books, those of single channels, own questions, merged packs."""

from dataclasses import replace

import pytest
from typing_extensions import override

from bot.chat.directories import TypedNames
from bot.chat.forms import Form
from bot.chat.incoming import Place, PressId, User
from bot.chat.messages import Candidates, File, Mark, Notice, Reply
from bot.library import withholding
from bot.library.imports import store
from bot.library.model import Imported, Outcome
from bot.privacy.wording import FORGET
from content.packs import read_transcript_text
from tests.builders import ALICE, BOB, HERE
from tests.searched import places
from tests.world import World, refused, words

ZOE = User(id="u-zoe-71", name="Zoe Thackeray")
SECRET = replace(HERE, channel="secret")
SAID = "My kettle outlives every oldest orchard in silence."


class Rooms(TypedNames):
    """One channel is private."""

    @override
    async def confines(self, place: Place) -> str:
        return place.channel if place.channel == SECRET.channel else ""


@pytest.fixture
def rooms(world: World) -> World:
    """A world with it."""
    world.services.directories.add(HERE.platform, Rooms())
    return world


async def added(world: World, text: str = SAID, by: str = "Zoe Thackeray", place: Place = HERE) -> Reply:
    """Bob adds it to the book."""
    return await world.ask(BOB, "quotes add", place=place, quote=text, by=by)


async def linked(world: World) -> None:
    """Zoe is Zoe Thackeray."""
    assert "from now on" in words(await world.ask(ZOE, "privacy link", speaker="Zoe Thackeray"))


async def forgotten(world: World) -> None:
    """Zoe forgets herself."""
    assert "says who you are" in words(await world.press(ZOE, str(PressId(FORGET, "me"))))


async def test_a_private_channels_quotes_are_theirs_too(rooms: World) -> None:
    """Counted, handed out, never quoted, forgotten; others are not told who speaks in that channel."""
    await added(rooms, place=SECRET)
    assert "Nobody called" in refused(await rooms.ask(ALICE, "privacy link", manager=True, speaker="Zoe Thackeray"))
    await linked(rooms)

    assert "Quotes of yours: 1" in words(await rooms.ask(ZOE, "privacy show"))
    handed = await rooms.ask(ZOE, "privacy export")
    assert isinstance(handed, File)
    assert SAID.encode() in handed.data
    assert "Do you mean" not in refused(await rooms.ask(BOB, "privacy link", speaker="Zoe Thackery"))
    assert "1 quote of Zoe Thackeray vanished" in words(await rooms.ask(ZOE, "privacy optout", switch="on"))
    assert SAID not in words(await rooms.ask(BOB, "whosaid", words=SAID, place=SECRET))

    await forgotten(rooms)
    assert await places(rooms.services.store, ZOE.id, ZOE.name, SAID) == set()


async def test_words_that_are_everybodys_are_nobodys(rooms: World) -> None:
    """A short saying is theirs where it stands alone, a name where it is a whole word: what others say stays."""
    await added(rooms, "Yes.")
    await added(rooms, "Yes, that is how Ben Osei measures every glacier at the wrong moment.", by="Ben Osei")
    await rooms.ask(ALICE, "quiz add", manager=True, question="Is Canada cold, yes or no, and who says so?", right="Al")
    await rooms.ask(ALICE, "quiz add", manager=True, question="Who is never late?", right="Yes")
    await linked(rooms)
    await rooms.ask(BOB, "quotes edit", number="1", manager=True)
    await forgotten(rooms)

    assert await places(rooms.services.store, "measures every glacier") == {"quote.text"}
    assert "Canada cold" in words(await rooms.ask(ALICE, "quiz list", manager=True))
    assert "never late" not in words(await rooms.ask(ALICE, "quiz list", manager=True))


async def test_own_questions_about_them_go_and_others_stay(rooms: World) -> None:
    """Those that say their words, and those that name them; played, waiting or deleted a moment ago."""
    await added(rooms)
    for user, manager in ((ALICE, True), (BOB, False)):
        question = f"Who told {user.name} that “{SAID}”?"
        await rooms.ask(user, "quiz add", manager=manager, question=question, right="Hugo", wrong="Ines; Ada")
        named = f"Who waters the plants of {user.name}?"
        await rooms.ask(
            user, "quiz add", manager=manager, question=named, right="Zoe Thackeray", wrong="Hugo; Ben Osei"
        )
        await rooms.ask(user, "quiz add", manager=manager, question=f"Which kettle has {user.name}?", right="Bertha")
    await rooms.ask(ALICE, "quiz delete", manager=True, number="2")
    await linked(rooms)
    await forgotten(rooms)

    assert await places(rooms.services.store, ZOE.id, ZOE.name, SAID) == set()
    told = words(await rooms.ask(ALICE, "quiz list", manager=True))
    assert ("Which kettle has Alice?" in told, "Which kettle has Bob?" in told) == (True, True)
    assert "Question 4 was deleted" in refused(await rooms.ask(ALICE, "quiz edit", manager=True, number="4"))
    assert "Question 7 is in" in words(
        await rooms.ask(ALICE, "quiz add", manager=True, question="Which year?", right="1974")
    )


async def test_nobody_is_blocked_by_name_who_is_forgotten(rooms: World) -> None:
    """Nor are words of theirs: there is nothing left to hide; what else is blocked stays."""
    await added(rooms)
    await linked(rooms)
    await rooms.ask(ALICE, "quotes block", manager=True, speaker="Zoe Thackeray")
    for said in (SAID, "quarterly synergy"):
        await rooms.ask(ALICE, "quotes block", manager=True, words=said)
    await forgotten(rooms)

    assert await places(rooms.services.store, ZOE.name, SAID) == set()
    assert await places(rooms.services.store, "quarterly synergy")


async def test_whom_nobody_may_quote_is_not_added_by_hand(rooms: World) -> None:
    """Not to the book, not by another speaker, not as one of two; only they undo it."""
    await brought(rooms, "talk", *TALK)
    await linked(rooms)
    for go in (rooms.ask(ZOE, "privacy optout", switch="on"), forgotten(rooms)):
        await go
        for by in ("zoe thackeray", "Ben Osei and Zoe Thackeray"):
            told = refused(await added(rooms, "A ferry paints the telescope before breakfast.", by))
            assert "is not quoted here" in told
        renamed = await rooms.ask(ALICE, "quotes speaker", manager=True, speaker="Ben Osei", name=ZOE.name)
        assert "is not quoted here" in refused(renamed)
        assert await places(rooms.services.store, "A ferry paints") == set()
    assert await places(rooms.services.store, ZOE.name) == set()
    await rooms.ask(ZOE, "privacy optout", switch="off")
    assert "A ferry paints" in words(await added(rooms, "A ferry paints the telescope.", ZOE.name))


async def test_a_dialogue_is_of_everybody_who_speaks_in_it(rooms: World) -> None:
    """It is not told when one of them is never quoted; the other is quoted as before."""
    await added(
        rooms, "Zoe Thackeray: Who owns the compass?\nBen Osei: Nobody since the ferry.", "Zoe Thackeray and Ben Osei"
    )
    await added(rooms)
    await added(rooms, "The bakery forgives the violin every winter.", "Ben Osei")
    await linked(rooms)
    await rooms.ask(ZOE, "privacy optout", switch="on")

    assert "Nobody since the ferry" not in words(await rooms.ask(BOB, "whosaid", words="Nobody since the ferry"))
    assert "Ben Osei" in words(await rooms.ask(BOB, "whosaid", words="The bakery forgives the violin every winter"))
    await forgotten(rooms)
    assert await places(rooms.services.store, ZOE.name, "Nobody since the ferry") == set()


async def test_what_was_typed_and_not_taken_goes_too(rooms: World) -> None:
    """Neither the form nor what somebody was asked about it is known any more."""
    form = await rooms.ask(ZOE, "quiz add")
    assert isinstance(form, Form)
    refused(await rooms.press(ZOE, form.id, question="Which kettle?"))
    await added(rooms, by="Ben Osei")
    asked = await rooms.ask(ZOE, "quotes add", quote=SAID, by="Ines Moreau")
    assert isinstance(asked, Candidates)
    await forgotten(rooms)

    again = await rooms.ask(ZOE, "quiz add")
    assert isinstance(again, Form)
    assert [field.value for field in again.fields] == [field.value for field in form.fields]
    assert not [key for key in rooms.services.asides if ZOE.id in key]


async def brought(world: World, name: str, *said: str) -> Imported:
    """A transcript of Zoe and Ben, one turn each in turn."""
    voices = ("Zoe Thackeray", "Ben Osei")
    text = "\n\n".join(f"{voices[n % 2]}: {line}" for n, line in enumerate(said))
    return await store(world.services, read_transcript_text(text, name), workspace_id=HERE.workspace_id)


TALK = (
    "A lighthouse outlives the oldest kettle, and nobody ever writes it down.",
    "The telescope forgives every harbour at the wrong moment, we found.",
)
PLANS = (
    "The violin interrupts a bakery before breakfast, whatever they say.",
    "A compass remembers the glacier in silence, as the neighbours know.",
    TALK[0],
)


async def test_in_merged_packs_nothing_of_them_lies_about(rooms: World) -> None:
    """Neither in the pack that went into the other nor in what parts them; no import of either brings it back."""
    await brought(rooms, "talk", *TALK)
    await brought(rooms, "plans", *PLANS)
    merged = await rooms.ask(ALICE, "quotes merge", manager=True, pack="talk", into="plans")
    assert isinstance(merged, Notice)
    await linked(rooms)
    await forgotten(rooms)

    said = (PLANS[0], TALK[0])
    assert await places(rooms.services.store, ZOE.id, ZOE.name, *said) == set()
    refused(await rooms.press(ALICE, merged.buttons[0].id, manager=True))
    for name, lines in (("talk", TALK), ("plans", PLANS)):
        again = await brought(rooms, name, *lines)
        assert (again.outcome, again.info.name) == (Outcome.DUPLICATE, "plans")
    assert await places(rooms.services.store, ZOE.name, *said) == set()
    assert "Ben Osei" in words(await rooms.ask(BOB, "whosaid", words=TALK[1]))


async def test_whose_votes_moved_with_a_merge_is_not_told(rooms: World) -> None:
    """It still parts as it was, without what nobody keeps."""
    await brought(rooms, "talk", *TALK)
    await brought(rooms, "plans", *PLANS)
    view = await withholding.shown_to_anybody(rooms.services, HERE.workspace_id)
    numbers = [n for n, _ in view.numbers(view.library.packs.values()) if view.number(n).quote.text == TALK[0]]
    assert len(numbers) == 2
    ben = User(id="u-ben-72", name="Ben Osei")
    for user in (ZOE, ben):
        await rooms.press(user, str(PressId("up", str(min(numbers)))))
    merged = await rooms.ask(ALICE, "quotes merge", manager=True, pack="talk", into="plans")
    assert isinstance(merged, Notice)
    assert "merge.apart" in await places(rooms.services.store, ZOE.id)
    await forgotten(rooms)

    assert await places(rooms.services.store, ZOE.id) == set()
    parted = await rooms.press(ALICE, merged.buttons[0].id, manager=True)
    assert isinstance(parted, Notice)
    assert parted.mark is not Mark.REFUSED
    assert "vote.user_id" in await places(rooms.services.store, ben.id)
