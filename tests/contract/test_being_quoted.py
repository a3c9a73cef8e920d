"""“You were quoted”: who is told, once, in private, and what they can do about it; on both engines."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from typing_extensions import override

from bot.chat.incoming import MessageRef, Place, PressId, User
from bot.chat.messages import Listing, Notice, Reply
from bot.errors import DeliveryError
from bot.library.model import DecidedBy
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.silence import SilenceRows
from content.decisions import Deciding
from tests.builders import ALICE, BOB, HERE
from tests.contract.test_own_words import brought
from tests.contract.test_quotations import ROADMAP, SECRET, Rooms, message, quoted
from tests.searched import places
from tests.world import Silent, World, opened_on, refused, words

MAYA = User(id="u-maya-8", name="Maya Sorel")
WHOSE = HERE.workspace_id


LINKED_WORD = "changed who you are"


class Ears(Silent):
    """Who was told what, and in which order; whoever is `closed` takes no messages."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Reply]] = []
        # Who was told that somebody else changed who they are.
        self.linked: list[tuple[str, str]] = []
        self.closed: set[str] = set()
        self.tried = 0

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        self.tried += 1
        if place.user_id in self.closed:
            raise DeliveryError("they take no messages", retry_after=None)
        if isinstance(reply, Notice) and LINKED_WORD in reply.text:
            self.linked.append((place.user_id, reply.text))
        elif place.user_id:
            self.told.append((place.user_id, reply))
        return MessageRef(place=place, id=nonce)

    def to(self, user: User) -> list[Notice]:
        """What they were told of being quoted."""
        return [reply for user_id, reply in self.told if user_id == user.id and isinstance(reply, Notice)]


@pytest.fixture
def ears() -> Ears:
    """Nobody was told anything."""
    return Ears()


@pytest.fixture
async def world(furnished_url: str, ears: Ears) -> AsyncIterator[World]:
    """A world whose direct messages are heard."""
    async with opened_on(furnished_url, ears) as made:
        made.services.directories.add(HERE.platform, Rooms())
        yield made


async def linked(world: World, user: User = MAYA) -> None:
    """Maya said something before, and a manager says who she is."""
    await world.ask(ALICE, "quotes add", quote="We ship when the tea is ready.", by=user.name, manager=True)
    told = await world.ask(ALICE, "privacy link", speaker=user.name, member=user.id, manager=True)
    assert "from now on" in words(told)


async def test_who_is_linked_or_parted_by_another_is_told(world: World, ears: Ears) -> None:
    """What holds when it is sent; who does it themselves knows. Nobody is put in another's place unasked."""
    await linked(world)
    assert [user_id for user_id, _ in ears.linked] == [MAYA.id]
    assert f"the speaker {MAYA.name} is you" in ears.linked[-1][1]
    asked = refused(await world.ask(ALICE, "privacy link", speaker=MAYA.name, member=BOB.id, manager=True))
    assert f"is linked to another member so far ({MAYA.id})" in asked
    assert len(ears.linked) == 1

    await world.ask(ALICE, "privacy unlink", speaker=MAYA.name, manager=True)
    assert "no speaker is you" in ears.linked[-1][1]
    await world.ask(MAYA, "privacy link", speaker=MAYA.name)
    assert [user_id for user_id, _ in ears.linked] == [MAYA.id, MAYA.id]


async def add(world: World, text: str, by: str = MAYA.name, *, who: User = BOB, **how: bool) -> int:
    """Somebody adds a quote."""
    await world.ask(who, "quotes add", quote=text, by=by, **how)  # type: ignore[arg-type]
    return await world.services.store.read(lambda tx: max(tx[BookRows].added_to(range(1, 99))))


async def test_a_linked_member_is_told_once(world: World, ears: Ears) -> None:
    """By whom, which, and in private; not again by a restart, a correction or an undo."""
    await linked(world)
    number = await add(world, "Nobody reads a plan twice.")

    (told,) = ears.to(MAYA)
    assert told.text.startswith(f"Bob quoted you as #{number}: “Nobody reads a plan twice.”")
    assert [button.label for button in told.buttons] == ["Remove", "Mute"]
    edit = await world.press(BOB, str(PressId("book-edit", str(number))))
    await world.press(BOB, edit.id, quote="Nobody reads a plan twice, ever.", by=MAYA.name)  # type: ignore[union-attr]
    for seconds in (10, 700, 4000):
        await world.at(seconds)
    assert len(ears.to(MAYA)) == 1
    assert [user_id for user_id, _ in ears.told] == [MAYA.id]


