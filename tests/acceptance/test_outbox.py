"""Posts that nobody waits for: edited when their subject changed, never sent twice, and what happens when they fail."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.catalogue import POSTS
from bot.chat.incoming import MessageRef, Place
from bot.chat.messages import ClosedRound, Lobby, Notice, OpenRound, Reply, Scoreboard
from bot.delivery import attempt, outbox
from bot.delivery.fence import must_be_ours
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import AT_ONCE, MOST, MOST_OF_ONE, Outbox
from bot.delivery.rows import PostRows
from bot.errors import DeliveryError, DeliveryUnknown, StorageError
from bot.games.model import GameState
from tests.builders import ALICE, BOB, HERE
from tests.world import PATIENCE, Silent, World, opened, refused, words

# Seconds: what is over within a test, and what no test outlives however slow the machine is.
LEASE, LONG_LEASE = 1.0, 3600.0


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
        self.deleting: Callable[[MessageRef], None] = lambda _: None
        self.deleted: list[str] = []
        self.threads: list[str] = []
        self.names: list[str] = []
        self.closed: list[tuple[str, int]] = []
        self.closing: Callable[[], None] = lambda: None

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

    async def delete(self, ref: MessageRef) -> None:
        """Noted."""
        self.deleting(ref)
        self.deleted.append(ref.id)

    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Noted."""
        self.opening()
        self.threads.append(ref.id)
        self.names.append(name)

    async def close_thread(self, place: Place) -> None:
        """Noted, with how much stood by then."""
        self.closing()
        self.closed.append((place.thread, len(self.posts)))

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


@pytest.mark.parametrize(("asked", "waited"), [(2.0, 2.0), (0.1, 1.0), (40.0, 40.0), (1e20, 3600.0)])
async def test_five_limits_in_a_row_wait_their_own_time_each(tmp_path: Path, asked: float, waited: float) -> None:
    """No channel is silent for longer than its platform asked; at least a second lies between two tries,
    and an hour at most: what asks for more says nothing.
    """
    wall = Wall()
    wall.before = failing(DeliveryError("slow down", retry_after=asked), 5)
    async with opened(tmp_path, wall) as world:
        await start(world)
        for tries in range(1, 5):
            await world.at(tries * waited)
        assert wall.posts == []
        await world.at(5 * waited + 0.1)
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
        # The host's word and the board are sent side by side.
        assert {type(reply) for _, reply in wall.posts} == {Notice, Scoreboard}
        assert len(wall.posts) == 2
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
        ended: asyncio.Queue[None] = asyncio.Queue()
        world.outbox = Outbox(
            world.services, POSTS, Messengers({HERE.platform: wall}), patience=0.01,
            changed=lambda: ended.put_nowait(None),
        )  # fmt: skip
        for place in slow:
            await world.ask(ALICE, "quiz start", place=place, mode="who-said", rounds="1")
        await start(world)
        while not wall.channels():  # noqa: ASYNC110 - a busy machine may take longer than the patience
            await asyncio.sleep(0)
        assert wall.channels() == [HERE.channel]
        await world.ask(ALICE, "quiz stop", place=slow[0])
        assert await world.outbox.flush() == 0

        for gate in wall.gates.values():
            gate.set()
        for _ in slow:
            await ended.get()
        while len(wall.channels()) < many + 2:  # the board may take longer than the patience as well
            await world.outbox.flush()
        assert sorted(wall.channels()) == sorted([HERE.channel, *wall.gates, slow[0].channel])
        assert [type(r) for p, (_, r) in zip(wall.places, wall.posts, strict=True) if p == slow[0]] == [
            OpenRound, Scoreboard,
        ]  # fmt: skip


