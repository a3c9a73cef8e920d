"""👍 and 👎: under daily posts and shared quotes, one person one vote, told on the post."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.incoming import MessageRef, Place, PressId
from bot.chat.messages import QuoteCard, Reply
from bot.library.imports import store
from bot.library.rows.votes import VoteRows
from bot.library.votes import Tally
from tests.builders import ALICE, BOB, HERE, pack
from tests.world import Silent, World, opened, refused, words


class Channel(Silent):
    """What stands in the channel, and how often it was edited."""

    def __init__(self) -> None:
        self.cards: list[QuoteCard] = []
        self.edits: list[QuoteCard] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """A new one."""
        if isinstance(reply, QuoteCard):
            self.cards.append(reply)
        return await super().post(place, reply, nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Changed."""
        assert isinstance(reply, QuoteCard)
        self.edits.append(reply)


@pytest.fixture
def channel() -> Channel:
    """Empty."""
    return Channel()


@pytest.fixture
async def world(tmp_path: Path, channel: Channel) -> AsyncIterator[World]:
    """A daily quote was posted just now."""
    async with opened(tmp_path, channel) as made:
        await store(made.services, pack("birds", "A heron waits.", "Ducks meet."), workspace_id=HERE.workspace_id)
        await made.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC", pack="birds")
        await made.ask(ALICE, "daily now", manager=True)
        yield made


def labels(card: QuoteCard) -> list[str]:
    """What stands on its buttons."""
    return [b.label for b in card.buttons]


async def vote(world: World, user: object, card: QuoteCard, sign: str) -> str:
    """Press it; the receipt."""
    button = next(b for b in card.buttons if b.label.startswith(sign))
    return words(await world.press(user, button.id))  # type: ignore[arg-type]


async def test_votes_on_a_daily_post_are_counted_on_it(world: World, channel: Channel) -> None:
    """Several in one edit; the same press takes a vote back, the other one changes it."""
    (card,) = channel.cards
    assert labels(card) == ["Context", "👍", "👎"]
    number = card.number

    assert await vote(world, ALICE, card, "👍") == (
        f"✓ Your 👍 for #{number} counts; press it again to take it back. So far: 👍 1, 👎 0."
    )
    assert "So far: 👍 2, 👎 0." in await vote(world, BOB, card, "👍")
    await world.at(10)
    assert [labels(e)[1:] for e in channel.edits] == [["👍 2", "👎"]]
    assert "So far: 👍 1, 👎 1." in await vote(world, BOB, channel.edits[0], "👎")
    assert await vote(world, BOB, card, "👎") == f"Your vote on #{number} is taken back. So far: 👍 1, 👎 0."
    await world.at(20)
    assert [labels(e)[1:] for e in channel.edits] == [["👍 2", "👎"], ["👍 1", "👎"]]


async def test_a_press_that_comes_twice_counts_once(world: World, channel: Channel) -> None:
    """A redelivered press does not take its vote back."""
    (card,) = channel.cards
    for _ in range(2):
        await world.press(BOB, card.buttons[1].id, key="the same")

    assert "So far: 👍 2, 👎 0." in await vote(world, ALICE, card, "👍")


async def test_a_shared_quote_can_be_voted_on(world: World, channel: Channel) -> None:
    """With what was counted before, on whatever message."""
    (card,) = channel.cards
    await vote(world, ALICE, card, "👎")
    shared = await world.press(BOB, str(PressId("share", str(card.number), 7)))
    assert isinstance(shared, QuoteCard)
    assert labels(shared) == ["Context", "Next", "👍", "👎 1"]
    assert "So far: 👍 1, 👎 1." in await vote(world, BOB, shared, "👍")


@pytest.mark.parametrize("subject", ["999", "x", "151:nothing", "{other}:{delivery}"])
async def test_a_vote_on_nothing_is_refused(world: World, channel: Channel, subject: str) -> None:
    """On a number that is not here, a post that is not, or a post of another quote."""
    (card,) = channel.cards
    _, _, delivery = card.buttons[1].id.split(".")[2].partition(":")
    pressed = str(PressId("up", subject.format(other=card.number + 1, delivery=delivery)))
    assert refused(await world.press(BOB, pressed))
    elsewhere = replace(HERE, workspace="elsewhere")
    assert refused(await world.press(BOB, card.buttons[1].id, place=elsewhere))
    await world.at(10)
    assert channel.edits == []


async def tally(world: World, number: int) -> Tally:
    """What is held for a quote."""
    return await world.services.store.read(lambda tx: tx[VoteRows].of(HERE.workspace_id, number))


async def test_who_shares_a_quote_speaks_a_little_for_it(world: World, channel: Channel) -> None:
    """Unseen by others; a vote takes its place."""
    (card,) = channel.cards
    shared = await world.press(BOB, str(PressId("share", str(card.number), 7)))
    assert isinstance(shared, QuoteCard)
    assert labels(shared)[2:] == ["👍", "👎"]
    assert await tally(world, card.number) == Tally(shared=1)

    assert "So far: 👍 0, 👎 1." in await vote(world, BOB, shared, "👎")
    assert await tally(world, card.number) == Tally(down=1)


@pytest.mark.parametrize(("seconds", "told"), [(2, Tally(passed=1)), (6, Tally(passed=1)), (7, Tally())])
async def test_who_wants_the_next_at_once_speaks_a_little_against(world: World, seconds: int, told: Tally) -> None:
    """After a while they have read it."""
    drawn = await world.ask(ALICE, "quote")
    assert isinstance(drawn, QuoteCard)
    await world.at(seconds)
    following = await world.press(BOB, next(b.id for b in drawn.buttons if b.label == "Next"))

    assert isinstance(following, QuoteCard)
    assert await tally(world, drawn.number) == told
    assert await tally(world, following.number) == Tally()


@pytest.mark.parametrize("subject", ["999", "x", "0"])
async def test_next_under_what_was_not_shown_tells_nothing(world: World, subject: str) -> None:
    """A button of before, or none of ours."""
    await world.press(BOB, f"q1.another.{subject}")

    assert await world.services.store.read(lambda tx: tx[VoteRows].tallies(HERE.workspace_id)) == {}
