"""Posts that nobody waits for: edited when their subject changed, never sent twice, and what happens when they fail."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.game import GameState
from bot.engine.outbox import AT_ONCE, Outbox
from bot.errors import DeliveryError, DeliveryUnknown, StorageError
from bot.messages import ClosedRound, Lobby, MessageRef, Notice, OpenRound, Place, Reply, Scoreboard
from tests.builders import ALICE, BOB, HERE
from tests.world import Silent, World, opened, refused, words


class Wall(Silent):
    """Keeps what is posted and edited; `trouble` may raise before or after a post stands."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, Reply]] = []
        self.places: list[Place] = []
        self.edits: list[Reply] = []
        self.before: Callable[[], None] = lambda: None
        self.after: Callable[[], None] = lambda: None
        self.looking: Callable[[], None] = lambda: None
        self.opening: Callable[[], None] = lambda: None
        self.editing: Callable[[MessageRef], None] = lambda _: None
        self.threads: list[str] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Stands from now on."""
        self.before()
        self.posts.append((nonce, reply))
        self.places.append(place)
        self.after()
        return MessageRef(place=place, id=nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Noted."""
        self.editing(ref)
        self.edits.append(reply)

    async def open_thread(self, ref: MessageRef) -> None:
        """Noted."""
        self.opening()
        self.threads.append(ref.id)

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """By its nonce."""
        self.looking()
        return next((MessageRef(place=place, id=n) for n, _ in self.posts if n == nonce), None)


def failing(error: DeliveryError, times: int) -> Callable[[], None]:
    """Raises that often, then no more."""
    left = [error] * times

    def trouble() -> None:
        if left:
            raise left.pop()

    return trouble


async def start(world: World) -> None:
    """A game of Alice's in which others answer."""
    await world.ask(ALICE, "quiz start", mode="who-said")


async def test_the_answer_count_is_edited_at_most_every_five_seconds(tmp_path: Path) -> None:
    """Two answers within them are one edit; the reveal never waits."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await start(world)
        await world.at(1)
        await world.ask(BOB, "quiz answer", text="A")
        assert wall.edits == []
        await world.at(3)
        await world.ask(ALICE, "quiz answer", text="B")
        await world.at(5.9)
        assert wall.edits == []
        await world.at(6)
        shown = [e.answered for e in wall.edits if isinstance(e, OpenRound)]
        assert shown == ["2 answered"]
        await world.ask(ALICE, "quiz skip")
        assert isinstance(wall.edits[-1], ClosedRound)


async def test_a_post_that_was_put_off_is_sent_once_later(tmp_path: Path) -> None:
    """The platform said to wait."""
    wall = Wall()
    wall.before = failing(DeliveryError("slow down", retry_after=7), 1)
    async with opened(tmp_path, wall) as world:
        await start(world)
        await world.at(6)
        assert wall.posts == []
        await world.at(8)
        assert len(wall.posts) == 1


async def test_a_post_that_may_stand_is_looked_for_before_it_is_sent_again(tmp_path: Path) -> None:
    """It stood: it is taken as it is, and the round opens."""
    wall = Wall()
    wall.after = failing(DeliveryUnknown("cut off"), 1)
    async with opened(tmp_path, wall) as world:
        await start(world)
        await world.at(10)
        assert len(wall.posts) == 1
        await world.ask(BOB, "quiz answer", text="A")
        assert len((await world.table()).answers) == 1


async def test_a_game_whose_round_can_never_be_shown_ends(tmp_path: Path) -> None:
    """Nobody is stuck in it."""
    wall = Wall()
    wall.before = failing(DeliveryError("the channel is gone", retry_after=None), 1)
    async with opened(tmp_path, wall) as world:
        await start(world)
        assert (await world.table()).game.state is GameState.OVER
        assert [type(reply) for _, reply in wall.posts] == [Notice, Scoreboard]
        await start(world)
        assert (await world.table()).game.state is GameState.RUNNING


class Slow(Wall):
    """Some channels answer only once they may."""

    def __init__(self) -> None:
        super().__init__()
        self.gates: dict[str, asyncio.Event] = {}

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Stands once its channel may answer."""
        if place.channel in self.gates:
            await self.gates[place.channel].wait()
        return await super().post(place, reply, nonce)

    def channels(self) -> list[str]:
        """Where something stands, in the order in which it came there."""
        return [ref.channel for ref in self.places]