async def test_a_database_that_goes_away_under_a_post_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The message stands, and nobody could write it down: it is found once the claim has run out."""
    wall, clocks, broken = Wall(), Clocks(monkeypatch), pytest.MonkeyPatch()
    async with opened(tmp_path, wall) as world:
        world.outbox = Outbox(
            world.services, POSTS, Messengers({HERE.platform: wall}), lease=LONG_LEASE, patience=PATIENCE
        )
        store = world.services.store

        async def away(_: object) -> None:
            raise StorageError("the database is away")

        def goes_away() -> None:
            broken.setattr(store, "write", away)

        wall.after = goes_away
        await world.engine.handle(world.request(ALICE, "quiz start", mode="who-said"))
        with pytest.raises(StorageError):
            await world.outbox.flush()
        broken.undo()
        clocks.ahead += LONG_LEASE
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
        world.outbox = Outbox(world.services, POSTS, Messengers({HERE.platform: wall}), patience=0.01, lease=LEASE)
        await start(world)
        await world.outbox.drain(0.01)
        wall.gates[HERE.channel].set()
        assert wall.posts == []
        heir = Outbox(world.services, POSTS, Messengers({HERE.platform: wall}), lease=LEASE, patience=PATIENCE)
        while not wall.posts:
            await heir.flush()
        assert len(wall.posts) == 1


class Clocks:
    """This process's own and the database's, which go on at once by as much as a test says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = 0.0
        steady, now = attempt.steady, PostRows.now
        for module in (attempt, outbox):
            monkeypatch.setattr(module, "steady", lambda: steady() + self.ahead)
        monkeypatch.setattr(PostRows, "now", lambda rows: now(rows) + timedelta(seconds=self.ahead))


class Turns(Wall):
    """Lets a channel wait for its turn; the process stands still in the first wait, longer than its lease."""

    def __init__(self, clocks: Clocks) -> None:
        super().__init__()
        self.waited, self._clocks = 0, clocks

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Stands, unless somebody else may send it by now."""
        self.waited += 1
        if self.waited == 1:
            self._clocks.ahead += LONG_LEASE
        must_be_ours()
        return await super().post(place, reply, nonce)


async def test_who_stood_still_while_waiting_for_a_turn_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its claim may be another process's by then, which sends it: here it is claimed anew."""
    wall = Turns(Clocks(monkeypatch))
    async with opened(tmp_path, wall) as world:
        world.outbox = Outbox(
            world.services, POSTS, Messengers({HERE.platform: wall}), lease=LONG_LEASE, patience=PATIENCE
        )
        await world.engine.handle(world.request(ALICE, "quiz start", mode="who-said"))
        while not wall.posts:
            await world.outbox.flush()
        assert (wall.waited, len(wall.posts)) == (2, 1)


class HiddenTurns(Turns):
    """Nobody may look there whether a message stands."""

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """Nobody knows."""
        raise DeliveryUnknown("nobody may look", retry_after=None)


async def test_what_was_surely_not_sent_is_sent_where_nobody_may_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that stood still for a while costs no round: it knows that it sent nothing."""
    wall = HiddenTurns(Clocks(monkeypatch))
    async with opened(tmp_path, wall) as world:
        world.outbox = Outbox(
            world.services, POSTS, Messengers({HERE.platform: wall}), lease=LONG_LEASE, patience=PATIENCE
        )
        await world.engine.handle(world.request(ALICE, "quiz start", mode="who-said"))
        for _ in range(3):
            await world.outbox.flush()
        assert (wall.waited, len(wall.posts)) == (2, 1)
        assert (await world.table()).game.state is GameState.RUNNING


class LateTurns(Turns):
    """What was sent first is cut off, and stands only when it was looked for once: while the process stands still."""

    def __init__(self, clocks: Clocks) -> None:
        super().__init__(clocks)
        self.looked = 0

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """The first try may have left something."""
        if not self.waited and not self.looked:
            raise DeliveryUnknown("cut off", retry_after=1.0)
        return await super().post(place, reply, nonce)

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """Not there yet, then there."""
        self.looked += 1
        return MessageRef(place=place, id="late") if self.looked > 1 else None


async def test_what_an_earlier_try_sent_is_looked_for_again_after_standing_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have come meanwhile: nothing is posted twice."""
    wall = LateTurns(Clocks(monkeypatch))
    async with opened(tmp_path, wall) as world:
        world.outbox = Outbox(
            world.services, POSTS, Messengers({HERE.platform: wall}), lease=LONG_LEASE, patience=PATIENCE
        )
        await world.engine.handle(world.request(ALICE, "quiz start", mode="who-said"))
        for seconds in range(0, 20, 5):
            await world.at(seconds)
        assert (wall.looked, wall.waited, wall.posts) == (2, 1, [])


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
        assert "played in a thread of this channel" in words(await world.ask(BOB, "quiz answer", text="B"))


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


