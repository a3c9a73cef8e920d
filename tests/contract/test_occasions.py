"""The quote of the week and a quote of this day, in virtual time and on both engines."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from typing_extensions import override

from bot.chat.incoming import MessageRef, Place, PressId
from bot.chat.messages import QuoteCard, Reply
from bot.daily.rules.occasions import best_liked, is_anniversary, week_before
from bot.library.votes import Tally
from bot.library.wording import DOWN, UP
from tests.builders import ALICE, BOB, NOON
from tests.world import Silent, World, opened_on, words

DAY = 86_400


class Channel(Silent):
    """The quotes that were posted."""

    def __init__(self) -> None:
        self.cards: list[QuoteCard] = []

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        if isinstance(reply, QuoteCard):
            self.cards.append(reply)
        return MessageRef(place=place, id=nonce)


@pytest.fixture
def channel() -> Channel:
    """Nothing was posted."""
    return Channel()


@pytest.fixture
async def world(fresh_url: str, channel: Channel) -> AsyncIterator[World]:
    """Noon of Sunday 1 March 2026."""
    async with opened_on(fresh_url, channel) as made:
        yield made


async def vote(world: World, number: int, *, up: int, down: int = 0) -> None:
    """So many members like it, so many do not."""
    for n in range(up + down):
        who = type(BOB)(id=f"voter-{n}", name=f"Voter {n}")
        told = await world.press(who, str(PressId(UP if n < up else DOWN, str(number))))
        assert "counts" in words(told)


async def test_the_quote_of_the_week_is_what_was_liked_best(world: World, channel: Channel) -> None:
    """Of what was posted in the seven days before; on Fridays; once; and not the week after again."""
    told = await world.ask(ALICE, "daily set", time="09:00", timezone="UTC", manager=True)
    assert "Set: a quote here" in words(told)
    told = await world.ask(ALICE, "daily set", time="16:00", timezone="UTC", style="quote-of-the-week", manager=True)
    assert "a quote of the week here every Fri at 16:00 (UTC)" in words(told)
    for day in range(1, 5):
        await world.at(day * DAY)
    posted = [card.number for card in channel.cards]
    assert len(posted) == 4
    await vote(world, posted[1], up=3)
    await vote(world, posted[2], up=4, down=2)
    await vote(world, 1 if 1 not in posted else 2, up=9)

    await world.at(5 * DAY + 4 * 3600)
    await world.at(5 * DAY + 5 * 3600)
    (best,) = [card for card in channel.cards if "of the week" in card.lead]
    assert best.number == posted[1]
    for day in range(6, 13):
        await world.at(day * DAY + 5 * 3600)
    again = [card for card in channel.cards if "this week" in card.lead or "of the week" in card.lead]
    assert [card.lead[:12] for card in again] == ["The quote of", "Nobody liked"]
    assert again[1].number != best.number


async def test_what_was_liked_and_is_not_posted_again_was_liked(world: World, channel: Channel) -> None:
    """Where nothing else is posted, all that people could like is what was posted by this schedule before."""
    await world.ask(ALICE, "daily set", time="16:00", timezone="UTC", style="quote-of-the-week", manager=True)
    await world.at(5 * DAY + 4 * 3600)
    (first,) = channel.cards
    assert first.lead == "Nobody liked a quote here this week, so:"
    await vote(world, first.number, up=2)
    await world.at(12 * DAY + 4 * 3600)
    second = channel.cards[1]
    assert second.number != first.number
    assert "obody liked" not in second.lead
    await world.at(19 * DAY + 4 * 3600)
    assert channel.cards[2].lead == "Nobody liked a quote here this week, so:"


async def test_it_is_posted_once_however_many_look(world: World, channel: Channel) -> None:
    """At the same moment, and again later."""
    await world.ask(ALICE, "daily set", time="16:00", timezone="UTC", style="quote-of-the-week", manager=True)
    await world.ask(ALICE, "daily set", time="16:00", timezone="UTC", style="on-this-day", days="fri", manager=True)
    world.services.clock.move_to(NOON + timedelta(days=5, hours=5))  # type: ignore[attr-defined]
    await asyncio.gather(*(world.engine.due.tick(world.outbox.platforms) for _ in range(4)))
    await asyncio.gather(*(world.outbox.flush() for _ in range(3)))
    await world.at(5 * DAY + 6 * 3600)
    assert len(channel.cards) == 2


async def test_a_quote_of_this_day(world: World, channel: Channel) -> None:
    """Said on it in an earlier year, the best liked first; else the ordinary choice; not one of this year."""
    for text, day in (
        ("Nobody reads a plan twice.", "2025-03-02"),
        ("We ship when the tea is ready.", "2024-03-02"),
        ("Kettles whistle at four.", "2025-03-03"),
        ("Meetings are a kind of weather.", "2026-02-28"),
    ):
        await world.ask(BOB, "quotes add", quote=text, by="Ada Novak", date=day)
    await vote(world, 196, up=2)
    told = await world.ask(ALICE, "daily set", time="09:00", timezone="UTC", style="on-this-day", manager=True)
    assert "a quote of this day here every day at 09:00 (UTC). It was said or added on that day" in words(told)
    await world.at(DAY)
    await world.at(2 * DAY)
    await world.at(3 * DAY)

    assert [(card.lead, card.text) for card in channel.cards][:2] == [
        ("On this day in 2024:", "We ship when the tea is ready."),
        ("On this day in 2025:", "Kettles whistle at four."),
    ]
    assert len(channel.cards) == 3
    assert not channel.cards[2].lead.startswith("On this day")


async def test_a_quote_that_was_added_on_this_day(world: World, channel: Channel) -> None:
    """A year later, by the clock of the schedule; that it was said on that day nobody says."""
    await world.ask(BOB, "quotes add", quote="Nobody reads a plan twice.", by="Ada Novak", date="2026-01-20")
    await world.at(364 * DAY)
    await world.ask(ALICE, "daily set", time="15:00", timezone="UTC", style="on-this-day", manager=True)
    await world.at(365 * DAY + 4 * 3600)

    assert [(card.lead, card.text) for card in channel.cards][-1] == (
        "Added on this day in 2026:", "Nobody reads a plan twice.",
    )  # fmt: skip


async def test_where_the_clocks_change(world: World, channel: Channel) -> None:
    """A time that is skipped in spring comes once, shifted; what was posted a week ago by the wall clock counts."""
    await world.ask(
        ALICE, "daily set", time="02:30", timezone="Europe/Berlin", style="quote-of-the-week", days="sun", manager=True
    )
    spring = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    before = (spring - NOON).total_seconds()
    for seconds in (7 * DAY, 14 * DAY, 21 * DAY, before - 60):
        await world.at(seconds)
    posted = len(channel.cards)
    await world.at(before)
    await world.at(before + 3600)
    await world.at(before + 7200)
    assert len(channel.cards) == posted + 1


async def test_what_people_write(world: World) -> None:
    """In words of their own."""
    told = await world.ask(ALICE, "daily set", time="fri 16:00 quote of the week", timezone="UTC", manager=True)
    assert "a quote of the week here every Fri at 16:00" in words(told)
    told = await world.ask(ALICE, "daily set", time="on this day 9am", timezone="UTC", manager=True)
    assert "a quote of this day here every day at 09:00" in words(told)
    assert "quote of this day" in words(await world.ask(BOB, "daily show"))


def test_a_week_by_the_wall_clock() -> None:
    """An hour more or less where the clocks changed."""
    berlin = "Europe/Berlin"
    assert week_before(datetime(2026, 4, 3, 14, tzinfo=UTC), berlin) == datetime(2026, 3, 27, 15, tzinfo=UTC)
    assert week_before(datetime(2026, 10, 30, 15, tzinfo=UTC), berlin) == datetime(2026, 10, 23, 14, tzinfo=UTC)
    assert week_before(datetime(2026, 6, 5, 14, tzinfo=UTC), berlin) == datetime(2026, 5, 29, 14, tzinfo=UTC)


def test_which_are_liked() -> None:
    """More people than not, and somebody at all; of equals as they come."""
    votes = {1: Tally(2, 1), 2: Tally(1, 1), 3: Tally(3, 0), 4: Tally(0, 0, 9), 5: Tally(1, 0), 6: Tally(1, 0)}
    assert best_liked([6, 5, 4, 3, 2, 1, 9], votes) == [3, 1, 6, 5]


def test_the_29th_of_february() -> None:
    """Is remembered on the 28th where there is none."""
    leap = date(2024, 2, 29)
    assert is_anniversary(leap, date(2026, 2, 28))
    assert not is_anniversary(leap, date(2026, 3, 1))
    assert is_anniversary(leap, date(2028, 2, 29))
    assert not is_anniversary(leap, date(2028, 2, 28))
    assert not is_anniversary(date(2026, 2, 28), date(2026, 2, 28))