async def test_nobody_is_told_of_themselves_or_of_what_is_nothing_to_them(world: World, ears: Ears) -> None:
    """Nor who opted out, nor whoever nobody knows; nor is anybody told of a transcript, however long."""
    await linked(world)
    await add(world, "I quote myself.", who=MAYA)
    await add(world, "Somebody else said this.", "Ines Moreau")
    await brought(world, 3, "talk", label=MAYA.name)
    await world.ask(MAYA, "privacy optout", switch="on")
    assert "is not quoted here" in refused(await world.ask(BOB, "quotes add", quote="Not any more.", by=MAYA.name))
    assert ears.told == []


async def test_remove_takes_the_quote_out_and_undo_brings_it_back(world: World, ears: Ears) -> None:
    """By nobody else; for ten minutes, in which whoever presses twice is offered it again; then the button says so."""
    await linked(world)
    number = await add(world, "Nobody reads a plan twice.")
    remove = ears.to(MAYA)[0].buttons[0].id

    assert "not yours to take out" in refused(await world.press(BOB, remove))
    out = await world.press(MAYA, remove)
    assert isinstance(out, Notice)
    assert f"#{number} is out" in out.text
    assert "was taken out" in refused(await world.ask(BOB, "quote", search=str(number)))
    assert await world.press(MAYA, remove) == out
    assert f"#{number} is back" in words(await world.press(MAYA, out.buttons[0].id))
    assert "Nobody reads a plan" in words(await world.ask(BOB, "quote", search=str(number)))
    again = await world.press(MAYA, remove)
    assert isinstance(again, Notice)
    await world.at(601)
    assert "ten minutes" in refused(await world.press(MAYA, again.buttons[0].id))
    assert "was taken out" in refused(await world.press(MAYA, remove))
    assert "was taken out" in refused(await world.ask(BOB, "quote", search=str(number)))
    assert len(ears.to(MAYA)) == 1


async def test_mute_ends_these_words_until_it_is_ended(world: World, ears: Ears) -> None:
    """/privacy show says so and has the button; forgetting forgets it."""
    await linked(world)
    await add(world, "Nobody reads a plan twice.")
    muted = await world.press(MAYA, ears.to(MAYA)[0].buttons[1].id)
    assert "no more" in words(muted)
    await add(world, "A second one of hers.")
    assert len(ears.to(MAYA)) == 1

    shown = await world.ask(MAYA, "privacy show")
    assert isinstance(shown, Listing)
    assert "You are not told when somebody quotes you." in shown.lines
    assert [button.label for button in shown.buttons] == ["Tell me again"]
    await world.press(MAYA, shown.buttons[0].id)
    await add(world, "Kettles whistle at four.")
    assert len(ears.to(MAYA)) == 2
    assert "You are not told" not in words(await world.ask(MAYA, "privacy show"))


async def test_the_author_of_a_quoted_message_is_told_and_linked(world: World, ears: Ears) -> None:
    """Without a word from anybody: from then on they are that speaker."""
    card = await quoted(world, message(ROADMAP))
    (told,) = ears.to(ALICE)
    assert ROADMAP in told.text
    links = await world.services.store.read(lambda tx: tx[SilenceRows].links(WHOSE))
    assert [(one.name, one.user_id, one.linked_by) for one in links] == [("Alice", ALICE.id, BOB.id)]

    await add(world, "Tea first, then the rest.", "Alice")
    assert len(ears.to(ALICE)) == 2
    await world.press(ALICE, told.buttons[0].id)
    assert "was taken out" in refused(await world.ask(BOB, "quote", search=str(card.number)))  # type: ignore[union-attr]


async def test_two_of_one_name_each_have_their_own(world: World, ears: Ears) -> None:
    """The second is not linked, and may take out what is theirs all the same; nothing of the first one's."""
    other = User(id="u-alice-2", name="Alice")
    first = await quoted(world, message(ROADMAP))
    second = await quoted(world, replace(message("Since May, I think.", "1.2"), author=other))
    assert [user_id for user_id, _ in ears.told] == [ALICE.id, other.id]
    numbers = [first.number, second.number]  # type: ignore[union-attr]

    assert "not yours" in refused(await world.press(other, str(PressId("takeout", str(numbers[0])))))
    assert f"#{numbers[1]} is out" in words(await world.press(other, str(PressId("takeout", str(numbers[1])))))


async def test_whose_words_are_given_to_somebody_else_is_told_nothing(world: World, ears: Ears) -> None:
    """A quotation of another, and another bot's words."""
    await quoted(world, message("“Tea first.” — Ida Roth"))
    await quoted(world, message(ROADMAP, "1.2"), by="Ida Roth")
    await quoted(world, message("Build 12 is green.", "1.3", by_bot=True))
    assert ears.told == []