async def test_a_thread_that_is_to_wait_posts_nothing_twice(tmp_path: Path) -> None:
    """Its message stands already when the platform says to slow down."""
    wall = Wall()
    wall.opening = failing(DeliveryError("slow down", retry_after=2), 1)
    async with opened(tmp_path, wall) as world:
        await world.ask(ALICE, "quiz start", mode="who-said", thread="yes")
        await world.at(10)
        await world.at(11)
        assert [type(reply) for _, reply in wall.posts] == [Notice, OpenRound]
        assert len(wall.threads) == 1


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


FAR = Place(platform=HERE.platform, workspace="far", channel="C-far")


async def asked(world: World, *places: Place) -> None:
    """Games begin in all these places; nothing is sent yet."""
    for place in places:
        await world.engine.handle(world.request(ALICE, "quiz start", place=place))


async def test_a_workspace_with_much_to_post_lets_others_go_between(tmp_path: Path) -> None:
    """Forty posts were due before another workspace's: that one goes with the second eight."""
    wall = Wall()
    async with opened(tmp_path, wall) as world:
        await asked(world, *(replace(HERE, channel=f"many-{n}") for n in range(5 * AT_ONCE)), FAR)
        await world.outbox.flush()

    assert wall.places.index(FAR) == AT_ONCE
    assert len(wall.places) == 5 * AT_ONCE + 1


async def test_a_workspace_of_slow_channels_leaves_room_for_others(tmp_path: Path) -> None:
    """So many of its posts at most are on their way at once; its others wait, another workspace's do not."""
    wall = Slow()
    many = [replace(HERE, channel=f"slow-{n}") for n in range(MOST + AT_ONCE)]
    wall.gates = {place.channel: asyncio.Event() for place in many}
    async with opened(tmp_path, wall) as world:
        world.outbox = Outbox(world.services, POSTS, Messengers({HERE.platform: wall}), patience=0.01)
        await asked(world, *many)
        await world.outbox.flush()
        begun = len(world.outbox._sending)
        await asked(world, FAR)
        await world.outbox.flush()
        while not wall.places:  # noqa: ASYNC110 - a busy machine may take longer than the patience
            await asyncio.sleep(0)
        assert wall.places == [FAR]
        assert MOST_OF_ONE <= begun < MOST_OF_ONE + AT_ONCE
        for gate in wall.gates.values():
            gate.set()
        while len(wall.places) <= len(many):
            await asyncio.sleep(0)
            await world.outbox.flush()
    assert sorted(wall.channels()) == sorted([FAR.channel, *wall.gates])


async def test_a_slow_platform_leaves_the_others_alone(tmp_path: Path) -> None:
    """Whatever its workspaces wait for: on another platform the next post is sent."""
    slow, quick = Slow(), Wall()
    many = [replace(HERE, workspace=f"W{n % 5}", channel=f"slow-{n}") for n in range(2 * MOST)]
    slow.gates = {place.channel: asyncio.Event() for place in many}
    other = replace(FAR, platform="slack")
    async with opened(tmp_path, slow) as world:
        world.outbox = Outbox(world.services, POSTS, Messengers({HERE.platform: slow, "slack": quick}), patience=0.01)
        await asked(world, *many)
        await world.outbox.flush()
        await asked(world, other)
        await world.outbox.flush()
        while not quick.places:  # noqa: ASYNC110 - a busy machine may take longer than the patience
            await asyncio.sleep(0)
        assert quick.places == [other]
        assert slow.places == []
        await world.outbox.drain(0.01)