async def test_a_slow_channel_holds_no_other_one(tmp_path: Path) -> None:
    """However many are slow; each is sent once, and what follows in it comes after."""
    wall, many = Slow(), AT_ONCE + 3
    slow = [replace(HERE, channel=f"slow-{n}") for n in range(many)]
    wall.gates = {place.channel: asyncio.Event() for place in slow}
    async with opened(tmp_path, wall) as world:
        world.outbox = Outbox(world.services, {HERE.platform: wall}, patience=0.01)
        ended: asyncio.Queue[None] = asyncio.Queue()
        world.outbox.changed = lambda: ended.put_nowait(None)
        for place in slow:
            await world.ask(ALICE, "quiz start", place=place, mode="who-said", rounds="1")
        await start(world)
        assert wall.channels() == [HERE.channel]
        await world.ask(ALICE, "quiz stop", place=slow[0])
        assert await world.outbox.flush() == 0

        for gate in wall.gates.values():
            gate.set()
        for _ in slow:
            await ended.get()
        await world.outbox.flush()
        assert sorted(wall.channels()) == sorted([HERE.channel, *wall.gates, slow[0].channel])
        assert [type(r) for p, (_, r) in zip(wall.places, wall.posts, strict=True) if p == slow[0]] == [
            OpenRound, Scoreboard,
        ]  # fmt: skip


async def test_a_database_that_goes_away_under_a_post_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The message stands, and nobody could write it down: it is found once the claim has run out."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        world.outbox = Outbox(world.services, {HERE.platform: wall}, lease=0.1)
        store = world.services.store

        async def away(_: object) -> None:
            raise StorageError("the database is away")

        def goes_away() -> None:
            monkeypatch.setattr(store, "write", away)

        wall.after = goes_away
        await world.engine.handle(world.request(ALICE, "quiz start", mode="who-said"))
        with pytest.raises(StorageError):
            await world.outbox.flush()
        monkeypatch.undo()
        wall.after = lambda: None
        while (await world.table()).round.closes_at is None:  # type: ignore[union-attr]
            await world.outbox.flush()

    assert len(wall.posts) == 1
    assert "what became of post 1 could not be kept" in caplog.text


async def test_what_takes_its_time_when_everything_ends_is_let_go(tmp_path: Path) -> None:
    """Its claim runs out, and the next process looks for it."""
    wall = Slow()
    wall.gates = {HERE.channel: asyncio.Event()}
    async with opened(tmp_path, wall) as world:
        world.outbox = Outbox(world.services, {HERE.platform: wall}, patience=0.01, lease=0.1)
        await start(world)
        await world.outbox.drain(0.01)
        wall.gates[HERE.channel].set()
        assert wall.posts == []
        heir = Outbox(world.services, {HERE.platform: wall}, lease=0.1)
        while not wall.posts:
            await heir.flush()
        assert len(wall.posts) == 1


async def test_a_game_in_a_thread_waits_for_it_and_moves_there(tmp_path: Path) -> None:
    """The channel keeps one line; rounds are asked, answered and looked up by the thread. It opens once."""
    wall = Wall()
    wall.after = failing(DeliveryUnknown("cut off"), 1)
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", thread="yes", rounds="1")
        assert wall.threads == []
        await world.at(10)
        (_, line), (nonce, _) = wall.posts[0], wall.posts[0]
        assert isinstance(line, Notice)
        assert wall.threads == [nonce]
        thread = replace(HERE, thread=nonce)
        await world.at(11)
        assert [type(reply) for _, reply in wall.posts] == [Notice, OpenRound]
        assert (await world.table(thread)).players[0].team == ""
        await world.ask(BOB, "quiz answer", place=thread, text="A")
        assert len((await world.table(thread)).answers) == 1
        assert "No game" in words(await world.ask(BOB, "quiz answer", text="B"))


async def test_teams_gather_in_the_thread(tmp_path: Path) -> None:
    """The lobby is there, for a minute from when it stands."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", teams="named", thread="yes")
        await world.at(1)
        assert [type(reply) for _, reply in wall.posts] == [Notice, Lobby]
        await world.at(59)
        assert len(wall.posts) == 2
        await world.at(61)
        assert isinstance(wall.posts[-1][1], OpenRound)


async def test_a_game_whose_thread_cannot_be_opened_ends(tmp_path: Path) -> None:
    """Nobody waits for it."""
    wall = Wall()
    wall.opening = failing(DeliveryError("no right to open threads", retry_after=None), 1)
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", thread="yes")
        assert (await world.table()).game.state is GameState.OVER


async def test_a_game_is_begun_or_stopped_while_its_thread_is_awaited(tmp_path: Path) -> None:
    """It cannot begin in the channel; stopped, it opens no thread any more."""
    wall = Wall()
    wall.before = failing(DeliveryError("slow down", retry_after=7), 1)
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", thread="yes")
        assert "opens in a moment" in refused(await world.ask(ALICE, "quiz begin"))
        await world.ask(ALICE, "quiz stop")
        await world.at(20)
        assert wall.threads == []
