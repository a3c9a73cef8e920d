"""A number a day: typed in private, the first guess counts whoever works on it, the nearest is told the day after."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.chat.incoming import PressId, User
from bot.chat.messages import ClosedRound, OpenRound, Reply
from bot.daily.rows import DailyRows
from bot.daily.rules.model import Delivery
from bot.daily.wording import TYPE_GUESS, TYPED_GUESS
from bot.library.imports import store as keep_pack
from bot.storage.transaction import Transaction
from content.model import Item
from tests.builders import ALICE, BOB, HERE, NOON, pack
from tests.contract.test_scheduled import Channel
from tests.world import World, opened_on, refused, words

CY = User(id="cy", name="Cy")
DAY = 86_400.0
# At a minute past noon, by the clock of the tests.
EVERY = {"time": "12:01", "timezone": "UTC", "style": "guess", "mode": "closest", "pack": "kettles"}
DUE = 60.0
NUMBERS = tuple(
    Item(
        id=f"n{n}", kind="closest", stimulus="", stem=f"How many kettles stood in room {n}?", key=str(number),
        number=number, accept=(str(number),),
    )
    for n, number in enumerate((340, 45, 60))
)  # fmt: skip


@asynccontextmanager
async def process(url: str, channel: Channel) -> AsyncIterator[World]:
    """One process on that database, which knows three numbers."""
    async with opened_on(url, channel, at=NOON) as world:
        await keep_pack(world.services, replace(pack("kettles"), items=NUMBERS), workspace_id=HERE.workspace_id)
        yield world


async def posted(world: World) -> Delivery:
    """What stands open."""

    def look(tx: Transaction) -> tuple[Delivery, ...]:
        (to,) = tx[DailyRows].at(HERE)
        return tx[DailyRows].open_of(to.id)

    (found,) = await world.services.store.read(look)
    return found


async def guess(world: World, delivery: Delivery, who: User, text: str) -> Reply:
    """What they are told who fill in the form."""
    return await world.press(who, str(PressId(TYPED_GUESS, f"{delivery.id}:0")), text=text)


async def test_the_nearest_is_told_with_the_next_one(fresh_url: str) -> None:
    """Whoever was near, by name; who was far away by no name; equal guesses share it; the next asks another number."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await world.ask(ALICE, "daily set", manager=True, **EVERY)  # type: ignore[arg-type]
        await world.at(DUE)
        first = await posted(world)
        right = first.items[0].item.number or 0
        for who, text in ((ALICE, f"{right * 1.2:g}"), (BOB, f"about {right * 1.2:g}"), (CY, "999999")):
            assert "The nearest is told with the next one" in words(await guess(world, first, who, text))
        assert not channel.shown(ClosedRound)

        await world.at(DUE + DAY)
        told = channel.shown(ClosedRound)[0]
        assert f"Nearest: {ALICE.name} with {right * 1.2:g} and {BOB.name} with {right * 1.2:g}." in told
        assert "3 people guessed" in told
        assert CY.name not in told
        assert (await posted(world)).items[0].item.id != first.items[0].item.id


async def test_nobody_is_named_who_was_far_away(fresh_url: str) -> None:
    """The nearest guess is told, and that nobody came near; where nobody guessed, that."""
    channel = Channel()
    async with process(fresh_url, channel) as world:
        await world.ask(ALICE, "daily set", manager=True, **EVERY)  # type: ignore[arg-type]
        await world.at(DUE)
        await guess(world, await posted(world), BOB, "999999")
        await world.at(DUE + DAY)
        await world.at(DUE + 2 * DAY)
        far, nobody = channel.shown(ClosedRound)
        assert "Nobody came near: the nearest guess was 999,999." in far
        assert BOB.name not in far
        assert "Nobody guessed." in nobody


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no number"), ("plenty", "no number"), ("10 to 20", "more than one number"), ("-5", "below zero"),
        ("infinity", "more than anybody could count"), ("9" * 41, "characters"), ("@everyone", "no number"),
    ],
)  # fmt: skip
async def test_what_is_no_single_number_is_asked_for_again(fresh_url: str, text: str, why: str) -> None:
    """Nothing is kept of it, and another guess counts."""
    async with process(fresh_url, Channel()) as world:
        await world.ask(ALICE, "daily set", manager=True, **EVERY)  # type: ignore[arg-type]
        await world.at(DUE)
        open_ = await posted(world)
        assert why in refused(await guess(world, open_, BOB, text))
        assert "Recorded: 12" in words(await guess(world, open_, BOB, "12"))


async def test_the_first_guess_counts_whoever_works_on_it(fresh_url: str) -> None:
    """Two processes take the same person's guesses at once, and one of two more when it is resolved: one row each."""
    channel = Channel()
    async with process(fresh_url, channel) as one, opened_on(fresh_url, channel, at=NOON) as other:
        await one.ask(ALICE, "daily set", manager=True, **EVERY)  # type: ignore[arg-type]
        await one.at(DUE)
        await other.at(DUE)
        assert len(channel.shown(OpenRound)) == 1
        open_ = await posted(one)
        # Each process numbers its requests for itself.
        other.serial = 1000
        await asyncio.gather(*(guess(w, open_, BOB, f"{n}") for n, w in enumerate((one, other, one, other))))
        kept = await one.services.store.read(lambda tx: tx[DailyRows].guesses(open_.id))
        assert len(kept) == 1
        assert "Your answer stands" in refused(
            await other.press(BOB, str(PressId(TYPE_GUESS, f"{open_.id}:0")))
        )  # fmt: skip
        await asyncio.gather(one.at(DUE + DAY), other.at(DUE + DAY))
        assert len(channel.shown(ClosedRound)) == 1
        assert "is over" in refused(await guess(other, open_, CY, "7"))
