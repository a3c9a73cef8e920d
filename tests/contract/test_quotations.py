"""Messages of the chat that become quotes, on both engines; and that a quote of a private channel stays in it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.chat.directories import TypedNames
from bot.chat.forms import Form
from bot.chat.incoming import ChatMessage, Place, User
from bot.chat.messages import Listing, QuoteCard, Reply
from bot.library.book.quotations import dialogue
from bot.library.book_model import NewQuote, Standing
from tests.builders import ALICE, BOB, HERE, NOON, THERE, later
from tests.world import World, refused, words

SECRET = replace(HERE, channel="secret")
THIS, SAID = "quote-this", "who-said-this"
ROADMAP = "Who owns the roadmap these days?"


class Rooms(TypedNames):
    """One channel is private; message 9.9 was deleted."""

    @override
    async def confines(self, place: Place) -> str:
        return place.channel if place.channel == SECRET.channel else ""

    @override
    async def link_to(self, place: Place, message: str) -> str | None:
        return None if message == "9.9" else f"https://chat.example.org/{place.channel}/{message}"


@pytest.fixture
def rooms(world: World) -> World:
    """A world with them."""
    world.services.directories.add(HERE.platform, Rooms())
    return world


def message(text: str, id_: str = "1.1", **facts: bool) -> ChatMessage:
    """What Alice wrote the day before."""
    return ChatMessage(id=id_, text=text, author=ALICE, at=NOON - timedelta(days=1), **facts)  # type: ignore[arg-type]


async def form(world: World, about: ChatMessage, who: User = BOB, place: Place = HERE) -> Form:
    """The form that “Quote this” opens."""
    opened = await world.take(who, THIS, about, place=place)
    assert isinstance(opened, Form), words(opened)
    return opened


async def quoted(world: World, about: ChatMessage, place: Place = HERE, **filled: str) -> Reply:
    """What is said once it is sent, as it stands or as it was changed."""
    opened = await form(world, about, place=place)
    stands = {field.name: field.value for field in opened.fields if field.value}
    sent: dict[str, str] = {**stands, **filled}
    return await world.press(BOB, opened.id, place=place, quote=sent["quote"], by=sent.get("by", ""), date=sent["date"])


async def test_a_message_becomes_a_quote(rooms: World) -> None:
    """With its author, its day and its link; words that were changed are told as edited."""
    card = await quoted(rooms, message(ROADMAP))
    assert isinstance(card, QuoteCard)
    assert (card.text, card.speaker, card.note) == (ROADMAP, "Alice", "")
    assert card.link == "https://chat.example.org/general/1.1"
    assert "28 February 2026" in card.credit
    part = await quoted(rooms, message("So: tea first, and decisions later on. OK?", "1.2"), quote="tea first")
    assert isinstance(part, QuoteCard)
    assert part.note == ""
    other = await quoted(rooms, message("We rarely ship on Fridays.", "1.3"), quote="We never ship on Fridays.")
    assert isinstance(other, QuoteCard)
    assert "Edited" in other.note


@pytest.mark.parametrize(
    ("about", "told"),
    [
        (message(ROADMAP, own=True), "is one of mine"),
        (message(ROADMAP, hidden=True), "Nobody but you sees"),
        (message("", files=True), "only a file"),
        (message("…"), "no words"),
    ],
)
async def test_what_is_no_quote(rooms: World, about: ChatMessage, told: str) -> None:
    """Each is told why, and nothing is added."""
    assert told in refused(await rooms.take(BOB, THIS, about))


async def test_a_quotation_is_of_whom_it_names(rooms: World) -> None:
    """Not of who repeats it; where nobody is named the name is left to who keeps it."""
    named = await form(rooms, message("“Tea first.” — Ida Roth"))
    assert [field.value for field in named.fields][:2] == ["Tea first.", "Ida Roth"]
    cited = await form(rooms, message("> Tea first.\n> Then the rest."))
    assert [field.value for field in cited.fields][:2] == ["Tea first.\nThen the rest.", ""]


async def test_a_long_message_is_cut_in_the_form(rooms: World) -> None:
    """Five thousand characters: the beginning is offered, whole words of it, and the form says so."""
    opened = await form(rooms, message("mellow words " * 400))

    assert 900 < len(opened.fields[0].value) <= 1000
    assert "this is how it begins" in opened.fields[0].hint


async def test_a_message_that_is_deleted_meanwhile(rooms: World) -> None:
    """Nothing is kept; what was filled in is not lost."""
    told = refused(await quoted(rooms, message(ROADMAP, "9.9")))

    assert "was deleted meanwhile" in told
    assert ROADMAP in told
    assert "There is no quote" in words(await rooms.ask(BOB, "quote", search="195"))


async def test_a_further_message_is_added_to_the_last_one(rooms: World) -> None:
    """Of another person it makes a dialogue, of the same one it goes on; ten minutes long; it can be taken back."""
    first = await quoted(rooms, message(ROADMAP))
    assert isinstance(first, QuoteCard)
    opened = await form(rooms, message("Nobody since May.", "1.2"))
    assert opened.fields[0].titles[0] == f"Add to the last one (#{first.number})"
    joined = await rooms.press(BOB, opened.id, to="last", quote="Nobody since May.", by="Tom Okafor")
    assert isinstance(joined, QuoteCard)
    assert joined.number == first.number
    assert joined.text == f"Alice: {ROADMAP}\nTom Okafor: Nobody since May."
    assert joined.speaker == "Alice and Tom Okafor"
    assert joined.note == ""
    await rooms.press(BOB, joined.buttons[0].id)
    again = await rooms.ask(BOB, "quote", search=str(first.number))
    assert isinstance(again, QuoteCard)
    assert (again.text, again.speaker) == (ROADMAP, "Alice")
    assert "to" in [field.name for field in (await form(rooms, message("Since May.", "1.3"))).fields]
    assert "to" not in [field.name for field in (await form(rooms, message("Since May.", "1.3"), ALICE)).fields]
    await rooms.at(601)
    assert "to" not in [field.name for field in (await form(rooms, message("Since May.", "1.3"))).fields]


async def test_what_is_blocked_is_added_to_no_quote(rooms: World) -> None:
    """Nor what only the whole message says: the quote would hide; what was quoted stays as it is."""
    first = await quoted(rooms, message(ROADMAP))
    assert isinstance(first, QuoteCard)
    await rooms.ask(ALICE, "quotes block", words="marmalade", manager=True)
    opened = await form(rooms, message("Nobody since the marmalade.", "1.2"))
    told = refused(await rooms.press(BOB, opened.id, to="last", quote="Nobody since the marmalade.", by="Tom Okafor"))
    assert "blocked its speaker, or words in it" in told
    assert ROADMAP in words(await rooms.ask(BOB, "quote", search=str(first.number)))
    whole = message("Tea first. The marmalade is out.", "1.3")
    assert "blocked its speaker, or words in it" in refused(await quoted(rooms, whole, quote="Tea first."))


def test_what_a_dialogue_is() -> None:
    """Of one person the words go on; a third line is one more."""
    stands = Standing(1, 1, "A?", "Ada", removed=False)
    assert dialogue(stands, NewQuote(text="B.", speaker="Ada")) == ("A? B.", "Ada")
    two = dialogue(stands, NewQuote(text="B.", speaker="Ben"))
    assert two == ("Ada: A?\nBen: B.", "Ada and Ben")
    three = dialogue(replace(stands, text=two[0], speaker=two[1]), NewQuote(text="C!", speaker="Ada"))
    assert three == ("Ada: A?\nBen: B.\nAda: C!", "Ada and Ben")
    assert dialogue(stands, NewQuote(text="B.", speaker=None)) == ("Ada: A?\nSomebody: B.", "Ada and Somebody")


async def test_who_said_what_a_message_says(rooms: World) -> None:
    """Looked up for whoever asks alone; without words there is nothing to look up."""
    assert "Tobias Renn" in words(await rooms.take(BOB, SAID, message("I think backups can smell fear")))
    assert "no words" in refused(await rooms.take(BOB, SAID, message("", files=True)))
    assert "earlier moment" in refused(await rooms.take(BOB, SAID, None))


async def test_a_quote_of_a_private_channel_stays_in_it(rooms: World) -> None:
    """By no number, word, name, list or button is it found elsewhere, not by managers either; there it is."""
    card = await quoted(rooms, message("The merger is called Marmalade.", "1.4"), place=SECRET)
    assert isinstance(card, QuoteCard)
    assert "so it stays here" in card.lead
    number = str(card.number)
    for place in (HERE, THERE, Place(platform="terminal", workspace="user-bob", channel="dm")):
        for manager in (False, True):
            told = [
                await rooms.ask(BOB, "quote", search=number, place=place, manager=manager),
                await rooms.ask(BOB, "whosaid", words="the merger is called Marmalade", place=place, manager=manager),
                await rooms.ask(BOB, "quotes edit", number=number, place=place, manager=manager),
                await rooms.ask(BOB, "quotes delete", number=number, place=place, manager=manager),
                await rooms.ask(BOB, "quotes history", number=number, place=place, manager=manager),
                await rooms.ask(BOB, "quotes packs", place=place, manager=manager),
                await rooms.ask(BOB, "quotes list", place=place, manager=manager),
                await rooms.ask(BOB, "quotes best", place=place, manager=manager),
                await rooms.ask(BOB, "quotes export", place=place, manager=manager),
                await rooms.ask(BOB, "quotes export", pack="This channel's book", place=place, manager=manager),
                await rooms.ask(BOB, "quotes rename", pack="plans", name="all", place=place, manager=manager),
                await rooms.ask(
                    BOB, "quotes rename", pack="This channel's book", name="all", place=place, manager=True
                ),
                await rooms.ask(
                    BOB, "quotes merge", pack="This channel's book", into="book", place=place, manager=True
                ),
                await rooms.ask(BOB, "quotes remove", pack="plans", place=place, manager=True),
                await rooms.ask(BOB, "quotes speaker", speaker="Alice", name="Bob", place=place, manager=True),
                await rooms.press(BOB, f"q1.show.{number}.0", place=place, manager=manager),
                await rooms.press(BOB, f"q1.share.{number}.7", place=place, manager=manager),
                await rooms.press(BOB, f"q1.up.{number}.0", place=place, manager=manager),
                await rooms.press(BOB, f"q1.keep.{number}:0.0", place=place, manager=manager),
                await rooms.press(BOB, f"q1.book-edit.{number}.0", place=place, manager=manager),
                await rooms.press(BOB, f"q1.book-back.{number}.0", place=place, manager=manager),
            ]
            assert not [reply for reply in map(words, told) if "armalade" in reply or "channel-book" in reply]
            assert "There is no quote" in refused(told[0])
    assert "Marmalade" in words(await rooms.ask(ALICE, "whosaid", words="the merger is called Marmalade", place=SECRET))
    assert "Marmalade" in words(await rooms.ask(ALICE, "quote", search=number, place=SECRET))
    history = await rooms.ask(ALICE, "quotes history", number=number, place=SECRET, manager=True)
    assert isinstance(history, Listing)
    again = await rooms.ask(BOB, "quotes add", quote="The merger is called Marmalade.", place=HERE)
    assert isinstance(again, QuoteCard), "what is there elsewhere is not told"
    await rooms.at(1)
    assert later(1) == rooms.services.clock.now()