async def test_what_stays_in_a_channel_is_told_to_its_author_alone(world: World, ears: Ears) -> None:
    """A linked speaker may not be in there."""
    await linked(world)
    await world.ask(BOB, "quotes add", quote="Budgets are poems.", by=MAYA.name, place=SECRET)
    assert ears.told == []
    await quoted(world, message("The merger is called Marmalade."), place=SECRET)
    assert ["Marmalade" in told.text for told in ears.to(ALICE)] == [True]
    assert "is out" in words(await world.press(ALICE, ears.to(ALICE)[0].buttons[0].id))


async def test_a_suggestion_is_told_once_it_is_kept(world: World, ears: Ears) -> None:
    """Not before; neither to who suggested it nor to who keeps it."""
    await linked(world)
    await world.ask(ALICE, "settings set", name="suggestions", value="on", manager=True)
    number = await add(world, "Nobody reads a plan twice.")
    assert ears.told == []
    await world.press(ALICE, str(PressId("keep", f"{number}:0")), manager=True)
    (told,) = ears.to(MAYA)
    assert told.text.startswith(f"Bob quoted you as #{number}")


async def test_who_takes_no_messages_is_tried_once(world: World, ears: Ears) -> None:
    """And nothing else waits for that."""
    await linked(world)
    ears.closed = {MAYA.id}
    number = await add(world, "Nobody reads a plan twice.")
    tried = ears.tried
    for seconds in (60, 4000, 90_000):
        await world.at(seconds)
    assert ears.tried == tried
    assert "is out" in words(await world.press(MAYA, str(PressId("takeout", str(number)))))


class Leaving(Rooms):
    """A server that Maya left a moment ago; nobody told the bot."""

    @override
    async def is_there(self, place: Place, user_id: str) -> bool | None:
        return user_id != MAYA.id


@pytest.mark.parametrize("change", ["left", "unlinked", "another's"])
async def test_what_became_of_it_before_it_is_sent_holds(world: World, ears: Ears, change: str) -> None:
    """Who left is told nothing of what is said there, nor who is not the speaker after all."""
    await linked(world)
    asked = world.request(BOB, "quotes add", quote="Nobody reads a plan twice.", by=MAYA.name)
    card = await world.engine.handle(asked)
    match change:
        case "left":
            world.services.directories.add(HERE.platform, Leaving())
            await world.outbox.flush()
        case "unlinked":
            await world.ask(ALICE, "privacy unlink", speaker=MAYA.name, manager=True)
        case _:
            by, number = DecidedBy(BOB.id, BOB.name), card.number  # type: ignore[union-attr]
            given = Deciding.SPEAKER, "Ines Moreau", by, world.services.clock.now()
            await world.services.store.write(lambda tx: tx[DecisionRows].decide(number, *given))
            await world.outbox.flush()
    assert ears.told == []


async def test_in_direct_messages_of_one_alone_the_quote_tells_the_place(world: World, ears: Ears) -> None:
    """As on Discord, where they belong to no server."""
    await linked(world)
    number = await add(world, "Nobody reads a plan twice.")
    mine = Place(platform=HERE.platform, workspace=f"user-{MAYA.id}", channel="dm")

    await world.press(MAYA, ears.to(MAYA)[0].buttons[1].id, place=mine)
    assert await world.services.store.read(lambda tx: tx[SilenceRows].untold(WHOSE)) == {MAYA.id}
    out = await world.press(MAYA, ears.to(MAYA)[0].buttons[0].id, place=mine)
    assert isinstance(out, Notice)
    assert f"#{number} is out" in out.text
    assert "is back" in words(await world.press(MAYA, out.buttons[0].id, place=mine))
    theirs = Place(platform=HERE.platform, workspace=f"user-{BOB.id}", channel="dm")
    assert "not yours" in refused(await world.press(BOB, ears.to(MAYA)[0].buttons[0].id, place=theirs))


async def test_what_an_author_said_is_forgotten_with_them(world: World, ears: Ears) -> None:
    """Though they are not the speaker of that name, and whatever was corrected in it."""
    other = User(id="u-alice-2", name="Alice")
    await quoted(world, message(ROADMAP))
    theirs = await quoted(world, replace(message("Since May, I think.", "1.2"), author=other))
    edit = await world.press(BOB, str(PressId("book-edit", str(theirs.number))))  # type: ignore[union-attr]
    await world.press(BOB, edit.id, quote="Since late May, I think.", by="Alice")  # type: ignore[union-attr]
    export = await world.ask(other, "privacy export")
    assert b"Since late May" in export.data  # type: ignore[union-attr]
    assert b"roadmap" not in export.data  # type: ignore[union-attr]

    asked = await world.ask(other, "privacy forget")
    await world.press(other, asked.buttons[0].id)  # type: ignore[union-attr]

    for needle in (other.id, "Since May", "Since late May"):
        assert await places(world.services.store, needle) == set(), needle
    assert "roadmap" in words(await world.ask(BOB, "whosaid", words=ROADMAP))
