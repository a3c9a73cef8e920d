"""“Wrong speaker?”: whom a doubt reaches, how often, and what is said where it reaches nobody."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.incoming import MessageRef, Place, PressId, User
from bot.chat.messages import ClosedRound, Notice, QuoteCard, Reply
from bot.delivery.clock import VirtualClock
from bot.errors import DeliveryError
from bot.library.imports import store
from bot.library.rows.packs import PackRows
from bot.library.withheld import NOTHING
from tests.builders import ALICE, BOB, HERE, later, pack
from tests.world import Silent, World, opened, refused, words

CAROL = User(id="carol", name="Carol")
HERON = "A heron waits longer than any committee and catches more."


class Mail(Silent):
    """What each person is told privately; `closed` are those who take no messages."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.closed: set[str] = set()
        self.reveals: list[ClosedRound] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Kept, or refused."""
        if place.user_id in self.closed:
            raise DeliveryError("they take no messages", retry_after=None)
        if place.user_id:
            self.told.append((place.user_id, words(reply)))
        return await super().post(place, reply, nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Reveals are kept."""
        if isinstance(reply, ClosedRound):
            self.reveals.append(reply)


@pytest.fixture
def mail() -> Mail:
    """Everybody's."""
    return Mail()


@pytest.fixture
async def world(tmp_path: Path, mail: Mail) -> AsyncIterator[World]:
    """One real pack of a workspace where Alice was seen managing."""
    async with opened(tmp_path, mail) as made:
        await store(made.services, pack("birds", HERON, "Ducks hold short meetings."), workspace_id=HERE.workspace_id)
        await manages(made, ALICE)
        yield made


async def manages(world: World, user: User) -> None:
    """That person is seen as a manager."""
    await world.ask(user, "quotes packs", manager=True)
    await world.services.attendance.settle()


async def number(world: World, text: str) -> int:
    """The number of a quote."""
    library = await world.services.libraries.library(HERE.workspace_id)
    view = library.without(NOTHING)
    return next(n for n, _ in view.numbers(library.packs.values()) if view.number(n).quote.text == text)


async def doubt(world: World, user: User, about: int) -> Reply:
    """Press it under a quote."""
    return await world.press(user, str(PressId("wrong", str(about))))


async def test_a_manager_gets_a_private_word(world: World, mail: Mail) -> None:
    """With the quote, who asks, and what to do; nobody else is told."""
    about = await number(world, HERON)
    card = await world.ask(BOB, "quote", search=str(about))
    assert isinstance(card, QuoteCard)
    told = await world.press(BOB, card.more[-1].id)

    assert words(told) == f"✓ Thank you. A manager gets a private word about #{about}; nobody else does."
    assert [who for who, _ in mail.told] == [ALICE.id]
    assert mail.told[0][1].startswith(f"{BOB.name} asks whether #{about} is really ")
    assert HERON in mail.told[0][1]
    assert "/quotes review deals it first" in mail.told[0][1]


async def test_once_a_quote_and_person(world: World, mail: Mail) -> None:
    """Others may doubt it too."""
    about = await number(world, HERON)
    await doubt(world, BOB, about)

    assert f"You said so of #{about} already" in refused(await doubt(world, BOB, about))
    await doubt(world, CAROL, about)
    assert [text.partition(" ")[0] for _, text in mail.told] == [BOB.name, CAROL.name]


async def test_a_redelivered_press_is_one(world: World, mail: Mail) -> None:
    """The same payload again has no second effect."""
    press = str(PressId("wrong", str(await number(world, HERON))))
    for _ in range(2):
        await world.press(BOB, press, key="the same")

    assert len(mail.told) == 1


async def test_five_an_hour(world: World, mail: Mail) -> None:
    """The sixth says when the next may come; an hour later it may."""
    for about in range(1, 6):
        await doubt(world, BOB, about)
    assert "Those were 5 in an hour, as many as I pass on. Try it again in 60 minutes." in refused(
        await doubt(world, BOB, 6)
    )
    assert isinstance(world.services.clock, VirtualClock)
    world.services.clock.move_to(later(3601))
    await doubt(world, BOB, 6)

    assert len(mail.told) == 6


async def test_whom_the_settings_name_comes_first(world: World, mail: Mail) -> None:
    """A person; groups cannot be written to. Whoever doubts is not told themselves."""
    await world.ask(ALICE, "settings set", manager=True, name="managers", value="carol, bob")
    about = await number(world, HERON)
    await doubt(world, User(id="dora", name="Dora"), about)

    assert [who for who, _ in mail.told] == ["carol"]


async def test_who_takes_no_messages_is_passed_over(world: World, mail: Mail) -> None:
    """The next manager is told; who doubted hears of it when nobody is left."""
    await manages(world, CAROL)
    mail.closed = {ALICE.id}
    await doubt(world, BOB, await number(world, HERON))
    assert [who for who, _ in mail.told] == [CAROL.id]

    mail.closed = {ALICE.id, CAROL.id}
    about = await number(world, "Ducks hold short meetings.")
    await doubt(world, BOB, about)
    await world.outbox.flush()
    assert mail.told[-1] == (
        BOB.id, f"About #{about}: no manager here takes messages from me, so please tell one of them yourself.",
    )  # fmt: skip


async def test_where_no_manager_is_known_that_is_said(world: World, mail: Mail) -> None:
    """And it can be pressed again later."""
    elsewhere = replace(HERE, workspace="elsewhere")
    press = str(PressId("wrong", "1"))
    told = refused(await world.press(BOB, press, place=elsewhere))

    assert "no manager here whom I could write to, so nobody was told. Tell whoever manages this place about #1" in told
    await world.ask(ALICE, "quotes packs", place=elsewhere, manager=True)
    await world.services.attendance.settle()
    await world.services.store.write(lambda tx: tx[PackRows].meet("slack:T1", later(0)))
    assert "gets a private word" in words(await world.press(BOB, press, place=elsewhere))
    assert "whoever runs Quoth can correct" in mail.told[0][1]


async def test_a_manager_is_told_how_to_mend_it(world: World, mail: Mail) -> None:
    """Nobody is written to."""
    await world.ask(BOB, "settings set", manager=True, name="managers", value="bob")
    about = await number(world, HERON)
    told = await doubt(world, BOB, about)

    assert isinstance(told, Notice)
    assert told.text.startswith(f"You manage this place, so #{about} is yours to put right.")
    assert "deals it first" not in told.text
    assert [button.label for button in told.buttons] == ["Fix the speaker…"]
    assert mail.told == []


@pytest.mark.parametrize("subject", ["x", "999999", "-1", "1" * 30])
async def test_made_up_numbers_are_refused(world: World, mail: Mail, subject: str) -> None:
    """And count for nothing."""
    refused(await world.press(BOB, str(PressId("wrong", subject))))

    assert mail.told == []


async def test_it_stands_under_a_reveal_too(world: World, mail: Mail) -> None:
    """The quote there is one as well."""
    await world.ask(ALICE, "quiz start", mode="who-said", pack="the-round-table", rounds="1", pace="relaxed")
    await world.ask(ALICE, "quiz skip")
    quote = mail.reveals[0].quote

    assert quote is not None
    assert "gets a private word" in words(
        await world.press(BOB, next(b.id for b in quote.more if b.label == "Wrong speaker?"))
    )
