"""👍 and 👎 under a reveal: small, counted on it, one person one vote, and the next game deals by them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.incoming import MessageRef, Place, PressId
from bot.chat.messages import ClosedRound, Reply, Scoreboard
from bot.games.rows.games import GameRows
from bot.games.rows.liking import LikingRows
from tests.builders import ALICE, BOB, HERE
from tests.world import Silent, World, opened, refused, words

ELSEWHERE = replace(HERE, channel="C2")


class Channel(Silent):
    """What reveals stand in the channel now."""

    def __init__(self) -> None:
        self.posted = 0
        self.reveals: list[ClosedRound] = []
        self.boards: list[Scoreboard] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """A new message."""
        self.posted += 1
        self.boards += [reply] if isinstance(reply, Scoreboard) else []
        return await super().post(place, reply, nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Changed."""
        if isinstance(reply, ClosedRound):
            self.reveals.append(reply)
        self.boards += [reply] if isinstance(reply, Scoreboard) else []


@pytest.fixture
def channel() -> Channel:
    """Empty."""
    return Channel()


@pytest.fixture
async def world(tmp_path: Path, channel: Channel) -> AsyncIterator[World]:
    """The first round of a game on the round table was skipped."""
    async with opened(tmp_path, channel) as made:
        await made.ask(ALICE, "quiz start", mode="who-said", rounds="3", pack="the-round-table", pace="relaxed")
        await made.ask(ALICE, "quiz skip")
        yield made


def labels(channel: Channel) -> list[str]:
    """What stands under the last reveal."""
    return [b.label for b in channel.reveals[-1].votes]


async def test_a_vote_is_counted_on_the_reveal(world: World, channel: Channel) -> None:
    """No new message comes of it; the same press takes it back, the other one changes it."""
    assert labels(channel) == ["👍", "👎"]
    up, down = (b.id for b in channel.reveals[-1].votes)
    posted = channel.posted

    assert "Your 👍 counts" in words(await world.press(ALICE, up))
    assert "Your 👎 counts" in words(await world.press(BOB, down))
    await world.press(BOB, up)
    await world.at(100)
    assert labels(channel) == ["👍 2", "👎"]
    assert "taken back" in words(await world.press(BOB, up))
    await world.at(200)
    assert labels(channel) == ["👍 1", "👎"]
    assert channel.posted == posted


async def test_only_what_was_resolved_here_can_be_voted_on(world: World, channel: Channel) -> None:
    """Not a round that is open, of another place, undone or made up."""
    table = await world.services.store.read(lambda tx: tx[GameRows].running(HERE))
    assert table is not None
    assert table.round is not None
    up = channel.reveals[-1].votes[0].id

    assert "earlier moment" in refused(await world.press(BOB, str(PressId("liked", table.round.id))))
    assert "earlier moment" in refused(await world.press(BOB, up, place=ELSEWHERE))
    assert "earlier moment" in refused(await world.press(BOB, str(PressId("disliked", "nonsense"))))
    await world.ask(ALICE, "quiz void")
    assert "earlier moment" in refused(await world.press(BOB, up))
    await world.at(100)
    assert labels(channel) == []
    assert await world.services.store.read(lambda tx: tx[LikingRows].by_item(HERE.workspace_id)) == {}


async def test_who_plays_alone_votes_too(world: World) -> None:
    """Beside Next, which goes on as before."""
    shown = await world.ask(BOB, "quiz start", place=ELSEWHERE, pace="solo", mode="who-said", rounds="2")
    shown = await world.ask(BOB, "quiz answer", place=ELSEWHERE, text="A")
    assert isinstance(shown, ClosedRound)
    assert [b.label for b in (*shown.buttons, *shown.votes)] == ["Next", "👍", "👎"]

    assert "Your 👎 counts" in words(await world.press(BOB, shown.votes[1].id, place=ELSEWHERE))
    assert "earlier moment" in refused(await world.press(ALICE, shown.votes[1].id, place=ELSEWHERE))
    assert "Round 2 of 2" in words(await world.press(BOB, shown.buttons[0].id, place=ELSEWHERE))


async def test_the_quote_of_the_night_is_the_one_that_was_liked(world: World, channel: Channel) -> None:
    """Be it the worse one, and liked when the board stands already: it is changed, and no message is added."""
    for _ in range(2):
        asked = (await world.table()).round
        assert asked is not None
        wrong = next(option for option in asked.item.options if option != asked.item.key)
        await world.ask(ALICE, "quiz answer", text=asked.item.key)
        await world.ask(BOB, "quiz answer", text=wrong)
        await world.ask(ALICE, "quiz skip")
    posted, reveals = channel.posted, {r.round_id: r for r in channel.reveals}

    for number, reveal in enumerate(reveals.values(), 1):
        await world.press(BOB, reveal.votes[0].id)
        await world.press(ALICE, reveal.votes[0].id)
        await world.at(100 * number)
        assert reveal.quote is not None
        (told,) = (line for line in channel.boards[-1].lines if line.startswith("Quote of the night"))
        assert reveal.quote.text in told
        # Taken back, so that the next one is liked most.
        await world.press(BOB, reveal.votes[0].id)
        await world.press(ALICE, reveal.votes[0].id)
    assert len(reveals) == 3
    assert channel.posted == posted
